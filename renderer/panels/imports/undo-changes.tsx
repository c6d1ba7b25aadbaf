import { Fragment } from 'react';
import type { UndoPreview } from '../../../shared/contract/vault.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { Shape } from '../../widgets/shape.tsx';

type PositionChange = UndoPreview['positions'][number];
type BalanceChange = UndoPreview['balances'][number];

/** Positions and balances that would be others: now, and then. */
export function UndoChanges({
  positions,
  balances,
}: {
  readonly positions: readonly PositionChange[];
  readonly balances: readonly BalanceChange[];
}) {
  return (
    // A region that scrolls must be reachable by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="undo-changes" aria-label="What would change" tabIndex={0}>
      <table className="table">
        <colgroup>
          <col />
          <col />
          <col className="w-140" />
          <col className="w-140" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className="left">
              Account
            </th>
            <th scope="col" className="left">
              Position or balance
            </th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
          </tr>
        </thead>
        <tbody>
          {positions.map((one) => (
            <Fragment key={`${one.account} ${one.instrument} ${one.side}`}>
              <tr>
                <td className="left ellipsis" title={one.account}>
                  {one.account}
                </td>
                <td className="left t1">{one.side === 'net' ? one.instrument : `${one.instrument} ${one.side}`}</td>
                <td>{positionText(one.before)}</td>
                <td className="t1">{positionText(one.after)}</td>
              </tr>
              {positionText(one.before) === positionText(one.after) && one.becomesIncomplete === null && (
                <tr>
                  <td colSpan={4} className="left why t3">
                    Its average price or its realised profit becomes another.
                  </td>
                </tr>
              )}
              {one.becomesIncomplete !== null && (
                <tr>
                  <td colSpan={4} className="left why">
                    <span className="problem">
                      <Shape state="unknown" />
                      {one.becomesIncomplete}
                    </span>
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
          {balances.map((one) => (
            <tr key={`${one.account} ${one.asset}`}>
              <td className="left ellipsis" title={one.account}>
                {one.account}
              </td>
              <td className="left t1">{one.asset} balance</td>
              <td>{balanceText(one.before)}</td>
              <td className="t1">{balanceText(one.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function positionText(state: PositionChange['before']): string {
  if (state === null) return 'none';
  if (state.quantity === null) return 'history incomplete';
  return state.status === 'closed' ? 'closed' : exactAmountText(state.quantity, 'plus');
}

function balanceText(amount: string | null): string {
  return amount === null ? 'unknown' : exactAmountText(amount);
}

/** The file without its folders. */
export function fileNameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
