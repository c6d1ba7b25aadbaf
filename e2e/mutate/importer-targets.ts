import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { of, type Target } from './target.ts';

const root = 'main/importers';

/** Every source of one broker's folder, with the fixtures that all formats are read against. */
function format(folder: string, except: readonly string[] = []): readonly Target[] {
  const place = `${root}/formats/${folder}`;
  const names = readdirSync(join(import.meta.dirname, '../..', place))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((name) => !except.includes(name));
  return of(place, [`${root}/fixtures.test.ts`, place], names);
}

/** The sign and unit rules of files: what they write, how it is read, by what a row is known again. */
export const importers: readonly Target[] = [
  ...of(root, [`${root}/dedupe`], ['dedupe-key']),
  ...of(root, [`${root}/read-fields`], ['read-fields']),
  ...of(root, [`${root}/assemble`, `${root}/fixtures.test.ts`], ['assemble']),
  ...of(root, [`${root}/local-time`, `${root}/formats/hyperliquid/hyperliquid-dates`], ['local-time']),
  ...format('binance'),
  ...format('bybit'),
  ...format('hyperliquid'),
  ...format('tastytrade'),
  ...format('ibkr'),
  ...format('prices'),
  // A list of names.
  ...format('mapped-csv', ['mapped-csv-columns']),
  ...of(
    `${root}/formats`,
    [`${root}/formats/written-date`, `${root}/formats/prices`, `${root}/formats/mapped-csv`],
    ['written-date'],
  ),
  ...of(
    `${root}/formats`,
    [`${root}/formats/row-time`, `${root}/formats/binance`, `${root}/formats/mapped-csv`],
    ['row-time'],
  ),
  ...of(`${root}/mapping`, [`${root}/mapping`], ['guess-costs', 'prove-amounts', 'table-numbers']),
];
