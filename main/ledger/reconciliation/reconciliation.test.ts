import { expect, test } from 'vitest';
import type { LedgerEvent } from '../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { formatScaled, scaledOf, type Decimal } from '../../../shared/units/decimal.ts';
import { at, booked, cash, decimal, fill, opening, perpetual, settings, wallet } from '../fixtures/events.ts';
import { foldEvents } from '../fold-events.ts';
import type { AccountLines } from './account-lines.ts';
import { acme, cashReport, positionReport, reconcile, share } from './fixtures/reports.ts';
import { differenceOf } from './line.ts';

/** What was held against something. */
const words = ({ lines }: AccountLines) =>
  lines
    .filter(({ reported }) => reported !== null)
    .map((line) => {
      const difference = differenceOf(line);
      return [
        line.kind,
        line.instrument ?? line.asset,
        line.status,
        difference === null ? null : formatScaled(difference),
      ];
    });

const balanceOf = (events: readonly LedgerEvent[], asset = 'USD') =>
  foldEvents(booked(events), settings()).balances.find((one) => one.asset === asset);

const deposit = cash('2026-01-02T00:00:00Z', 'deposit', '1000', 'USD');
const bought = fill('2026-01-05T15:00:00Z', 'buy', '10', '20', {
  ...share,
  fee: { asset: 'USD', amount: decimal('1') },
});
const evening = '2026-01-05T23:59:59.999Z';

test('1,000 in, 10 shares at 20 for a fee of 1: 799 and 10 shares are reported, so it is reconciled up to that evening', () => {
  const found = reconcile([deposit, bought, positionReport(evening, '10'), cashReport(evening, '799')]);
  expect(found).toMatchObject({ state: 'reconciled', upToMs: at(evening), hasNewer: false, lines: [] });
  expect(found.agreements).toMatchObject([
    { kind: 'position', subject: 'ACME', compared: 1 },
    { kind: 'cash', subject: 'USD', compared: 1 },
  ]);
});

test('rows after the last check are said to be unchecked', () => {
  const later = cash('2026-01-06T00:00:00Z', 'interest', '0.1', 'USD');
  expect(reconcile([deposit, bought, positionReport(evening, '10'), cashReport(evening, '799'), later])).toMatchObject({
    state: 'reconciled',
    upToMs: at(evening),
    hasNewer: true,
  });
});

test('a report begins an unknown balance: nothing was held against anything', () => {
  const found = reconcile([fill('2026-01-05T15:00:00Z', 'buy', '10', '20', share), cashReport(evening, '799')]);
  expect(found).toMatchObject({ state: 'cannot-check', upToMs: null });
});

test('the balance is the broker’s after a difference, marked as a flow, and the next report is held against that', () => {
  const events = [deposit, bought, cashReport(evening, '790'), cashReport('2026-01-06T23:59:59.999Z', '790')];
  expect(words(reconcile(events))).toEqual([['cash', 'USD', 'differs', '-9']]);
  expect(balanceOf(events)).toMatchObject({ amount: '790', flags: ['balance-restated'] });
});

test('half a unit of the last digit is agreement, and the exact balance stays; a hair more is a difference', () => {
  const interest = cash('2026-01-05T16:00:00Z', 'interest', '0.005', 'USD');
  // 799.005 against 799.01 and 799.
  for (const printed of ['799.01', '799']) {
    const events = [deposit, bought, interest, positionReport(evening, '10'), cashReport(evening, printed)];
    expect(reconcile(events).state).toBe('reconciled');
    expect(balanceOf(events)).toMatchObject({ amount: '799.005', flags: [] });
  }
  const hair = cash('2026-01-05T16:00:01Z', 'interest', '0.000000000000000001', 'USD');
  expect(reconcile([deposit, bought, interest, hair, cashReport(evening, '799')]).state).toBe('differs');
  // Where an earlier report was printed to the fourth digit, cents are not enough.
  const finer = cashReport('2026-01-02T23:59:59.999Z', '1000.0001');
  expect(words(reconcile([deposit, finer, bought, cashReport(evening, '799.01')]))).toHaveLength(2);
  // Printed to the fourth digit, it must agree to the fourth.
  expect(reconcile([deposit, bought, interest, cashReport(evening, '799.0048')]).state).toBe('differs');
});

