import { expect, test } from 'vitest';
import type { FillEvent, LedgerEvent } from '../../shared/book/event.ts';
import { at, booked, cash, decimal, fill, only, settings, spot, wallet } from './fixtures/events.ts';
import { foldEvents, type LedgerReading } from './fold-events.ts';

const trade = (day: string, side: 'buy' | 'sell', quantity: string, price: string, say: Partial<FillEvent> = {}) =>
  fill(`2026-01-${day}T00:00:00Z`, side, quantity, price, { instrument: spot, ...say });
const inCoin = (amount: string) => ({ fee: { asset: 'HYPE', amount: decimal(amount) } });
const read = (events: readonly LedgerEvent[]): LedgerReading => foldEvents(booked(events), settings());
const smallest = '0.000000000000000001';

test('the fee of a purchase in kind leaves at the price of that purchase, not at the average', () => {
  // 10 at 100, then 10 at 200 less 1 in fee: 1000 + 9 x 200 = 2800 over 19.
  const reading = read([trade('02', 'buy', '10', '100'), trade('03', 'buy', '10', '200', inCoin('1'))]);
  expect(only(reading)).toMatchObject({ quantity: '19', averagePrice: '147.368421052631578947' });
});

test('a purchase that goes whole into its fee leaves the average of what is held, and opens nothing by itself', () => {
  const added = read([trade('02', 'buy', '10', '100'), trade('03', 'buy', '1', '200', inCoin('1'))]);
  expect(only(added)).toMatchObject({ quantity: '10', averagePrice: '100', openedMs: at('2026-01-02T00:00:00Z') });
  const alone = read([trade('02', 'buy', '1', '200', inCoin('1'))]);
  expect(only(alone)).toMatchObject({ quantity: '0', status: 'closed', openedMs: null });
});

test('a fee in kind of the last digit is taken off', () => {
  expect(only(read([trade('02', 'buy', '1', '1', inCoin(smallest))]))).toMatchObject({
    quantity: '0.999999999999999999',
    openedMs: at('2026-01-02T00:00:00Z'),
  });
});

test('a sale whose fee in kind is more than what remains shows that coins came from elsewhere', () => {
  const reading = read([trade('02', 'buy', '10', '100'), trade('03', 'sell', '10', '110', inCoin('0.01'))]);
  expect(only(reading)).toMatchObject({ status: 'history-incomplete' });
});

test('a fee in kind is not taken off once the sale itself contradicts the fold', () => {
  const wrong = { ...inCoin('0.5'), reportedPnl: { amount: decimal('999'), basis: 'gross' } } as const;
  const reading = read([trade('02', 'buy', '10', '100'), trade('03', 'sell', '4', '110', wrong)]);
  expect(only(reading)).toMatchObject({ status: 'history-incomplete', quantity: '6' });
});

test('coins of a stated wallet sold without any purchase open nothing', () => {
  const reading = read([wallet('2026-01-01T00:00:00Z', '10', 'HYPE'), trade('02', 'sell', '4', '50')]);
  expect(only(reading)).toMatchObject({
    quantity: '0',
    realizedPnl: '0',
    openedMs: null,
    flags: ['cost-basis-unknown'],
  });
});

test('of a sale beyond the basis even the smallest holding is sold', () => {
  const reading = read([
    wallet('2026-01-01T00:00:00Z', '10', 'HYPE'),
    trade('02', 'buy', smallest, '50'),
    trade('03', 'sell', '4', '50'),
  ]);
  expect(only(reading)).toMatchObject({ quantity: '0', status: 'closed' });
});

test('a fee in a third coin is paid from it, and takes its cost basis with it', () => {
  // 10 HYPE bought at 40; a trade of another pair pays 2 HYPE in fees: 8 remain, at cost.
  const other = 'PURR/USDC' as FillEvent['instrument'];
  const fee = { asset: 'HYPE', amount: decimal('2') };
  const reading = read([
    trade('02', 'buy', '10', '40'),
    fill('2026-01-03T00:00:00Z', 'buy', '100', '1', { instrument: other, fee }),
  ]);
  expect(reading.positions).toMatchObject([
    { instrument: spot, quantity: '8', averagePrice: '40', realizedPnl: '0', flags: ['moved-out-at-cost'] },
    { instrument: other, quantity: '100' },
  ]);
  expect(reading.balances[0]).toMatchObject({ asset: 'HYPE', amount: '8' });
});

test('a fee in a third asset of the last digit moves it, one of nothing does not name it', () => {
  const paid = (amount: string) =>
    read([trade('02', 'buy', '1', '40', { fee: { asset: 'BNB', amount: decimal(amount) } })]).balances;
  expect(paid(smallest)).toContainEqual(expect.objectContaining({ asset: 'BNB', amount: `-${smallest}` }));
  expect(paid('0').map((one) => one.asset)).toEqual(['HYPE', 'USDC']);
});

