import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ByteSource } from './byte-source.ts';
import { countRecords } from './count-records.ts';
import type { Delimiter } from './find-delimiter.ts';
import type { RawRecord } from './importer.ts';
import { readRecords } from './read-records.ts';

function recordsOf(source: ByteSource, delimiter: Delimiter = ','): RawRecord[] {
  const records: RawRecord[] = [];
  const outcome = readRecords(source, delimiter, (record) => records.push(record));
  if (!outcome.ok && outcome.fault.code !== 'file-empty') throw new Error(outcome.fault.message);
  return records;
}

function fieldsOf(text: string, delimiter: Delimiter = ','): (readonly string[])[] {
  return recordsOf(Buffer.from(text), delimiter).map((record) => record.fields);
}

function inBlocks(bytes: Uint8Array, size: number): ByteSource {
  return function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
}

test('lines end with LF, CRLF or CR, and blank lines are no records', () => {
  expect(fieldsOf('a,b\n1,2\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect(fieldsOf('a,b\r\n\r\n1,2\r\n  \r\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect(fieldsOf('a,b\r1,2\r')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect(fieldsOf('a,b\r\r\n1,2')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test('a quoted field holds delimiters, doubled quotes and line breaks', () => {
  expect(fieldsOf('"Apple\nCUSIP: 037833100","say ""hi""",3\nx,y,z\n')).toEqual([
    ['Apple\nCUSIP: 037833100', 'say "hi"', '3'],
    ['x', 'y', 'z'],
  ]);
});

test('quotes that stand wrong are kept as they stand', () => {
  expect(fieldsOf('"Individual" X000,1\n')).toEqual([['"Individual" X000', '1']]);
  expect(fieldsOf('""3Qsy,"Completed"\n')).toEqual([['""3Qsy', 'Completed']]);
  expect(fieldsOf('REJECTED: "no funds",2\n')).toEqual([['REJECTED: "no funds"', '2']]);
});

test('a byte order mark may stand before the file, before every row and before a quote', () => {
  expect(fieldsOf('\uFEFF"UID",\uFEFFType\n\uFEFF"1",2\n\uFEFF\n')).toEqual([
    ['UID', 'Type'],
    ['1', '2'],
  ]);
});

test('a record knows its line and its bytes, also after accents and line breaks inside quotes', () => {
  const bytes = Buffer.from('\uFEFFé,b\r\n"x\ny",2\r\n\r\nlast,ü\r\n');
  const records = recordsOf(bytes);
  expect(records.map((record) => record.line)).toEqual([1, 2, 5]);
  expect(
    records.map((record) => bytes.toString('utf8', record.byteOffset, record.byteOffset + record.byteLength)),
  ).toEqual(['é,b', '"x\ny",2', 'last,ü']);
});

test('a quote that never closes is no quote: no row behind it is swallowed', () => {
  const text = 'a,b\n"1,2\n3,4 ""x""\n5,6\n';
  expect(fieldsOf(text)).toEqual([
    ['a', 'b'],
    ['"1', '2'],
    ['3', '4 ""x""'],
    ['5', '6'],
  ]);
  expect(countRecords(Buffer.from(text), ',').records).toBe(4);
});

test('a line of more than a megabyte is refused, with or without an open quote', () => {
  const plain = readRecords(Buffer.from('a,b\n' + 'x'.repeat(3 << 20)), ',', () => undefined);
  expect(plain.ok ? '' : plain.fault.code).toBe('record-too-long');
  const quoted = readRecords(Buffer.from('a,b\n"' + 'x\n'.repeat(2 << 20)), ',', () => undefined);
  expect(quoted.ok ? '' : quoted.fault.code).toBe('quote-never-closes');
  expect(quoted.ok ? '' : quoted.fault.message).toContain('line 2');
});

const cell = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom(
    '',
    'a',
    '1.5',
    '"',
    '""',
    'x"y',
    '"q"',
    '"a;b"',
    '"a,b"',
    '"l\nm"',
    '"d""e"',
    '"open" end',
    'é€',
    ' ',
    '漢',
  ),
);
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');

/** What csv-parse reads; null where it gives up (a quote that never closes). */
function oracle(text: string, delimiter: string): string[][] | null {
  try {
    const parsed: unknown = parse(text, {
      delimiter,
      bom: true,
      raw: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
    // It counts lines of nothing but white space as records; Ballast does not.
    return (parsed as { record: string[]; raw: string }[])
      .filter(({ raw }) => !/^[ \t\v\f\r\n]*$/.test(raw))
      .map(({ record }) => record);
  } catch {
    return null;
  }
}

test('it reads what csv-parse reads, in blocks of any size', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
      lineEnd,
      fc.constantFrom<Delimiter>(',', ';', '\t'),
      fc.integer({ min: 1, max: 40 }),
      (rows, end, delimiter, size) => {
        const text = rows.map((row) => row.join(delimiter)).join(end) + end;
        fc.pre(!text.includes('\uFEFF'));
        const expected = oracle(text, delimiter);
        fc.pre(expected !== null);
        const bytes = Buffer.from(text);
        expect(recordsOf(bytes, delimiter).map((record) => record.fields)).toEqual(expected);
        expect(recordsOf(inBlocks(bytes, size), delimiter)).toEqual(recordsOf(bytes, delimiter));
      },
    ),
    { numRuns: 2_000 },
  );
});

test('the independent count agrees with the reader on any bytes, and offsets lead back to the fields', () => {
  const piece = fc.constantFrom(
    'a',
    '1',
    ',',
    ';',
    '\t',
    '"',
    '""',
    '\n',
    '\r',
    '\r\n',
    ' ',
    'é',
    '\uFEFF',
    '漢',
    '\u00EF',
    '\u00A0',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 60 }),
      fc.constantFrom<Delimiter>(',', ';', '\t'),
      fc.constantFrom('utf8', 'utf16le', 'utf16be'),
      fc.integer({ min: 4, max: 24 }),
      (pieces, delimiter, encoding, size) => {
        const text = pieces.join('');
        const wide = Buffer.from(`\uFEFF${text}`, 'utf16le');
        const bytes = encoding === 'utf8' ? Buffer.from(text) : encoding === 'utf16le' ? wide : wide.swap16();
        const records = recordsOf(bytes, delimiter);
        const count = countRecords(inBlocks(bytes, size), delimiter);
        expect(count.records).toBe(records.length);
        expect(recordsOf(inBlocks(bytes, size), delimiter)).toEqual(records);
        const last = records.at(-1);
        if (last !== undefined) {
          expect([count.lastOffset, count.lastLength]).toEqual([last.byteOffset, last.byteLength]);
        }
        for (const record of records) {
          const raw = bytes.subarray(record.byteOffset, record.byteOffset + record.byteLength);
          const again = recordsOf(Buffer.concat([bytes.subarray(0, encoding === 'utf8' ? 0 : 2), raw]), delimiter);
          expect(again[0]?.fields).toEqual(record.fields);
        }
      },
    ),
    { numRuns: 3_000 },
  );
});
