import { expect, test } from 'vitest';
import type { CancelEvent, FillEvent, LedgerEvent } from '../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { formatScaled } from '../../../shared/units/decimal.ts';
import {
  at,
  booked,
  cash,
  decimal,
  fill,
  inOrder,
  instrumentOf,
  opening,
  settings,
  wallet,
} from '../fixtures/events.ts';
import { foldEvents } from '../fold-events.ts';
import type { AccountLines } from './account-lines.ts';
import { cashReport, positionReport, reconcile, share } from './fixtures/reports.ts';
import { differenceOf } from './line.ts';
import { mendOf } from './mend.ts';
import { cause } from './cause.ts';

const dollar = { asset: 'USD', amount: decimal('1') };
const deposit = cash('2026-01-02T00:00:00Z', 'deposit', '1000', 'USD');
const january = '2026-01-31T23:59:59.999Z';
const february = '2026-02-28T23:59:59.999Z';

/** 6 bought at 30 for 1: 181 leave the cash. It was wrong, and is taken back on 7 February. */
const wrong = fill('2026-01-05T15:00:00Z', 'buy', '6', '30', { ...share, fee: dollar });

function takenBack({ instrument, side, quantity, price, timeMs: cancelledMs }: FillEvent): CancelEvent {
  const timeMs = at('2026-02-07T09:00:00Z');
  return { kind: 'cancel', timeMs, sourceId: null, flags: [], instrument, side, quantity, price, cancelledMs };
}

const bookOf = (events: readonly LedgerEvent[]) => foldEvents(inOrder(booked(events)), settings());
const positionsOf = (events: readonly LedgerEvent[]) =>
  bookOf(events).positions.map(({ quantity, averagePrice, status }) => [quantity, averagePrice, status]);
const cashIn = (events: readonly LedgerEvent[], asset = 'USD') => {
  const found = bookOf(events).balances.find((one) => one.asset === asset);
  return [found?.amount, found?.status, found?.flags];
};
const differences = ({ lines }: AccountLines) =>
  lines
    .filter(({ status }) => status === 'differs')
    .map((line) => [line.instrument ?? line.asset, formatScaled(differenceOf(line) ?? 0n)]);

test('a report that counted nothing but a fill that was taken back later leaves no position and takes no cash', () => {
  const held = positionReport(january, '6', { averagePrice: decimal('30') });
  const money = cashReport(january, '819');
  for (const reports of [[held], [money], [held, money], [money, held]]) {
    const events = [deposit, wrong, ...reports, takenBack(wrong)];
    expect(positionsOf(events)).toEqual([]);
    expect(cashIn(events)).toEqual(['1000', 'known', []]);
    expect(differences(reconcile(events))).toEqual([]);
  }
  const whole = reconcile([deposit, wrong, held, money, takenBack(wrong), cashReport(february, '1000')]);
  expect(whole).toMatchObject({ state: 'reconciled', lines: [], upToMs: at(february) });
  const six = 6n * 10n ** 18n;
  expect(bookOf([wrong, held, takenBack(wrong)]).evidence[0]?.positions).toMatchObject([
    { newest: { derived: six, reported: six, counted: six, verdict: 'agrees' }, open: null, compared: 1 },
  ]);
});

test('what is bought afterwards stands alone, at its own price', () => {
  const reports = [positionReport(january, '6', { averagePrice: decimal('30') }), cashReport(january, '819')];
  // 4 at 29 for 1.
  const later = fill('2026-02-08T15:00:00Z', 'buy', '4', '29', { ...share, fee: dollar });
  const events = [deposit, wrong, ...reports, takenBack(wrong), later];
  expect(positionsOf(events)).toEqual([['4', '29', 'open']]);
  expect(cashIn(events)).toEqual(['883', 'known', []]);
  // Booked anew after the report, 6 at 29: 1,000 - 175.
  const anew = fill('2026-02-05T15:00:00Z', 'buy', '6', '29', { ...share, fee: dollar });
  expect(positionsOf([deposit, wrong, ...reports, anew, takenBack(wrong)])).toEqual([['6', '29', 'open']]);
  expect(cashIn([deposit, wrong, ...reports, anew, takenBack(wrong)])).toEqual(['825', 'known', []]);
});

