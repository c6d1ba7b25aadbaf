import type { ComparedBalance } from '../../../shared/contract/snapshots.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { SignedMoney } from './change-cells.tsx';

/** Balances that moved by more than the positions that settle in them: their rates, and money in and out. */
export function ComparedBalances({ balances }: { readonly balances: readonly ComparedBalance[] }) {
  const moved = balances.filter(({ rateEffect, other }) => rateEffect !== 0 || other !== 0);
  if (moved.length === 0) return null;
  return (
    <table className="table" aria-label="Balances">
      <colgroup>
        <col />
        <col className="w-140" />
        <col className="w-140" />
        <col className="w-140" />
        <col className="w-140" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="left">
            Balance
          </th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">By rates</th>
          <th scope="col">In and out</th>
        </tr>
      </thead>
      <tbody>
        {moved.map((one) => (
          <tr key={`${one.account} ${one.asset}`}>
            <th scope="row" className="left">
              <span className="t1">{one.asset}</span> <span className="t3">{one.account}</span>
            </th>
            <td>{amountText(one.from)}</td>
            <td className="t1">{amountText(one.to)}</td>
            <td>
              <SignedMoney amount={one.rateEffect} reason="The balance or its rate is not known." />
            </td>
            <td>
              <SignedMoney amount={one.other} reason="The balance, or what positions moved of it, is not known." />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function amountText(amount: string | null): string {
  return amount === null ? 'unknown' : exactAmountText(amount);
}
