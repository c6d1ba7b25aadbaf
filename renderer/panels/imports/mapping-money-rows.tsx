import type { AssetSource, Mapping } from '../../../shared/contract/mapping.ts';
import { Choose, ChooseColumn, MappingRow, Word, type TableColumns } from './mapping-controls.tsx';
import type { MappingPartProps } from './mapping-fields.tsx';

/** Fees: the columns, how a cost is written, and its currency. */
export function FeeRow({ mapping, columns, remarks, change }: MappingPartProps) {
  const { fee } = mapping;
  const set = (next: NonNullable<Mapping['fee']>) => change({ fee: next });
  return (
    <MappingRow label="Fee" parts={['fee']} remarks={remarks}>
      <ChooseColumn
        label="Fee column"
        value={fee?.columns[0] ?? null}
        columns={columns}
        onChange={(column) =>
          change({
            fee:
              column === null
                ? null
                : {
                    ...(fee ?? { cost: null, asset: { from: 'instrument' }, onCash: null }),
                    columns: [column, ...(fee?.columns.slice(1) ?? [])],
                  },
          })
        }
      />
      {fee !== null && (
        <>
          <Choose
            label="How a cost is written"
            value={fee.cost}
            options={[
              { value: 'positive', text: 'a cost is positive' },
              { value: 'negative', text: 'a cost is negative' },
            ]}
            onChange={(cost) => set({ ...fee, cost: cost as 'positive' | 'negative' | null })}
          />
          <AssetChoice
            label="Currency of fees"
            value={fee.asset}
            columns={columns}
            onChange={(asset) => set({ ...fee, asset })}
          />
          <ChooseColumn
            label="Second fee column, added"
            none="no second column"
            value={fee.columns[1] ?? null}
            columns={columns.filter(({ column }) => column !== fee.columns[0])}
            onChange={(column) =>
              set({ ...fee, columns: column === null ? fee.columns.slice(0, 1) : [fee.columns[0] ?? column, column] })
            }
          />
          {mapping.amount !== null && (
            <Choose
              label="Fees of cash rows"
              value={fee.onCash}
              none="on cash rows: not said"
              options={[
                { value: 'besides', text: 'cash rows: besides amount' },
                { value: 'within', text: 'cash rows: within amount' },
              ]}
              onChange={(onCash) => set({ ...fee, onCash: onCash as 'besides' | 'within' | null })}
            />
          )}
        </>
      )}
    </MappingRow>
  );
}

/** The amount of rows that move cash or state a balance. */
export function AmountRow({ mapping, columns, remarks, change }: MappingPartProps) {
  const { amount } = mapping;
  return (
    <MappingRow label="Cash amount" parts={['amount']} remarks={remarks}>
      <ChooseColumn
        label="Amount column"
        value={amount?.column ?? null}
        columns={columns}
        onChange={(column) =>
          change({ amount: column === null ? null : { asset: null, sign: 'as-written', ...amount, column } })
        }
      />
      {amount !== null && (
        <>
          <AssetChoice
            label="Currency of amounts"
            value={amount.asset}
            columns={columns}
            onChange={(asset) => change({ amount: { ...amount, asset } })}
          />
          <Choose
            label="Sign of amounts"
            value={amount.sign}
            options={[
              { value: 'as-written', text: 'received is positive' },
              { value: 'reversed', text: 'paid is positive' },
              { value: 'by-kind', text: 'no signs: by the kind of row' },
            ]}
            onChange={(sign) => change({ amount: { ...amount, sign: (sign ?? 'as-written') as 'as-written' } })}
          />
        </>
      )}
    </MappingRow>
  );
}

/** The currency of an amount: named once, in a column, behind the number, or that of the instrument. */
function AssetChoice({
  label,
  value,
  columns,
  onChange,
}: {
  readonly label: string;
  readonly value: AssetSource | null;
  readonly columns: TableColumns;
  readonly onChange: (value: AssetSource | null) => void;
}) {
  const chosen = value === null ? null : value.from === 'column' ? `column ${value.column}` : value.from;
  return (
    <>
      <Choose
        label={label}
        value={chosen}
        options={[
          { value: 'instrument', text: 'that of the instrument' },
          { value: 'beside', text: 'behind the number' },
          { value: 'fixed', text: 'always the same:' },
          ...columns.map(({ column, title }) => ({ value: `column ${column}`, text: `in ${title}` })),
        ]}
        onChange={(next) =>
          onChange(
            next === null
              ? null
              : next.startsWith('column ')
                ? { from: 'column', column: next.slice(7) }
                : next === 'fixed'
                  ? { from: 'fixed', asset: 'USD' }
                  : { from: next as 'beside' | 'instrument' },
          )
        }
      />
      {value?.from === 'fixed' && (
        <Word
          label={`${label}, always`}
          value={value.asset}
          onChange={(asset) => asset.trim() !== '' && onChange({ from: 'fixed', asset: asset.trim().toUpperCase() })}
        />
      )}
    </>
  );
}