test('spot rows of one instant in no order end where their sum does, fees included', () => {
  // Sales of 10 and 20 USDC with fees of 1: from 100 to 109, then to 128; the file tells the second row first.
  const fee = { asset: 'USDC', amount: decimal('1') };
  const reading = read([
    wallet('2026-01-01T00:00:00Z', '10', 'HYPE'),
    trade('02', 'sell', '2', '10', { fee, balanceAfter: decimal('128') }),
    trade('02', 'sell', '1', '10', { fee, balanceAfter: decimal('109') }),
  ]);
  expect(reading.balances.at(-1)).toMatchObject({ asset: 'USDC', amount: '128', status: 'known' });
});

test('a withdrawal leaves the basis alone while the account holds more coins than it covers', () => {
  // 10 deposited and 5 bought at 40; 9 withdrawn leave 6, which cover the 5; one more and a half leaves 4.5.
  const events = [
    cash('2026-01-01T00:00:00Z', 'deposit', '10', 'HYPE'),
    trade('02', 'buy', '5', '40'),
    cash('2026-01-03T00:00:00Z', 'withdrawal', '-9', 'HYPE'),
  ];
  expect(only(read(events))).toMatchObject({ quantity: '5', flags: [] });
  const capped = read([...events, cash('2026-01-04T00:00:00Z', 'withdrawal', '-1.5', 'HYPE')]);
  expect(only(capped)).toMatchObject({ quantity: '4.5', averagePrice: '40', flags: ['moved-out-at-cost'] });
});

test('a basis larger than the holding by the last digit is cut by it; an overdrawn coin has no basis left', () => {
  const events = [wallet('2026-01-01T00:00:00Z', '0', 'HYPE'), trade('02', 'buy', '5', '40')];
  const cut = read([...events, cash('2026-01-03T00:00:00Z', 'withdrawal', `-${smallest}`, 'HYPE')]);
  expect(only(cut)).toMatchObject({ quantity: '4.999999999999999999', flags: ['moved-out-at-cost'] });
  const overdrawn = read([...events, cash('2026-01-03T00:00:00Z', 'withdrawal', '-7', 'HYPE')]);
  expect(only(overdrawn)).toMatchObject({ quantity: '0', status: 'closed', openedMs: null });
  const left = read([...events, cash('2026-01-03T00:00:00Z', 'withdrawal', '-4.999999999999999999', 'HYPE')]);
  expect(only(left)).toMatchObject({ quantity: smallest });
});

test('a pair that is closed gives nothing up when another pair of the coin is', () => {
  const second = 'HYPE/USDT' as FillEvent['instrument'];
  const reading = read([
    trade('02', 'buy', '1', '40'),
    trade('03', 'sell', '1', '40'),
    fill('2026-01-04T00:00:00Z', 'buy', '3', '40', { instrument: second }),
    cash('2026-01-05T00:00:00Z', 'withdrawal', '-1', 'HYPE'),
  ]);
  expect(reading.positions).toMatchObject([
    { instrument: spot, quantity: '0', flags: [] },
    { instrument: second, quantity: '2', flags: ['moved-out-at-cost'] },
  ]);
});

test('an unknown balance says nothing of what the basis may cover', () => {
  const reading = read([
    cash('2026-01-01T00:00:00Z', 'interest', '-1', 'HYPE'),
    trade('02', 'buy', '5', '40'),
    cash('2026-01-03T00:00:00Z', 'withdrawal', '-2', 'HYPE'),
  ]);
  expect(only(reading)).toMatchObject({ quantity: '5', flags: [] });
});

test('the smallest holding is withdrawn too', () => {
  const out = cash('2026-01-03T00:00:00Z', 'withdrawal', `-${smallest}`, 'HYPE');
  expect(only(read([trade('02', 'buy', smallest, '40'), out]))).toMatchObject({ quantity: '0', status: 'closed' });
});

test('a rebate in the coin is held without a cost; a fee above the purchase takes from what was held, at its cost', () => {
  const rebated = read([trade('02', 'buy', '10', '100', inCoin('-0.1'))]);
  expect(only(rebated)).toMatchObject({ quantity: '10', averagePrice: '100' });
  expect(rebated.balances.find(({ asset }) => asset === 'HYPE')).toMatchObject({ amount: '10.1' });
  // 10 at 100, then 1 at 200 for a fee of 2: 1,200 on 11, of which 9 stay.
  const dear = read([trade('02', 'buy', '10', '100'), trade('03', 'buy', '1', '200', inCoin('2'))]);
  expect(only(dear)).toMatchObject({ quantity: '9', averagePrice: '109.090909090909090909' });
});

test('a coin that comes for nothing is held, at no cost', () => {
  expect(only(read([trade('02', 'buy', '3', '0')]))).toMatchObject({
    quantity: '3',
    averagePrice: '0',
    status: 'open',
  });
});

test('a coin whose history is incomplete did not start at nothing', () => {
  const wrong = { reportedPnl: { amount: decimal('999'), basis: 'gross' } } as const;
  const reading = read([trade('02', 'buy', '10', '100'), trade('03', 'sell', '4', '110', wrong)]);
  expect(reading.balances.find(({ asset }) => asset === 'HYPE')).toMatchObject({ amount: '6', status: 'unknown' });
});

test('what the venue buys back by force, with no word of what it closes, is a purchase', () => {
  expect(only(read([trade('02', 'buy', '3', '40', { kind: 'liquidation' })]))).toMatchObject({ status: 'open' });
});
