import type Database from 'better-sqlite3';

/** What a vault holds, by name of the table: what a copy must hold too. Whatever its schema. */
export type TableCounts = Readonly<Record<string, number>>;

export function tableCounts(database: Database.Database): TableCounts {
  const names = database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  return Object.fromEntries(
    names.map((name) => [name, database.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() as number]),
  );
}
