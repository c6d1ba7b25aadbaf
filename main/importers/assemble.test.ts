import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { assemble, type Assembly, type SequencedDraft } from './assemble.ts';
import type { ByteSource } from './byte-source.ts';
import type { Answers, Recognition, RowOutcome } from './importer.ts';
import { utcZone } from './local-time.ts';
import { openFile } from './open-file.ts';
import { recogniseFile } from './registry.ts';

const answers: Answers = { zone: utcZone, dateOrder: 'DMY', instrument: null };

interface Reading {
  readonly assembly: Assembly | string;
  readonly drafts: readonly SequencedDraft[];
}

function read(name: string, source: ByteSource, zoneAssumed = false): Reading {
  const drafts: SequencedDraft[] = [];
  const file = openFile(name, source);
  if (!file.ok) return { assembly: file.fault.code, drafts };
  const found = recogniseFile(file.value.head, null);
  if (!found.ok) return { assembly: found.fault.code, drafts };
  const outcome = assemble(
    file.value,
    found.value.recognition,
    { answers, zoneAssumed },
    { event: (draft) => drafts.push(draft), close: () => undefined, marks: () => undefined },
  );
  return { assembly: outcome.ok ? outcome.value : outcome.fault.code, drafts };
}

const header = 'Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Trade ID';

test('an assumed zone is marked on events whose file names none, and only there', () => {
  const row = `${header}\n2026-01-02 03:04:05,BTCUSDT,BUY,100,1,100,0USDT,0,1\n`;
  const flags = (name: string, assumed: boolean): unknown =>
    read(name, Buffer.from(row), assumed).drafts[0]?.event.flags;
  expect(flags('trades.csv', true)).toEqual(['timezone-assumed']);
  expect(flags('trades.csv', false)).toEqual([]);
  expect(flags('trades(UTC+1).csv', true)).toEqual([]);
});

test('a file written newest first is put into the order of time, fills of one second too', () => {
  const rows = [
    '05,BTCUSDT,BUY,100,1,100,0USDT,0,3',
    '05,BTCUSDT,SELL,100,2,200,0USDT,0,2',
    '04,BTCUSDT,BUY,100,1,100,0USDT,0,1',
  ];
  const { drafts } = read('t.csv', Buffer.from([header, ...rows.map((row) => `2026-01-02 03:04:${row}`)].join('\n')));
  const inTime = drafts.toSorted((a, b) => a.sequence - b.sequence);
  expect(inTime.map(({ event }) => event.sourceId)).toEqual(['1', '2', '3']);
  expect(inTime.every(({ sequence }) => sequence >= 0)).toBe(true);
});

test('an undecided date order that nobody answered refuses the file and names both readings', () => {
  const file = openFile('p.csv', Buffer.from('date,open,high,low,close\n03/04/2026,10,12,9,11\n'));
  if (!file.ok) throw new Error(file.fault.message);
  const found = recogniseFile(file.value.head, null);
  if (!found.ok) throw new Error(found.fault.message);
  const options = { answers: { ...answers, dateOrder: null }, zoneAssumed: false };
  const outcome = assemble(file.value, found.value.recognition, options, {
    event: () => undefined,
    close: () => undefined,
    marks: () => undefined,
  });
  expect(outcome.ok ? '' : outcome.fault.message).toMatch(/3 April 2026.*4 March 2026/);
});

test('a reader that answers for a record it never held back is caught, not believed', () => {
  const file = openFile('p.csv', Buffer.from('a,b\n1,2\n'));
  if (!file.ok) throw new Error(file.fault.message);
  const ignored: RowOutcome = { kind: 'ignored', reason: 'test' };
  const recognition: Recognition = {
    layout: '',
    zone: { kind: 'none' },
    dateOrder: { kind: 'not-needed' },
    newestFirst: false,
    reader: () => ({ row: () => ignored, finish: () => [{ line: 1, byteOffset: 0, byteLength: 3, outcome: ignored }] }),
  };
  const outcome = assemble(
    file.value,
    recognition,
    { answers, zoneAssumed: false },
    { event: () => undefined, close: () => undefined, marks: () => undefined },
  );
  expect(outcome.ok ? '' : outcome.fault.code).toBe('rows-do-not-add-up');
});

test('the raw text of failed rows is found again, whatever the blocks', () => {
  const rows = Array.from(
    { length: 200 },
    (_, index) => `2026-01-02 03:04:05,BTCUSDT,${index % 3 === 0 ? 'HÖLD' : 'BUY'},100,1,100,0USDT,0,${index}`,
  );
  const bytes = Buffer.from([header, ...rows].join('\r\n'));
  const blocks = (size: number): ByteSource =>
    function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    };
  for (const size of [64, 97, 1_000, 1 << 20]) {
    const { assembly } = read('t.csv', blocks(size));
    if (typeof assembly === 'string') throw new Error(assembly);
    expect(assembly.failures.map(({ raw }) => raw)).toEqual(rows.filter((_, index) => index % 3 === 0));
  }
});

const fixtures = new URL('fixtures/', import.meta.url);
const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:csv|xml)$/.test(path))
  .map((path) => ({
    name: path.split('/').at(-1) ?? path,
    bytes: readFileSync(new URL(path.split('/').map(encodeURIComponent).join('/'), fixtures)),
  }));

test('whatever happens to the bytes of a file, nothing throws and rows add up', () => {
  const junk = fc.constantFrom(
    '',
    '"',
    ',',
    '\n',
    '\r\n',
    ';',
    '\0',
    'NaN',
    '-',
    '1e400',
    '\uFEFF',
    '99',
    'é',
    '""',
    '\t',
    '2026-02-30 25:61:00',
  );
  const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(30), put: junk });
  fc.assert(
    fc.property(fc.nat(files.length - 1), fc.array(change, { minLength: 1, maxLength: 6 }), (index, changes) => {
      const file = files[index];
      if (file === undefined) throw new Error('no fixture');
      let bytes: Buffer = file.bytes;
      for (const { at, length, put } of changes) {
        const from = Math.floor(at * bytes.length);
        bytes = Buffer.concat([bytes.subarray(0, from), Buffer.from(put), bytes.subarray(from + length)]);
      }
      const { assembly, drafts } = read(file.name, bytes);
      if (typeof assembly === 'string') {
        expect(assembly).not.toBe('rows-do-not-add-up');
        return;
      }
      const ignored = assembly.ignored.reduce((sum, { count }) => sum + count, 0);
      expect(assembly.accepted + ignored + assembly.failures.length).toBe(assembly.rows);
      expect(drafts.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(assembly.accepted);
      // Further events of a row share its place.
      const ownRow = drafts.filter(({ rows }) => rows > 0);
      expect(new Set(ownRow.map(({ sequence }) => sequence)).size).toBe(ownRow.length);
    }),
    { numRuns: 1_500 },
  );
});
