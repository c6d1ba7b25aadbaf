import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FillEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import { success } from '../../shared/result/result.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { openVault, type Vault } from '../open.ts';

let vault: Vault;
beforeEach(() => {
  const opened = openVault(':memory:', 'create');
  if (!opened.ok) throw new Error(opened.fault.message);
  vault = opened.value;
});
afterEach(() => vault.close());

const now = epochMs(1_790_000_000_000);

/** A file: `rows` fills, one every `stepMs`, two of them at each instant, written in one of three orders. */
interface File {
  readonly account: string;
  readonly order: 'oldest-first' | 'newest-first' | 'neither';
  readonly rows: number;
  readonly fromMs: number;
  readonly stepMs: number;
  readonly withdrawn: boolean;
}

interface Booked {
  readonly timeMs: number;
  readonly changeId: number;
  readonly sequence: number;
  readonly account: string;
  readonly line: number;
}

function change(body: (changeId: number) => void): number {
  const made = vault.changes.make('import', now, (changeId) => {
    body(changeId);
    return success({ keep: true, description: '', value: null });
  });
  if (!made.ok || made.value.changeId === null) throw new Error('not kept');
  return made.value.changeId;
}

function fill(timeMs: number): FillEvent {
  return {
    kind: 'trade',
    timeMs: epochMs(timeMs),
    sourceId: null,
    flags: [],
    instrument: 'BTC/USDT:USDT' as InstrumentSymbol,
    side: 'buy',
    quantity: '1' as Decimal,
    price: '100' as Decimal,
    fee: null,
    positionSide: null,
    effect: null,
    reportedPnl: null,
    positionAfter: null,
    balanceAfter: null,
  };
}

function importFile(file: File): readonly Booked[] {
  const booked: Booked[] = [];
  const changeId = change((id) => {
    const writer = vault.events.writer(id, file.account);
    for (let line = 1; line <= file.rows; line += 1) {
      const place = file.order === 'newest-first' ? file.rows - line : line;
      const late = file.order === 'neither' && line % 7 === 0 ? 10 * file.stepMs : 0;
      const timeMs = file.fromMs + Math.floor(place / 2) * file.stepMs + late;
      const origin = { line, byteOffset: line * 10, byteLength: 9, dedupeHash: BigInt(line), sequence: place };
      writer.add(fill(timeMs), origin);
      booked.push({ timeMs, changeId: id, sequence: place, account: file.account, line });
    }
    writer.finish();
  });
  if (!file.withdrawn) return booked;
  expect(vault.changes.withdraw(changeId, now).ok).toBe(true);
  return [];
}

function inOrder(booked: readonly Booked[]): readonly Booked[] {
  return booked.toSorted((a, b) => a.timeMs - b.timeMs || a.changeId - b.changeId || a.sequence - b.sequence);
}

function namesOf(booked: readonly Booked[]): readonly string[] {
  return booked.map(({ changeId, line }) => `${changeId}/${line}`);
}

function read(filter: Parameters<Vault['events']['read']>[0]): readonly string[] {
  return [...vault.events.read(filter)].map(
    ({ provenance }) => `${provenance?.importId ?? 'stated'}/${provenance?.line ?? 'stated'}`,
  );
}

const anyFile: fc.Arbitrary<File> = fc.record({
  account: fc.constantFrom('A', 'B'),
  order: fc.constantFrom('oldest-first', 'newest-first', 'neither'),
  // From 4,096 rows on a file is read along its ids; 1,024 is a batch of that.
  rows: fc.constantFrom(1, 30, 4096, 5003),
  fromMs: fc.integer({ min: 1, max: 60_000 }),
  stepMs: fc.constantFrom(0, 1, 13),
  withdrawn: fc.boolean(),
});

test('whatever was imported in whatever order: by instant, first imported first, then as the file has them', () => {
  fc.assert(
    fc.property(fc.array(anyFile, { maxLength: 4 }), (files) => {
      vault.close();
      const opened = openVault(':memory:', 'create');
      if (!opened.ok) throw new Error(opened.fault.message);
      vault = opened.value;
      const booked = inOrder(files.flatMap(importFile));
      expect(read({})).toEqual(namesOf(booked));
      expect(read({ account: 'A' })).toEqual(namesOf(booked.filter(({ account }) => account === 'A')));
      expect(read({ untilMs: epochMs(40_000) })).toEqual(namesOf(booked.filter(({ timeMs }) => timeMs <= 40_000)));
      expect(read({ limit: 3000 })).toEqual(namesOf(booked.slice(0, 3000)));
    }),
    { numRuns: 25 },
  );
});

const large: File = {
  account: 'A',
  order: 'newest-first',
  rows: 5000,
  fromMs: 1000,
  stepMs: 4,
  withdrawn: false,
};

test('a fill stated by hand falls between the rows of a large file', () => {
  importFile(large);
  const statedId = change((id) => vault.events.insert(id, 'A', fill(2001)));
  const around = [...vault.events.read()].map(({ timeMs, provenance }) => ({ timeMs, stated: provenance === null }));
  const at = around.findIndex(({ stated }) => stated);
  expect(statedId).toBe(2);
  expect(around.slice(at - 1, at + 2).map(({ timeMs }) => timeMs)).toEqual([2000, 2001, 2004]);
  expect(around).toHaveLength(5001);
});

test('rows that something else was written among are still in order', () => {
  change((id) => {
    const writer = vault.events.writer(id, 'A');
    for (let line = 1; line <= 5000; line += 1) {
      const origin = { line, byteOffset: line, byteLength: 1, dedupeHash: BigInt(line), sequence: line };
      writer.add(fill(10_000 + line), origin);
      if (line === 2500) vault.events.insert(id, 'A', fill(1));
    }
    writer.finish();
  });
  const times = [...vault.events.read()].map((event) => event.timeMs as number);
  expect(times).toHaveLength(5001);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('whoever stops reading early leaves the vault free to be written', () => {
  importFile(large);
  importFile({ ...large, order: 'neither', fromMs: 900 });
  for (const event of vault.events.read()) if (event.timeMs > 1100) break;
  change((id) => vault.events.insert(id, 'A', fill(1)));
  expect(vault.events.count()).toBe(10_001);
});
