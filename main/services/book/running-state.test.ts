import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openVault, type Vault } from '../../../db/open.ts';
import type { LedgerEvent } from '../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { stockOf } from '../../../shared/book/listed-symbol.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import { epochMs, type EpochMs } from '../../../shared/units/unit.ts';
import { dailyStates } from '../../ledger/daily-states.ts';
import { cash, fill } from '../../ledger/fixtures/events.ts';
import { randomEvent, randomInstant } from '../../ledger/fixtures/random-events.ts';
import { foldEvents } from '../../ledger/fold-events.ts';
import type { ServiceContext } from '../context.ts';
import { ledgerSettings } from './fold-book.ts';
import { silentJobs } from '../job-board.ts';
import { walkBook, type WalkedBook } from './running-state.ts';

const now = epochMs(Date.UTC(2026, 5, 1));

function contextOf(vault: Vault): ServiceContext {
  return { vault, now: () => now, jobs: silentJobs, uploads: new Map(), notify: () => undefined };
}

/** The oracle: every live event, from the first on. */
function foldAnew(context: ServiceContext, asOfMs: EpochMs): WalkedBook {
  const events = [...context.vault.events.read({ untilMs: asOfMs })];
  const settings = ledgerSettings(context, asOfMs, null);
  return { reading: foldEvents(events, settings), daily: dailyStates(events, settings, asOfMs) };
}

type Step =
  | { readonly kind: 'import' | 'state'; readonly account: string; readonly events: readonly LedgerEvent[] }
  | { readonly kind: 'undo' | 'redo'; readonly which: number }
  /** An undone change lets rows of an older one come back: new rows under an old number. */
  | { readonly kind: 'revive'; readonly which: number; readonly events: readonly LedgerEvent[] }
  | { readonly kind: 'mode'; readonly account: string; readonly mode: 'hedge' | 'one-way' }
  | { readonly kind: 'terms'; readonly symbol: 'ACME' | 'ACMB'; readonly currency: 'USD' | 'EUR' }
  | { readonly kind: 'failed-row'; readonly account: string; readonly symbol: 'ACME' | null }
  | { readonly kind: 'reopen' };

const account = fc.constantFrom('first', 'second');
const rows = fc.array(randomEvent(), { minLength: 1, maxLength: 8 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('import' as const, 'state'), account, events: rows }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'redo'), which: fc.nat(20) }) },
  fc.record({ kind: fc.constant('revive' as const), which: fc.nat(20), events: rows }),
  fc.record({ kind: fc.constant('mode' as const), account, mode: fc.constantFrom('hedge' as const, 'one-way') }),
  fc.record({
    kind: fc.constant('terms' as const),
    symbol: fc.constantFrom('ACME' as const, 'ACMB'),
    currency: fc.constantFrom('USD' as const, 'EUR'),
  }),
  fc.record({ kind: fc.constant('failed-row' as const), account, symbol: fc.constantFrom('ACME' as const, null) }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);

function take({ vault }: ServiceContext, one: Exclude<Step, { readonly kind: 'reopen' }>): void {
  const { changes, events } = vault;
  const inChange = (body: (changeId: number) => void): void => {
    const made = changes.make('add', now, (changeId) => {
      body(changeId);
      return success({ keep: true, description: one.kind, value: null });
    });
    expect(made.ok).toBe(true);
  };
  switch (one.kind) {
    case 'import':
    case 'state':
      inChange((changeId) => write(vault, changeId, one.account, one.events, one.kind === 'import'));
      return;
    case 'mode':
      inChange((changeId) => {
        vault.accounts.state(changeId, one.account, { key: 'position-mode', value: one.mode });
      });
      return;
    case 'terms':
      inChange((changeId) =>
        vault.instrumentTerms.insert(changeId, stockOf(one.symbol as InstrumentSymbol, one.currency)),
      );
      return;
    case 'failed-row':
      inChange((changeId) =>
        vault.imports.insertFailure(changeId, one.account, {
          line: 2,
          code: 'row',
          message: 'unreadable',
          raw: 'x',
          instrument: one.symbol,
        }),
      );
      return;
    case 'undo':
    case 'redo':
    case 'revive': {
      const wanted = changes.list(100).filter(({ withdrawn }) => withdrawn === (one.kind === 'redo'));
      const chosen = wanted[one.which % Math.max(1, wanted.length)];
      if (chosen === undefined) return;
      if (one.kind === 'redo') changes.putBack(chosen.id, now);
      else if (one.kind === 'undo') changes.withdraw(chosen.id, now);
      else {
        const back = 'events' in one ? one.events : [];
        const older = wanted.find(({ id }) => id < chosen.id);
        changes.takeBack(chosen.id, now, true, () => {
          for (const event of older === undefined ? [] : back) events.insert(older?.id ?? 0, 'first', event);
          return success(null);
        });
      }
    }
  }
}

