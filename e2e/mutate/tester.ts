import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { createVitest, type TestModule, type TestSpecification } from 'vitest/node';
import type { Trial, Verdict } from './workshop.ts';

const folder = process.cwd();
let changed: { readonly path: string; readonly source: string } | null = null;

/** Gives the changed text in place of the file. */
const mutant: Plugin = {
  name: 'mutant',
  enforce: 'pre',
  load: (id) => (changed !== null && id === changed.path ? changed.source : null),
};

const vitest = await createVitest(
  'test',
  {
    root: folder,
    config: join(folder, 'vitest.config.ts'),
    watch: false,
    pool: 'threads',
    isolate: false,
    // It keys texts by the file on disk and would hand out the unchanged one.
    fsModuleCache: false,
    fileParallelism: false,
    setupFiles: [fileURLToPath(new URL('./same-cases.ts', import.meta.url))],
    reporters: [{}],
  },
  { plugins: [mutant], server: { watch: null } },
);

/** The test file that last caught a mutant of a file: the likeliest to catch the next. */
const lastCatcher = new Map<string, string>();
const specificationsOf = new Map<string, readonly TestSpecification[]>();

async function judge({ change, tests }: Trial): Promise<Verdict> {
  const key = tests.join(' ');
  const all = specificationsOf.get(key) ?? (await vitest.globTestSpecifications([...tests]));
  if (all.length === 0) throw new Error(`no tests at ${key}`);
  specificationsOf.set(key, all);
  if (change === null) return { failed: await firstFailure(all, true) };
  changed = { path: join(folder, change.file), source: change.source };
  vitest.invalidateFile(changed.path);
  const likely = all.filter(({ moduleId }) => moduleId === lastCatcher.get(change.file));
  const others = all.filter((one) => !likely.includes(one));
  const failed = (await firstFailure(likely)) ?? (await firstFailure(others));
  if (failed !== null) lastCatcher.set(change.file, failed);
  vitest.invalidateFile(changed.path);
  changed = null;
  return { failed };
}

/** An error outside of every test may be the machine's (a worker that starts too slowly): it must come each time. */
const attempts = 3;

async function firstFailure(specifications: readonly TestSpecification[], tell = false): Promise<string | null> {
  const [first] = specifications;
  if (first === undefined) return null;
  const asked = new Set(specifications.map(({ moduleId }) => moduleId));
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications([...specifications]);
    // The answer also holds files of earlier runs as they ended then.
    const failed = testModules.find((module) => asked.has(module.moduleId) && !module.ok());
    if (failed !== undefined) {
      if (tell) process.stderr.write(`${faultsOf(failed).join('\n')}\n`);
      return failed.moduleId;
    }
    if (unhandledErrors.length === 0) return null;
  }
  return first.moduleId;
}

function faultsOf(module: TestModule): readonly string[] {
  const tests = [...module.children.allTests('failed')];
  return [
    ...module.errors().map((error) => error.message),
    ...tests.map((one) => `${one.fullName}: ${one.result().errors?.[0]?.message ?? ''}`),
  ];
}

process.on('message', (trial) => {
  judge(trial as Trial).then(
    (verdict) => process.send?.(verdict),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit());