test('several fills, sold short, an option of 100 shares each: all of them are gone with what took them back', () => {
  const second = fill('2026-01-06T15:00:00Z', 'sell', '9', '31', { ...share, fee: dollar });
  // 1,000 - 181 + 278 with 3 short; without both 1,000 and nothing.
  const short = [deposit, wrong, second, positionReport(january, '-3'), cashReport(january, '1097')];
  expect(positionsOf([...short, takenBack(wrong), takenBack(second)])).toEqual([]);
  expect(cashIn([...short, takenBack(wrong), takenBack(second)])).toEqual(['1000', 'known', []]);
  const call = { instrument: 'ACME260320C00030000' as InstrumentSymbol };
  const written = fill('2026-01-05T15:00:00Z', 'sell', '2', '1.5', { ...call, fee: dollar });
  const events = [
    deposit,
    written,
    positionReport(january, '-2', call),
    cashReport(january, '1299'),
    takenBack(written),
  ];
  const read = foldEvents(booked(events), settings({ instrumentOf: (symbol) => instrumentOf(symbol, '100') }));
  expect(read.positions).toEqual([]);
  expect(read.balances).toMatchObject([{ amount: '1000', status: 'known', flags: [] }]);
});

test('in another account the same report is where the book begins', () => {
  const report = positionReport(january, '6', { averagePrice: decimal('30') });
  const other = booked(
    [cash('2026-01-02T00:00:00Z', 'deposit', '50', 'USD'), report, cashReport(january, '40')],
    'other',
    2,
    20,
  );
  const { positions, balances } = foldEvents(
    inOrder(booked([deposit, wrong, report, cashReport(january, '819'), takenBack(wrong)]), other),
    settings(),
  );
  expect(positions).toMatchObject([{ account: 'other', quantity: '6', flags: ['from-position-report'] }]);
  expect(balances.map(({ amount }) => amount)).toEqual(['1000', '40']);
});

test('a balance that begins with a report begins without what was taken back later', () => {
  const events = [wrong, cashReport(january, '819'), takenBack(wrong)];
  expect(cashIn(events)).toEqual(['1000', 'known', []]);
  expect(differences(reconcile([...events, cashReport(february, '1000')]))).toEqual([]);
});

test('what is off while the wrong fill stood is one line, and stays beyond the correction', () => {
  // 7 more than 819; in February 7 more than 1,000.
  const events = [deposit, wrong, cashReport(january, '826'), takenBack(wrong), cashReport(february, '1007')];
  expect(differences(reconcile(events))).toEqual([['USD', '7']]);
  expect(cashIn(events)).toEqual(['1007', 'known', ['balance-restated']]);
});

test('a position that is off as well is incomplete, and what is to be stated is without the fill taken back', () => {
  const report = positionReport(january, '10', { averagePrice: decimal('28') });
  const events = [deposit, wrong, report, takenBack(wrong)];
  const { positions } = bookOf(events);
  expect(positions).toMatchObject([{ status: 'history-incomplete' }]);
  expect(positions[0]?.incomplete?.reason).toContain(
    'reports 10 at 2026-01-31T23:59:59.999Z, the rows known add up to 6.',
  );
  expect(positions[0]?.incomplete?.mend).toContain(
    '(4 without what was taken back later, on 2026-01-31T23:59:59.999Z)',
  );
  const found = reconcile(events);
  expect(differences(found)).toEqual([['ACME', '4']]);
  const line = found.lines.find(({ kind }) => kind === 'position');
  if (line === undefined) throw new Error('no line of the position');
  expect(mendOf('main', line, cause('not-explained', '')).text).toBe(
    'State the position as reported, without what was taken back later (4 on 2026-01-31T23:59:59.999Z) with its average price, or import earlier files.',
  );
});

test('the price of a position that held the wrong fill is no price of this one', () => {
  const first = fill('2026-01-04T15:00:00Z', 'buy', '10', '20', { ...share, fee: dollar });
  // 10 at 20 and 6 at 30 average 23.75.
  const report = positionReport(january, '16', { averagePrice: decimal('23.75') });
  const found = reconcile([deposit, first, wrong, report, cashReport(january, '618'), takenBack(wrong)]);
  expect(found).toMatchObject({ state: 'reconciled', lines: [] });
});

