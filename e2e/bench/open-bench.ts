import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MadeVault } from './make-vault-child.ts';
import type { OpenRun } from './open-child.ts';
import { summarise, type BenchOptions, type BenchResult } from './result.ts';

/**
 * Opens a large vault, in a process of its own, up to the views that the window asks for first. The reference is the very
 * first opening, which finds no running state and folds every event. Then 1,000 newer fills are imported, and it is opened
 * again.
 *
 * @throws Error where a figure of a later opening is not that of the first
 */
export function openBench(options: BenchOptions): Promise<readonly BenchResult[]> {
  const events = options.rows ?? 10_000_000;
  const folder = mkdtempSync(join(tmpdir(), 'ballast-bench-'));
  try {
    const vault = join(folder, 'large.vault');
    const made = inChild<MadeVault>('make-vault-child.ts', vault, String(events));
    const anew = inChild<OpenRun>('open-child.ts', vault);
    const kept = times(options.runs ?? 5, () => inChild<OpenRun>('open-child.ts', vault));
    for (const run of kept) if (run.figures !== anew.figures) throw new Error('the kept state shows other figures');
    const imported = inChild<OpenRun>('open-child.ts', vault, '1000');
    const newer = times(options.runs ?? 5, () => inChild<OpenRun>('open-child.ts', vault));
    const figures = new Set([imported, ...newer].map((run) => run.figures));
    if (figures.size > 1 || figures.has(anew.figures)) throw new Error('the newer fills do not show in the figures');
    const reference = { name: 'folding every event of the same vault', value: anew.seconds };
    const vaultMegabytes = rounded(statSync(vault).size / 1e6);
    return Promise.resolve([
      {
        ...resultOf('open', kept, reference),
        extra: {
          ...extraOf(kept),
          events,
          foldedAnewMegabytes: rounded(anew.peakMegabytes),
          madeInSeconds: rounded(made.seconds),
          vaultMegabytes,
        },
      },
      {
        ...resultOf('open/1000-newer', newer, reference),
        extra: { ...extraOf(newer), events: events + 1000, importSeconds: rounded(imported.importSeconds) },
      },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function resultOf(
  name: string,
  runs: readonly OpenRun[],
  reference: { readonly name: string; readonly value: number },
): BenchResult {
  const measured = summarise(runs.map((run) => run.seconds));
  return { name, value: measured.median, unit: 's', ...measured, reference, ratio: measured.median / reference.value };
}

function extraOf(runs: readonly OpenRun[]): Readonly<Record<string, number>> {
  return {
    openSeconds: rounded(summarise(runs.map((run) => run.openSeconds)).median),
    peakMegabytes: rounded(Math.max(...runs.map((run) => run.peakMegabytes))),
  };
}

function times<T>(count: number, make: () => T): readonly T[] {
  return Array.from({ length: count }, make);
}

function inChild<T>(name: string, ...words: readonly string[]): T {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, name), ...words], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${name} ended with ${child.status ?? child.signal}: ${child.stderr}`);
  return JSON.parse(child.stdout) as T;
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
