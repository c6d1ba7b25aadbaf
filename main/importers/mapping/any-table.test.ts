import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapping as mappingSchema } from '../../../shared/contract/mapping.ts';
import { assemble } from '../assemble.ts';
import { mappedCsv } from '../formats/mapped-csv/mapped-csv.ts';
import { utcZone } from '../local-time.ts';
import { openFile } from '../open-file.ts';
import { guessMapping } from './guess-mapping.ts';
import { missingParts } from './missing-parts.ts';
import { sampleTable } from './sample-table.ts';

const name = fc.constantFrom(
  'time',
  'Date',
  'Uhrzeit',
  'symbol',
  'Pair',
  'side',
  'type',
  'qty',
  'Price',
  'Kurs',
  'amount',
  'fee',
  'Fee Currency',
  'total',
  'id',
  'status',
  'balance',
  '',
  'x"y',
);
const cell = fc.oneof(
  fc.constantFrom(
    '',
    'BTCUSDT',
    'AAPL',
    'buy',
    'SELL',
    'Kauf',
    'funding',
    '2026-01-05 10:00:00',
    '03/04/2026',
    '31.02.2026',
    '1760000000000',
    '1,234',
    '0,5',
    '-3.25',
    '(7)',
    '1e400',
    'NaN',
    'USD',
    '0.1 USDT',
    '%',
    '\u2212 5',
  ),
  fc.integer({ min: -1000, max: 1000 }).map(String),
  fc.string({ maxLength: 6 }),
);

test('whatever a table holds: a guess never throws, keeps its form, and every row has one fate', () => {
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 2, maxLength: 9 }),
      fc.array(fc.array(cell, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 12 }),
      fc.constantFrom(',', ';', '\t', '|'),
      (names, rows, delimiter) => {
        const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;
        const text = [names, ...rows].map((fields) => fields.map(quoted).join(delimiter)).join('\n');
        const file = openFile('any.csv', new TextEncoder().encode(text));
        if (!file.ok) return;
        const table = sampleTable(file.value);
        if (table === null) return;
        const { mapping, proofs } = guessMapping(table);
        expect(mappingSchema.parse(mapping)).toEqual(mapping);
        for (const { held, of } of proofs) expect(held).toBeLessThanOrEqual(of);
        missingParts(mapping);
        const recognition = mappedCsv(mapping).recognise(file.value.head);
        if (recognition === null) throw new Error('the header of the guess is not found again');
        const read = assemble(
          file.value,
          recognition,
          { answers: { zone: utcZone, dateOrder: 'DMY', instrument: null }, zoneAssumed: true },
          { event: () => undefined, close: () => undefined, marks: () => undefined },
        );
        if (!read.ok) return expect(read.fault.code).not.toBe('rows-do-not-add-up');
        const ignored = read.value.ignored.reduce((sum, { count }) => sum + count, 0);
        expect(read.value.accepted + ignored + read.value.failures.length).toBe(read.value.rows);
      },
    ),
    { numRuns: 400 },
  );
});
