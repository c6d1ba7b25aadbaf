import { expect, test } from 'vitest';
import type { CascadeDocument, CascadeEventRow } from '../../../../shared/contract/cascade.ts';
import { eventsUpTo, firstCalls, neededText, placeText, poolName, tradedText, type OrderSide } from './order-texts.ts';

const event = (account: string, shockFraction: number): CascadeEventRow => ({
  kind: 'closed',
  shockFraction,
  account,
  pool: 'cross',
  instrument: 'BTC/USDT:USDT',
  quantity: -1,
  price: 100,
  priceObtained: 100,
  notional: 100,
  fee: 0,
  feeUnknown: false,
  impact: 0,
  forfeited: 0,
  equityAfter: 1,
  bearers: [],
  flags: [],
});

const asset = { kind: 'asset', asset: 'BTC', from: -0.5, to: 0.5, step: 0.1, beta: 1 } as const;
const down: OrderSide = {
  side: 'down',
  events: [event('a', -0.1), event('b', -0.2), event('a', -0.3)],
  firstDebt: null,
};
const document = { axis: asset } as unknown as CascadeDocument;

test('each pool stands once in the order, at its first call', () => {
  expect(firstCalls(down).map(({ account, shockFraction }) => [account, shockFraction])).toEqual([
    ['a', -0.1],
    ['b', -0.2],
  ]);
});

test('a rung has come to the events before it, the one at it counted; without a rung all stand', () => {
  expect([-0.05, -0.2, -0.5, null].map((shock) => eventsUpTo(document, down, shock))).toEqual([0, 2, 3, 3]);
  const up: OrderSide = { side: 'up', events: [event('c', 0.1)], firstDebt: null };
  expect([-0.2, 0.1, 0.05].map((shock) => eventsUpTo(document, up, shock))).toEqual([0, 1, 0]);
});

test('where it happens: a shock, a share of the vector, a price of the path', () => {
  expect(placeText(asset, event('a', -0.12345))).toBe('−12.35 %');
  expect(placeText({ kind: 'vector', shocks: {}, steps: 1 }, event('a', 0.5))).toBe('50.0 %');
  const pinned = {
    kind: 'pinned',
    asset: 'BTC',
    mark: 60_000,
    first: 50_000,
    second: 60_000,
    steps: 1,
    beta: 1,
  } as const;
  expect(placeText(pinned, event('a', -0.1))).toBe('54,000.0');
});

test('quantities keep their digits, what is asked for is enough', () => {
  expect([tradedText(-0.6), tradedText(12), tradedText(1 / 3), tradedText(null)]).toEqual([
    '−0.6',
    '+12',
    '+0.33333333',
    '–',
  ]);
  expect([neededText(20_624.0001), neededText(20_625.000000001)]).toEqual(['20,625', '20,626']);
  expect([poolName({ account: 'A', pool: 'cross' }), poolName({ account: 'A', pool: 'isolated X' })]).toEqual([
    'A',
    'A · isolated X',
  ]);
});
