import { greatestCommon } from './cheapest-pairing.ts';
import { isLong, type OptionLeg } from './strategy-legs.ts';

/** Of more series than this only pairs are looked for: sets of four would be tens of thousands. */
const manySeries = 24;

/** Units of each holding: contracts of each series in their order, and last the lots of stock. */
export type Units = readonly number[];

/** A group that may be one strategy: every way to take it apart into parts that are strategies or single. */
export type Group = readonly [split: readonly Units[], ...more: (readonly Units[])[]];

/**
 * What may be a strategy of several: two series; stock with one series or two; two series held long and two sold, or one of
 * which two contracts are sold. Whether the rules know it is not asked here.
 * @param lot shares in one unit of stock, a part of every multiplier
 */
export function groupsOf(series: readonly OptionLeg[], lot: number): readonly Group[] {
  const holdings = series.length + 1;
  const contracts = series.map((_, at) => only(at, 1, holdings));
  const stock = series.map(({ multiplier }) => only(series.length, multiplier / lot, holdings));
  const longs = contracts.filter((_, at) => isLong((series[at] as OptionLeg).quantity));
  const shorts = contracts.filter((one) => !longs.includes(one));
  const bodies = [...shorts.map((one) => [one, one] as const), ...pairsOf(shorts)];
  const fours =
    series.length > manySeries ? [] : pairsOf(longs).flatMap((wings) => bodies.map((body) => four(wings, body)));
  return [
    ...pairsOf([...series.keys()]).map((pair) => ofAsManyShares(pair, series)),
    ...contracts.map((one, at): Group => [[one, stock[at] as Units]]),
    ...pairsOf([...contracts.entries()]).map(([[at, a], [, b]]) => onStock(stock[at] as Units, a, b)),
    ...fours,
  ];
}

/** Units of one holding and none of the others. */
export function only(at: number, units: number, holdings: number): Units {
  return Array.from({ length: holdings }, (_, other) => (other === at ? units : 0));
}

/** All units of several parts. */
export function unitsOf(parts: readonly Units[]): Units {
  return parts.reduce((sum, part) => sum.map((units, at) => units + (part[at] as number)));
}

/** Ten contracts of 10 shares go with one of 100. */
function ofAsManyShares([a, b]: readonly [number, number], series: readonly OptionLeg[]): Group {
  const [{ multiplier: ofA }, { multiplier: ofB }] = [series[a], series[b]] as [OptionLeg, OptionLeg];
  const common = greatestCommon(ofA, ofB);
  return [[only(a, ofB / common, series.length + 1), only(b, ofA / common, series.length + 1)]];
}

function onStock(stock: Units, a: Units, b: Units): Group {
  return [
    [unitsOf([stock, a]), b],
    [unitsOf([stock, b]), a],
    [stock, unitsOf([a, b])],
  ];
}

function four([low, high]: readonly [Units, Units], [a, b]: readonly [Units, Units]): Group {
  return [
    [unitsOf([low, a]), unitsOf([high, b])],
    [unitsOf([low, b]), unitsOf([high, a])],
    [low, high, unitsOf([a, b])],
  ];
}

function pairsOf<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  return all.flatMap((one, at) => all.slice(at + 1).map((other) => [one, other] as const));
}
