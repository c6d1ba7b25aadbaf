import { venueName } from '../../../shared/book/venue.ts';
import type { AdlRow, HedgeRow } from '../../../shared/contract/insolvency.ts';
import { instrumentText } from '../../../shared/format/instrument-text.ts';
import { signedMoneyText } from '../../../shared/format/money.ts';
import { notApplicableText, numberText } from '../../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { FigureGroup } from '../../widgets/figure-button.tsx';
import { InsolvencyCell } from './insolvency-figure.tsx';

/** The trader's own positions in profit in the order in which each venue would close them. */
export function AdlTable({ rows }: { readonly rows: readonly AdlRow[] }) {
  if (rows.length === 0)
    return <p className="fall-words t2">No position is in profit at a venue that closes winning positions.</p>;
  return (
    <FigureGroup>
      <table className="table" aria-label="Auto-deleveraging">
        <thead>
          <tr>
            <th scope="col" className="left wide">
              Position in profit
            </th>
            <th scope="col" className="left">
              Venue
            </th>
            <th scope="col">Profit</th>
            <th scope="col">Score</th>
            <th scope="col">Among yours</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.scope}>
              <td className="left t1" title={nameOf(row)}>
                {nameOf(row)}
              </td>
              <td className="left">{row.venue === null ? 'not stated' : venueName(row.venue)}</td>
              <td>{signedMoneyText(row.unrealizedPnl)}</td>
              <td className="t1">
                <InsolvencyCell
                  label="Score"
                  about={nameOf(row)}
                  figure={row.score}
                  format={(value) => numberText(value, 3)}
                  question={{ measure: 'adlScore', scope: row.scope }}
                />
              </td>
              <td>{row.order ?? notApplicableText}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </FigureGroup>
  );
}

/** What is naked when a winning position is closed by its venue. */
export function HedgesTable({ rows, isNarrow }: { readonly rows: readonly HedgeRow[]; readonly isNarrow: boolean }) {
  if (rows.length === 0)
    return <p className="fall-words t2">No winning position stands against another one in the same asset.</p>;
  const price = (value: number): string => priceText(value, priceDecimals(value));
  return (
    <FigureGroup>
      <table className="table" aria-label="Hedges">
        <thead>
          <tr>
            <th scope="col" className="left">
              If this is closed
            </th>
            <th scope="col" className="left">
              this stays
            </th>
            <th scope="col" className="money">
              Naked
            </th>
            <th scope="col" className="money">
              Net after
            </th>
            {!isNarrow && (
              <th scope="col" className="price">
                Called now
              </th>
            )}
            <th scope="col" className="price">
              Called then
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const about = nameOf(row.other);
            return (
              <tr key={`${row.winning.scope} ${row.other.scope}`}>
                <td className="left t1" title={nameOf(row.winning)}>
                  {nameOf(row.winning)}
                </td>
                <td className="left" title={about}>
                  {about}
                </td>
                <td className="t1">{signedMoneyText(row.naked)}</td>
                <td>
                  <InsolvencyCell label="Net after" about={row.asset} figure={row.netAfter} format={signedMoneyText} />
                </td>
                {!isNarrow && (
                  <td>
                    <InsolvencyCell label="Called now" about={about} figure={row.liquidationNow} format={price} />
                  </td>
                )}
                <td>
                  <InsolvencyCell label="Called then" about={about} figure={row.liquidationAfter} format={price} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </FigureGroup>
  );
}

function nameOf({ account, instrument, side }: HedgeRow['winning']): string {
  return `${instrumentText(instrument)} ${side}, ${account}`;
}
