import { sum } from '../../numerics/sum.ts';

/** As many states as sixteen holdings of one unit have: more are not searched exhaustively. */
const mostStates = 65_536;

/** Some of each of several holdings taken together. */
export interface Candidate {
  /** Whole units of each holding. */
  readonly units: readonly number[];
  /** What they ask for less than each alone, > 0. */
  readonly saved: number;
}

/** Candidates taken, with how often; what is in none stays alone. */
export type Pairing<C> = ReadonlyMap<C, number>;

/**
 * The candidates that save the most, no unit taken twice.
 *
 * Up to 65,536 ways to leave units over every pairing is tried, so that none saves more. Of more, two legal ones that may
 * miss a better one are compared: the greatest saving first, and block after block with what stays alone paired across.
 * @param counts units of each holding, >= 0
 * @param blocks of each holding, what it is paired with first
 */
export function cheapestPairing<C extends Candidate>(
  counts: readonly number[],
  blocks: readonly unknown[],
  candidates: readonly C[],
): Pairing<C> {
  const ranked = candidates.toSorted((a, b) => b.saved - a.saved);
  const whole = searched(counts, ranked);
  if (isSmall(counts)) return whole;
  const parted = blockAfterBlock(counts, blocks, ranked);
  return savedBy(parted) > savedBy(whole) ? parted : whole;
}

/** What of each holding is in no candidate. */
export function leftAlone(counts: readonly number[], pairing: Pairing<Candidate>): readonly number[] {
  return [...pairing].reduce((left, [one, times]) => without(one, times, left), counts);
}

function isSmall(counts: readonly number[]): boolean {
  return counts.reduce((product, count) => product * (count + 1), 1) <= mostStates;
}

function savedBy(pairing: Pairing<Candidate>): number {
  return sum([...pairing].map(([{ saved }, times]) => times * saved));
}

/** Every way of a small book; of a large one every way of its greatest common part, or the greatest saving first. */
function searched<C extends Candidate>(counts: readonly number[], ranked: readonly C[]): Pairing<C> {
  if (isSmall(counts)) return everyWay(counts, ranked);
  const part = counts.reduce(greatestCommon);
  const once = counts.map((count) => count / part);
  if (!isSmall(once)) return greatestSavingFirst(counts, ranked);
  return new Map([...everyWay(once, ranked)].map(([one, times]) => [one, times * part]));
}

interface Way<C> {
  readonly saved: number;
  /** Its first candidate and the way that goes on from there; null where all stays alone. */
  readonly step: { readonly taken: C; readonly rest: Way<C> } | null;
}

/** All that is left of the first holding stays alone, or some of it belongs to a candidate. */
function everyWay<C extends Candidate>(counts: readonly number[], ranked: readonly C[]): Pairing<C> {
  const seen = new Map<string, Way<C>>();
  const best = (left: readonly number[]): Way<C> => {
    const first = left.findIndex((count) => count > 0);
    if (first === -1) return { saved: 0, step: null };
    const key = left.join(' ');
    const before = seen.get(key);
    if (before !== undefined) return before;
    let found = best(left.with(first, 0));
    for (const taken of ranked) {
      if (taken.units[first] === 0 || timesWithin(taken, left) === 0) continue;
      const rest = best(without(taken, 1, left));
      const saved = taken.saved + rest.saved;
      if (saved > found.saved) found = { saved, step: { taken, rest } };
    }
    seen.set(key, found);
    return found;
  };
  const steps: (readonly [C, number])[] = [];
  for (let { step } = best(counts); step !== null; { step } = step.rest) steps.push([step.taken, 1]);
  return added(steps);
}

function greatestSavingFirst<C extends Candidate>(counts: readonly number[], ranked: readonly C[]): Pairing<C> {
  let left = counts;
  return new Map(
    ranked.flatMap((one) => {
      const times = timesWithin(one, left);
      left = without(one, times, left);
      return times === 0 ? [] : [[one, times]];
    }),
  );
}

function blockAfterBlock<C extends Candidate>(
  counts: readonly number[],
  blocks: readonly unknown[],
  ranked: readonly C[],
): Pairing<C> {
  const inside = added(
    [...new Set(blocks)].flatMap((block) => {
      const held = counts.map((count, at) => (blocks[at] === block ? count : 0));
      return [...searched(held, ranked)];
    }),
  );
  return added([...inside, ...searched(leftAlone(counts, inside), ranked)]);
}

function added<C>(steps: readonly (readonly [C, number])[]): Pairing<C> {
  const often = new Map<C, number>();
  for (const [one, times] of steps) often.set(one, times + (often.get(one) ?? 0));
  return often;
}

/** How often a candidate can be taken out of what is left. */
function timesWithin({ units }: Candidate, left: readonly number[]): number {
  return Math.floor(Math.min(...units.flatMap((unit, at) => (unit === 0 ? [] : [(left[at] as number) / unit]))));
}

function without({ units }: Candidate, times: number, left: readonly number[]): readonly number[] {
  return left.map((count, at) => count - times * (units[at] as number));
}

/** Of two counts; of a count and none the count. */
export function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b);
}
