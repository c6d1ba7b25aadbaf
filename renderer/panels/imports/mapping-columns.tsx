import type { MappingProposal } from '../../../shared/contract/imports.ts';
import type { Mapping } from '../../../shared/contract/mapping.ts';
import { countText } from '../../../shared/format/count.ts';
import { Icon } from '../../widgets/icon.tsx';
import type { TableColumns } from './mapping-controls.tsx';

/** The columns of the file with a few of their values, and what each is taken for. */
export function MappingColumns({
  columns,
  mapping,
  proofs,
}: {
  readonly columns: TableColumns;
  readonly mapping: Mapping;
  readonly proofs: MappingProposal['proofs'];
}) {
  return (
    <section className="mapping-columns" aria-label="Columns of the file">
      {proofs.map(({ text, held, of }) => (
        <p key={text} className="mapping-proof">
          <Icon name="check" />
          proved on {countText(held)} of {countText(of)} rows: {text}
        </p>
      ))}
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="left">
              Column
            </th>
            <th scope="col" className="left">
              Taken as
            </th>
            <th scope="col" className="left">
              Such as
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ column, title, samples }) => {
            const role = rolesOf(mapping, column);
            return (
              <tr key={column}>
                <td className="left t1" title={title}>
                  {title}
                </td>
                <td className={role === '' ? 'left t3' : 'left'} title={role}>
                  {role === '' ? 'not used' : role}
                </td>
                <td className="left t3" title={samples.join(' · ')}>
                  {samples.join(' · ')}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function rolesOf(mapping: Mapping, column: string): string {
  const { kinds, only, time, instrument, side, fee, amount } = mapping;
  const roles: readonly (readonly [boolean, string])[] = [
    [kinds.by === 'column' && kinds.column === column, 'kind of row'],
    [only?.column === column, 'whether it counts'],
    [time?.from === 'column' && time.column === column, 'time'],
    [time?.from === 'two-columns' && time.date === column, 'date'],
    [time?.from === 'two-columns' && time.time === column, 'time of day'],
    [instrument?.from === 'column' && instrument.column === column, 'instrument'],
    [
      instrument?.from === 'column' && instrument.quote?.from === 'column' && instrument.quote.column === column,
      'currency',
    ],
    [side !== null && side.from !== 'quantity-sign' && side.column === column, 'side'],
    [mapping.quantity?.column === column, 'quantity'],
    [mapping.price?.column === column, 'price'],
    [mapping.value?.column === column, 'value'],
    [fee?.columns.includes(column) === true, 'fee'],
    [fee?.asset?.from === 'column' && fee.asset.column === column, 'fee currency'],
    [amount?.column === column, 'cash amount'],
    [amount?.asset?.from === 'column' && amount.asset.column === column, 'currency'],
    [mapping.id?.column === column, 'id'],
    [mapping.profit?.column === column, 'realised profit'],
    [mapping.effect?.column === column, 'opens or closes'],
    [mapping.balanceAfter?.column === column, 'balance after'],
  ];
  return [...new Set(roles.filter(([is]) => is).map(([, role]) => role))].join(', ');
}
