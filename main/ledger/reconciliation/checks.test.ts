import { expect, test } from 'vitest';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { scaledOf, scaledOne } from '../../../shared/units/decimal.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { at, booked, cash, decimal, fill, opening, settings, wallet } from '../fixtures/events.ts';
import { foldEvents } from '../fold-events.ts';
import { accountLines } from './account-lines.ts';
import { noChecks, noteBalance, type BalanceCheck } from './checks.ts';
import { dayText, reportDayText } from './day-text.ts';
import { acme, cashReport, positionReport, reconcile, share } from './fixtures/reports.ts';
import { isLack } from './line.ts';
import { cashDigits, digitsOf, roundingOf } from './printed-digits.ts';
import { cutOffOf, isTradeInstant, noRecentTrades, noteTrade } from './recent-trades.ts';

const evening = at('2026-01-05T23:59:59.999Z');

test('a difference lacks something or has too much', () => {
  expect([1n, 0n, -1n].map(isLack)).toEqual([true, false, false]);
});

test('half a unit of the last digit, down to the eighteenth', () => {
  const amount = (text: string) => scaledOf(decimal(text));
  expect([
    digitsOf(amount('120')),
    digitsOf(amount('0.5')),
    digitsOf(amount('0.000000000000000001')),
    digitsOf(0n),
  ]).toEqual([0, 1, 18, 0]);
  expect(roundingOf(amount('120'), 2)).toBe(scaledOne / 200n);
  expect(roundingOf(amount('0.125'), 2)).toBe(scaledOne / 2000n);
  expect(roundingOf(amount('0.00000000000000001'), 2)).toBe(5n);
  expect(roundingOf(amount('0.000000000000000001'), 2)).toBe(0n);
  expect([cashDigits('USD'), cashDigits('USDT'), cashDigits('BTC')]).toEqual([2, 2, 8]);
});

test('the day of a report is that of the zone in which its last millisecond stands', () => {
  expect(reportDayText(at('2026-04-01T03:59:59.999Z'))).toBe('2026-03-31');
  expect(reportDayText(at('2026-03-31T10:59:59.999Z'))).toBe('2026-03-30');
  expect(reportDayText(at('2026-03-31T11:59:59.999Z'))).toBe('2026-03-31');
  expect(reportDayText(at('2026-04-01T03:59:59.998Z'))).toBe('2026-04-01');
  expect(dayText(at('2026-04-01T03:59:59.999Z'))).toBe('2026-04-01');
});

test('the first fifty differences of a balance are kept, the rest counted', () => {
  const checks = noChecks();
  const check = (index: number, verdict: BalanceCheck['verdict']): BalanceCheck => ({
    asset: 'USD',
    timeMs: epochMs(index),
    by: 'report',
    source: null,
    derived: 1n,
    reported: 2n,
    rounding: 0n,
    verdict,
    cutOffMs: null,
    sinceMs: null,
    rows: 0,
  });
  noteBalance(checks, check(0, 'begins'));
  expect(checks.balances.get('USD')).toMatchObject({ compared: 0, open: [], more: 0 });
  for (let index = 1; index <= 52; index += 1) noteBalance(checks, check(index, 'differs'));
  const noted = checks.balances.get('USD');
  expect(noted).toMatchObject({ compared: 52, more: 2 });
  expect(noted?.open.length).toBe(50);
});

