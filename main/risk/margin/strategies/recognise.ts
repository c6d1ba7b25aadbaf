import { strategyOf, type LoanValueDays, type Strategy } from './candidate.ts';
import type { OptionLeg, Underlying } from './strategy-legs.ts';

/** Beyond so many ways to leave contracts over, the greatest saving is taken first instead of every pairing tried. */
const mostStates = 5000;

/** Of more series than this only pairs are looked for: sets of four would be tens of thousands. */
const manySeries = 24;

interface Candidate {
  /** Contracts of each series. */
  readonly units: readonly number[];
  readonly maintenance: number;
  /** Against the same contracts alone. */
  readonly saved: number;
}

/**
 * The options of one underlying as strategies with the lowest total maintenance. No contract is used twice.
 *
 * Equal series are netted and sorted and contracts counted in their greatest common part, so neither order nor splitting
 * matters. Candidates are the legal strategies of one to four series. A small book is searched exhaustively; in one of
 * more than 5,000 states the greatest saving comes first, which is legal but may miss a cheaper pairing; of more than 24
 * series only pairs are recognised, so that a condor asks for both of its sides.
 */
export function recogniseStrategies(
  legs: readonly OptionLeg[],
  underlying: Underlying,
  loanValueDays: LoanValueDays,
): readonly Strategy[] {
  const netted = net(legs);
  const part = netted.reduce((common, { quantity }) => greatestCommon(common, Math.abs(quantity)), 0);
  const contracts = netted.map(({ quantity }) => Math.abs(quantity) / part);
  const price = (units: readonly number[]): Strategy | null =>
    strategyOf(
      netted.flatMap((leg, at) => {
        const unit = units[at] as number;
        return unit === 0 ? [] : [{ ...leg, quantity: Math.sign(leg.quantity) * unit }];
      }),
      underlying,
      loanValueDays,
    );
  const single = netted.map((_, at) => netted.map((__, other): number => (other === at ? 1 : 0)));
  const alone = single.map((units) => (price(units) as Strategy).maintenance);
  const ranked = [...candidates(netted), ...single]
    .flatMap((units): readonly Candidate[] => {
      const strategy = price(units);
      if (strategy === null) return [];
      const apart = units.reduce((sum, unit, at) => sum + unit * (alone[at] as number), 0);
      return [{ units, maintenance: strategy.maintenance, saved: apart - strategy.maintenance }];
    })
    .filter(({ units, saved }) => saved > 0 || units.filter((unit) => unit > 0).length === 1)
    .toSorted((a, b) => b.saved - a.saved);
  const states = contracts.reduce((product, count) => product * (count + 1), 1);
  const chosen = states <= mostStates ? cheapest(contracts, ranked) : greatestSavingFirst(contracts, ranked);
  const times = new Map<Candidate, number>();
  for (const one of chosen) times.set(one, (times.get(one) ?? 0) + 1);
  return [...times].map(([{ units }, count]) => price(units.map((unit) => unit * count * part)) as Strategy);
}

/** Every pairing tried: the first series left over must belong to some candidate. */
function cheapest(contracts: readonly number[], ranked: readonly Candidate[]): readonly Candidate[] {
  const known = new Map<string, { readonly total: number; readonly chosen: readonly Candidate[] }>();
  const best = (left: readonly number[]): { readonly total: number; readonly chosen: readonly Candidate[] } => {
    const first = left.findIndex((count) => count > 0);
    if (first < 0) return { total: 0, chosen: [] };
    const key = left.join(' ');
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    let found = { total: Infinity, chosen: [] as readonly Candidate[] };
    for (const one of ranked) {
      if (one.units[first] === 0 || !fits(one, left)) continue;
      const rest = best(left.map((count, at) => count - (one.units[at] as number)));
      const total = rest.total + one.maintenance;
      if (total < found.total) found = { total, chosen: [one, ...rest.chosen] };
    }
    known.set(key, found);
    return found;
  };
  return best(contracts).chosen;
}

function greatestSavingFirst(contracts: readonly number[], ranked: readonly Candidate[]): readonly Candidate[] {
  const chosen: Candidate[] = [];
  let left = contracts;
  for (const one of ranked) {
    while (fits(one, left)) {
      left = left.map((count, at) => count - (one.units[at] as number));
      chosen.push(one);
    }
  }
  return chosen;
}

function fits({ units }: Candidate, left: readonly number[]): boolean {
  return units.every((unit, at) => unit <= (left[at] as number));
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b);
}

/** What legs of one series share. */
export function seriesOf({ right, strike, daysToExpiry, multiplier, price }: OptionLeg): string {
  return [right, strike, daysToExpiry, multiplier, price].join(' ');
}

/** One leg a series, by right, strike and expiry. */
export function net(legs: readonly OptionLeg[]): readonly OptionLeg[] {
  const series = new Map<string, OptionLeg>();
  for (const leg of legs) {
    const key = seriesOf(leg);
    series.set(key, { ...leg, quantity: (series.get(key)?.quantity ?? 0) + leg.quantity });
  }
  return [...series]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, leg]) => leg)
    .filter(({ quantity }) => quantity !== 0);
}

/** Sets of two to four series in equal numbers, and of three with two of a short body, as units of each series. */
function candidates(legs: readonly OptionLeg[]): readonly (readonly number[])[] {
  const sets: number[][] = [];
  const most = legs.length > manySeries ? 2 : 4;
  const extend = (chosen: readonly number[], from: number): void => {
    if (chosen.length === 2 || chosen.length === 4) sets.push(legs.map((_, at) => (chosen.includes(at) ? 1 : 0)));
    if (chosen.length === 3) {
      const body = chosen.filter((at) => (legs[at] as OptionLeg).quantity < 0);
      if (body.length === 1) sets.push(legs.map((_, at) => (chosen.includes(at) ? (body.includes(at) ? 2 : 1) : 0)));
    }
    if (chosen.length === most) return;
    for (let at = from; at < legs.length; at += 1) extend([...chosen, at], at + 1);
  };
  extend([], 0);
  return sets;
}