function write(vault: Vault, changeId: number, name: string, events: readonly LedgerEvent[], asFile: boolean): void {
  vault.accounts.state(changeId, name, { key: 'named', value: '' });
  if (!asFile) {
    for (const event of events) vault.events.insert(changeId, name, event);
    return;
  }
  const writer = vault.events.writer(changeId, name);
  for (const [index, event] of events.entries())
    writer.add(event, {
      line: index + 2,
      byteOffset: index * 10,
      byteLength: 10,
      dedupeHash: BigInt(index),
      sequence: index,
    });
  writer.finish();
}

test('law: through the kept states a book reads as its events do, whatever is imported, undone, put back or stated, and reopened', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-running-'));
  let book = 0;
  let readFromKept = 0;
  try {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(step, randomInstant()), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 6 }),
        (steps, fewestEvents) => {
          // Every fourth book lies on the disk and is really closed and opened.
          book += 1;
          const path = book % 4 === 0 ? join(folder, `book-${book}.vault`) : null;
          let vault = valueOf(openVault(path ?? ':memory:', 'create'));
          try {
            for (const [one, past] of steps) {
              if (one.kind !== 'reopen') take(contextOf(vault), one);
              else if (path !== null) {
                vault.close();
                vault = valueOf(openVault(path, 'refuse'));
              }
              const context = contextOf(vault);
              for (const asOfMs of [now, past, now]) {
                readFromKept += vault.runningStates.heads(asOfMs).length > 0 ? 1 : 0;
                expect(walkBook(context, asOfMs, { fewestEvents })).toEqual(foldAnew(context, asOfMs));
              }
            }
          } finally {
            vault.close();
          }
        },
      ),
      { numRuns: 60 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  // A law of something that never happened would prove nothing.
  expect(readFromKept).toBeGreaterThan(100);
});

const day = 86_400_000;
const pace = { fewestEvents: 1000 };

/** As many fills as a large file holds, one a minute, the newest first as Binance writes them. */
function largeFile(count: number, firstMs: number): readonly LedgerEvent[] {
  return Array.from({ length: count }, (_, index) =>
    fill(new Date(firstMs + (count - index) * 60_000).toISOString(), index % 3 === 0 ? 'sell' : 'buy', '1', '100'),
  );
}

function inVault(body: (vault: Vault, context: ServiceContext, add: (...steps: Step[]) => void) => void): void {
  const vault = valueOf(openVault(':memory:', 'create'));
  try {
    const context = contextOf(vault);
    body(vault, context, (...steps) => {
      for (const one of steps) if (one.kind !== 'reopen') take(context, one);
    });
  } finally {
    vault.close();
  }
}

/** How many events a reading really walked through. */
function eventsWalked({ vault }: ServiceContext, read: () => void): number {
  let walked = 0;
  const { read: whole } = vault.events;
  function* counted(filter?: Parameters<typeof whole>[0]): ReturnType<typeof whole> {
    for (const event of whole(filter)) {
      walked += 1;
      yield event;
    }
  }
  const watched = { ...vault.events, read: counted };
  Object.assign(vault, { events: watched });
  try {
    read();
  } finally {
    Object.assign(vault, { events: { ...watched, read: whole } });
  }
  return walked;
}

test('a book that was read once is not folded again: of 10,000 events none, after 20 newer ones those 20', () => {
  inVault((vault, context, add) => {
    const begin = Date.UTC(2026, 0, 1);
    add({ kind: 'import', account: 'first', events: largeFile(10_000, begin) });
    expect(eventsWalked(context, () => walkBook(context, now, pace))).toBe(10_000);
    expect(eventsWalked(context, () => walkBook(context, now, pace))).toBe(0);
    add({ kind: 'import', account: 'first', events: largeFile(20, begin + 30 * day) });
    expect(eventsWalked(context, () => walkBook(context, now, pace))).toBe(20);
    expect(walkBook(context, now, pace)).toEqual(foldAnew(context, now));
    // Undone, the state before them still holds.
    add({ kind: 'undo', which: 0 });
    expect(eventsWalked(context, () => walkBook(context, now, pace))).toBe(0);
    expect(vault.runningStates.heads(now).length).toBeGreaterThan(1);
  });
});

test('an older change that is put back counts again, though its rows have old numbers', () => {
  inVault((_vault, context, add) => {
    add({ kind: 'state', account: 'first', events: [cash('2025-12-01T00:00:00Z', 'deposit', '100')] });
    add({ kind: 'import', account: 'first', events: largeFile(3000, Date.UTC(2026, 0, 1)) });
    // The newest change is listed first.
    add({ kind: 'undo', which: 1 });
    expect(eventsWalked(context, () => walkBook(context, now, pace))).toBe(3000);
    add({ kind: 'redo', which: 0 });
    expect(walkBook(context, now, pace)).toEqual(foldAnew(context, now));
  });
});

