import type { CascadeDocument } from '../../../../shared/contract/cascade.ts';
import { useCall } from '../../../api/queries.ts';
import { SelectField, TextField } from '../../../widgets/fields.tsx';
import { Segmented } from '../../../widgets/segmented.tsx';
import { useOrderTerms, type OrderTerms } from './order-terms.ts';
import { anyPrice } from './order-texts.ts';

const ways = [
  { value: 'axis', text: 'The shock above' },
  { value: 'pinned', text: 'To a price and on' },
  { value: 'vector', text: 'A shock for each' },
] as const;

const sales = [
  { value: 'at-mark', text: 'at the mark' },
  { value: 'haircut', text: 'with a fixed loss' },
  { value: 'square-root', text: 'with square-root impact' },
] as const;

/** Along what the order goes, what forced sales bring, harder rules, and the margin ratio to be restored. */
export function OrderTermsForm({
  assets,
  problem,
  axis,
}: {
  /** Whose price could move. */
  readonly assets: readonly string[];
  readonly problem: { readonly field: string; readonly message: string } | null;
  readonly axis: CascadeDocument['axis'] | null;
}) {
  const terms = useOrderTerms();
  const accounts = useCall('views.accounts', {}).data?.accounts ?? [];
  const held = accounts.flatMap(({ balances }) => balances.map(({ asset }) => asset));
  const shockable = [...new Set([...assets, ...held])];
  const text = (
    field: string,
    value: string,
    change: (typed: string) => Partial<OrderTerms>,
    unit?: string,
    placeholder?: string,
  ) => (
    <TextField
      key={field}
      label={field}
      value={value}
      isAmount
      problem={problem?.field === field && value.trim() !== '' ? problem.message : null}
      onChange={(typed) => useOrderTerms.setState(change(typed))}
      {...(unit === undefined ? {} : { unit })}
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  );
  const mark = axis?.kind === 'pinned' ? anyPrice(axis.mark) : undefined;
  return (
    <div className="order-terms">
      <div className="row">
        <Segmented
          label="Along what"
          value={terms.way}
          options={ways}
          onChange={(way) => useOrderTerms.setState({ way })}
        />
      </div>
      <div className="order-fields">
        {terms.way === 'pinned' && (
          <>
            {text('First price', terms.first, (first) => ({ first }), undefined, mark)}
            {text('Second price', terms.second, (second) => ({ second }), undefined, mark)}
          </>
        )}
        {terms.way === 'vector' &&
          shockable.map((asset) =>
            text(
              asset,
              terms.shocks[asset] ?? '',
              (typed) => ({ shocks: { ...terms.shocks, [asset]: typed } }),
              '%',
              'still',
            ),
          )}
        <SelectField
          label="Forced sales"
          value={terms.sale}
          options={sales}
          onChange={(sale) => useOrderTerms.setState({ sale: sale as OrderTerms['sale'] })}
        />
        {terms.sale === 'haircut' && text('Loss of a sale', terms.haircut, (haircut) => ({ haircut }), '%')}
        {terms.sale === 'square-root' && (
          <>
            {text('Coefficient', terms.coefficient, (coefficient) => ({ coefficient }))}
            {assets.map((asset) =>
              text(`${asset} traded a day`, terms.volumes[asset] ?? '', (typed) => ({
                volumes: { ...terms.volumes, [asset]: typed },
              })),
            )}
          </>
        )}
        {text('Margin ratio', terms.restore, (restore) => ({ restore }), '%', 'to restore')}
        {terms.isHarder && (
          <>
            {text('Maintenance', terms.maintenance, (maintenance) => ({ maintenance }), 'times')}
            {text('Collateral', terms.collateral, (collateral) => ({ collateral }), '%')}
            {text('Leverage cap', terms.leverageCap, (leverageCap) => ({ leverageCap }), '×', 'none')}
          </>
        )}
      </div>
      <div className="row">
        <label className="check">
          <input
            type="checkbox"
            checked={terms.salesMovePrice}
            onChange={(event) => useOrderTerms.setState({ salesMovePrice: event.target.checked })}
          />
          Sales move the price
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={terms.isHarder}
            onChange={(event) => useOrderTerms.setState({ isHarder: event.target.checked })}
          />
          Harder rules
        </label>
        {problem !== null && <span className="t3">{problem.message}</span>}
      </div>
    </div>
  );
}
