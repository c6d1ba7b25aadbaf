/** One benchmark as `npm run -s bench -- --json` prints it. */
export interface BenchResult {
  readonly name: string;
  /** The median of the runs. */
  readonly value: number;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
  /** What it is measured against, on this machine, in this call; null where the reference is absent. */
  readonly reference: { readonly name: string; readonly value: number | null; readonly note?: string };
  /** value / reference: smaller is faster. */
  readonly ratio: number | null;
  /** Anything else worth knowing, such as the peak memory. */
  readonly extra?: Readonly<Record<string, number | string>>;
}

/** What may be said on the command line, for trying out; null for the size and the number that count. */
export interface BenchOptions {
  readonly rows: number | null;
  readonly runs: number | null;
}

/** Measures, and throws where what was measured did not do its work. */
export type Bench = (options: BenchOptions) => Promise<readonly BenchResult[]>;

export interface Measured {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
}

/** Order statistics of some measurements; at least one is needed. */
export function summarise(values: readonly number[]): Measured {
  const sorted = values.toSorted((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) throw new Error('no run was measured');
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? first;
  const median = sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
  return { median, min: first, max: last, runs: sorted.length };
}

/** A line for a reader. */
export function resultText({ name, value, unit, min, max, runs, reference, ratio, extra }: BenchResult): string {
  const measured = `${name}: ${value.toFixed(2)} ${unit} (${min.toFixed(2)} to ${max.toFixed(2)} in ${runs} runs)`;
  const against =
    reference.value === null || ratio === null
      ? `no reference: ${reference.note ?? `${reference.name} is absent`}`
      : `${ratio.toFixed(2)} times ${reference.name} (${reference.value.toFixed(2)} ${unit})`;
  const more = Object.entries(extra ?? {}).map(([what, figure]) => `${what} ${figure}`);
  return [measured, against, ...more].join(', ');
}
