// Builds what is out of date into dist/. `npm run build` builds everything, for packaging.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from './paths.mjs';
import { PlainStop, runScript, say } from './say.ts';

/** Builds the window's page when its sources changed since the last build. */
export async function ensureRenderer(): Promise<void> {
  await whenChanged('renderer', ['renderer/**/*', 'shared/**/*.ts', 'package-lock.json'], async () => {
    const { build } = await import('vite');
    await build({ configFile: join(projectRoot, 'renderer', 'vite.config.ts'), logLevel: 'silent' });
  });
}

/** Builds what only Electron needs: the back end as JavaScript, with its data files, and the preload script. */
export async function ensureApp(): Promise<void> {
  await whenChanged(
    'app',
    ['main/**/*', 'shared/**/*', 'db/**/*', 'tsconfig.base.json', 'package-lock.json'],
    async () => {
      const compiler = spawnSync(
        process.execPath,
        [join(projectRoot, 'node_modules/typescript/bin/tsc'), '-b', 'main'],
        {
          cwd: projectRoot,
          stdio: ['ignore', 2, 2],
        },
      );
      if (compiler.status !== 0) throw new PlainStop('The types do not hold; what the compiler said stands above.');
      for (const file of globSync('{main,db,shared}/**/*.{sql,json}', { cwd: projectRoot })) {
        if (file.includes('fixtures') || file.endsWith('tsconfig.json')) continue;
        const copy = join(projectRoot, 'dist', 'app', file);
        mkdirSync(dirname(copy), { recursive: true });
        cpSync(join(projectRoot, file), copy);
      }
      const { build } = await import('vite');
      await build({
        configFile: false,
        logLevel: 'silent',
        build: {
          outDir: join(projectRoot, 'dist', 'preload'),
          minify: false,
          lib: { entry: join(projectRoot, 'main/host/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
          rollupOptions: { external: ['electron'] },
        },
      });
    },
  );
}

async function whenChanged(name: string, patterns: readonly string[], build: () => Promise<void>): Promise<void> {
  const stamp = join(projectRoot, 'dist', `${name}.stamp`);
  const state = contentHash(patterns);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  const started = performance.now();
  try {
    await build();
  } catch (error) {
    if (error instanceof PlainStop) throw error;
    throw new PlainStop(`The ${name} could not be built: ${error instanceof Error ? error.message : String(error)}`);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, state);
  say(`Ballast: built the ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** By content, not by time: a checkout touches files without changing them, and a restored older file is a change. */
function contentHash(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...patterns], { cwd: projectRoot, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).toSorted()) {
    if (path.includes('.test.') || path.includes('fixtures')) continue;
    hash.update(path.slice(projectRoot.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

if (import.meta.main) {
  await runScript(async () => {
    await ensureRenderer();
    await ensureApp();
    return 0;
  });
}
