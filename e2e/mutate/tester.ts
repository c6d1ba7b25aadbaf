import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { createVitest, type TestModule, type TestSpecification } from 'vitest/node';
import type { Trial, Verdict } from './workshop.ts';

// Runs test files under vitest itself, as `npm test` does: for what the quick tester did not catch.

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

async function judge({ change, tests }: Trial): Promise<Verdict> {
  const specifications = await vitest.globTestSpecifications([...tests]);
  if (specifications.length === 0) throw new Error(`no tests at ${tests.join(' ')}`);
  if (change === null) return verdictOf(await firstFailure(specifications, true));
  changed = { path: join(folder, change.file), source: change.source };
  vitest.invalidateFile(changed.path);
  const failed = await firstFailure(specifications);
  vitest.invalidateFile(changed.path);
  changed = null;
  return verdictOf(failed);
}

function verdictOf(moduleId: string | null): Verdict {
  return moduleId === null ? { failed: null, why: null } : { failed: relative(folder, moduleId), why: null };
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
