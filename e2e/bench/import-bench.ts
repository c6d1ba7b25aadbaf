import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportRun } from './import-child.ts';
import { summarise, type BenchOptions, type BenchResult } from './result.ts';
import { sqliteImportSeconds } from './sqlite-import.ts';
import { writeTradeHistory } from './trade-history.ts';
import { differenceOf } from './verify-import.ts';

const fileName = 'trades(UTC+0).csv';

/**
 * A Binance trade history into a fresh vault, through the contract, to folded positions, against `sqlite3 .import` of
 * the same file into a fresh database. The two take turns, so that whatever else the machine does weighs on both.
 *
 * @throws Error where a row is lost or a position is not the one that the history was made with
 */
export async function importBench(options: BenchOptions): Promise<readonly BenchResult[]> {
  const rows = options.rows ?? 1_000_000;
  const folder = mkdtempSync(join(tmpdir(), 'ballast-bench-'));
  try {
    const expected = await writeTradeHistory(join(folder, fileName), rows);
    const runs: ImportRun[] = [];
    const references: number[] = [];
    for (let run = 0; run < (options.runs ?? 3); run += 1) {
      const reference = sqliteImportSeconds(folder, fileName, `reference-${run}.db`, rows);
      if (reference !== null) references.push(reference);
      const measured = importInChild(folder, `vault-${run}.ballast`);
      const difference = differenceOf(measured, rows, expected);
      if (difference !== null) throw new Error(difference);
      runs.push(measured);
    }
    return [resultOf(rows, runs, references)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function resultOf(rows: number, runs: readonly ImportRun[], references: readonly number[]): BenchResult {
  const measured = summarise(runs.map((run) => run.seconds));
  const reference = references.length === 0 ? null : summarise(references).median;
  const name = 'sqlite3 .import';
  return {
    name: 'import',
    value: measured.median,
    unit: 's',
    ...measured,
    reference:
      reference === null
        ? { name, value: null, note: 'the sqlite3 program is not installed (Debian: sqlite3)' }
        : { name, value: reference },
    ratio: reference === null ? null : measured.median / reference,
    extra: {
      rows,
      importSeconds: rounded(summarise(runs.map((run) => run.importSeconds)).median),
      positionsSeconds: rounded(summarise(runs.map((run) => run.positionsSeconds)).median),
      cpuSeconds: rounded(summarise(runs.map((run) => run.cpuSeconds)).median),
      peakMegabytes: rounded(Math.max(...runs.map((run) => run.peakMegabytes))),
    },
  };
}

function importInChild(folder: string, vault: string): ImportRun {
  const child = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'import-child.ts'), join(folder, vault), join(folder, fileName)],
    { encoding: 'utf8' },
  );
  if (child.status !== 0) throw new Error(`the import ended with ${child.status ?? child.signal}: ${child.stderr}`);
  return JSON.parse(child.stdout) as ImportRun;
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
