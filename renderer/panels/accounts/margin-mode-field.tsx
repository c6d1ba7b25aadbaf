import { SelectField } from '../../widgets/fields.tsx';

type MarginMode = 'cross' | 'isolated';

export function MarginModeField({
  value,
  onChange,
}: {
  readonly value: MarginMode;
  readonly onChange: (value: MarginMode) => void;
}) {
  return (
    <SelectField
      label="Margin mode"
      value={value}
      options={[
        { value: 'cross', text: 'cross' },
        { value: 'isolated', text: 'isolated' },
      ]}
      onChange={(chosen) => onChange(chosen === 'isolated' ? 'isolated' : 'cross')}
    />
  );
}
