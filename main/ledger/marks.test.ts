import { expect, test } from 'vitest';
import type { FillEvent, LedgerEvent } from '../../shared/book/event.ts';
import { at, booked, decimal, fill, only, opening, perpetual, settings, spot, wallet } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';
import { positionReport, reconcile } from './reconciliation/fixtures/reports.ts';

/** What falls once a broker's words contradict the fold, and what a statement puts right again. */

const read = (events: readonly LedgerEvent[], mode: 'one-way' | 'hedge' = 'one-way') =>
  foldEvents(booked(events), settings({}, mode));
const on = (day: string) => `2026-01-${day}T00:00:00Z`;
const gross = (amount: string) => ({ reportedPnl: { amount: decimal(amount), basis: 'gross' } }) as const;
const long = { positionSide: 'long' } as const;
const short = { positionSide: 'short' } as const;
const closing = (day: string, say: Partial<FillEvent> = {}) =>
  fill(on(day), 'sell', '1', '110', { effect: 'close', ...say });

test('while a position cannot be trusted, each of its fills makes the wallet unknown again', () => {
  const events = [wallet(on('01'), '100'), closing('02'), wallet(on('03'), '200')];
  expect(read(events).balances).toMatchObject([{ amount: '200', status: 'known' }]);
  expect(read([...events, fill(on('04'), 'buy', '1', '90')]).balances).toMatchObject([{ status: 'unknown' }]);
});

test('the first sign of what is missing is named, not the last', () => {
  const { instrument, side, quantity, price, sourceId, flags } = closing('03');
  const row = { instrument, side, quantity, price, sourceId, flags, timeMs: at(on('04')) };
  const takenBack = { ...row, kind: 'cancel', price: decimal('99'), cancelledMs: null } as const;
  const events = [closing('02'), fill(on('03'), 'sell', '1', '100', { positionSide: 'long' }), takenBack];
  for (const position of read(events).positions)
    expect(position).toMatchObject({
      incomplete: { reason: expect.stringContaining('calls a fill closing') as string },
    });
});

test('a position that the file prints otherwise is a line with both figures', () => {
  const one = 10n ** 18n;
  expect(reconcile([fill(on('02'), 'buy', '1', '100', { positionAfter: decimal('4') })]).lines).toMatchObject([
    { kind: 'running-position', status: 'differs', derived: one, reported: 4n * one },
  ]);
});

test('a position stated for the first time is held against nothing', () => {
  expect(reconcile([opening(on('02'), '5', '100')]).lines.filter(({ status }) => status === 'differs')).toEqual([]);
});

test('a statement answers what the file printed: a later doubt is a doubt of its own', () => {
  const events = [
    fill(on('02'), 'buy', '1', '100'),
    fill(on('03'), 'sell', '1', '110', gross('999')),
    opening(on('04'), '0', null),
  ];
  expect(reconcile(events).lines.filter(({ kind }) => kind === 'realised-profit')).toEqual([]);
  const { lines } = reconcile([...events, closing('05')]);
  expect(lines.map(({ kind, status }) => [kind, status])).toContainEqual(['history', 'cannot-check']);
  expect(lines.filter(({ kind }) => kind === 'realised-profit')).toEqual([]);
});

test('what was earned before the history broke is not counted after the statement, though the position agrees', () => {
  const events = [
    fill(on('02'), 'buy', '3', '100'),
    fill(on('03'), 'sell', '1', '110'),
    fill(on('04'), 'sell', '1', '110', gross('999')),
    opening(on('05'), '1', '100'),
  ];
  expect(only(read(events))).toMatchObject({ quantity: '1', realizedPnl: '0', flags: ['realised-since-opening'] });
});

test('a history that broke again after a statement is in doubt without an end', () => {
  const events = [closing('02'), opening(on('03'), '1', '100')];
  expect(read(events).doubts).toMatchObject([{ incomplete: null, trustedSinceMs: Date.parse(on('03')) }]);
  expect(read([...events, closing('04'), closing('05')]).doubts).toMatchObject([{ trustedSinceMs: null }]);
});

