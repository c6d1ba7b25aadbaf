import { availableParallelism } from 'node:os';
import type { Mutant } from './mutants.ts';
import { openBench, type Bench } from './workshop.ts';

export interface Job {
  readonly mutant: Mutant;
  /** Test files named for the target that import it: run first, quickly. */
  readonly near: readonly string[];
  /** Every other test file that imports it: run on what the near ones let pass. */
  readonly far: readonly string[];
}

/** The least time a test file gets on a mutant before it counts as looping for ever. */
const leastLimitMs = 6_000;

/** On a mutant a test file may take this many times as long as the unchanged sources. */
const patience = 15;

/** The mutants that no test catches; with `nearOnly`, those that no near test catches. */
export async function survivorsOf(folder: string, jobs: readonly Job[], nearOnly: boolean): Promise<readonly Mutant[]> {
  const near = await timesOf(folder, 'quick', new Set(jobs.flatMap((job) => job.near)));
  for (const [test, { why }] of near)
    if (why !== null) throw new Error(`tests fail before anything is changed: ${test}  ${why}`);
  const passed = await leftBy(folder, 'quick', jobs, (job) => job.near, near);
  if (nearOnly || passed.length === 0) return passed.map(({ mutant }) => mutant);
  const quick = await timesOf(folder, 'quick', new Set(passed.flatMap(({ far }) => far)));
  const left = await leftBy(folder, 'quick', passed, (job) => job.far, quick);
  const unfit = [...quick].filter(([, { why }]) => why !== null).map(([test]) => test);
  const whole = await timesOf(folder, 'whole', new Set(unfit));
  for (const [test, { why }] of whole)
    if (why !== null) process.stderr.write(`fails before anything is changed, and is left out: ${test}\n`);
  const survivors = await leftBy(folder, 'whole', left, (job) => job.far, whole);
  return survivors.map(({ mutant }) => mutant);
}

/** How a test file fares on the unchanged sources: one that fails there would make every mutant look caught. */
interface Baseline {
  readonly ms: number;
  readonly why: string | null;
}

async function timesOf(
  folder: string,
  kind: 'quick' | 'whole',
  tests: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Baseline>> {
  const times = new Map<string, Baseline>();
  await inParallel(folder, kind, [...tests], async (bench, test) => {
    const start = performance.now();
    const verdict = await bench.run({ change: null, tests: [test] }, () => 300_000);
    const ms = performance.now() - start;
    if (verdict === 'endless') times.set(test, { ms, why: 'it does not end' });
    else times.set(test, { ms, why: verdict.failed === null ? null : (verdict.why ?? 'it fails') });
  });
  return times;
}

/** The jobs whose mutant passes every one of its tests that passes on the unchanged sources. */
async function leftBy(
  folder: string,
  kind: 'quick' | 'whole',
  jobs: readonly Job[],
  testsOf: (job: Job) => readonly string[],
  times: ReadonlyMap<string, Baseline>,
): Promise<readonly Job[]> {
  const limitOf = (test: string): number => Math.max(leastLimitMs, patience * (times.get(test)?.ms ?? 0));
  const left: Job[] = [];
  let done = 0;
  /** The test files that caught mutants of a file, the last one first: the likeliest to catch the next. */
  const catchers = new Map<string, readonly string[]>();
  await inParallel(folder, kind, jobs, async (bench, job) => {
    const { file } = job.mutant;
    const timed = testsOf(job).flatMap((test) => {
      const time = times.get(test);
      return time === undefined || time.why !== null ? [] : [{ test, ms: time.ms }];
    });
    const likely = catchers.get(file) ?? [];
    const rank = (test: string): number => (likely.includes(test) ? likely.indexOf(test) : likely.length);
    const tests = timed.toSorted((a, b) => rank(a.test) - rank(b.test) || a.ms - b.ms).map(({ test }) => test);
    const verdict = await bench.run({ change: job.mutant, tests }, limitOf);
    done += 1;
    if (done % 100 === 0) process.stderr.write(`${done} of ${jobs.length}, ${left.length} left so far\n`);
    if (verdict === 'endless') return;
    const { failed } = verdict;
    if (failed === null) {
      left.push(job);
      process.stderr.write(`not caught yet  ${nameOf(job.mutant)}\n`);
    } else catchers.set(file, [failed, ...(catchers.get(file) ?? []).filter((test) => test !== failed)]);
  });
  return left;
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
