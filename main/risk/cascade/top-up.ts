import type { MarginTable } from '../margin/margin-table.ts';
import type { CascadePath } from './cascade-path.ts';
import { nextCall } from './next-call.ts';
import { moneyTerm } from './money-term.ts';

/**
 * The least money, in the base currency, that would have kept a pool from being called anywhere on the way to the end of a path:
 * cash that counts in full and moves with no price. 0 where it is not called at all; null where no money helps. More equity
 * never calls a pool earlier, so it is found by halving and given rounded up to where the pool is not called.
 */
export function topUp(table: MarginTable, path: CascadePath): number | null {
  if (!isCalled(table, path, 0)) return 0;
  // Equity and maintenance of a known pool are of the size of what it holds: doubling ends soon, or there is no end.
  let enough = 1;
  while (isCalled(table, path, enough)) {
    enough *= 2;
    if (!Number.isFinite(enough)) return null;
  }
  let short = 0;
  for (;;) {
    const middle = short + (enough - short) / 2;
    if (middle === short || middle === enough) return enough;
    if (isCalled(table, path, middle)) short = middle;
    else enough = middle;
  }
}

function isCalled(table: MarginTable, { exponentOf, side, end }: CascadePath, money: number): boolean {
  const call = nextCall(withMoney(table, money), exponentOf, side);
  return call !== null && (side === 'below' ? call >= end : call <= end);
}

/** A pool with so much more cash, base currency. */
export function withMoney(table: MarginTable, money: number): MarginTable {
  if (money === 0) return table;
  return {
    ...table,
    collateral: [...table.collateral, moneyTerm(money)],
  };
}
