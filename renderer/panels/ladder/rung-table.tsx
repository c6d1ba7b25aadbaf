import { moneyText, signedMoneyText } from '../../../shared/format/money.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { ratioText, signedPercentText } from '../../../shared/format/ratio.ts';
import { directionClass } from '../../widgets/direction.ts';
import { Flagged, Missing } from '../../widgets/figure.tsx';
import { FigureButton, FigureGroup } from '../../widgets/figure-button.tsx';
import { bookRungTarget, rungStateTarget, rungTarget, type RungColumn } from './rung-targets.ts';
import { Shape } from '../../widgets/shape.tsx';
import type { Rung, RungRow } from './rung.ts';

/** What the chart shows at the rung, in figures. */
export function RungTable({
  rung,
  asset,
  base,
  isNarrow,
  isTight,
  isLow,
}: {
  readonly rung: Rung;
  readonly asset: string;
  readonly base: string;
  readonly isNarrow: boolean;
  /** No room for what the venue would close. */
  readonly isTight: boolean;
  /** No height for a sum that stays in sight. */
  readonly isLow: boolean;
}) {
  return (
    <FigureGroup>
      <table className={isLow ? 'table rung low' : 'table rung'}>
        <colgroup>
          <col />
          <col className="w-78" />
          <col className="w-86" />
          {!isNarrow && <col className="w-80" />}
          <col className="w-60" />
          <col className="w-100" />
          {!isTight && <col className="w-86" />}
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
            {!isTight && <th scope="col">Closed, {base}</th>}
          </tr>
        </thead>
        <tbody>
          {rung.rows.map((row) => (
            <tr key={`${row.lane.account}/${row.lane.pool}`}>
              <td className="left" title={row.lane.label}>
                {row.lane.label}
              </td>
              <td className="t1">{money(rung, row, 'equity', moneyText)}</td>
              <td className={directionClass(row.change ?? 0)}>{money(rung, row, 'change', signedMoneyText)}</td>
              {!isNarrow && (
                <td>
                  {row.kind === 'gone' ? (
                    notApplicableText
                  ) : (
                    <Flagged flags={row.lane.flags}>{money(rung, row, 'maintenance', moneyText)}</Flagged>
                  )}
                </td>
              )}
              <td className={row.kind === 'watch' || row.kind === 'danger' ? row.kind : ''}>
                {row.kind === 'gone' || row.ratio === null ? (
                  notApplicableText
                ) : (
                  <FigureButton target={rungTarget(rung, row, 'ratio')}>
                    <Flagged flags={row.lane.flags}>{ratioText(row.ratio)}</Flagged>
                  </FigureButton>
                )}
              </td>
              <td className="left">
                <RungState rung={rung} row={row} />
              </td>
              {!isTight && <td className={row.kind === 'gone' ? 't1' : ''}>{money(rung, row, 'closed', moneyText)}</td>}
            </tr>
          ))}
          <tr className="total">
            <th scope="row" className="left">
              Book
            </th>
            <td>{bookMoney(rung, 'equity', moneyText)}</td>
            <td className={directionClass(rung.change ?? 0)}>{bookMoney(rung, 'change', signedMoneyText)}</td>
            {!isNarrow && <td>{notApplicableText}</td>}
            <td>{notApplicableText}</td>
            <td className="left">{notApplicableText}</td>
            {!isTight && <td>{bookMoney(rung, 'closed', moneyText)}</td>}
          </tr>
        </tbody>
      </table>
    </FigureGroup>
  );
}

function money(rung: Rung, row: RungRow, column: RungColumn, format: (amount: number) => string) {
  const amount = row[column];
  if (amount === null) return <Missing reason={row.lane.reason} mend={row.lane.mend} />;
  return <FigureButton target={rungTarget(rung, row, column)}>{format(amount)}</FigureButton>;
}

function bookMoney(rung: Rung, column: 'equity' | 'change' | 'closed', format: (amount: number) => string) {
  const amount = rung[column];
  if (amount === null)
    return (
      <Missing reason="The equity of a pool is not known, so there is no sum." mend="See what is left out below." />
    );
  return <FigureButton target={bookRungTarget(rung, column)}>{format(amount)}</FigureButton>;
}

function RungState({ rung, row }: { readonly rung: Rung; readonly row: RungRow }) {
  const target = rungStateTarget(rung, row);
  const state = <StateWord row={row} />;
  return target === null ? state : <FigureButton target={target}>{state}</FigureButton>;
}

function StateWord({ row }: { readonly row: RungRow }) {
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
