import type Database from 'better-sqlite3';
import type { Instrument, InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Dictionaries } from './dictionaries.ts';

/** What files say of instruments that their symbols do not: currency, multiplier, expiry, strike. */
export interface InstrumentTerms {
  readonly insert: (changeId: number, terms: Instrument) => void;
  /** The live terms of every instrument that a file described; the newest statement holds. */
  readonly read: () => ReadonlyMap<InstrumentSymbol, Instrument>;
}

export function createInstrumentTerms(database: Database.Database, dictionaries: Dictionaries): InstrumentTerms {
  const insert = database.prepare<[number, number, string]>(
    'INSERT INTO instrument_terms (change_id, instrument_id, terms_json) VALUES (?, ?, ?)',
  );
  const read = database
    .prepare<[], string>(
      `SELECT terms_json FROM instrument_terms
        WHERE change_id NOT IN (SELECT change_id FROM withdrawal) ORDER BY change_id, id`,
    )
    .pluck();
  return {
    insert: (changeId, terms) => {
      insert.run(changeId, dictionaries.instruments.idOf(terms.symbol), JSON.stringify(terms));
    },
    read: () =>
      new Map(
        read.all().map((json) => {
          const terms = JSON.parse(json) as Instrument;
          return [terms.symbol, terms] as const;
        }),
      ),
  };
}
