import { moneyText, signedMoneyText } from '../../../shared/format/money.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { ratioText, signedPercentText } from '../../../shared/format/ratio.ts';
import { directionClass } from '../../widgets/direction.ts';
import { Flagged, Missing } from '../../widgets/figure.tsx';
import { Shape } from '../../widgets/shape.tsx';
import type { Rung, RungRow } from './rung.ts';

/** What the chart shows at the rung, in figures. */
export function RungTable({
  rung,
  asset,
  base,
  isNarrow,
}: {
  readonly rung: Rung;
  readonly asset: string;
  readonly base: string;
  readonly isNarrow: boolean;
}) {
  const bookMissing = {
    reason: 'The equity of a pool is not known, so there is no sum.',
    mend: 'See what is left out below.',
  };
  return (
    <table className="table rung">
      <colgroup>
        <col />
        <col className="w-78" />
        <col className="w-86" />
        {!isNarrow && <col className="w-80" />}
        <col className="w-60" />
        <col className="w-100" />
        <col className="w-86" />
      </colgroup>
      <thead>
        <tr>
          <th className="left" scope="col">
            At {isNarrow ? '' : `${asset} `}
            {rung.price !== null && priceText(rung.price, priceDecimals(rung.price))}{' '}
            <span className="t1">({signedPercentText(rung.shock)})</span>
          </th>
          <th scope="col">Equity, {base}</th>
          <th scope="col">Change, {base}</th>
          {!isNarrow && <th scope="col">Maint., {base}</th>}
          <th scope="col">Ratio, %</th>
          <th scope="col" className="left">
            State
          </th>
          <th scope="col">Closed, {base}</th>
        </tr>
      </thead>
      <tbody>
        {rung.rows.map((row) => (
          <tr key={`${row.lane.account}/${row.lane.pool}`}>
            <td className="left" title={row.lane.label}>
              {row.lane.label}
            </td>
            <td className="t1">{money(row, row.equity, moneyText)}</td>
            <td className={directionClass(row.change ?? 0)}>{money(row, row.change, signedMoneyText)}</td>
            {!isNarrow && (
              <td>
                {row.kind === 'gone' ? (
                  notApplicableText
                ) : (
                  <Flagged flags={row.lane.flags}>{money(row, row.maintenance, moneyText)}</Flagged>
                )}
              </td>
            )}
            <td className={row.kind === 'watch' || row.kind === 'danger' ? row.kind : ''}>
              {row.kind === 'gone' || row.ratio === null ? (
                notApplicableText
              ) : (
                <Flagged flags={row.lane.flags}>{ratioText(row.ratio)}</Flagged>
              )}
            </td>
            <td className="left">
              <RungState row={row} />
            </td>
            <td className={row.kind === 'gone' ? 't1' : ''}>{money(row, row.closed, moneyText)}</td>
          </tr>
        ))}
        <tr className="total">
          <th scope="row" className="left">
            Book
          </th>
          <td>{rung.equity === null ? <Missing {...bookMissing} /> : moneyText(rung.equity)}</td>
          <td className={directionClass(rung.change ?? 0)}>
            {rung.change === null ? <Missing {...bookMissing} /> : signedMoneyText(rung.change)}
          </td>
          {!isNarrow && <td>{notApplicableText}</td>}
          <td>{notApplicableText}</td>
          <td className="left">{notApplicableText}</td>
          <td>{rung.closed === null ? <Missing {...bookMissing} /> : moneyText(rung.closed)}</td>
        </tr>
      </tbody>
    </table>
  );
}

function money(row: RungRow, amount: number | null, format: (amount: number) => string) {
  return amount === null ? <Missing reason={row.lane.reason} mend={row.lane.mend} /> : format(amount);
}

function RungState({ row }: { readonly row: RungRow }) {
  switch (row.kind) {
    case 'gone':
      return (
        <span className="state t1">
          <Shape state="gone" />
          {row.isBankrupt ? 'bankrupt' : 'liquidated'}
        </span>
      );
    case 'missing':
      return (
        <span className="state t3">
          <Shape state="unknown" />
          unknown
        </span>
      );
    default:
      return (
        <span className={`state ${row.kind === 'safe' ? 't3' : row.kind}`}>
          <Shape state={row.kind} />
          {row.kind}
        </span>
      );
  }
}
