import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKnownRows } from './known-rows.ts';
import { hashFromStored, hashRow, storedHash } from './row-hash.ts';

/** Imports files into a book of content keys and answers how many rows of each key it holds. */
function importAll(files: readonly (readonly string[])[], once: boolean): Map<string, number> {
  const book: string[] = [];
  for (const file of files) {
    const known = createKnownRows(book.map((key) => storedHash(hashRow(key))));
    book.push(...file.filter((key) => !known.isKnown(hashRow(key), once)));
  }
  const counts = new Map<string, number>();
  for (const key of book) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const files = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 }), { maxLength: 5 });

test('of equal rows the book keeps as many as the file that has most', () => {
  fc.assert(
    fc.property(files, (rows) => {
      const book = importAll(rows, false);
      for (const key of ['a', 'b', 'c', 'd']) {
        const most = Math.max(0, ...rows.map((file) => file.filter((one) => one === key).length));
        expect(book.get(key) ?? 0).toBe(most);
      }
    }),
  );
});

test('a row with an id from its source is one row, however often it is written', () => {
  fc.assert(
    fc.property(files, (rows) => {
      const book = importAll(rows, true);
      const keys = new Set(rows.flat());
      expect([...book].every(([, count]) => count === 1)).toBe(true);
      expect(new Set(book.keys())).toEqual(keys);
    }),
  );
});

test('the table grows without forgetting or confusing anything', () => {
  const keys = Array.from({ length: 50_000 }, (_, index) => `row ${index}`);
  const known = createKnownRows(keys.slice(0, 20_000).map((key) => storedHash(hashRow(key))));
  expect(keys.filter((key) => known.isKnown(hashRow(key), false)).length).toBe(20_000);
  expect(keys.filter((key) => known.isKnown(hashRow(key), true)).length).toBe(50_000);
});

test('a hash comes back from the vault as it went in', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(hashFromStored(storedHash(hashRow(text)))).toEqual(hashRow(text));
    }),
  );
});

test('hashes of 300,000 alike texts are all different', () => {
  const seen = new Set<bigint>();
  for (let index = 0; index < 300_000; index += 1)
    seen.add(storedHash(hashRow(`fill=17000000${String(index).padStart(6, '0')}|BTC/USDT:USDT|buy|60000.1|0.001`)));
  expect(seen.size).toBe(300_000);
});
