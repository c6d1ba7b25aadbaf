import type { SnapshotComparison } from '../../../shared/contract/snapshots.ts';
import { causeWords, type CauseName } from '../../../shared/measures/cause-words.ts';

/** One cause on the way from the older net worth to the newer. */
export interface WaterfallStep {
  readonly cause: CauseName;
  readonly word: string;
  readonly meaning: string;
  /** Base currency; null where a part is missing. */
  readonly amount: number | null;
  /** Of the whole width, from its left edge; null where a cause is missing, for then no step can be placed. */
  readonly bar: { readonly start: number; readonly width: number } | null;
}

/** The causes as bars one behind the other on one scale that holds 0, and where 0 lies on it (0 to 1). */
export function waterfallSteps({ totals }: SnapshotComparison): {
  readonly steps: readonly WaterfallStep[];
  readonly zero: number | null;
} {
  const amounts = causeWords.map(({ cause }) => totals[cause]);
  const known = amounts.filter((amount) => amount !== null);
  const isWhole = known.length === amounts.length;
  const edges = known.reduce<number[]>((sums, amount) => [...sums, (sums.at(-1) as number) + amount], [0]);
  const [low, high] = [Math.min(...edges), Math.max(...edges)];
  const span = high - low;
  const at = (value: number): number => (value - low) / span;
  const steps = causeWords.map(({ cause, word, meaning }, index): WaterfallStep => {
    const amount = amounts[index] as number | null;
    if (!isWhole || span === 0) return { cause, word, meaning, amount, bar: null };
    const [from, to] = [edges[index] as number, edges[index + 1] as number];
    return { cause, word, meaning, amount, bar: { start: at(Math.min(from, to)), width: Math.abs(to - from) / span } };
  });
  return { steps, zero: isWhole && span > 0 ? at(0) : null };
}
