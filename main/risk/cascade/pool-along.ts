import { firstCrossing, isGone, leastCovered, valueAt } from '../liquidation/first-crossing.ts';
import { firstPowerCrossing } from '../liquidation/first-power-crossing.ts';
import { powerPath, powerSumAt, type PowerExponents, type PowerPath } from '../liquidation/power-path.ts';
import { poolPath, type PoolPath, type PricePath } from '../liquidation/price-path.ts';
import { boundaryBeyond } from './boundary-beyond.ts';
import { isReached } from './cascade-path.ts';
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
  /** The x up to an end at which that much money just covers its maintenance: where a pool that needs it is covered least. */
  readonly leastCoveredTo: (side: 'below' | 'above', end: number, money: number) => number;
}

/** @param exponentOf by which power of x an asset moves; 0 for cash that keeps its par */
export function poolAlong(table: MarginTable, exponentOf: (asset: string) => number): PoolAlong {
  const exponents = exponentsOf(exponentOf);
  return isLinear(table, exponents) && !growsWithSize(table)
    ? alongLines(poolPath(table, exponents as PricePath), sizeOf(table))
    : alongPowers(powerPath(table, exponents), sizeOf(table));
}

/** The largest amount in a pool: what rounding is measured by. */
function sizeOf({ legs, collateral }: MarginTable): number {
  return Math.max(...legs.map(({ notional }) => notional), ...collateral.map(({ value }) => Math.abs(value)));
}

function alongLines(path: PoolPath, size: number): PoolAlong {
  return {
    equityAt: (x) => valueAt(path.equity, x),
    notionalAt: (x) => valueAt(path.notional, x),
    callOn: (side) => factorOf(firstCrossing(path, side)),
    topUpTo: (side, end) => {
      const { surplus } = leastCovered(path, side, end);
      return isGone(surplus, path.isStrict) ? against(-surplus, size) : 0;
    },
    leastCoveredTo: (side, end) => leastCovered(path, side, end).factor,
  };
}

/** Equal to maintenance may be called as well: a little more than what lacks, far below any digit that is read. */
function against(lacking: number, size: number): number {
  return lacking + 1e-12 * (lacking + size);
}

function alongPowers(path: PowerPath, size: number): PoolAlong {
  const callOn = (side: 'below' | 'above'): number | null => factorOf(firstPowerCrossing(path, side));
  return {
    equityAt: (x) => powerSumAt(path.equity, x),
    notionalAt: (x) => powerSumAt(path.notional, x),
    callOn,
    topUpTo: (side, end) => {
      // More money never calls it earlier.
      const isCalled = (money: number): boolean => {
        const call = factorOf(firstPowerCrossing(withMoney(path, money), side));
        return call !== null && isReached(call, end, side);
      };
      if (!isCalled(0)) return 0;
      const lacking = boundaryBeyond(0, size, isCalled);
      return lacking === Infinity ? null : against(lacking, size);
    },
    // With a hair less it is called there, on the far side of an edge.
    leastCoveredTo: (side, end, money) => {
      const call = factorOf(firstPowerCrossing(withMoney(path, lessAHair(money, size)), side)) ?? end;
      return call * (side === 'below' ? 1 - 1e-12 : 1 + 1e-12);
    },
  };
}

/** Less than what `against` adds, and than any digit that is read. */
function lessAHair(money: number, size: number): number {
  return money - 1e-11 * (money + size);
}

function withMoney(path: PowerPath, money: number): PowerPath {
  return { ...path, equity: [...path.equity, { exponent: 0, coefficient: money }] };
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
      return isLine(settle) && isLine(settle + rise);
    }) &&
    collateral.every((term) => isLine(path.ofBalance(term.asset, term.isCash))) &&
    joint.every(({ asset }) => asset === null || isLine(path.ofAsset(asset)))
  );
}
