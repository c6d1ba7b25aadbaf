import type { TierRow } from '../../../shared/contract/edits.ts';
import { leverageText } from '../../../shared/format/leverage.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { plainNumber, ratePercent } from './tier-fields.ts';

/** The rows of one table: from which notional, how much of it must stand, what is taken off. */
export function TierTable({ tiers }: { readonly tiers: readonly TierRow[] }) {
  return (
    <table className="table tiers">
      <thead>
        <tr>
          <th scope="col">From notional</th>
          <th scope="col">Below</th>
          <th scope="col">Maintenance, %</th>
          <th scope="col">Taken off</th>
          <th scope="col">Largest leverage</th>
        </tr>
      </thead>
      <tbody>
        {tiers.map((tier) => (
          <tr key={tier.floor}>
            <td>{grouped(tier.floor)}</td>
            <td>{tier.cap === null ? 'no end' : grouped(tier.cap)}</td>
            <td className="t1">{ratePercent(tier.maintenanceRate)}</td>
            <td>{tier.deduction === null ? notApplicableText : grouped(tier.deduction)}</td>
            <td>{tier.maxLeverage === null ? notApplicableText : leverageText(tier.maxLeverage)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A venue's figure in groups, no digit dropped: it is public, and no amount of the trader's. */
function grouped(value: number): string {
  const [whole = '', fraction] = plainNumber(value).split('.');
  const groups = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}
