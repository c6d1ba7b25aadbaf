import { firstCrossing } from '../liquidation/first-crossing.ts';
import { firstPowerCrossing } from '../liquidation/first-power-crossing.ts';
import { powerPath, type PowerExponents } from '../liquidation/power-path.ts';
import { poolPath, type PricePath } from '../liquidation/price-path.ts';
import { canBeLiquidated, growsWithSize, type MarginLeg, type MarginTable } from '../margin/margin-table.ts';
import { baseMoney } from './money-term.ts';

/**
 * How much further along the path a pool is called, as a factor of where its table stands: 1 when it is gone there, null when it
 * is not called on this side.
 */
export function nextCall(
  table: MarginTable,
  exponentOf: (asset: string) => number,
  side: 'below' | 'above',
): number | null {
  if (!canBeLiquidated(table) || !hasSomethingToClose(table)) return null;
  const exponents = exponentsOf(exponentOf);
  const crossing =
    isLinear(table, exponents) && !growsWithSize(table)
      ? firstCrossing(poolPath(table, exponents as PricePath), side)
      : firstPowerCrossing(powerPath(table, exponents), side);
  switch (crossing.kind) {
    case 'none':
      return null;
    case 'already':
      return 1;
    case 'at':
      return crossing.factor;
  }
}

/** A position, or something to sell while something is owed. */
function hasSomethingToClose({ legs, collateral }: MarginTable): boolean {
  return legs.length > 0 || (collateral.some(({ value }) => value < 0) && collateral.some(({ value }) => value > 0));
}

/** The powers of everything in a pool, where cash is asked for as well. */
export function exponentsOf(exponentOf: (asset: string) => number): PowerExponents {
  return {
    ofLeg: (leg) => legPowers(leg, exponentOf),
    ofBalance: (asset) => (asset === baseMoney ? 0 : exponentOf(asset)),
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
export function isLinear({ legs, collateral, joint }: MarginTable, path: PowerExponents): boolean {
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
