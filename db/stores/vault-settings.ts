import type Database from 'better-sqlite3';

export type VaultSettingKey = 'base' | 'title';

/** What holds for the whole vault: its base currency, the title of a demo book. */
export interface VaultSettings {
  readonly get: (key: VaultSettingKey) => string | null;
  readonly set: (changeId: number, key: VaultSettingKey, value: string) => void;
}

export function createVaultSettings(database: Database.Database): VaultSettings {
  const get = database
    .prepare<[string], string>(
      `SELECT value FROM vault_setting WHERE key = ? AND change_id NOT IN (SELECT change_id FROM withdrawal)
        ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  const set = database.prepare<[number, string, string]>(
    'INSERT INTO vault_setting (change_id, key, value) VALUES (?, ?, ?)',
  );
  return {
    get: (key) => get.get(key) ?? null,
    set: (changeId, key, value) => {
      set.run(changeId, key, value);
    },
  };
}
