import { expect, test } from 'vitest';
import type { BookedEvent, LedgerEvent } from '../../shared/book/event.ts';
import { decimal, fill, booked, inverse, opening, settings, spot } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';
import { applyInstant } from './instant-order.ts';
import { legOf, markIncomplete } from './instrument-state.ts';
import { accountOf, instrumentStateOf, type LedgerState } from './ledger-state.ts';

const noon = '2026-01-01T12:00:00Z';
const gross = (amount: string) => ({ amount: decimal(amount), basis: 'gross' }) as const;
const net = (amount: string) => ({ amount: decimal(amount), basis: 'net-of-fee' }) as const;

function ledger(mode: 'one-way' | 'hedge' = 'one-way'): LedgerState {
  return {
    settings: { ...settings({}, mode), fillPeriods: [], cancellations: [] },
    covered: () => false,
    accounts: new Map(),
    notes: new Map(),
    splits: [],
    flows: [],
    changedBalances: [],
    changedLegs: [],
    printed: [],
    deliveries: [],
    listed: new Map(),
  };
}

/** The order in which rows are taken, as their places in the file; quantities follow as the rows are taken. */
function taken(state: LedgerState, events: readonly LedgerEvent[]): readonly number[] {
  const order: number[] = [];
  applyInstant(state, booked(events), (event: BookedEvent) => {
    order.push(event.id);
    if (event.kind !== 'trade') return;
    const account = accountOf(state, event.account, event.timeMs);
    const leg = legOf(instrumentStateOf(state, account, event.instrument), event.positionSide ?? 'net');
    const size = BigInt(event.quantity) * 10n ** 18n;
    leg.quantity += event.side === 'buy' ? size : -size;
  });
  return order;
}

/** A book in which the account holds a signed number of contracts. */
function holding(quantity: bigint, mode: 'one-way' | 'hedge' = 'one-way'): LedgerState {
  const state = ledger(mode);
  const account = accountOf(state, 'main', fill(noon, 'buy', '1', '100').timeMs);
  legOf(instrumentStateOf(state, account, fill(noon, 'buy', '1', '100').instrument), 'net').quantity =
    quantity * 10n ** 18n;
  return state;
}

test('rows that fit stay in the order of the file', () => {
  expect(taken(ledger(), [fill(noon, 'buy', '1', '100'), fill(noon, 'sell', '1', '101')])).toEqual([1, 2]);
});

test('a sale that prints a profit waits for the purchase that it closes', () => {
  const close = fill(noon, 'sell', '1', '110', { reportedPnl: gross('10') });
  const open = fill(noon, 'buy', '1', '100', { reportedPnl: gross('0') });
  expect(taken(ledger(), [close, open])).toEqual([2, 1]);
  // With a short before it, a purchase that prints a profit closes, and the sale that prints none opens.
  const cover = fill(noon, 'buy', '1', '90', { reportedPnl: gross('10') });
  expect(taken(holding(0n), [cover, fill(noon, 'sell', '1', '100', { reportedPnl: gross('0') })])).toEqual([2, 1]);
  expect(taken(holding(-1n), [cover, fill(noon, 'sell', '1', '100', { reportedPnl: gross('0') })])).toEqual([1, 2]);
  expect(taken(holding(1n), [close, open])).toEqual([1, 2]);
});

test('a printed position says which row came first, in both directions', () => {
  const toTwo = fill(noon, 'buy', '1', '100', { positionAfter: decimal('2') });
  const toOne = fill(noon, 'buy', '1', '100', { positionAfter: decimal('1') });
  expect(taken(ledger(), [toTwo, toOne])).toEqual([2, 1]);
  const toMinusTwo = fill(noon, 'sell', '1', '100', { positionAfter: decimal('-2') });
  const toMinusOne = fill(noon, 'sell', '1', '100', { positionAfter: decimal('-1') });
  expect(taken(ledger(), [toMinusTwo, toMinusOne])).toEqual([2, 1]);
});

test('words count beside the printed position: a close that arrives at the right number still closes nothing', () => {
  // Flat: a "closing" sale of 1 to -1 contradicts itself; the plain sale goes first, then nothing fits and the file decides.
  const close = fill(noon, 'sell', '1', '100', { effect: 'close', positionAfter: decimal('-1') });
  const plain = fill(noon, 'sell', '1', '100', { positionAfter: decimal('-1') });
  expect(taken(ledger(), [close, plain])).toEqual([2, 1]);
});

