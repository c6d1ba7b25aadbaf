import { spawnSync } from 'node:child_process';

/**
 * Seconds that the sqlite3 program takes to import a CSV file with its header into a fresh database: the reference of
 * every import. Null where the program is not installed.
 *
 * @param folder where both files lie; `database` must not be there yet
 * @throws Error where it does not import every row
 */
export function sqliteImportSeconds(folder: string, file: string, database: string, rows: number): number | null {
  const begun = performance.now();
  const imported = spawnSync('sqlite3', ['-bail', database, `.import --csv "${file}" trade`], { cwd: folder });
  const seconds = (performance.now() - begun) / 1000;
  if (imported.error !== undefined) {
    if ('code' in imported.error && imported.error.code === 'ENOENT') return null;
    throw imported.error;
  }
  const counted = spawnSync('sqlite3', [database, 'SELECT count(*) FROM trade'], { cwd: folder, encoding: 'utf8' });
  if (imported.status !== 0 || counted.stdout.trim() !== String(rows))
    throw new Error(`sqlite3 imported ${counted.stdout.trim()} of ${rows} rows: ${imported.stderr.toString()}`);
  return seconds;
}