test('trades of one instant are counted together, the newest first, within seven hours', () => {
  const recent = noRecentTrades();
  expect(isTradeInstant(recent, evening)).toBe(false);
  noteTrade(recent, 7n, at('2026-01-05T16:59:59.999Z'));
  noteTrade(recent, 5n, at('2026-01-05T17:00:00Z'));
  noteTrade(recent, 10n, at('2026-01-05T20:00:00Z'));
  noteTrade(recent, -4n, at('2026-01-05T20:00:00Z'));
  expect(isTradeInstant(recent, at('2026-01-05T20:00:00Z'))).toBe(true);
  expect(isTradeInstant(recent, at('2026-01-05T17:00:00Z'))).toBe(false);
  expect(cutOffOf(recent, 6n, 0n, evening)).toBe(at('2026-01-05T20:00:00Z'));
  expect(cutOffOf(recent, 8n, 2n, evening)).toBe(at('2026-01-05T20:00:00Z'));
  expect(cutOffOf(recent, 11n, 0n, evening)).toBe(at('2026-01-05T17:00:00Z'));
  for (const excess of [-4n, 10n, 7n, 18n, 0n]) expect(cutOffOf(recent, excess, 0n, evening)).toBe(null);
  noteTrade(recent, 1n, at('2026-01-06T00:00:00Z'));
  expect(recent.rows.length).toBe(3);
});

const deposit = cash('2026-01-02T00:00:00Z', 'deposit', '1000', 'USD');
const bought = fill('2026-01-05T15:00:00Z', 'buy', '10', '20', share);
const late = fill('2026-01-05T22:30:00Z', 'buy', '2', '20', share);

test('a tax on a trade after the session belongs to the trade; what falls due that day does not', () => {
  const tax = (time: string) => cash(time, 'tax', '-3', 'USD', share);
  const iso = '2026-01-05T23:59:59.999Z';
  expect(
    reconcile([deposit, bought, late, tax('2026-01-05T22:30:00Z'), positionReport(iso, '10'), cashReport(iso, '800')])
      .state,
  ).toBe('reconciled');
  expect(
    reconcile([deposit, bought, late, tax('2026-01-05T22:31:00Z'), positionReport(iso, '10'), cashReport(iso, '797')])
      .state,
  ).toBe('reconciled');
  expect(reconcile([deposit, bought, late, tax('2026-01-05T22:31:00Z'), cashReport(iso, '800')]).state).toBe('differs');
});

test('what the trader states is never excused by the end of a session', () => {
  expect(reconcile([deposit, bought, late, wallet('2026-01-05T23:59:59.999Z', '800', 'USD')]).state).toBe('differs');
});

test('a stated figure does not sharpen what the broker prints; a checked balance counts its rows anew', () => {
  const stated = wallet('2026-01-03T00:00:00Z', '1000.0001', 'USD');
  const positions = positionReport('2026-01-05T23:59:59.999Z', '10');
  const found = reconcile([deposit, stated, bought, positions, cashReport('2026-01-05T23:59:59.999Z', '800')]);
  expect(found.lines.map(({ by }) => by)).toEqual([]);
  const twice = reconcile([
    deposit,
    cashReport('2026-01-03T00:00:00Z', '1000'),
    bought,
    positions,
    cashReport('2026-01-06T00:00:00Z', '790'),
  ]);
  expect(twice.lines).toMatchObject([{ count: 1, sinceMs: at('2026-01-03T00:00:00Z') }]);
});

test('a coin in spot is held against the balance, and nothing comes of it but that it is said', () => {
  const sol = 'SOL/USDC' as InstrumentSymbol;
  const coins = fill('2026-01-05T15:00:00Z', 'buy', '2', '10', { instrument: sol });
  const report = (held: string) => positionReport('2026-01-06T00:00:00Z', held, { instrument: sol });
  expect(reconcile([coins, report('2')]).state).toBe('reconciled');
  expect(reconcile([coins, report('3')]).lines).toMatchObject([
    { kind: 'position', status: 'differs', derived: 2n * scaledOne },
  ]);
});

test('the newest check is up to when an account is reconciled; its last movement at that instant is in it', () => {
  const early = cashReport('2026-01-05T16:00:00Z', '800');
  const positions = positionReport('2026-01-05T15:00:00Z', '10');
  expect(reconcile([deposit, bought, positions, early])).toMatchObject({ upToMs: early.timeMs, hasNewer: false });
  const atReport = reconcile([deposit, bought, positions]);
  expect(atReport).toMatchObject({ upToMs: positions.timeMs, hasNewer: false });
  const later = positionReport('2026-01-07T15:00:00Z', '10');
  expect(reconcile([deposit, bought, early, later]).upToMs).toBe(later.timeMs);
});

