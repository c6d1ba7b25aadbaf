import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BookedEvent, LedgerEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import { success } from '../../shared/result/result.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { openVault, type Vault } from '../open.ts';
import type { ChangeKind } from './changes.ts';

let folder = '';
let vault: Vault;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballast-stores-'));
  const opened = openVault(join(folder, 'a.vault'), 'create');
  if (!opened.ok) throw new Error(opened.fault.message);
  vault = opened.value;
});
afterEach(() => {
  vault.close();
  rmSync(folder, { recursive: true, force: true });
});

const btc = 'BTC/USDT:USDT' as InstrumentSymbol;
const now = epochMs(1_700_000_000_000);

function change(body: (changeId: number) => void, kind: ChangeKind = 'add'): number {
  const made = vault.changes.make(kind, now, (changeId) => {
    body(changeId);
    return success({ keep: true, description: 'a test change', value: null });
  });
  if (!made.ok || made.value.changeId === null) throw new Error('not kept');
  return made.value.changeId;
}

function fill(timeMs: number, quantity = '1'): LedgerEvent {
  return {
    kind: 'trade',
    timeMs: epochMs(timeMs),
    sourceId: null,
    flags: [],
    instrument: btc,
    side: 'buy',
    quantity: quantity as Decimal,
    price: '100' as Decimal,
    fee: null,
    positionSide: null,
    effect: null,
    reportedPnl: null,
    positionAfter: null,
    balanceAfter: null,
  };
}

const decimal = fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }).map((value) => String(value) as Decimal);
const asset = fc.constantFrom('USDT', 'BTC', 'BNB');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const common = {
  timeMs: fc.integer({ min: 0, max: 4e12 }).map(epochMs),
  sourceId: fc.constant(null),
  // Flags are a set: they come back in the order of their bits.
  flags: fc.subarray(['timezone-assumed', 'time-ambiguous', 'stated', 'amount-differs'] as const),
};
const instrument = fc.constantFrom(btc, 'ETH/USD:ETH' as InstrumentSymbol);
const positionSide = maybe(fc.constantFrom('long' as const, 'short' as const));
const anyEvent: fc.Arbitrary<LedgerEvent> = fc.oneof(
  fc.record({
    ...common,
    kind: fc.constantFrom('trade' as const, 'liquidation' as const),
    instrument,
    side: fc.constantFrom('buy' as const, 'sell' as const),
    quantity: decimal,
    price: decimal,
    fee: maybe(fc.record({ asset, amount: decimal })),
    positionSide,
    effect: maybe(fc.constantFrom('open' as const, 'close' as const, 'flip' as const)),
    reportedPnl: maybe(fc.record({ amount: decimal, basis: fc.constantFrom('gross' as const, 'net-of-fee' as const) })),
    positionAfter: maybe(decimal),
    balanceAfter: maybe(decimal),
  }),
  fc.record({
    ...common,
    kind: fc.constantFrom('funding' as const, 'interest' as const, 'fee' as const, 'transfer' as const, 'tax' as const),
    asset,
    amount: decimal,
    instrument: maybe(instrument),
    grain: fc.constantFrom('own' as const, 'ledger' as const),
    balanceAfter: maybe(decimal),
  }),
  fc.record({
    ...common,
    kind: fc.constant('funding' as const),
    asset,
    amount: decimal,
    instrument,
    grain: fc.constant('own' as const),
    balanceAfter: fc.constant(null),
    positionHeld: decimal,
  }),
  fc.record({
    ...common,
    kind: fc.constant('opening-position' as const),
    instrument,
    quantity: decimal,
    averagePrice: maybe(decimal),
    positionSide,
  }),
  fc.record({
    ...common,
    kind: fc.constantFrom('opening-balance' as const, 'reported-balance' as const),
    asset,
    amount: decimal,
  }),
);

function withoutBooking(event: BookedEvent): LedgerEvent {
  const { id: _id, account: _account, provenance: _provenance, ...rest } = event;
  return rest;
}

test('every kind of event comes back as it went in', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 5 }), (events) => {
      const first = vault.events.lastId() + 1;
      change((id) => events.forEach((event) => vault.events.insert(id, 'A', event)));
      const back = events.map((_, index) => vault.events.byId(first + index));
      expect(back.map((event) => (event === null ? null : withoutBooking(event)))).toEqual(events);
    }),
    { numRuns: 200 },
  );
});

test('events come in the order of time; at one instant in the order in which they were booked', () => {
  change((id) => {
    vault.events.insert(id, 'A', fill(20, '1'));
    vault.events.insert(id, 'A', fill(10, '2'));
    vault.events.insert(id, 'B', fill(20, '3'));
  });
  const quantities = (account: string | null) =>
    [...vault.events.read({ account })].map((event) => ('quantity' in event ? event.quantity : ''));
  expect(quantities(null)).toEqual(['2', '1', '3']);
  expect(quantities('A')).toEqual(['2', '1']);
  expect(quantities('nobody')).toEqual([]);
  expect([...vault.events.read({ untilMs: epochMs(10) })].length).toBe(1);
});

