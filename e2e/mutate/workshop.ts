import { fork, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const copied = ['shared', 'db', 'main', 'e2e', 'vitest.config.ts', 'package.json', 'tsconfig.base.json'];

/** A copy of the sources, as they stood at the start: nothing that is edited meanwhile changes a result. */
export interface Workshop {
  readonly folder: string;
  readonly close: () => Promise<void>;
}

export async function openWorkshop(root: string): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-mutate-'));
  for (const path of copied) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return { folder, close: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** What is sent to a process that runs tests. */
export interface Trial {
  /** The changed file and its text; null for a run on the sources as they are. */
  readonly change: { readonly file: string; readonly source: string } | null;
  /** Test files, in the order in which they are run. */
  readonly tests: readonly string[];
}

/** What comes back: the first test file that failed, or null when all passed; and what it said. */
export interface Verdict {
  readonly failed: string | null;
  readonly why: string | null;
}

/** What a process that runs test files one by one says before each. */
export interface Begun {
  readonly begun: string;
}

/** A process that runs tests, one trial after the other. */
export interface Bench {
  /** `limitOf`: how many milliseconds a test file may take before it counts as looping for ever. */
  readonly run: (trial: Trial, limitOf: (test: string) => number) => Promise<Verdict | 'endless'>;
  readonly close: () => void;
}

/** Module copies of that many trials stay in memory before the process is replaced. */
const trialsEach = 100;

export function openBench(folder: string, kind: 'quick' | 'whole'): Bench {
  const program = new URL(kind === 'quick' ? './quick-tester.ts' : './tester.ts', import.meta.url);
  let tester: ChildProcess | null = null;
  let trials = 0;
  const end = (): void => {
    tester?.kill('SIGKILL');
    tester = null;
  };
  return {
    run: async (trial, limitOf) => {
      trials += 1;
      if (kind === 'quick' && trials % trialsEach === 0) end();
      tester ??= fork(program, { cwd: folder, env: { ...process.env, CI: '1', NODE_NO_WARNINGS: '1' } });
      const verdict = await answerOf(tester, trial, limitOf);
      if (verdict === 'endless') end();
      return verdict;
    },
    close: end,
  };
}

function answerOf(tester: ChildProcess, trial: Trial, limitOf: (test: string) => number): Promise<Verdict | 'endless'> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      tester.removeAllListeners();
      act();
    };
    const allow = (tests: readonly string[]): void => {
      clearTimeout(timer);
      const limitMs = tests.reduce((sum, test) => sum + limitOf(test), 0);
      timer = setTimeout(() => settle(() => resolve('endless')), limitMs);
    };
    tester.on('message', (news: Begun | Verdict) => {
      if ('begun' in news) allow([news.begun]);
      else settle(() => resolve(news));
    });
    tester.once('exit', (code) => settle(() => reject(new Error(`the test process ended with ${code ?? 'a signal'}`))));
    allow(trial.tests);
    tester.send(trial);
  });
}
