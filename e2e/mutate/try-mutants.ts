import { availableParallelism } from 'node:os';
import type { Mutant } from './mutants.ts';
import { openBench, type Bench, type Verdict } from './workshop.ts';

export interface Job {
  readonly mutant: Mutant;
  /** Test files named for the target that import it: run first, quickly. */
  readonly near: readonly string[];
  /** Every other test file that imports it: run under vitest on what the near ones let pass. */
  readonly far: readonly string[];
}

/** The least time a mutant gets before it counts as looping for ever. */
const leastLimitMs = 15_000;

/** A mutant may take this many times as long as the unchanged sources. */
const patience = 15;

/** The mutants that no test catches. */
export async function survivorsOf(folder: string, jobs: readonly Job[]): Promise<readonly Mutant[]> {
  const times = await timesOf(folder, new Set(jobs.flatMap(({ near }) => near)));
  const passed = await leftBy(folder, jobs, times);
  const survivors: Mutant[] = [];
  const green = new Map<string, Promise<number | null>>();
  await inParallel(folder, 'whole', passed, async (bench, { mutant, far }) => {
    const tests: string[] = [];
    let ms = 0;
    for (const test of far) {
      const known = green.get(test) ?? timeOfFar(bench, test);
      green.set(test, known);
      const time = await known;
      if (time === null) continue;
      tests.push(test);
      ms += time;
    }
    const verdict = tests.length === 0 ? null : await tryOne(bench, mutant, tests, ms);
    if (verdict === 'endless' || (verdict !== null && verdict.failed !== null)) {
      const by = verdict === 'endless' ? 'time' : String(verdict.failed);
      process.stderr.write(`caught only from afar, by ${by}:  ${nameOf(mutant)}\n`);
      return;
    }
    survivors.push(mutant);
    process.stderr.write(`survived  ${nameOf(mutant)}\n`);
  });
  return survivors;
}

/** How long each near test file takes on the unchanged sources, which must pass: else every mutant would look caught. */
async function timesOf(folder: string, tests: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number>();
  await inParallel(folder, 'quick', [...tests], async (bench, test) => {
    const start = performance.now();
    const verdict = await bench.run({ change: null, tests: [test] }, 300_000);
    if (verdict === 'endless' || verdict.failed !== null)
      throw new Error(`tests fail before anything is changed: ${test}  ${verdict === 'endless' ? '' : verdict.why}`);
    times.set(test, performance.now() - start);
  });
  return times;
}

async function leftBy(
  folder: string,
  jobs: readonly Job[],
  times: ReadonlyMap<string, number>,
): Promise<readonly Job[]> {
  const left: Job[] = [];
  let done = 0;
  /** The test files that caught mutants of a file, the last one first: the likeliest to catch the next. */
  const catchers = new Map<string, readonly string[]>();
  const timeOf = (test: string): number => times.get(test) ?? Infinity;
  await inParallel(folder, 'quick', jobs, async (bench, job) => {
    const { mutant, near } = job;
    const likely = catchers.get(mutant.file) ?? [];
    const others = near.filter((test) => !likely.includes(test)).toSorted((a, b) => timeOf(a) - timeOf(b));
    const ms = near.reduce((sum, test) => sum + timeOf(test), 0);
    const verdict = await tryOne(bench, mutant, [...likely, ...others], ms);
    if (verdict !== 'endless' && verdict.failed === null) {
      left.push(job);
      process.stderr.write(`not caught by near tests  ${nameOf(mutant)}\n`);
    } else if (verdict !== 'endless') {
      const { failed } = verdict;
      catchers.set(mutant.file, [
        ...near.filter((test) => test === failed),
        ...(catchers.get(mutant.file) ?? []).filter((test) => test !== failed),
      ]);
    }
    done += 1;
    if (done % 100 === 0) process.stderr.write(`${done} of ${jobs.length}, ${left.length} left so far\n`);
  });
  return left;
}

function tryOne(
  bench: Bench,
  { file, source }: Mutant,
  tests: readonly string[],
  ms: number,
): Promise<Verdict | 'endless'> {
  return bench.run({ change: { file, source }, tests }, Math.max(leastLimitMs, patience * ms));
}

/** A test file from afar that fails on the unchanged sources is told and left out: it catches nothing. */
async function timeOfFar(bench: Bench, test: string): Promise<number | null> {
  const start = performance.now();
  const verdict = await bench.run({ change: null, tests: [test] }, 300_000);
  if (verdict !== 'endless' && verdict.failed === null) return performance.now() - start;
  process.stderr.write(`fails before anything is changed, and is left out: ${test}\n`);
  return null;
}

async function inParallel<One>(
  folder: string,
  kind: 'quick' | 'whole',
  items: readonly One[],
  act: (bench: Bench, one: One) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const work = async (): Promise<void> => {
    const bench = openBench(folder, kind);
    try {
      for (let one = queue.shift(); one !== undefined; one = queue.shift()) await act(bench, one);
    } finally {
      bench.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(items.length, availableParallelism()) }, work));
}

function nameOf({ file, line, change, text }: Mutant): string {
  return `${file}:${line}  ${change}  in  ${text}`;
}
