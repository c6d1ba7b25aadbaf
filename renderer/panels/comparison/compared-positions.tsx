import { Fragment } from 'react';
import type { ComparedPosition } from '../../../shared/contract/snapshots.ts';
import { moneyText, signedMoneyText } from '../../../shared/format/money.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { Shape } from '../../widgets/shape.tsx';
import { FromTo, SignedMoney } from './change-cells.tsx';

const causes = [
  ['price', 'Price'],
  ['trades', 'Trades'],
  ['funding', 'Funding'],
  ['fees', 'Fees'],
  ['currency', 'Currency'],
] as const;

const changeWords = {
  opened: 'opened',
  closed: 'closed',
  changed: 'traded',
  same: '',
  unknown: 'not comparable',
} as const satisfies Readonly<Record<ComparedPosition['change'], string>>;

/** Each position with what it made or cost, by cause; what moved most stands first. */
export function ComparedPositions({ positions }: { readonly positions: readonly ComparedPosition[] }) {
  if (positions.length === 0) return <p className="t2">No position was held or traded.</p>;
  const hasCurrency = positions.some((one) => one.causes.currency !== 0);
  const shown = causes.filter(([cause]) => cause !== 'currency' || hasCurrency);
  return (
    <table className="table positions" aria-label="Positions">
      <colgroup>
        <col />
        <col className="w-quantity" />
        <col className="w-price" />
        {shown.map(([cause]) => (
          <col key={cause} className="w-cause-amount" />
        ))}
        <col className="w-cause-amount" />
        <col className="w-cause-amount" />
        <col className="w-price" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="left">
            Position
          </th>
          <th scope="col">Quantity</th>
          <th scope="col">Mark</th>
          {shown.map(([cause, word]) => (
            <th key={cause} scope="col">
              {word}
            </th>
          ))}
          <th scope="col">Total</th>
          <th scope="col">Maintenance</th>
          <th scope="col">Liquidation</th>
        </tr>
      </thead>
      <tbody>
        {positions.map((one) => (
          <Fragment key={`${one.account} ${one.instrument} ${one.side}`}>
            <tr className="two-lines">
              <th scope="row" className="left" title={`${one.instrument}, ${one.account}`}>
                <span className="t1 name">{one.instrument}</span>
                <span className="t3 name">
                  {[changeWords[one.change], one.account].filter((word) => word !== '').join(' · ')}
                </span>
              </th>
              <td>
                <FromTo {...one.quantity} text={(amount) => exactAmountText(amount, 'plus')} />
              </td>
              <td>
                <FromTo {...one.mark} text={priceOf} />
              </td>
              {shown.map(([cause]) => (
                <td key={cause}>
                  <SignedMoney amount={one.causes[cause]} reason={one.reason} />
                </td>
              ))}
              <td className="t1">
                <SignedMoney amount={one.total} reason={one.reason} />
              </td>
              <td>
                {one.maintenance === null ? (
                  notApplicableText
                ) : (
                  <FromTo from={one.maintenance.from} to={one.maintenance.to} text={moneyText} />
                )}
              </td>
              <td>
                <FromTo {...one.liquidation} text={priceOf} />
              </td>
            </tr>
            <RowNotes position={one} columns={shown.length + 6} />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** Why a cause is missing, and what the margin tables alone did. */
function RowNotes({
  position: { reason, maintenance },
  columns,
}: {
  readonly position: ComparedPosition;
  readonly columns: number;
}) {
  const rules = maintenance !== null && maintenance.rules !== 0 ? maintenance : null;
  if (reason === null && rules === null) return null;
  return (
    <tr>
      <td colSpan={columns} className="left why">
        {reason !== null && (
          <span className="t2 with-icon">
            <Shape state="unknown" />
            {reason}
          </span>
        )}
        {rules !== null && (
          <span className="t2">
            Maintenance by rules {signedMoneyText(rules.rules)}: margin table {rules.tableFrom} to {rules.tableTo}; by
            price {signedMoneyText(rules.price)}, by trades {signedMoneyText(rules.trades)}.
          </span>
        )}
      </td>
    </tr>
  );
}

function priceOf(price: number): string {
  return priceText(price, priceDecimals(price));
}