test('a row without a figure is not passed over, since nothing would prove the new order', () => {
  const close = fill(noon, 'sell', '1', '110', { effect: 'close' });
  const open = fill(noon, 'buy', '1', '100', { effect: 'open' });
  expect(taken(ledger(), [close, open])).toEqual([1, 2]);
  const figured = fill(noon, 'sell', '1', '110', { effect: 'close', reportedPnl: gross('10') });
  expect(taken(ledger(), [figured, open])).toEqual([2, 1]);
});

test('no row passes a statement', () => {
  const close = fill(noon, 'sell', '1', '110', { reportedPnl: gross('10') });
  const open = fill(noon, 'buy', '1', '100', { reportedPnl: gross('0') });
  expect(taken(ledger(), [close, opening(noon, '1', '100'), open])).toEqual([1, 2, 3]);
});

test('where nothing fits, the file decides', () => {
  const close = fill(noon, 'sell', '1', '110', { reportedPnl: gross('10') });
  expect(taken(ledger(), [close, close])).toEqual([1, 2]);
});

test('a net figure that is the fee of its fill closes nothing and need not wait', () => {
  const fee = { asset: 'USDT', amount: decimal('0.04') };
  const opens = fill(noon, 'sell', '1', '100', { fee, reportedPnl: net('-0.04') });
  const buys = fill(noon, 'buy', '1', '100', { fee, reportedPnl: net('-0.04') });
  expect(taken(ledger(), [opens, buys])).toEqual([1, 2]);
  const closes = fill(noon, 'sell', '1', '110', { fee, reportedPnl: net('9.96') });
  expect(taken(ledger(), [closes, buys])).toEqual([2, 1]);
});

test('a spot sale whose net figure is its fee in coin closes nothing known', () => {
  // 0.01 HYPE at 100 is 1: the net -1 is the fee alone, of a market never seen before.
  const fee = { asset: 'HYPE', amount: decimal('0.01') };
  const first = fill(noon, 'buy', '1', '100', { instrument: spot, fee, reportedPnl: net('-1') });
  const second = fill(noon, 'buy', '2', '100', { instrument: spot, fee, reportedPnl: net('-1') });
  expect(taken(ledger(), [first, second])).toEqual([1, 2]);
});

test('rows whose leg nobody names, and rows of a marked leg, keep their place: no figure can be held against them', () => {
  const unnamed = fill(noon, 'sell', '1', '110', { reportedPnl: gross('10') });
  const other = fill(noon, 'buy', '1', '100', { instrument: inverse, reportedPnl: gross('0') });
  expect(taken(holding(0n, 'hedge'), [unnamed, other])).toEqual([1, 2]);
  const marked = holding(0n);
  const leg = marked.accounts.get('main')?.instruments.get(unnamed.instrument)?.net;
  if (leg === null || leg === undefined) throw new Error('no leg');
  markIncomplete(leg, { status: 'missing-data', reason: 'a test', mend: 'none' }, 0);
  expect(taken(marked, [unnamed, other])).toEqual([1, 2]);
});

test('in an account that is known, the first rows of another instrument are put in order too', () => {
  const close = fill(noon, 'sell', '1', '110', { instrument: inverse, reportedPnl: gross('0.001') });
  const open = fill(noon, 'buy', '1', '100', { instrument: inverse, reportedPnl: gross('0') });
  expect(taken(holding(1n), [close, open])).toEqual([2, 1]);
});

test('a fitting row is looked for among the next 256', () => {
  const closes = (count: number) =>
    Array.from({ length: count }, () => fill(noon, 'sell', '1', '100', { effect: 'close', reportedPnl: gross('0') }));
  const open = (count: number) => fill(noon, 'buy', String(count), '100', { effect: 'open', reportedPnl: gross('0') });
  expect(taken(ledger(), [...closes(255), open(255)])[0]).toBe(256);
  expect(taken(ledger(), [...closes(256), open(256)])[0]).toBe(1);
  const whole = foldEvents(booked([...closes(255), open(255)]), settings());
  expect(whole.positions).toMatchObject([{ quantity: '0', status: 'closed' }]);
});

test('rows that were put in order are each taken once, those before them included', () => {
  // The file's order is 1, then a close before its open, then the same again.
  const close = fill(noon, 'sell', '1', '110', { reportedPnl: gross('10') });
  const open = fill(noon, 'buy', '1', '100', { reportedPnl: gross('0') });
  expect(taken(ledger(), [open, close, close, open, close, open])).toEqual([1, 2, 4, 3, 6, 5]);
});
