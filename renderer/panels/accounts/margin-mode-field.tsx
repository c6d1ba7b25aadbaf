import { accountMarginModes, type AccountMarginMode, type MarginMode } from '../../../shared/book/account.ts';
import { SelectField } from '../../widgets/fields.tsx';

const words: Readonly<Record<AccountMarginMode, string>> = {
  cross: 'cross',
  isolated: 'isolated',
  'multi-asset': 'cross, coins as collateral',
  portfolio: 'portfolio margin',
};

/** The margin mode of an account as a whole. */
export function AccountMarginModeField(props: {
  readonly value: AccountMarginMode;
  readonly onChange: (value: AccountMarginMode) => void;
}) {
  return <ModeField modes={accountMarginModes} {...props} />;
}

/** The margin mode of one instrument. */
export function MarginModeField(props: { readonly value: MarginMode; readonly onChange: (value: MarginMode) => void }) {
  return <ModeField modes={['cross', 'isolated']} {...props} />;
}

function ModeField<Mode extends AccountMarginMode>({
  modes,
  value,
  onChange,
}: {
  readonly modes: readonly Mode[];
  readonly value: Mode;
  readonly onChange: (value: Mode) => void;
}) {
  return (
    <SelectField
      label="Margin mode"
      value={value}
      options={modes.map((mode) => ({ value: mode, text: words[mode] }))}
      onChange={(chosen) => onChange(modes.find((mode) => mode === chosen) ?? value)}
    />
  );
}
