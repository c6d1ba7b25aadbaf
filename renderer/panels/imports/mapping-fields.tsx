import type { MappingTrial } from '../../../shared/contract/imports.ts';
import type { Mapping, MappingPart, MappingRemark } from '../../../shared/contract/mapping.ts';
import { Choose, ChooseColumn, MappingRow, type TableColumns } from './mapping-controls.tsx';
import { KindsRow, SideRow } from './mapping-kind-rows.tsx';
import { AmountRow, FeeRow } from './mapping-money-rows.tsx';
import { InstrumentRow, QuantityRow, TimeRow } from './mapping-trade-rows.tsx';

export interface MappingPartProps {
  readonly mapping: Mapping;
  readonly columns: TableColumns;
  readonly remarks: readonly (MappingRemark & { readonly isMissing: boolean })[];
  readonly values: MappingTrial['values'];
  readonly change: (part: Partial<Mapping>) => void;
}

/** What Ballast needs to know of a row, in the trader's words, each with the column that says it. */
export function MappingFields(props: MappingPartProps) {
  const { mapping, columns, remarks, change } = props;
  return (
    <div className="mapping-fields">
      <KindsRow {...props} />
      <TimeRow {...props} />
      <InstrumentRow {...props} />
      <SideRow {...props} />
      <QuantityRow {...props} />
      <PlainRow
        label="Price"
        part="price"
        {...props}
        column={mapping.price?.column ?? null}
        set={(column) => change({ price: column === null ? null : { column } })}
      />
      {saysPositions(mapping) && (
        <>
          <PlainRow
            label="Mark"
            part="mark"
            {...props}
            column={mapping.mark?.column ?? null}
            set={(column) => change({ mark: column === null ? null : { column } })}
          />
          <PlainRow
            label="Liquidation price"
            part="liquidationPrice"
            {...props}
            column={mapping.liquidationPrice?.column ?? null}
            set={(column) => change({ liquidationPrice: column === null ? null : { column } })}
          />
        </>
      )}
      <PlainRow
        label="Value, as a check"
        part="value"
        {...props}
        column={mapping.value?.column ?? null}
        set={(column) => change({ value: column === null ? null : { column } })}
      />
      <FeeRow {...props} />
      <AmountRow {...props} />
      <MappingRow label="Profit, as a check" parts={['profit']} remarks={remarks}>
        <ChooseColumn
          label="Profit column"
          value={mapping.profit?.column ?? null}
          columns={columns}
          onChange={(column) =>
            change({ profit: column === null ? null : { basis: 'gross', ...mapping.profit, column } })
          }
        />
        {mapping.profit !== null && (
          <Choose
            label="Whether the fee is taken off"
            value={mapping.profit.basis}
            options={[
              { value: 'gross', text: 'before the fee' },
              { value: 'net-of-fee', text: 'the fee is taken off' },
            ]}
            onChange={(basis) =>
              mapping.profit !== null &&
              change({ profit: { ...mapping.profit, basis: basis === 'gross' ? 'gross' : 'net-of-fee' } })
            }
          />
        )}
      </MappingRow>
      <PlainRow
        label="Balance, as a check"
        part="balanceAfter"
        {...props}
        column={mapping.balanceAfter?.column ?? null}
        set={(column) => change({ balanceAfter: column === null ? null : { column } })}
      />
      <PlainRow
        label="Id of the row"
        part="id"
        {...props}
        column={mapping.id?.column ?? null}
        set={(column) => change({ id: column === null ? null : { column } })}
      />
      <MappingRow label="Numbers" parts={['numbers']} remarks={remarks}>
        <Choose
          label="Decimal and thousands signs"
          value={mapping.numbers === null ? null : `${mapping.numbers.decimal}${mapping.numbers.thousands ?? ''}`}
          options={numberChoices}
          onChange={(signs) => change({ numbers: signsOf(signs) })}
        />
      </MappingRow>
    </div>
  );
}

/** Whether rows are positions as the broker reports them: only these print a mark and a liquidation price. */
function saysPositions({ kinds }: Mapping): boolean {
  return kinds.by === 'all'
    ? kinds.kind === 'reported-position'
    : kinds.values.some(({ kind }) => kind === 'reported-position');
}

function PlainRow({
  label,
  part,
  column,
  columns,
  remarks,
  set,
}: MappingPartProps & {
  readonly label: string;
  readonly part: MappingPart;
  readonly column: string | null;
  readonly set: (column: string | null) => void;
}) {
  return (
    <MappingRow label={label} parts={[part]} remarks={remarks}>
      <ChooseColumn label={`${label}: column`} value={column} columns={columns} onChange={set} />
    </MappingRow>
  );
}

const numberChoices = [
  { value: '.', text: '1234.5' },
  { value: '.,', text: '1,234.5' },
  { value: '. ', text: '1 234.5' },
  { value: ".'", text: "1'234.5" },
  { value: ',', text: '1234,5' },
  { value: ',.', text: '1.234,5' },
  { value: ', ', text: '1 234,5' },
  { value: ",'", text: "1'234,5" },
];

function signsOf(value: string | null): Mapping['numbers'] {
  if (value === null) return null;
  const thousands = value.slice(1);
  return {
    decimal: value.startsWith(',') ? ',' : '.',
    thousands: thousands === '' ? null : (thousands as ',' | '.' | ' ' | "'"),
  };
}