test('coins are held against eight digits, fractions of shares against four', () => {
  const coin = cash('2026-01-02T00:00:00Z', 'deposit', '1.500000005', 'BTC');
  expect(reconcile([coin, cashReport(evening, '1.5', 'BTC')]).state).toBe('reconciled');
  const more = cash('2026-01-02T00:00:01Z', 'deposit', '0.000000000000000001', 'BTC');
  expect(reconcile([coin, more, cashReport(evening, '1.5', 'BTC')]).state).toBe('differs');
  const third = fill('2026-01-05T15:00:00Z', 'buy', '3.33333333', '20', share);
  expect(reconcile([third, positionReport(evening, '3.3333')]).state).toBe('reconciled');
  expect(reconcile([third, positionReport(evening, '3.3332')]).state).toBe('differs');
});

test('what the trader states is held against the rows as well, and answered by the broker’s own word', () => {
  const stated = wallet('2026-01-05T20:00:00Z', '790', 'USD');
  expect(words(reconcile([deposit, bought, stated]))).toEqual([['cash', 'USD', 'differs', '-9']]);
  expect(reconcile([deposit, bought, stated, positionReport(evening, '10'), cashReport(evening, '790')])).toMatchObject(
    {
      state: 'reconciled',
      lines: [],
    },
  );
  const right = [wallet('2026-01-05T20:00:00Z', '799', 'USD'), opening('2026-01-05T20:00:00Z', '10', null, share)];
  expect(reconcile([deposit, bought, ...right]).state).toBe('reconciled');
});

test('a stated position answers the report before it; where it contradicts the rows it stands open until a report says so', () => {
  const wrong = [deposit, bought, positionReport('2026-01-05T18:00:00Z', '12')];
  expect(words(reconcile(wrong))).toEqual([['position', 'ACME', 'differs', '2']]);
  const answered = [...wrong, opening('2026-01-05T19:00:00Z', '12', '20', share)];
  expect(reconcile(answered)).toMatchObject({
    state: 'cannot-check',
    lines: [{ kind: 'cash', status: 'cannot-check' }],
  });
  expect(reconcile([...answered, positionReport(evening, '12'), cashReport(evening, '799')]).state).toBe('reconciled');
  const own = [deposit, bought, opening('2026-01-05T19:00:00Z', '11', '20', share)];
  expect(words(reconcile(own))).toEqual([['position', 'ACME', 'differs', '1']]);
  expect(reconcile([...own, positionReport(evening, '11'), cashReport(evening, '799')])).toMatchObject({
    state: 'reconciled',
    lines: [],
  });
});

test('while the history is incomplete a later report cannot be held against it, but it is what would be stated', () => {
  const found = reconcile([
    deposit,
    bought,
    positionReport('2026-01-05T18:00:00Z', '12'),
    positionReport(evening, '15', { averagePrice: decimal('21') }),
  ]);
  expect(words(found)).toEqual([['position', 'ACME', 'differs', '2']]);
  expect(found.lines[0]?.newest).toEqual({
    quantity: scaledOf(decimal('15')),
    average: scaledOf(decimal('21')),
    timeMs: at(evening),
    corrected: false,
  });
});

test('what a later report lists and no row brought differs: the report before it said that it was flat', () => {
  const beta = { instrument: 'BETA' as InstrumentSymbol };
  const first = [
    deposit,
    bought,
    positionReport(evening, '10'),
    positionReport(evening, '5', beta),
    cashReport(evening, '799'),
  ];
  expect(reconcile(first)).toMatchObject({ state: 'reconciled', lines: [] });
  const next = '2026-01-06T23:59:59.999Z';
  const found = reconcile([
    deposit,
    bought,
    positionReport(evening, '10'),
    positionReport(next, '10'),
    positionReport(next, '5', beta),
  ]);
  expect(words(found)).toEqual([['position', 'BETA', 'differs', '5']]);
  expect(found.lines[0]?.sinceMs).toBe(at(evening));
});

