import { expect, test } from 'vitest';
import type { LedgerEvent } from '../../shared/book/event.ts';
import { booked, cash, fill, only, opening, settings, spot, wallet } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';
import { createLedger } from './ledger.ts';

const noon = '2026-01-02T12:00:00Z';

function read(events: readonly LedgerEvent[]) {
  return foldEvents(booked(events), settings());
}

function coins(events: readonly LedgerEvent[]) {
  return read(events).balances.find(({ asset }) => asset === 'HYPE');
}

test('coins that are stated as a position lie in the balance, and came from outside', () => {
  const stated = opening(noon, '5', '40', { instrument: spot });
  expect(only(read([stated]))).toMatchObject({ quantity: '5', averagePrice: '40' });
  expect(coins([stated])).toMatchObject({ amount: '5', status: 'known', flags: ['from-position-statement'] });
  const ledger = createLedger({ ...settings(), fillPeriods: [], cancellations: [] });
  for (const event of booked([stated])) ledger.apply(event);
  expect(ledger.takeChanges().flows).toMatchObject([{ asset: 'HYPE', amount: 5n * 10n ** 18n, kind: 'opening' }]);
});

test('the balance follows what is stated anew, and what is traded between', () => {
  const held = opening(noon, '5', '40', { instrument: spot });
  const sold = fill('2026-01-03T00:00:00Z', 'sell', '2', '50', { instrument: spot });
  expect(coins([held, sold])).toMatchObject({ amount: '3' });
  // 3 left, stated as 7: four more.
  expect(coins([held, sold, opening('2026-01-04T00:00:00Z', '7', '40', { instrument: spot })])).toMatchObject({
    amount: '7',
    status: 'known',
  });
  expect(coins([held, opening('2026-01-04T00:00:00Z', '0', null, { instrument: spot })])).toMatchObject({
    amount: '0',
  });
});

test('coins without a cost are held all the same; with it stated later they are the same coins', () => {
  const bare = opening(noon, '5', null, { instrument: spot });
  expect(only(read([bare]))).toMatchObject({ status: 'history-incomplete' });
  expect(coins([bare])).toMatchObject({ amount: '5', status: 'known' });
  expect(coins([bare, opening('2026-01-03T00:00:00Z', '5', '40', { instrument: spot })])).toMatchObject({
    amount: '5',
  });
});

test('a wallet says more than a position: the statement tells the cost alone', () => {
  const whole = wallet('2026-01-01T00:00:00Z', '9', 'HYPE');
  const held = opening(noon, '5', '40', { instrument: spot });
  expect(coins([whole, held])).toMatchObject({ amount: '9', flags: [] });
  expect(coins([held, wallet('2026-01-03T00:00:00Z', '9', 'HYPE')])?.amount).toBe('9');
  const later = opening('2026-01-04T00:00:00Z', '6', '40', { instrument: spot });
  expect(coins([held, wallet('2026-01-03T00:00:00Z', '9', 'HYPE'), later])?.amount).toBe('9');
});

test('of coins that moved before, nobody knows how much the stated ones are of them', () => {
  const moved = cash('2026-01-01T00:00:00Z', 'withdrawal', '-1', 'HYPE');
  expect(coins([moved, opening(noon, '5', '40', { instrument: spot })])).toMatchObject({ status: 'unknown' });
});

test('a cost covers no more coins than there are', () => {
  const few = wallet('2026-01-01T00:00:00Z', '3', 'HYPE');
  expect(only(read([few, opening(noon, '5', '40', { instrument: spot })]))).toMatchObject({
    quantity: '3',
    averagePrice: '40',
  });
});
