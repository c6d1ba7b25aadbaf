import type Database from 'better-sqlite3';

/** Words that rows name by a small integer. */
export interface Dictionary {
  /** The id of a word, made when it is new. */
  readonly idOf: (word: string) => number;
  /** The id of a word that was used before, or null. */
  readonly find: (word: string) => number | null;
  readonly wordOf: (id: number) => string;
  /** After a rollback: ids handed out inside it no longer hold. */
  readonly forget: () => void;
}

export interface Dictionaries {
  readonly accounts: Dictionary;
  readonly instruments: Dictionary;
  readonly assets: Dictionary;
}

export function createDictionaries(database: Database.Database): Dictionaries {
  return {
    accounts: dictionary(database, 'account', 'name'),
    instruments: dictionary(database, 'instrument', 'symbol'),
    assets: dictionary(database, 'asset', 'code'),
  };
}

function dictionary(database: Database.Database, table: string, column: string): Dictionary {
  const select = database.prepare<[string], number>(`SELECT id FROM ${table} WHERE ${column} = ?`).pluck();
  const selectWord = database.prepare<[number], string>(`SELECT ${column} FROM ${table} WHERE id = ?`).pluck();
  const insert = database.prepare<[string]>(`INSERT INTO ${table} (${column}) VALUES (?)`);
  const ids = new Map<string, number>();
  const words = new Map<number, string>();

  function find(word: string): number | null {
    const seen = ids.get(word);
    if (seen !== undefined) return seen;
    const id = select.get(word);
    if (id === undefined) return null;
    ids.set(word, id);
    return id;
  }

  return {
    find,
    idOf: (word) => {
      const found = find(word);
      if (found !== null) return found;
      const id = Number(insert.run(word).lastInsertRowid);
      ids.set(word, id);
      return id;
    },
    wordOf: (id) => {
      const seen = words.get(id);
      if (seen !== undefined) return seen;
      const word = selectWord.get(id);
      if (word === undefined) throw new Error(`no row ${id} in ${table}`);
      words.set(id, word);
      return word;
    },
    forget: () => {
      ids.clear();
      words.clear();
    },
  };
}
