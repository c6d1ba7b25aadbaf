import { fork, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './mutants.ts';

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

/** What is sent to the process that runs tests. */
export interface Trial {
  /** The changed file and its text; null for a run on the sources as they are. */
  readonly change: { readonly file: string; readonly source: string } | null;
  readonly tests: readonly string[];
}

/** What comes back: the first test file that failed, or null when all passed. */
export interface Verdict {
  readonly failed: string | null;
}

/** One place where mutants are tested, one after the other. */
export interface Bench {
  /** True when some test fails (or does not end) on the mutant. */
  readonly catches: (mutant: Mutant, tests: readonly string[]) => Promise<boolean>;
  readonly close: () => void;
}

/** The least time a mutant gets before it counts as looping for ever. */
const leastLimitMs = 15_000;

/** A mutant may take this many times as long as the unchanged sources. */
const patience = 15;

export function openBench(folder: string): Bench {
  let tester: ChildProcess | null = null;
  const limits = new Map<string, number>();
  const run = async (trial: Trial, limitMs: number): Promise<Verdict | 'endless'> => {
    tester ??= fork(new URL('./tester.ts', import.meta.url), { cwd: folder, env: { ...process.env, CI: '1' } });
    const verdict = await answerOf(tester, trial, limitMs);
    if (verdict === 'endless') {
      tester.kill('SIGKILL');
      tester = null;
    }
    return verdict;
  };
  /** Timed on the unchanged sources, which must pass: else every mutant would look caught. */
  const limitOf = async (tests: readonly string[]): Promise<number> => {
    const key = tests.join(' ');
    const found = limits.get(key);
    if (found !== undefined) return found;
    const start = performance.now();
    const verdict = await run({ change: null, tests }, 300_000);
    if (verdict === 'endless' || verdict.failed !== null)
      throw new Error(`tests fail before anything is changed: ${verdict === 'endless' ? key : verdict.failed}`);
    const limit = Math.max(leastLimitMs, patience * (performance.now() - start));
    limits.set(key, limit);
    return limit;
  };
  return {
    catches: async ({ file, source }, tests) => {
      const limit = await limitOf(tests);
      const verdict = await run({ change: { file, source }, tests }, limit);
      return verdict === 'endless' || verdict.failed !== null;
    },
    close: () => tester?.kill('SIGKILL'),
  };
}

function answerOf(tester: ChildProcess, trial: Trial, limitMs: number): Promise<Verdict | 'endless'> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      tester.removeAllListeners();
      act();
    };
    const timer = setTimeout(() => settle(() => resolve('endless')), limitMs);
    tester.once('message', (verdict) => settle(() => resolve(verdict as Verdict)));
    tester.once('exit', (code) => settle(() => reject(new Error(`the test process ended with ${code ?? 'a signal'}`))));
    tester.send(trial);
  });
}
