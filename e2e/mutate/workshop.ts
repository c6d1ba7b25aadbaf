import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './mutants.ts';

const copied = ['shared', 'db', 'main', 'e2e/conformance', 'vitest.config.ts', 'package.json', 'tsconfig.base.json'];

/** A copy of the sources in which mutants are made and tested, so that the working tree is never touched. */
export interface Workshop {
  /** True when some test fails (or does not end) on the mutant. */
  readonly catches: (mutant: Mutant, tests: readonly string[]) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

export async function openWorkshop(root: string): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-mutate-'));
  for (const path of copied) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return {
    catches: async (mutant, tests) => {
      const path = join(folder, mutant.file);
      const original = await readFile(path, 'utf8');
      await writeFile(path, mutant.source);
      const green = await testsPass(folder, tests);
      await writeFile(path, original);
      return !green;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A mutant that loops for ever is caught too: no test of these functions needs a minute. */
const endlessMs = 60_000;

function testsPass(folder: string, tests: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const vitest = join(folder, 'node_modules/vitest/vitest.mjs');
    const child = spawn(process.execPath, [vitest, 'run', '--bail', '1', '--reporter', 'dot', ...tests], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, CI: '1' },
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), endlessMs);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}
