import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate, migrations, schemaText, schemaVersion } from './migrate.ts';

const schemaFile = new URL('./schema.sql', import.meta.url);

test('db/schema.sql is what the migrations build', () => {
  const database = new Database(':memory:');
  migrate(database, 1);
  const built = schemaText(database);
  // Delete the file to have it made anew.
  if (!existsSync(schemaFile)) writeFileSync(schemaFile, built);
  expect(readFileSync(schemaFile, 'utf8')).toBe(built);
});

test('every table is STRICT', () => {
  const database = new Database(':memory:');
  migrate(database, 1);
  const tables = database.pragma('table_list') as readonly { name: string; type: string; strict: 0 | 1 }[];
  const loose = tables.filter((one) => one.type === 'table' && !one.name.startsWith('sqlite_') && one.strict === 0);
  expect(loose.map((one) => one.name)).toEqual([]);
  expect(tables.length).toBeGreaterThan(10);
});

test('the steps run once', () => {
  const database = new Database(':memory:');
  migrate(database, 5);
  migrate(database, 5);
  expect(schemaVersion(database)).toBe(migrations().length);
  expect(database.pragma('application_id', { simple: true })).toBe(5);
});
