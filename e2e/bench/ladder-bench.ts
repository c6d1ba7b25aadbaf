import { missing } from '../../shared/measures/outcome.ts';
import { cascadeLadder } from '../../main/risk/cascade/cascade-ladder.ts';
import { compileBook } from '../../main/risk/margin/compile-pools.ts';
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
  { name: 'ladder', positions: 200, accounts: 8, runs: 60 },
  { name: 'ladder/10000', positions: 10_000, accounts: 100, runs: 12 },
];

const axis = { kind: 'asset', asset: 'COIN1', from: -0.5, to: 0.5, step: 0.005, beta: 1 } as const;

/** The ladder of 201 rungs with its cascade, top-ups included, from the values of a book whose accounts liquidate in different ways. */
export function ladderBench(options: BenchOptions): Promise<readonly BenchResult[]> {
  const frame = scaledFrame();
  return Promise.resolve(sizes.map((size) => measure({ ...size, runs: options.runs ?? size.runs }, frame)));
}

function measure({ name, positions, accounts, runs }: Size, frame: Frame): BenchResult {
  const book = measuredBook(positions, accounts);
  const noSigma = () => missing('not measured', '');
  const warmUps = Math.ceil(runs / 4);
  const times: number[] = [];
  let events = 0;
  for (let run = -warmUps; run < runs; run += 1) {
    // A new book each time: what the engine keeps of a book must not count as work done.
    const fresh = { ...book, accounts: book.accounts.map((account) => ({ ...account })) };
    const began = performance.now();
    const found = cascadeLadder(
      compileBook(fresh),
      axis,
      { sale: { kind: 'haircut', fraction: 0.002 }, salesMovePrice: false, sigmaOf: noSigma },
      ({ kind }) => kind !== 'spot',
      noSigma,
    );
    const took = performance.now() - began;
    if (found.status !== 'value') throw new Error(found.reason);
    if (found.value.rungs.length !== 201) throw new Error(`${found.value.rungs.length} rungs`);
    events = found.value.sides.reduce((total, side) => total + side.events.length, 0);
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
    extra: { positions, accounts, rungs: 201, events },
  };
}