test('a file of nothing but known fills closes a gap: the ledger row in it moves no balance a second time', () => {
  inVault((vault, context, add) => {
    const row = cash('2026-02-01T00:00:00Z', 'settlement', '-7', 'USDT', { grain: 'ledger' });
    const late = largeFile(10, Date.UTC(2026, 2, 1));
    add({ kind: 'import', account: 'first', events: largeFile(3000, Date.UTC(2026, 0, 1)) });
    add({ kind: 'state', account: 'first', events: [row, ...late] });
    const before = walkBook(context, now, pace);
    vault.changes.make('import', now, (changeId) => {
      const writer = vault.events.writer(changeId, 'first');
      for (const event of [...largeFile(10, Date.UTC(2026, 0, 1)), ...late]) writer.cover(event);
      writer.finish();
      return success({ keep: true, description: 'known fills', value: null });
    });
    const after = walkBook(context, now, pace);
    expect(after).toEqual(foldAnew(context, now));
    expect(after.reading.balances).not.toEqual(before.reading.balances);
  });
});

test('a newer row that takes an old fill back changes what was kept', () => {
  inVault((_vault, context, add) => {
    add({ kind: 'import', account: 'first', events: largeFile(3000, Date.UTC(2026, 0, 1)) });
    const before = walkBook(context, now, pace);
    const { side, quantity, price, instrument } = fill('2026-03-01T00:00:00Z', 'buy', '1', '100');
    const timeMs = epochMs(Date.UTC(2026, 2, 1));
    const said = { side, quantity, price, instrument, cancelledMs: null, sourceId: null, flags: [] };
    add({ kind: 'import', account: 'first', events: [{ ...said, kind: 'cancel', timeMs }] });
    const after = walkBook(context, now, pace);
    expect(after).toEqual(foldAnew(context, now));
    expect(after.reading.positions).not.toEqual(before.reading.positions);
  });
});

test('a late row in the last hours costs the last stretch, one before the first costs all of it', () => {
  inVault((_vault, context, add) => {
    const begin = Date.UTC(2026, 0, 1);
    add({ kind: 'import', account: 'first', events: largeFile(10_000, begin) });
    walkBook(context, now, pace);
    add({ kind: 'state', account: 'first', events: largeFile(1, begin + 9_900 * 60_000) });
    const late = eventsWalked(context, () => expect(walkBook(context, now, pace)).toEqual(foldAnew(context, now)));
    expect(late - 10_001).toBeLessThan(200);
    add({ kind: 'state', account: 'first', events: largeFile(1, begin - day) });
    expect(eventsWalked(context, () => walkBook(context, now, pace))).toBe(10_002);
  });
});

test('a state with one byte changed, of other rules or of none is not read', () => {
  inVault((vault, context, add) => {
    add({ kind: 'import', account: 'first', events: largeFile(5000, Date.UTC(2026, 0, 1)) });
    const expected = walkBook(context, now, pace);
    const [head] = vault.runningStates.heads(now);
    if (head === undefined) throw new Error('nothing was kept');
    const state = Uint8Array.from(vault.runningStates.state(head.id) ?? []);
    const others = [
      { ...head, state: state.with(state.length >> 1, ((state[state.length >> 1] ?? 0) + 1) & 255) },
      { ...head, foldVersion: 'other rules', state },
      { ...head, basisJson: head.basisJson.replace('"isNewest":true', '"isNewest":false'), state },
      { ...head, state: new Uint8Array() },
    ];
    // Enough of each that none of the true ones is left.
    for (const other of others) {
      vault.runningStates.keep(Array.from({ length: 12 }, () => other));
      expect(eventsWalked(context, () => expect(walkBook(context, now, pace)).toEqual(expected))).toBe(5000);
    }
  });
});

test('what is about to be rolled back is read as it stands and leaves nothing behind', () => {
  inVault((vault, context, add) => {
    add({ kind: 'import', account: 'first', events: largeFile(5000, Date.UTC(2026, 0, 1)) });
    const before = walkBook(context, now, pace);
    const kept = vault.runningStates.heads(now);
    vault.changes.make('import', now, (changeId) => {
      write(vault, changeId, 'first', largeFile(5000, Date.UTC(2026, 1, 1)), true);
      expect(walkBook(context, now, pace)).toEqual(foldAnew(context, now));
      expect(walkBook(context, now, pace).reading).not.toEqual(before.reading);
      return success({ keep: false, value: null });
    });
    expect(vault.runningStates.heads(now)).toEqual(kept);
    expect(walkBook(context, now, pace)).toEqual(before);
  });
});

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.fault.code}: ${result.fault.message} ${result.fault.mend}`);
  return result.value;
}
