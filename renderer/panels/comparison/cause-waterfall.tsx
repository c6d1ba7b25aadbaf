import type { SnapshotComparison } from '../../../shared/contract/snapshots.ts';
import { moneyText } from '../../../shared/format/money.ts';
import { timeText } from '../../../shared/format/time.ts';
import { directionClass } from '../../widgets/direction.ts';
import { SignedMoney } from './change-cells.tsx';
import { waterfallSteps } from './waterfall-steps.ts';

/** The way from the older net worth to the newer, cause by cause. */
export function CauseWaterfall({ comparison }: { readonly comparison: SnapshotComparison }) {
  const { from, to, base, netWorth } = comparison;
  const { steps, zero } = waterfallSteps(comparison);
  return (
    <table className="table causes" aria-label="Causes">
      <colgroup>
        <col className="w-cause" />
        <col className="w-140" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="left">
            Cause
          </th>
          <th scope="col">Amount, {base}</th>
          <th scope="col" className="left">
            <span className="unseen">What it covers</span>
          </th>
        </tr>
      </thead>
      <tbody>
        <NetWorth label={`Net worth, ${timeText(Date.parse(from))} UTC`} amount={netWorth.from} />
        {steps.map(({ cause, word, meaning, amount, bar }) => (
          <tr key={cause} title={meaning}>
            <th scope="row" className="left">
              {word}
            </th>
            <td className="t1">
              <SignedMoney amount={amount} reason="A part of it is not known: see below." />
            </td>
            <td className="left bar">
              {bar !== null && zero !== null ? (
                <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden>
                  <rect className="zero" x={zero} y={0} width={0.0015} height={1} />
                  <rect
                    className={amount === null ? '' : directionClass(amount)}
                    x={bar.start}
                    y={0.2}
                    width={bar.width}
                    height={0.6}
                  />
                </svg>
              ) : (
                <span className="t3">{meaning}</span>
              )}
            </td>
          </tr>
        ))}
        <NetWorth label={`Net worth, ${timeText(Date.parse(to))} UTC`} amount={netWorth.to} />
        <tr className="total">
          <th scope="row" className="left">
            Change
          </th>
          <td>
            <SignedMoney amount={netWorth.change} reason="A part of it is not known: see below." />
          </td>
          <td className="left t3">The sum of its causes.</td>
        </tr>
      </tbody>
    </table>
  );
}

function NetWorth({ label, amount }: { readonly label: string; readonly amount: number | null }) {
  return (
    <tr>
      <th scope="row" className="left">
        {label}
      </th>
      <td className="t1">{amount === null ? <span className="missing">missing</span> : moneyText(amount)}</td>
      <td className="left t3">Balances, and positions at their marks.</td>
    </tr>
  );
}
