import { expect, test } from 'vitest';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { at, cash, decimal, fill, wallet } from '../fixtures/events.ts';
import { cashReport, positionReport, reconcile, share } from './fixtures/reports.ts';

const deposit = cash('2026-01-02T00:00:00Z', 'deposit', '1000', 'USD');
const bought = fill('2026-01-05T15:00:00Z', 'buy', '10', '20', share);
const evening = '2026-01-05T23:59:59.999Z';
const next = '2026-01-06T23:59:59.999Z';

test('cash that agrees says nothing of a position that no file reports', () => {
  expect(reconcile([deposit, bought, cashReport(evening, '800')])).toMatchObject({
    state: 'cannot-check',
    upToMs: at(evening),
    lines: [{ kind: 'position', status: 'cannot-check', instrument: 'ACME', asset: 'USD', reported: null }],
  });
  const sold = fill('2026-01-05T16:00:00Z', 'sell', '10', '20', share);
  expect(reconcile([deposit, bought, sold, cashReport(evening, '1000')])).toMatchObject({ state: 'reconciled' });
});

test('positions that agree say nothing of the cash; where none is left, there is nothing to hold', () => {
  expect(reconcile([deposit, bought, positionReport(evening, '10')])).toMatchObject({
    state: 'cannot-check',
    lines: [{ kind: 'cash', status: 'cannot-check', asset: 'USD', reported: null }],
  });
  const all = cash('2026-01-05T16:00:00Z', 'withdrawal', '-800', 'USD');
  expect(reconcile([deposit, bought, all, positionReport(evening, '10')])).toMatchObject({ state: 'reconciled' });
});

test('each currency and each coin has to be held against something', () => {
  const euros = cash('2026-01-02T00:00:00Z', 'deposit', '50', 'EUR');
  const found = reconcile([deposit, euros, cashReport(evening, '1000')]);
  expect(found.lines).toMatchObject([{ kind: 'cash', asset: 'EUR' }]);
  expect(reconcile([deposit, euros, cashReport(evening, '1000'), cashReport(evening, '50', 'EUR')]).state).toBe(
    'reconciled',
  );
});

test('the report with which a book begins is the broker’s own figure', () => {
  const begun = reconcile([deposit, positionReport(evening, '10'), cashReport(evening, '1000')]);
  expect(begun).toMatchObject({ state: 'reconciled', lines: [] });
  // What the trader states himself at the beginning is not.
  expect(
    reconcile([wallet('2026-01-02T00:00:00Z', '1000', 'USD'), deposit, cashReport(evening, '1000', 'EUR')]),
  ).toMatchObject({
    state: 'cannot-check',
  });
});

test('what moved after its last check ends what is reconciled, however new the other checks are', () => {
  const more = fill('2026-01-06T15:00:00Z', 'buy', '1', '20', share);
  const both = [positionReport(evening, '10'), cashReport(evening, '800')];
  expect(reconcile([deposit, bought, ...both, more, cashReport(next, '780')])).toMatchObject({
    state: 'reconciled',
    upToMs: at(evening),
    hasNewer: true,
  });
  expect(reconcile([deposit, bought, ...both, more, positionReport(next, '11')]).upToMs).toBe(at(evening));
  expect(reconcile([deposit, bought, ...both, positionReport(next, '10')]).upToMs).toBe(at(next));
});

test('a position printed beside its fills, and a balance that every row prints, are held against those', () => {
  const perpetual = 'BTC/USDT:USDT' as InstrumentSymbol;
  const printed = (time: string, side: 'buy' | 'sell', after: string, balance: string) =>
    fill(time, side, '1', '100', {
      instrument: perpetual,
      positionAfter: decimal(after),
      balanceAfter: decimal(balance),
    });
  const start = cash('2026-01-02T00:00:00Z', 'deposit', '500', 'USDT', { balanceAfter: decimal('500') });
  const rows = [
    start,
    printed('2026-01-03T00:00:00Z', 'buy', '1', '500'),
    printed('2026-01-04T00:00:00Z', 'buy', '2', '500'),
  ];
  expect(reconcile(rows)).toMatchObject({ state: 'reconciled', upToMs: at('2026-01-04T00:00:00Z'), lines: [] });
  const silent = fill('2026-01-05T00:00:00Z', 'buy', '1', '100', {
    instrument: perpetual,
    balanceAfter: decimal('500'),
  });
  expect(reconcile([...rows, silent])).toMatchObject({ state: 'reconciled', upToMs: at('2026-01-04T00:00:00Z') });
  expect(reconcile([start, silent])).toMatchObject({ state: 'cannot-check', lines: [{ instrument: perpetual }] });
});
