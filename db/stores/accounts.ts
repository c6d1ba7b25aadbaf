import type Database from 'better-sqlite3';
import type {
  AccountMarginMode,
  AccountSettings,
  InstrumentSettings,
  MarginMode,
  PositionMode,
} from '../../shared/book/account.ts';
import { noInstrumentSettings } from '../../shared/book/account.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import type { Dictionaries } from './dictionaries.ts';

/** One thing that the trader said of an account or of one of its instruments. */
export type AccountStatement =
  | { readonly key: 'venue'; readonly value: string }
  | { readonly key: 'margin-mode'; readonly value: AccountMarginMode }
  | { readonly key: 'position-mode'; readonly value: PositionMode }
  | { readonly key: 'instrument-margin-mode'; readonly instrument: string; readonly value: MarginMode }
  | { readonly key: 'leverage'; readonly instrument: string; readonly value: number }
  | { readonly key: 'isolated-margin'; readonly instrument: string; readonly value: Decimal }
  /** Venue and the id by which the broker knows the account, so that every later file finds the same account. */
  | { readonly key: 'broker-id'; readonly value: string }
  /** The account exists, and nothing else was said. */
  | { readonly key: 'named'; readonly value: '' };

export interface Accounts {
  readonly state: (changeId: number, account: string, statement: AccountStatement) => void;
  /** What holds of every account that a live statement names; accounts known by events alone are not among them. */
  readonly settings: () => readonly AccountSettings[];
  /** The change whose statement holds, or null where nothing was said. */
  readonly changeOf: (account: string, key: AccountStatement['key'], instrument: string | null) => number | null;
  /** The broker's ids of the accounts: a live statement's value, and the account that it names. */
  readonly brokerIds: () => ReadonlyMap<string, string>;
}

interface SettingRow {
  readonly account_id: number;
  readonly instrument_id: number | null;
  readonly key: AccountStatement['key'];
  readonly value: string;
}

/** Venue unknown, cross, one-way: what is taken of an account of which nothing was said. */
export function unstatedAccount(name: string): AccountSettings {
  return { name, venue: null, marginMode: 'cross', positionMode: 'one-way', instruments: {} };
}

export function createAccounts(database: Database.Database, dictionaries: Dictionaries): Accounts {
  const insert = database.prepare<[number, number, number | null, string, string]>(
    'INSERT INTO account_setting (change_id, account_id, instrument_id, key, value) VALUES (?, ?, ?, ?, ?)',
  );
  // What a file's format lets assume of its account gives way to what the trader said, whenever it was said.
  const read = database.prepare<[], SettingRow>(
    `SELECT account_id, instrument_id, key, value FROM account_setting
      WHERE change_id NOT IN (SELECT change_id FROM withdrawal)
      ORDER BY change_id NOT IN (SELECT change_id FROM import), change_id, id`,
  );
  const changeOf = database
    .prepare<[number, number | null, string], number>(
      `SELECT change_id FROM account_setting
        WHERE account_id = ? AND instrument_id IS ? AND key = ? AND change_id NOT IN (SELECT change_id FROM withdrawal)
        ORDER BY change_id NOT IN (SELECT change_id FROM import) DESC, change_id DESC, id DESC LIMIT 1`,
    )
    .pluck();
  return {
    changeOf: (account, key, instrument) => {
      const accountId = dictionaries.accounts.find(account);
      const instrumentId = instrument === null ? null : dictionaries.instruments.find(instrument);
      if (accountId === null || (instrument !== null && instrumentId === null)) return null;
      return changeOf.get(accountId, instrumentId, key) ?? null;
    },
    state: (changeId, account, statement) => {
      const instrument = 'instrument' in statement ? dictionaries.instruments.idOf(statement.instrument) : null;
      insert.run(changeId, dictionaries.accounts.idOf(account), instrument, statement.key, String(statement.value));
    },
    brokerIds: () => {
      const stated = read.all().filter(({ key }) => key === 'broker-id');
      return new Map(stated.map((row) => [row.value, dictionaries.accounts.wordOf(row.account_id)]));
    },
    settings: () => {
      const accounts = new Map<string, AccountSettings>();
      for (const row of read.all()) {
        const name = dictionaries.accounts.wordOf(row.account_id);
        const instrument = row.instrument_id === null ? null : dictionaries.instruments.wordOf(row.instrument_id);
        accounts.set(name, withSetting(accounts.get(name) ?? unstatedAccount(name), row, instrument));
      }
      return [...accounts.values()];
    },
  };
}

function withSetting(
  settings: AccountSettings,
  { key, value }: SettingRow,
  instrument: string | null,
): AccountSettings {
  switch (key) {
    case 'venue':
      return { ...settings, venue: value };
    case 'margin-mode':
      return { ...settings, marginMode: value as AccountMarginMode };
    case 'position-mode':
      return { ...settings, positionMode: value as PositionMode };
    case 'instrument-margin-mode':
      return withInstrument(settings, instrument, { marginMode: value as MarginMode });
    case 'leverage':
      return withInstrument(settings, instrument, { leverage: Number(value) });
    case 'isolated-margin':
      return withInstrument(settings, instrument, { isolatedMargin: value as Decimal });
    case 'broker-id':
    case 'named':
      return settings;
  }
}

function withInstrument(
  settings: AccountSettings,
  instrument: string | null,
  change: Partial<InstrumentSettings>,
): AccountSettings {
  if (instrument === null) throw new Error('an instrument setting without its instrument');
  const before = settings.instruments[instrument as InstrumentSymbol] ?? noInstrumentSettings;
  return { ...settings, instruments: { ...settings.instruments, [instrument]: { ...before, ...change } } };
}
