import { expect, test } from 'vitest';
import type { CancelEvent, FillEvent, LedgerEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import { dailyStates } from './daily-states.ts';
import { at, booked, cash, decimal, fill, opening, perpetual, settings, wallet } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';
import { acme, positionReport, share } from './reconciliation/fixtures/reports.ts';

const read = (...events: readonly LedgerEvent[]) => dailyStates(booked(events), settings(), at('2026-02-01T00:00:00Z'));
const bought = fill('2026-01-02T15:00:00Z', 'buy', '10', '20', share);
const apex = 'APEX' as InstrumentSymbol;
const later = '2026-01-05T11:00:00Z';
const split = (into: InstrumentSymbol | null): LedgerEvent => ({
  kind: 'split',
  timeMs: at(later),
  sourceId: null,
  flags: [],
  instrument: acme,
  from: decimal('1'),
  to: decimal('3'),
  into,
});

/** The row that takes a fill back. */
function cancelOf({ side, quantity, price, instrument, timeMs }: FillEvent): CancelEvent {
  return { kind: 'cancel', timeMs, sourceId: null, flags: [], cancelledMs: null, instrument, side, quantity, price };
}

test('whatever changes a position tells it on its day, and the leg knows its last event', () => {
  const after = (...events: readonly LedgerEvent[]) =>
    read(...events)
      .days.at(-1)
      ?.positions.map(({ instrument, quantity }) => [instrument, quantity]);
  const lastEvents = (...events: readonly LedgerEvent[]) =>
    foldEvents(booked(events), settings()).positions.map(({ lastEventMs }) => lastEventMs);
  const other = fill('2026-01-06T15:00:00Z', 'buy', '1', '20', { instrument: 'ABLE' as InstrumentSymbol });
  const cases = [
    { events: [bought, split(null)], told: [[acme, '30']] },
    {
      events: [bought, split(apex)],
      told: [
        [acme, '0'],
        [apex, '30'],
      ],
    },
    { events: [bought, opening(later, '7', '20', share)], told: [[acme, '7']] },
    { events: [positionReport(later, '7')], told: [[acme, '7']] },
  ];
  for (const { events, told } of cases) {
    expect(after(...events)).toEqual(told);
    expect(lastEvents(...events, other).slice(1)).toEqual(told.map(() => at(later)));
  }
});

test('a report that begins a position is the first position of its account', () => {
  expect(read(wallet('2026-01-01T00:00:00Z', '5', 'USD'), positionReport(later, '7')).accounts).toMatchObject([
    { firstPositionMs: at(later) },
  ]);
});

test('an empty book has no day', () => {
  expect(read().days).toEqual([]);
});

test('a dividend is earned, not brought in', () => {
  const paid = cash(later, 'dividend', '12', 'USD', share);
  expect(read(wallet('2026-01-01T00:00:00Z', '5', 'USD'), paid).days.at(-1)).toMatchObject({
    balances: [{ asset: 'USD', amount: '17' }],
    flows: [],
  });
});

test('what a row printed of the instant before a statement is settled first', () => {
  // 40 after + 10: 30 were there before. The statement of 42 at the same instant is 2 more.
  const printed = cash(later, 'interest', '10', 'USD', { balanceAfter: decimal('40') });
  expect(read(printed, wallet(later, '42', 'USD')).days[0]?.flows).toMatchObject([
    { kind: 'opening', amount: '30' },
    { kind: 'difference', amount: '2' },
  ]);
});

test('cash that an unknown fill moved is unknown, no stray fee that may be left out', () => {
  const takenBack = { ...cancelOf(bought), timeMs: at(later) };
  const balances = (...events: readonly LedgerEvent[]) =>
    read(...events)
      .days.at(-1)
      ?.balances.map(({ asset, status }) => [asset, status]);
  expect(balances(takenBack)).toEqual([['USD', 'unknown']]);
  expect(foldEvents(booked([takenBack]), settings()).balances).toMatchObject([
    { asset: 'USD', status: 'unknown', flags: ['derived-from-incomplete-history'] },
  ]);
  const coins = (asset: string) => cash('2026-01-01T00:00:00Z', 'deposit', '9', asset);
  expect(balances(coins('HYPE'), { ...takenBack, instrument: 'HYPE/USDC' as InstrumentSymbol })).toEqual([
    ['USDC', 'unknown'],
    ['HYPE', 'unknown'],
  ]);
  // Of a contract nothing but its settlement asset moves.
  expect(balances(coins('BTC'), { ...takenBack, instrument: perpetual })).toEqual([['USDT', 'unknown']]);
});

test('shares that an option moved without a row, and a fill taken back without one, are events of their leg', () => {
  const put = 'ACME260116P00050000' as InstrumentSymbol;
  const gone = '2026-01-16T22:00:00Z';
  const other = fill('2026-01-20T15:00:00Z', 'buy', '1', '20', { instrument: apex });
  const assigned = fill(gone, 'buy', '1', '0', { instrument: put, kind: 'assignment' });
  const takenBack = { ...cancelOf(fill(gone, 'buy', '9', '7', share)), timeMs: at(gone) };
  const undelivered = [bought, fill('2026-01-05T15:00:00Z', 'sell', '1', '2', { instrument: put }), assigned];
  for (const events of [undelivered, [bought, takenBack]]) {
    const { positions } = foldEvents(booked([...events, other]), settings());
    const stock = positions.find(({ instrument }) => instrument === acme);
    expect(stock).toMatchObject({ status: 'history-incomplete', lastEventMs: at(gone) });
  }
});
