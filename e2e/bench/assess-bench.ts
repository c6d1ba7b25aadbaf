import { assess } from '../../main/risk/assessment/assess.ts';
import { defaultAxis, defaultThresholds } from '../../main/risk/assessment/assessment.ts';
import { measuredBook } from './assess-book.ts';
import { scaledFrame, type Frame } from './frame.ts';
import { summarise, type BenchOptions, type BenchResult } from './result.ts';

interface Size {
  readonly name: string;
  readonly positions: number;
  readonly accounts: number;
  readonly runs: number;
}

const sizes: readonly Size[] = [
  { name: 'assess', positions: 200, accounts: 8, runs: 60 },
  { name: 'assess/10000', positions: 10_000, accounts: 100, runs: 12 },
];

/** Exposure, margin, liquidation prices and the ladder of 201 rungs of a whole book, once more from its values. */
export function assessBench(options: BenchOptions): Promise<readonly BenchResult[]> {
  const frame = scaledFrame();
  return Promise.resolve(sizes.map((size) => measure({ ...size, runs: options.runs ?? size.runs }, frame)));
}

function measure({ name, positions, accounts, runs }: Size, frame: Frame): BenchResult {
  const book = measuredBook(positions, accounts);
  const options = { axis: defaultAxis, thresholds: defaultThresholds };
  const warmUps = Math.ceil(runs / 4);
  const times: number[] = [];
  let checksum = 0;
  for (let run = -warmUps; run < runs; run += 1) {
    // A new book each time: what the engine keeps of a book must not count as work done.
    const fresh = { ...book, accounts: book.accounts.map((account) => ({ ...account })) };
    const began = performance.now();
    const { ladder, positions: rows } = assess(fresh, options);
    const took = performance.now() - began;
    if (ladder?.shocks.length !== 201 || rows.length !== positions)
      throw new Error(`assessed ${rows.length} positions on ${ladder?.shocks.length ?? 0} rungs`);
    checksum += rows.length;
    if (run >= 0) times.push(took);
  }
  const measured = summarise(times);
  return {
    name,
    value: measured.median,
    unit: 'ms',
    ...measured,
    reference: frame,
    ratio: measured.median / frame.value,
    extra: { positions, accounts, rungs: 201, assessed: checksum },
  };
}