test('a report that lists others says that what it does not list is flat', () => {
  const other = fill('2026-01-05T15:00:00Z', 'buy', '5', '30', { instrument: 'BETA' as InstrumentSymbol });
  const found = reconcile([deposit, bought, other, positionReport(evening, '10')]);
  expect(words(found)).toEqual([['position', 'BETA', 'differs', '-5']]);
  expect(found.lines[0]?.listed).toBe(false);
  const sold = fill('2026-01-05T16:00:00Z', 'sell', '5', '30', { instrument: 'BETA' as InstrumentSymbol });
  expect(words(reconcile([deposit, bought, other, sold, positionReport(evening, '10')]))).toEqual([]);
});

test('what the report does not list is no position to count on: its history is incomplete from there', () => {
  const other = fill('2026-01-05T15:00:00Z', 'buy', '5', '30', { instrument: 'BETA' as InstrumentSymbol });
  const { positions } = foldEvents(booked([deposit, bought, other, positionReport(evening, '10')]), settings());
  expect(positions).toMatchObject([
    { instrument: 'ACME', status: 'open', quantity: '10' },
    {
      instrument: 'BETA',
      status: 'history-incomplete',
      incomplete: { mend: expect.stringContaining('(0 on 2026-01-05') },
    },
  ]);
  // Bought after the session's end it is in the next report.
  const late = fill('2026-01-05T22:30:00Z', 'buy', '5', '30', { instrument: 'BETA' as InstrumentSymbol });
  const next = foldEvents(booked([deposit, bought, late, positionReport(evening, '10')]), settings());
  expect(next.positions).toMatchObject([{ status: 'open' }, { instrument: 'BETA', status: 'open', quantity: '5' }]);
});

test('trades after the session’s end explain a difference exactly: evidence, and nothing is reset', () => {
  const late = fill('2026-01-05T22:30:00Z', 'buy', '2', '20', {
    ...share,
    fee: { asset: 'USD', amount: decimal('1') },
  });
  const events = [deposit, bought, late, positionReport(evening, '10'), cashReport(evening, '799')];
  const found = reconcile(events);
  expect(found.state).toBe('reconciled');
  expect(words(found)).toEqual([
    ['position', 'ACME', 'explained', '-2'],
    ['cash', 'USD', 'explained', '41'],
  ]);
  // Of the checks the newer part is not: up to the last instant that the report counts.
  expect(found.upToMs).toBe(at('2026-01-05T22:30:00Z'));
  expect(balanceOf(events)).toMatchObject({ amount: '758', flags: [] });
  expect(foldEvents(booked(events), settings()).positions).toMatchObject([{ quantity: '12', status: 'open' }]);
  // Next day's report counts them.
  const next = '2026-01-06T23:59:59.999Z';
  expect(reconcile([...events, positionReport(next, '12'), cashReport(next, '758')])).toMatchObject({
    state: 'reconciled',
    lines: [],
  });
});

test('only the newest trades of the last seven hours, and only of a report of a day’s end', () => {
  const early = fill('2026-01-05T16:59:59.999Z', 'buy', '2', '20', share);
  const inTime = fill('2026-01-05T17:00:00Z', 'buy', '2', '20', share);
  expect(reconcile([deposit, bought, early, cashReport(evening, '799')]).state).toBe('differs');
  const both = [positionReport(evening, '10'), cashReport(evening, '799')];
  expect(reconcile([deposit, bought, inTime, ...both]).state).toBe('reconciled');
  const noon = '2026-01-05T18:00:00.500Z';
  expect(reconcile([deposit, bought, inTime, cashReport(noon, '799')]).state).toBe('differs');
  // A later trade stands between: the report cannot lack the earlier one alone.
  const later = fill('2026-01-05T18:00:00Z', 'buy', '3', '20', share);
  expect(reconcile([deposit, bought, inTime, later, cashReport(evening, '739')]).state).toBe('differs');
});

