import type Database from 'better-sqlite3';

/** How the trader arranged the window: no part of the book, so not undone. */
export interface Layouts {
  readonly get: (name: string) => string | null;
  readonly set: (name: string, layout: string | null) => void;
  /** Names that begin with the prefix, in the order of their letters. */
  readonly list: (prefix: string) => readonly string[];
  /** Whether there was one of that name. */
  readonly remove: (name: string) => boolean;
}

export function createLayouts(database: Database.Database): Layouts {
  const get = database.prepare<[string], string>('SELECT layout FROM layout WHERE name = ?').pluck();
  const set = database.prepare<[string, string]>(
    'INSERT INTO layout (name, layout) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET layout = excluded.layout',
  );
  const remove = database.prepare<[string]>('DELETE FROM layout WHERE name = ?');
  const list = database
    .prepare<[string, string], string>('SELECT name FROM layout WHERE substr(name, 1, length(?)) = ? ORDER BY name')
    .pluck();
  return {
    get: (name) => get.get(name) ?? null,
    set: (name, layout) => {
      if (layout === null) remove.run(name);
      else set.run(name, layout);
    },
    list: (prefix) => list.all(prefix, prefix),
    remove: (name) => remove.run(name).changes > 0,
  };
}