test('a report that lists others and not what the wrong sale had closed is no contradiction', () => {
  const first = fill('2026-01-04T15:00:00Z', 'buy', '6', '20', share);
  const sold = fill('2026-01-05T15:00:00Z', 'sell', '6', '30', share);
  const others = [
    fill('2026-01-04T16:00:00Z', 'buy', '2', '5', { instrument: 'BETA' as InstrumentSymbol }),
    positionReport(january, '2', { instrument: 'BETA' as InstrumentSymbol }),
  ];
  const events = [deposit, first, sold, ...others, takenBack(sold)];
  expect(positionsOf(events)).toEqual([
    ['6', '20', 'open'],
    ['2', '5', 'open'],
  ]);
  expect(positionsOf([deposit, first, ...others])[0]?.[2]).toBe('history-incomplete');
});

test('currencies exchanged by a row that was taken back later are in neither balance', () => {
  const pair = { instrument: 'EUR/USD' as InstrumentSymbol };
  const exchanged = fill('2026-01-05T15:00:00Z', 'buy', '100', '1.1', { ...pair, fee: dollar });
  const euros = cash('2026-01-02T00:00:00Z', 'deposit', '50', 'EUR');
  const reports = [cashReport(january, '889'), cashReport(january, '150', 'EUR')];
  const events = [deposit, euros, exchanged, ...reports, takenBack(exchanged)];
  expect([cashIn(events), cashIn(events, 'EUR')]).toEqual([
    ['1000', 'known', []],
    ['50', 'known', []],
  ]);
  expect(differences(reconcile(events))).toEqual([]);
});

test('what the trader copied from the broker while the wrong fill stood confirms the book; anything else is taken at its word', () => {
  const stated = (quantity: string, before: readonly LedgerEvent[] = []) =>
    positionsOf([deposit, ...before, wrong, opening(january, quantity, '28', share), takenBack(wrong)]);
  expect(stated('6')).toEqual([['0', null, 'closed']]);
  expect(stated('5')).toEqual([['5', '28', 'open']]);
  const first = fill('2026-01-04T15:00:00Z', 'buy', '10', '20', share);
  expect(stated('16', [first])).toEqual([['10', '20', 'open']]);
  expect(stated('10', [first])).toEqual([['10', '28', 'open']]);
  expect(stated('6', [first])).toEqual([['6', '28', 'open']]);
  const walletOf = (amount: string) => cashIn([deposit, wrong, wallet(january, amount, 'USD'), takenBack(wrong)])[0];
  expect(['819', '1000', '900'].map(walletOf)).toEqual(['1000', '1000', '900']);
});

test('the profit of a contract’s fill that was taken back is told by no row: cash that holds it is not known until the next report', () => {
  const contract = { instrument: 'BTC/USD:USD' as InstrumentSymbol, fee: dollar };
  const opened = fill('2026-01-05T15:00:00Z', 'buy', '2', '100', contract);
  const closed = fill('2026-01-06T15:00:00Z', 'sell', '2', '110', contract);
  // 1,000 - 1 - 1 and 20 of profit; without the sale 999.
  const events = [deposit, opened, closed, cashReport(january, '1018'), takenBack(closed)];
  expect(cashIn(events)).toEqual(['999', 'unknown', ['derived-from-incomplete-history']]);
  expect(differences(reconcile(events))).toEqual([['USD', '20']]);
  expect(cashIn([...events, cashReport(february, '999')])).toEqual(['999', 'known', []]);
  // Where only the fee went, the sum proves that it opened; what the trader states is his word; other money is not concerned.
  expect(cashIn([deposit, opened, cashReport(january, '999'), takenBack(opened)])).toEqual(['1000', 'known', []]);
  expect(cashIn([deposit, opened, closed, wallet(january, '1018', 'USD'), takenBack(closed)])[0]).toBe('1018');
  const euros = [cash('2026-01-02T00:00:00Z', 'deposit', '50', 'EUR'), cashReport(january, '60', 'EUR')];
  expect(cashIn([...euros, ...events], 'EUR')).toEqual(['60', 'known', ['balance-restated']]);
});
