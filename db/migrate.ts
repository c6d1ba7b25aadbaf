import { readFileSync, readdirSync } from 'node:fs';
import type Database from 'better-sqlite3';

export interface Migration {
  /** 1, 2, 3 ...: `PRAGMA user_version` after it ran. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

const folder = new URL('./migrations/', import.meta.url);

/** The numbered, additive steps from an empty file to the present schema. */
export function migrations(): readonly Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name))
    .toSorted()
    .map((name, index) => {
      const number = Number(name.slice(0, 4));
      if (number !== index + 1) throw new Error(`migrations are not numbered without gaps: ${name}`);
      return { number, name, sql: readFileSync(new URL(name, folder), 'utf8') };
    });
}

/**
 * Runs the steps that a vault has not seen, all in one transaction: afterwards it has the newest schema or the one it had. Two
 * programs that open the same vault at once do not run a step twice: the version is read again under the write lock.
 */
export function migrate(
  database: Database.Database,
  applicationId: number,
  steps: readonly Migration[] = migrations(),
): void {
  // Without a lock: whoever only reads must not wait for another program's import.
  if (schemaVersion(database) >= steps.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of steps) {
      if (schemaVersion(database) >= step.number) continue;
      database.exec(step.sql);
      database.pragma(`application_id = ${applicationId}`);
      database.pragma(`user_version = ${step.number}`);
    }
    database.exec('COMMIT');
  } catch (error) {
    // A full disk rolls back by itself.
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

export function schemaVersion(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

/** The schema as one text, for `db/schema.sql`. */
export function schemaText(database: Database.Database): string {
  const rows = database
    .prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name",
    )
    .all() as readonly { readonly sql: string }[];
  const head = `-- Generated from db/migrations by a test (db/migrate.test.ts); do not edit.\nPRAGMA user_version = ${schemaVersion(database)};\n`;
  return `${head}\n${rows.map((row) => `${row.sql};\n`).join('\n')}`;
}
