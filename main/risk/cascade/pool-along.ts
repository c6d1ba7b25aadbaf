import { firstCrossing, leastSurplus, valueAt } from '../liquidation/first-crossing.ts';
import { firstPowerCrossing } from '../liquidation/first-power-crossing.ts';
import { powerPath, powerSumAt, type PowerExponents, type PowerPath } from '../liquidation/power-path.ts';
import { poolPath, type PoolPath, type PricePath } from '../liquidation/price-path.ts';
import { growsWithSize, type MarginLeg, type MarginTable } from '../margin/margin-table.ts';

/** A pool seen along a path from where its table stands: x is 1 there. Money in the base currency. */
export interface PoolAlong {
  readonly equityAt: (x: number) => number;
  /** Gross notional. */
  readonly notionalAt: (x: number) => number;
  /** The nearest x at which it is called: 1 when it is gone already, null when it is not called on that side. */
  readonly callOn: (side: 'below' | 'above') => number | null;
  /** The least money that keeps it from being called anywhere up to an x; null where none does. */
  readonly topUpTo: (side: 'below' | 'above', end: number) => number | null;
}

/** @param exponentOf by which power of x an asset moves; 0 for cash that keeps its par */
export function poolAlong(table: MarginTable, exponentOf: (asset: string) => number): PoolAlong {
  const exponents = exponentsOf(exponentOf);
  return isLinear(table, exponents) && !growsWithSize(table)
    ? alongLines(poolPath(table, exponents as PricePath))
    : alongPowers(powerPath(table, exponents));
}

function alongLines(path: PoolPath): PoolAlong {
  return {
    equityAt: (x) => valueAt(path.equity, x),
    notionalAt: (x) => valueAt(path.notional, x),
    callOn: (side) => factorOf(firstCrossing(path, side)),
    topUpTo: (side, end) => {
      const least = leastSurplus(path, side, end);
      return least > 0 ? 0 : against(-least);
    },
  };
}

/** Equal to maintenance is called as well: a little more than what lacks, far below any digit that is read. */
function against(lacking: number): number {
  return lacking * (1 + 1e-12) + Number.MIN_VALUE;
}

function alongPowers(path: PowerPath): PoolAlong {
  const callOn = (side: 'below' | 'above'): number | null => factorOf(firstPowerCrossing(path, side));
  return {
    equityAt: (x) => powerSumAt(path.equity, x),
    notionalAt: (x) => powerSumAt(path.notional, x),
    callOn,
    topUpTo: (side, end) =>
      leastMoney((money) => {
        const call = factorOf(firstPowerCrossing(withMoney(path, money), side));
        return call !== null && (side === 'below' ? call >= end : call <= end);
      }),
  };
}

function withMoney(path: PowerPath, money: number): PowerPath {
  return { ...path, equity: [...path.equity, { exponent: 0, coefficient: money }] };
}

/** More equity never calls a pool earlier: found by doubling and halving, rounded up to where it is not called. */
function leastMoney(isCalled: (money: number) => boolean): number | null {
  if (!isCalled(0)) return 0;
  let [short, enough] = [0, 1];
  while (isCalled(enough)) {
    enough *= 2;
    if (!Number.isFinite(enough)) return null;
  }
  for (;;) {
    const middle = short + (enough - short) / 2;
    if (middle === short || middle === enough) return enough;
    if (isCalled(middle)) short = middle;
    else enough = middle;
  }
}

function factorOf(crossing: ReturnType<typeof firstCrossing> | ReturnType<typeof firstPowerCrossing>): number | null {
  switch (crossing.kind) {
    case 'none':
      return null;
    case 'already':
      return 1;
    case 'at':
      return crossing.factor;
  }
}

/** The powers of everything in a pool, where cash is asked for as well. */
function exponentsOf(exponentOf: (asset: string) => number): PowerExponents {
  return {
    ofLeg: (leg) => legPowers(leg, exponentOf),
    ofBalance: exponentOf,
    ofAsset: exponentOf,
  };
}

function legPowers(
  leg: MarginLeg,
  exponentOf: (asset: string) => number,
): { readonly price: number; readonly settle: number } {
  const [base, quote] = [exponentOf(leg.asset), exponentOf(leg.quoteAsset)];
  return { price: base - quote, settle: leg.payoff === 'inverse' ? base : quote };
}

/** Whether every term of the pool is constant or moves with the factor itself. */
function isLinear({ legs, collateral, joint }: MarginTable, path: PowerExponents): boolean {
  const isLine = (power: number): boolean => power === 0 || power === 1;
  return (
    legs.every((leg) => {
      const { price, settle } = path.ofLeg(leg);
      const rise = leg.payoff === 'linear' ? price : -price;
      return isLine(settle) && isLine(settle + rise) && Math.abs(price) <= 1;
    }) &&
    collateral.every((term) => isLine(path.ofBalance(term.asset, term.isCash))) &&
    joint.every(({ asset }) => asset === null || isLine(path.ofAsset(asset)))
  );
}
