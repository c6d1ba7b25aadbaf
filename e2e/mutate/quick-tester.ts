import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import './same-cases.ts';
import { runNoted } from './vitest-in-process.ts';
import type { Begun, Trial, Verdict } from './workshop.ts';

// Runs test files inside this process, every trial on modules loaded anew: a tenth of the time of a vitest run.

const folder = process.cwd();
const root = pathToFileURL(`${folder}/`).href;
const standIn = new URL('./vitest-in-process.ts', import.meta.url).href;

let changed: { readonly path: string; readonly source: string } | null = null;
let trials = 0;

/** Texts without types, of the files as they are on disk. */
const stripped = new Map<string, string>();

registerHooks({
  resolve: (specifier, context, next) => {
    const version = /\?trial=\d+$/.exec(context.parentURL ?? '')?.[0];
    if (version === undefined) return next(specifier, context);
    if (specifier === 'vitest') return { url: standIn, format: 'module-typescript', shortCircuit: true };
    const found = next(specifier, context);
    const own = found.url.startsWith(root) && found.url.endsWith('.ts');
    return own ? { ...found, url: found.url + version } : found;
  },
  load: (url, context, next) => {
    if (!/\?trial=\d+$/.test(url)) return next(url, context);
    return { format: 'module', source: textOf(fileURLToPath(url)), shortCircuit: true };
  },
});

function textOf(path: string): string {
  if (path === changed?.path) return stripTypeScriptTypes(changed.source);
  const known = stripped.get(path);
  if (known !== undefined) return known;
  const text = stripTypeScriptTypes(readFileSync(path, 'utf8'));
  stripped.set(path, text);
  return text;
}

let stray: string | null = null;
process.on('unhandledRejection', (error) => (stray = String(error)));
process.on('uncaughtException', (error) => (stray = String(error)));

async function judge({ change, tests }: Trial): Promise<Verdict> {
  changed = change === null ? null : { path: join(folder, change.file), source: change.source };
  trials += 1;
  const version = `?trial=${trials}`;
  for (const test of tests) {
    stray = null;
    process.send?.({ begun: test } satisfies Begun);
    const failed = await runNoted(() => import(pathToFileURL(join(folder, test)).href + version));
    // A rejection that nobody awaited is told a turn of the loop later.
    await new Promise((resolve) => setImmediate(resolve));
    if (failed !== null || stray !== null) return { failed: test, why: failed ?? stray };
  }
  return { failed: null, why: null };
}

process.on('message', (trial) => {
  void judge(trial as Trial).then((verdict) => process.send?.(verdict));
});
process.on('disconnect', () => process.exit());
