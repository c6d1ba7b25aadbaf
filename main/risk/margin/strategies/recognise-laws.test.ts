import fc from 'fast-check';
import { expect, test } from 'vitest';
import { strategyOf } from './candidate.ts';
import { recogniseWithStock } from './recognise.ts';
import { stockWithOptions } from './stock-with-options.ts';
import type { OptionLeg, Underlying } from './strategy-legs.ts';

const share: Underlying = { price: 100, kind: 'equity', leverageFactor: 1 };

const anyLegs = (contracts: number, series: number): fc.Arbitrary<readonly OptionLeg[]> =>
  fc.array(
    fc.record({
      right: fc.constantFrom('call' as const, 'put' as const),
      strike: fc.constantFrom(85, 90, 95, 100, 105, 110),
      quantity: fc.integer({ min: 1, max: contracts }).chain((count) => fc.constantFrom(-count, count)),
      price: fc.integer({ min: 1, max: 16 }),
      daysToExpiry: fc.constantFrom(30, 60),
      multiplier: fc.constant(100),
    }),
    { minLength: 1, maxLength: series },
  );
const anyShares = fc.constantFrom(-250, -100, 0, 0, 0, 100, 200);

function total(legs: readonly OptionLeg[], shares = 0): number {
  const { stock, options } = recogniseWithStock(legs, shares, share, Infinity);
  return [...stock, ...options].reduce((sum, { maintenance }) => sum + maintenance, 0);
}

/** Contract by contract: the least over every way to part them into strategies of one to four contracts or of stock with one or two. */
function leastByHand(legs: readonly OptionLeg[], shares: number): number {
  const contracts = legs.flatMap((leg) =>
    Array.from({ length: Math.abs(leg.quantity) }, () => ({ ...leg, quantity: Math.sign(leg.quantity) })),
  );
  const seen = new Map<string, number>();
  const least = (left: readonly OptionLeg[], lots: number): number => {
    const [first, ...others] = left;
    if (first === undefined) return lots * 100 * aloneAsks(shares);
    const key = `${lots} ${left.map((leg) => Object.values(leg).join(',')).join(' ')}`;
    const before = seen.get(key);
    if (before !== undefined) return before;
    const found = subsets(others, 3).flatMap((more) => {
      const group = [first, ...more];
      const rest = others.filter((one) => !more.includes(one));
      const asks = strategyOf(merged(group), share, Infinity)?.maintenance;
      const onStock =
        lots > 0 && group.length < 3 ? stockWithOptions(Math.sign(shares) * 100, group, share)?.maintenance : undefined;
      return [
        ...(asks === undefined ? [] : [asks + least(rest, lots)]),
        ...(onStock === undefined ? [] : [onStock + least(rest, lots - 1)]),
      ];
    });
    const best = Math.min(...found);
    seen.set(key, best);
    return best;
  };
  const lots = Math.floor(Math.abs(shares) / 100);
  return least(contracts, lots) + (Math.abs(shares) - 100 * lots) * aloneAsks(shares);
}

/** A share alone at 100: 25 % long, 30 % short. */
function aloneAsks(shares: number): number {
  return shares < 0 ? 30 : 25;
}

function subsets(all: readonly OptionLeg[], most: number): readonly (readonly OptionLeg[])[] {
  const [first, ...rest] = all;
  if (first === undefined || most === 0) return [[]];
  return [...subsets(rest, most), ...subsets(rest, most - 1).map((one) => [first, ...one])];
}

function merged(group: readonly OptionLeg[]): readonly OptionLeg[] {
  return [...Map.groupBy(group, (leg) => JSON.stringify({ ...leg, quantity: 1 })).values()].map((legs) => ({
    ...(legs[0] as OptionLeg),
    quantity: legs.reduce((sum, { quantity }) => sum + quantity, 0),
  }));
}

test('no way to part a small book contract by contract asks for less', () => {
  fc.assert(
    fc.property(anyLegs(3, 5), anyShares, (legs, shares) => {
      const netted = merged(legs).filter(({ quantity }) => quantity !== 0);
      expect(total(legs, shares)).toBeCloseTo(leastByHand(netted, shares), 6);
    }),
    { numRuns: 300 },
  );
});

test('nor does a book too large for every way ask for more than all alone, and every share and contract is in it once', () => {
  fc.assert(
    fc.property(anyLegs(40, 30), fc.integer({ min: -5000, max: 5000 }), (legs, shares) => {
      const { stock, options } = recogniseWithStock(legs, shares, share, Infinity);
      const apart = legs.reduce((sum, one) => sum + total([one]), Math.abs(shares) * aloneAsks(shares));
      expect(total(legs, shares)).toBeLessThanOrEqual(apart + 1e-6);
      const used = [...stock.flatMap((one) => one.options), ...options.flatMap((one) => one.legs)];
      const contracts = (all: readonly OptionLeg[]) =>
        merged(all)
          .filter(({ quantity }) => quantity !== 0)
          .map((one) => JSON.stringify(one))
          .toSorted();
      expect(contracts(used)).toEqual(contracts(legs));
      expect(stock.reduce((sum, one) => sum + one.shares, 0)).toBe(shares);
    }),
  );
});
