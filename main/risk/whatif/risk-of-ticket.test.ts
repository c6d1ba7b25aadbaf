import { expect, test } from 'vitest';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, missing, type Outcome } from '../../../shared/measures/outcome.ts';
import { position, tiers } from '../fixtures/build-book.ts';
import { deskOf, trade } from '../fixtures/ticket-desk.ts';
import { riskOfTicket } from './risk-of-ticket.ts';
import type { TradeEffect, TradeTicket } from './ticket.ts';

const flat = tiers([0, 0.05, 0]);
const linear = position({ symbol: 'BTC/USDT:USDT', quantity: 0, entry: 0, mark: 100, tiers: flat, settleRate: 0.5 });
const inverse = position({
  symbol: 'BTC/USD:BTC',
  quantity: 0,
  entry: 0,
  mark: 50_000,
  tiers: flat,
  more: { multiplier: 100 },
});

function risk(ticket: TradeTicket, effect: Partial<TradeEffect>, desk: readonly ValuedPosition[] = [linear, inverse]) {
  const quantity = ticket.side === 'buy' ? ticket.size.amount : -ticket.size.amount;
  const side = { quantity: known(0), entryPrice: null, leverage: null, marginMode: null };
  const whole: TradeEffect = {
    account: 'one',
    instrument: ticket.instrument.symbol,
    leg: 'net',
    quantity,
    price: 100,
    before: side,
    after: side,
    settleAsset: 'USDT',
    fee: 0,
    realized: known(0),
    value: known(0),
    ...effect,
  };
  return riskOfTicket(ticket, whole, known(1000), deskOf(desk));
}

const holding = (quantity: number) => ({
  before: { quantity: known(quantity), entryPrice: null, leverage: null, marginMode: null },
});

function amount(outcome: Outcome): number {
  if (outcome.status !== 'value') throw new Error(outcome.status);
  return outcome.value;
}

test('price move, the fee of the trade and the fee of leaving at the stop, in the base currency', () => {
  // 4 x 10 + 2 + 1 % of 360, at half a dollar.
  const bought = risk(trade('BTC/USDT:USDT', 'buy', 4, { stop: 90, feeRate: 0.01 }), { fee: 2 });
  expect(amount(bought.loss)).toBeCloseTo(22.8, 12);
  expect(amount(bought.share)).toBeCloseTo(0.0228, 12);
  const sold = risk(trade('BTC/USDT:USDT', 'sell', 4, { stop: 125 }), {});
  expect(sold.loss).toEqual(known(50));
});

test('a rebate does not make the loss smaller, neither on the way in nor at the stop', () => {
  const maker = risk(trade('BTC/USDT:USDT', 'buy', 4, { stop: 90, feeRate: -0.01 }), { fee: -4 });
  expect(maker.loss).toEqual(known(20));
});

test('an inverse contract loses coins, which are worth less at a stop below', () => {
  // 1,000 USD: 0.02 BTC at 50,000, 0.025 at 40,000: 0.005 BTC more are owed, at 40,000 each.
  const bought = risk(trade('BTC/USD:BTC', 'buy', 10, { stop: 40_000 }), { price: 50_000 });
  expect(amount(bought.loss)).toBeCloseTo(200, 9);
  // 0.001 of 0.025 BTC at 40,000: 1 dollar more.
  const paid = risk(trade('BTC/USD:BTC', 'buy', 10, { stop: 40_000, feeRate: 0.001 }), { price: 50_000 });
  expect(amount(paid.loss)).toBeCloseTo(201, 9);
});

test('only what the trade opens can lose', () => {
  const sell = trade('BTC/USDT:USDT', 'sell', 4, { stop: 120 });
  expect(risk(sell, holding(4)).loss.status).toBe('not-applicable');
  expect(risk(sell, holding(9)).share.status).toBe('not-applicable');
  // Three of the four close, one opens: 20 at half a dollar.
  expect(risk(sell, holding(3)).loss).toEqual(known(10));
  expect(risk(sell, holding(-3)).loss).toEqual(known(40));
  const unknown = { ...holding(0).before, quantity: missing('nobody says', 'say it') };
  expect(risk(sell, { before: unknown }).loss).toEqual(known(40));
});

test('without a stop, a mark or a rate nothing is known', () => {
  const gap = missing('nobody says', 'say it');
  expect(risk(trade('BTC/USDT:USDT', 'buy', 4), {}).loss).toMatchObject({
    status: 'missing-data',
    reason: 'The trade of BTC/USDT:USDT has no stop.',
  });
  const stopped = trade('BTC/USDT:USDT', 'buy', 4, { stop: 90 });
  expect(risk(stopped, {}, [{ ...linear, mark: gap }]).share).toEqual(gap);
  expect(risk(stopped, {}, [{ ...linear, settleRate: gap }]).loss).toEqual(gap);
});
