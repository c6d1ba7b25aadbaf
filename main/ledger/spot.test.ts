import { expect, test } from 'vitest';
import type { FillEvent, LedgerEvent } from '../../shared/book/event.ts';
import { foldEvents } from './fold-events.ts';
import { booked, cash, decimal, fill, instrumentOf, only, opening, settings, spot, wallet } from './fixtures/events.ts';

const trade = (day: string, side: 'buy' | 'sell', quantity: string, price: string, say: Partial<FillEvent> = {}) =>
  fill(`2026-01-${day}T00:00:00Z`, side, quantity, price, { instrument: spot, ...say });

function read(events: readonly LedgerEvent[]) {
  return foldEvents(booked(events), settings());
}

test('a fee taken in the coin bought reduces what is held, and the average stays gross of fees', () => {
  // 20 at 42.184 less 0.01344 HYPE: 19.98656 held; 20 x 42.184 = 843.68 USDC paid.
  const reading = read([
    cash('2026-01-01T00:00:00Z', 'deposit', '1000', 'USDC'),
    trade('02', 'buy', '20', '42.184', {
      fee: { asset: 'HYPE', amount: decimal('0.01344') },
      // Hyperliquid prints the fee's worth as the net result: 0.01344 x 42.184 = 0.56695296.
      reportedPnl: { amount: decimal('-0.56695296'), basis: 'net-of-fee' },
    }),
  ]);
  expect(only(reading)).toMatchObject({
    quantity: '19.98656',
    averagePrice: '42.184',
    fees: [{ asset: 'HYPE', amount: '0.01344' }],
    status: 'open',
  });
  expect(reading.balances).toMatchObject([
    { asset: 'HYPE', amount: '19.98656', status: 'known', flags: ['assumed-flat-start'] },
    { asset: 'USDC', amount: '156.32', status: 'known' },
  ]);
});

test('a sale moves both balances and realises against the average', () => {
  // 10 at 40 and 10 at 50: average 45. Sold 5 at 60 for 300 less 0.3: realised 75.
  const reading = read([
    cash('2026-01-01T00:00:00Z', 'deposit', '1000', 'USDC'),
    trade('02', 'buy', '10', '40'),
    trade('03', 'buy', '10', '50'),
    trade('04', 'sell', '5', '60', { fee: { asset: 'USDC', amount: decimal('0.3') } }),
  ]);
  expect(only(reading)).toMatchObject({ quantity: '15', averagePrice: '45', realizedPnl: '75' });
  expect(reading.balances).toMatchObject([{ amount: '15' }, { asset: 'USDC', amount: '399.7' }]);
});

test('selling more than was bought is incomplete history, and no short', () => {
  const reading = read([trade('02', 'buy', '1', '40'), trade('03', 'sell', '3', '50')]);
  expect(only(reading)).toMatchObject({ status: 'history-incomplete' });
  expect(only(reading).incomplete?.reason).toMatch(/sells more than it is known to have bought/);
  expect(reading.balances).toMatchObject([
    { asset: 'HYPE', status: 'unknown', flags: ['sold-more-than-bought'] },
    { asset: 'USDC', status: 'unknown' },
  ]);
});

test('coins of a known balance without a known cost may be sold: only their profit is not claimed', () => {
  // 5 deposited, 1 bought at 40; sold 3 at 50: 10 on the one bought, nothing claimed on the other two.
  const reading = read([
    cash('2026-01-01T00:00:00Z', 'deposit', '5', 'HYPE'),
    trade('02', 'buy', '1', '40'),
    trade('03', 'sell', '3', '50'),
  ]);
  expect(only(reading)).toMatchObject({
    quantity: '0',
    realizedPnl: '10',
    status: 'closed',
    flags: ['cost-basis-unknown'],
  });
  expect(reading.balances).toMatchObject([{ asset: 'HYPE', amount: '3', status: 'known' }, { asset: 'USDC' }]);
});

test('coins that are withdrawn take their cost with them', () => {
  const reading = read([trade('02', 'buy', '4', '40'), cash('2026-01-03T00:00:00Z', 'withdrawal', '-1', 'HYPE')]);
  expect(only(reading)).toMatchObject({
    quantity: '3',
    averagePrice: '40',
    realizedPnl: '0',
    flags: ['moved-out-at-cost'],
  });
});

test('a holding that is withdrawn whole is closed', () => {
  const reading = read([trade('02', 'buy', '4', '40'), cash('2026-01-03T00:00:00Z', 'withdrawal', '-4', 'HYPE')]);
  expect(only(reading)).toMatchObject({ quantity: '0', averagePrice: null, status: 'closed', openedMs: null });
});

test('two pairs of one coin give up their shares of a withdrawal', () => {
  // 3 and 1 held, 1 withdrawn: 0.75 and 0.25.
  const other = instrumentOf('HYPE/USDT').symbol;
  const reading = read([
    trade('02', 'buy', '3', '40'),
    trade('03', 'buy', '1', '50', { instrument: other }),
    cash('2026-01-04T00:00:00Z', 'withdrawal', '-1', 'HYPE'),
  ]);
  expect(reading.positions.map((one) => [one.quantity, one.averagePrice])).toEqual([
    ['2.25', '40'],
    ['0.75', '50'],
  ]);
});

test('a fee in the coin sold leaves at cost', () => {
  // 4 at 40; 1 sold at 50, 0.5 more taken as fee: 2.5 left at 40, realised 10.
  const reading = read([
    trade('02', 'buy', '4', '40'),
    trade('03', 'sell', '1', '50', { fee: { asset: 'HYPE', amount: decimal('0.5') } }),
  ]);
  expect(only(reading)).toMatchObject({ quantity: '2.5', averagePrice: '40', realizedPnl: '10' });
  expect(reading.balances).toMatchObject([{ asset: 'HYPE', amount: '2.5' }, { asset: 'USDC' }]);
});

test('withdrawing coins that were deposited leaves the basis of those bought', () => {
  const reading = read([
    cash('2026-01-01T00:00:00Z', 'deposit', '5', 'HYPE'),
    trade('02', 'buy', '4', '40'),
    cash('2026-01-03T00:00:00Z', 'withdrawal', '-5', 'HYPE'),
  ]);
  expect(only(reading)).toMatchObject({ quantity: '4', averagePrice: '40', flags: [] });
});

test('a printed profit on a spot sale that the purchases do not give is incomplete history', () => {
  const sale = trade('03', 'sell', '1', '50', {
    reportedPnl: { amount: decimal('30'), basis: 'net-of-fee' },
    fee: { asset: 'USDC', amount: decimal('0') },
  });
  const reading = read([trade('02', 'buy', '1', '40'), sale]);
  expect(only(reading).status).toBe('history-incomplete');
  const opened = read([opening('2026-01-01T00:00:00Z', '1', '20', { instrument: spot }), sale]);
  // The coin that is stated lies in the balance until it is sold.
  expect(only(opened)).toMatchObject({ status: 'closed', realizedPnl: '30' });
  expect(opened.balances).toMatchObject([{ asset: 'HYPE', amount: '0', status: 'known' }, { asset: 'USDC' }]);
});

test('a stated coin balance is known whatever was bought before', () => {
  const reading = read([
    trade('02', 'buy', '1', '40'),
    trade('03', 'sell', '3', '50'),
    wallet('2026-01-04T00:00:00Z', '7', 'HYPE'),
  ]);
  expect(reading.balances).toMatchObject([
    { asset: 'HYPE', amount: '7', status: 'known', flags: [] },
    { asset: 'USDC' },
  ]);
});