test('a gap of a running balance is a line with the place of the first, and how many there are', () => {
  const row = (time: string, amount: string, after: string) =>
    cash(time, 'interest', amount, 'USDT', { balanceAfter: decimal(after) });
  const found = reconcile([
    row('2026-01-05T15:00:00Z', '1', '101'),
    row('2026-01-05T16:00:00Z', '1', '102'),
    row('2026-01-05T17:00:00Z', '1', '110'),
    row('2026-01-05T18:00:00Z', '1', '112'),
  ]);
  expect(words(found)).toEqual([['running-balance', 'USDT', 'differs', '7']]);
  expect(found.lines[0]).toMatchObject({
    count: 2,
    timeMs: at('2026-01-05T17:00:00Z'),
    source: { line: 4 },
    before: { source: { line: 3 } },
  });
  const fine = reconcile([row('2026-01-05T15:00:00Z', '1', '101'), row('2026-01-05T16:00:00Z', '1', '102')]);
  expect(fine).toMatchObject({
    state: 'reconciled',
    agreements: [{ kind: 'running-balance', subject: 'USDT', compared: 1 }],
  });
});

test('a printed profit that does not follow makes a line; those that do are counted', () => {
  const opens = fill('2026-01-05T15:00:00Z', 'buy', '2', '100');
  const closes = (time: string, pnl: string) =>
    fill(time, 'sell', '1', '110', { reportedPnl: { amount: pnl as Decimal, basis: 'gross' } });
  const found = reconcile([opens, closes('2026-01-05T16:00:00Z', '10'), closes('2026-01-05T17:00:00Z', '12')]);
  expect(found.state).toBe('differs');
  expect(words(found)).toEqual([['realised-profit', perpetual, 'differs', '2']]);
  const right = reconcile([opens, closes('2026-01-05T16:00:00Z', '10'), closes('2026-01-05T17:00:00Z', '10')]);
  // Profits alone are neither positions nor cash.
  expect(right).toMatchObject({ state: 'cannot-check', agreements: [{ kind: 'realised-profit', compared: 2 }] });
});

test('an average entry that is more than commissions off is for information only', () => {
  const off = positionReport(evening, '10', { averagePrice: decimal('20.5') });
  const found = reconcile([deposit, bought, off, cashReport(evening, '799')]);
  expect(found.state).toBe('reconciled');
  expect(words(found)).toEqual([['average-price', 'ACME', 'noted', '0.5']]);
  const near = positionReport(evening, '10', { averagePrice: decimal('20.02') });
  expect(words(reconcile([deposit, bought, near]))).toEqual([]);
});

test('a fill taken back later stands in the reports before that, and what is booked in its place does not', () => {
  const sold = fill('2026-01-05T16:00:00Z', 'sell', '4', '25', {
    ...share,
    fee: { asset: 'USD', amount: decimal('1') },
  });
  // Booked again: 5 at 26 for 0.5.
  const again = fill('2026-01-05T16:00:00Z', 'sell', '5', '26', {
    ...share,
    fee: { asset: 'USD', amount: decimal('0.5') },
  });
  const cancel = {
    kind: 'cancel',
    timeMs: at('2026-01-06T09:00:00Z'),
    sourceId: null,
    flags: [],
    instrument: acme,
    side: 'sell',
    quantity: decimal('4'),
    price: decimal('25'),
    cancelledMs: sold.timeMs,
  } as const;
  const next = '2026-01-06T23:59:59.999Z';
  // 1,000 - 201 + 99 = 898 with 6 shares that evening; 1,000 - 201 + 129.5 = 928.5 with 5 the next.
  const reports = (then: string, held: string) => [
    positionReport(evening, held),
    cashReport(evening, then),
    cancel,
    positionReport(next, '5'),
    cashReport(next, '928.5'),
  ];
  const events = [deposit, bought, sold, again, ...reports('898', '6')];
  expect(reconcile(events)).toMatchObject({ state: 'reconciled', lines: [], upToMs: at(next) });
  expect(balanceOf(events)).toMatchObject({ amount: '928.5', flags: [] });
  // A report that is wrong either way differs from what stood then; the difference stays beyond the correction.
  expect(words(reconcile([deposit, bought, sold, again, ...reports('899', '6')]))).toEqual([
    ['cash', 'USD', 'differs', '1'],
    ['cash', 'USD', 'differs', '-1'],
  ]);
  expect(words(reconcile([deposit, bought, sold, again, ...reports('898', '7')]))).toMatchObject([
    ['position', 'ACME', 'differs', '1'],
  ]);
});