test('of an account without a check the first cash that moved is to be stated', () => {
  const coin = cash('2026-01-02T00:00:00Z', 'deposit', '1', 'BTC');
  expect(reconcile([coin]).lines).toMatchObject([{ asset: 'BTC' }]);
  expect(reconcile([coin, deposit]).lines).toMatchObject([{ asset: 'USD' }]);
  expect(
    reconcile([deposit, fill('2026-01-05T15:00:00Z', 'buy', '1', '2', { instrument: acme })]).lines[0]?.asset,
  ).toBe('USD');
});

test('a failed row keeps an account from being called reconciled', () => {
  const reading = foldEvents(
    booked([deposit, bought, positionReport('2026-01-06T00:00:00Z', '10'), cashReport('2026-01-06T00:00:00Z', '800')]),
    settings(),
  );
  const doubt = { instrument: null, asset: '', reason: 'A row could not be read.', mend: 'Mend it.' };
  expect(reading.evidence.map((one) => accountLines(one, [doubt]).state)).toEqual(['cannot-check']);
  expect(reading.evidence.map((one) => accountLines(one, []).state)).toEqual(['reconciled']);
});

test('one printed balance alone begins it and proves nothing', () => {
  const row = cash('2026-01-05T15:00:00Z', 'interest', '1', 'USDT', { balanceAfter: decimal('101') });
  expect(reconcile([row])).toMatchObject({ state: 'cannot-check', upToMs: null, agreements: [] });
});

test('what is stated twice does not confirm itself', () => {
  const stated = (time: string) => wallet(time, '790', 'USD');
  expect(reconcile([deposit, bought, stated('2026-01-06T00:00:00Z'), stated('2026-01-07T00:00:00Z')]).state).toBe(
    'differs',
  );
  const opened = opening('2026-01-05T23:59:59.999Z', '10', '20', share);
  const cashThen = cashReport('2026-01-05T23:59:59.999Z', '760');
  expect(reconcile([deposit, bought, late, opened, cashThen]).lines).toMatchObject([
    { instrument: 'ACME', status: 'differs', listed: true, asset: 'USD' },
  ]);
});

test('a position is right to half of its fourth digit; what is not listed, to nothing at all', () => {
  const held = (quantity: string) => fill('2026-01-05T15:00:00Z', 'buy', quantity, '20', share);
  const time = '2026-01-06T00:00:00Z';
  expect(reconcile([held('3.33335'), positionReport(time, '3.3333')]).state).toBe('reconciled');
  const other = { instrument: 'BETA' as InstrumentSymbol };
  const dust = fill('2026-01-05T15:00:00Z', 'buy', '0.000000000000000001', '20', other);
  expect(reconcile([held('3'), dust, positionReport(time, '3')]).state).toBe('differs');
  const gone = fill('2026-01-05T16:00:00Z', 'sell', '0.000000000000000001', '20', other);
  const closed = reconcile([held('3'), dust, gone, positionReport(time, '3')]);
  expect(closed.agreements.map(({ subject }) => subject)).toEqual(['ACME']);
});

test('a report that begins a position is no comparison; coins of which nothing is known cannot be held against one', () => {
  const first = positionReport('2026-01-06T00:00:00Z', '10');
  const second = positionReport('2026-01-07T00:00:00Z', '10');
  expect(reconcile([first, second]).agreements).toMatchObject([{ subject: 'ACME', compared: 1 }]);
  const sol = { instrument: 'SOL/USDC' as InstrumentSymbol };
  const soldCoins = fill('2026-01-05T15:00:00Z', 'sell', '2', '10', sol);
  const found = reconcile([soldCoins, positionReport('2026-01-06T00:00:00Z', '3', sol)]);
  expect(found.lines).toMatchObject([{ kind: 'position', derived: null, asset: 'USDC' }]);
});