test('legs that are stated one by one may be traded in between', () => {
  const events = [
    fill(on('02'), 'buy', '1', '100'),
    fill(on('03'), 'buy', '1', '100', gross('50')),
    opening(on('04'), '2', '100', long),
    fill(on('05'), 'buy', '1', '100', long),
    opening(on('06'), '-1', '100', short),
  ];
  expect(read(events).positions.map(({ leg, quantity, status }) => [leg, quantity, status])).toEqual([
    ['net', '0', 'closed'],
    ['long', '3', 'open'],
    ['short', '-1', 'open'],
  ]);
});

test('a leg that was stated before a fill that names none must be stated again', () => {
  const events = [
    opening(on('01'), '2', '100', long),
    opening(on('01'), '-1', '100', short),
    fill(on('02'), 'buy', '1', '100'),
    opening(on('03'), '2', '100', long),
  ];
  expect(read(events, 'hedge').positions[0]?.status).toBe('history-incomplete');
  const both = [...events, opening(on('04'), '-1', '100', short)];
  expect(read(both, 'hedge').positions.map(({ status }) => status)).toEqual(['closed', 'open', 'open']);
});

test('in a hedge the words open and close name the leg, and a statement without a side the leg of its sign', () => {
  const words = (side: 'buy' | 'sell', effect: 'open' | 'close') => fill(on('02'), side, '1', '100', { effect });
  const legs = (...events: readonly LedgerEvent[]) =>
    read(events, 'hedge').positions.map(({ leg, quantity }) => [leg, quantity]);
  expect(legs(words('buy', 'open'))).toEqual([['long', '1']]);
  expect(legs(words('sell', 'open'))).toEqual([['short', '-1']]);
  expect(legs(words('sell', 'open'), words('buy', 'close'))).toEqual([['short', '0']]);
  expect(legs(words('buy', 'open'), words('sell', 'close'))).toEqual([['long', '0']]);
  expect(legs(opening(on('02'), '-3', '100'))).toEqual([['short', '-3']]);
  expect(legs(opening(on('02'), '3', '100'))).toEqual([['long', '3']]);
});

test('a fill that names no leg cannot follow an open short leg either', () => {
  const events = [fill(on('02'), 'sell', '1', '100', short), fill(on('03'), 'buy', '1', '90')];
  expect(read(events).positions[0]?.status).toBe('history-incomplete');
});

test('any gross profit but 0 is that of a close, the smallest too', () => {
  expect(only(read([fill(on('02'), 'buy', '1', '100', gross('0.000001'))])).status).toBe('history-incomplete');
  expect(only(read([fill(on('02'), 'buy', '1', '100', gross('0'))])).status).toBe('open');
});

test('a statement without an average confirms what the rows say already, and nothing else', () => {
  const stated = (quantity: string, price: string | null = null) => opening(on('05'), quantity, price);
  const bought = fill(on('02'), 'buy', '5', '100');
  expect(only(read([bought, stated('5')]))).toMatchObject({ averagePrice: '100', status: 'open', flags: [] });
  expect(only(read([bought, stated('5', '90')]))).toMatchObject({ averagePrice: '90', status: 'open' });
  const doubted = fill(on('02'), 'buy', '5', '100', { positionAfter: decimal('8') });
  const unknown = positionReport(on('02'), '5', { instrument: perpetual });
  for (const events of [
    [bought, stated('6')],
    [doubted, stated('5')],
    [unknown, stated('5')],
  ])
    expect(only(read(events)).incomplete?.reason).toBe('The position is stated without its average price.');
});

test('what is stated of a coin in an account with two legs is the coin, and has no side', () => {
  expect(read([opening(on('02'), '5', '40', { instrument: spot })], 'hedge').positions).toMatchObject([
    { leg: 'net', quantity: '5' },
  ]);
});