test('undo withdraws the newest change and deletes nothing', () => {
  change((id) => vault.events.insert(id, 'A', fill(1)));
  const second = change((id) => vault.events.insert(id, 'A', fill(2)));
  const before = vault.changes.liveState();
  expect(vault.changes.newestLive()?.id).toBe(second);
  expect(vault.changes.withdraw(second, now).ok).toBe(true);
  expect(vault.changes.liveState()).not.toBe(before);
  expect(vault.events.count()).toBe(1);
  expect(vault.events.byId(2)).toBeNull();
  expect(vault.changes.list(10).map((one) => one.withdrawn)).toEqual([true, false]);
});

test('a change that is not kept leaves no word behind, and words work afterwards', () => {
  const made = vault.changes.make('import', now, (changeId) => {
    vault.events.insert(changeId, 'Ghost', fill(1));
    return success({ keep: false, value: 42 });
  });
  expect(made).toEqual(success({ changeId: null, value: 42 }));
  expect(vault.events.isEmpty()).toBe(true);
  expect(vault.changes.list(10)).toEqual([]);
  change((id) => vault.events.insert(id, 'Real', fill(1)));
  expect([...vault.events.read()].map((event) => event.account)).toEqual(['Real']);
});

test('a bug inside a change rolls it back', () => {
  expect(() =>
    vault.changes.make('add', now, (changeId) => {
      vault.events.insert(changeId, 'A', fill(1));
      throw new Error('bug');
    }),
  ).toThrow('bug');
  expect(vault.events.isEmpty()).toBe(true);
  change((id) => vault.events.insert(id, 'A', fill(1)));
  expect(vault.events.count()).toBe(1);
});

test('of an account the newest statement holds, and undo brings back the one before', () => {
  change((id) => {
    vault.accounts.state(id, 'A', { key: 'venue', value: 'bybit' });
    vault.accounts.state(id, 'A', { key: 'leverage', instrument: btc, value: 5 });
  });
  const later = change((id) => vault.accounts.state(id, 'A', { key: 'leverage', instrument: btc, value: 20 }));
  const leverage = () => vault.accounts.settings()[0]?.instruments[btc]?.leverage;
  expect(leverage()).toBe(20);
  vault.changes.withdraw(later, now);
  expect(leverage()).toBe(5);
  expect(vault.accounts.settings()[0]?.venue).toBe('bybit');
});

test('of two marks at one instant the later statement holds; a close of that day stays beside it', () => {
  const at = (price: string, origin: 'mark' | 'close') => ({
    instrument: btc,
    timeMs: epochMs(5),
    price: price as Decimal,
    origin,
  });
  change((id) => vault.marks.insert(id, at('100', 'mark')), 'marks');
  change((id) => vault.marks.insert(id, at('99', 'close')), 'marks');
  change((id) => vault.marks.insert(id, at('101', 'mark')), 'marks');
  expect(vault.marks.read(epochMs(5))).toEqual([at('99', 'close'), at('101', 'mark')]);
  expect(vault.marks.read(epochMs(4))).toEqual([]);
  expect(vault.marks.find(at('', 'mark'))).toBe('101');
});

test('a failed row stays open until it is dismissed; undoing the dismissal opens it again', () => {
  const imported = change((id) => {
    const file = vault.files.insert('ab', 3, [{ byteOffset: 0, sizeBytes: 3, compressed: Buffer.from('abc') }]);
    vault.imports.insert(id, {
      fileId: file,
      path: 'a.csv',
      format: 'x',
      account: 'A',
      options: {},
      rows: 1,
      accepted: 0,
      duplicates: 0,
      assumed: [],
      ignored: [],
      events: {},
    });
    vault.imports.insertFailure(id, 'A', { line: 3, code: 'bad', message: 'm', raw: 'x;y', instrument: btc });
  }, 'import');
  expect(vault.imports.openFailures()).toHaveLength(1);
  expect(vault.imports.failureIsKnown('A', 'x;y')).toBe(true);
  expect(vault.imports.failureIsKnown('B', 'x;y')).toBe(false);
  const dismissal = change((id) => expect(vault.imports.dismiss(id, imported, null)).toBe(1), 'dismissal');
  expect(vault.imports.openFailures()).toEqual([]);
  expect(vault.imports.failures(imported)[0]?.dismissed).toBe(true);
  vault.changes.withdraw(dismissal, now);
  expect(vault.imports.openFailures()).toHaveLength(1);
  expect(vault.imports.list()[0]).toMatchObject({ importId: imported, failed: 1, withdrawn: false });
});

test('layouts are kept and are no change of the book', () => {
  vault.layouts.set('main', '{"a":1}');
  vault.layouts.set('main', '{"a":2}');
  expect(vault.layouts.get('main')).toBe('{"a":2}');
  vault.layouts.set('main', null);
  expect(vault.layouts.get('main')).toBeNull();
  expect(vault.changes.newestLive()).toBeNull();
});

test('layouts saved by name are listed by their prefix and removed one by one', () => {
  for (const name of ['layout:Weekend', 'layout:A 100 % view', 'grid:exposures']) vault.layouts.set(name, '{}');
  expect(vault.layouts.list('layout:')).toEqual(['layout:A 100 % view', 'layout:Weekend']);
  // The signs with which SQL matches patterns are letters of a name here.
  expect(vault.layouts.list('layout:%')).toEqual([]);
  expect(vault.layouts.remove('layout:Weekend')).toBe(true);
  expect(vault.layouts.remove('layout:Weekend')).toBe(false);
  expect(vault.layouts.list('layout:')).toEqual(['layout:A 100 % view']);
});
