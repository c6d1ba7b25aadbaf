import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { AccountChange } from '../../../shared/contract/book.ts';
import { bookCalls } from '../../../shared/contract/book.ts';
import type { WhatIfTicket } from '../../../shared/contract/whatif.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { assess } from '../../risk/assessment/assess.ts';
import { defaultAxis, defaultThresholds, type Assessment } from '../../risk/assessment/assessment.ts';
import { applyTickets } from '../../risk/whatif/apply-tickets.ts';
import { bookAt } from '../book/book-at.ts';
import { setAccount } from '../edits/account-settings.ts';
import { cashOf, fillOf, openEventBook, valueOf, type EventBook } from '../testing/event-book.ts';
import { readTickets } from './read-tickets.ts';
import { bookDesk } from './ticket-desk.ts';

const start = Date.UTC(2026, 9, 1);
const now = start + 10 * 86_400_000;
const tradedAt = now - 1000;

let open: EventBook[] = [];
afterEach(() => {
  for (const one of open) one.close();
  open = [];
});

const marks = {
  'BTC/USDT:USDT': 60_000,
  'ETH/USDT:USDT': 2_500,
  'BTC/USD:BTC': 60_010,
  'BTC/USDT': 60_005,
  'ETH/USDT': 2_501,
  AAPL: 210,
};

/** What trades where: each account with the instrument, the price around which it trades, and the smallest size. */
const markets = [
  { account: 'cross', instrument: 'BTC/USDT:USDT', price: 60_000, unit: 0.01, leg: null },
  { account: 'cross', instrument: 'ETH/USDT:USDT', price: 2_500, unit: 0.1, leg: null },
  { account: 'isolated', instrument: 'BTC/USDT:USDT', price: 60_000, unit: 0.01, leg: null },
  { account: 'coin', instrument: 'BTC/USD:BTC', price: 60_000, unit: 100, leg: null },
  { account: 'hedge', instrument: 'BTC/USDT:USDT', price: 60_000, unit: 0.01, leg: 'long' },
  { account: 'hedge', instrument: 'BTC/USDT:USDT', price: 60_000, unit: 0.01, leg: 'short' },
  { account: 'unified', instrument: 'ETH/USDT', price: 2_500, unit: 0.1, leg: null },
  { account: 'unified', instrument: 'ETH/USDT:USDT', price: 2_500, unit: 0.1, leg: null },
  { account: 'shares', instrument: 'AAPL', price: 200, unit: 1, leg: null },
] as const;
type Market = (typeof markets)[number];

interface Trade {
  readonly market: Market;
  readonly side: 'buy' | 'sell';
  readonly units: number;
  readonly pricePermille: number;
  readonly feeRate: number;
}

function sizeOf({ market, units }: Trade): number {
  return Number((units * market.unit).toFixed(6));
}

function priceOf({ market, pricePermille }: Trade): number {
  return Number(((market.price * pricePermille) / 1000).toFixed(6));
}

/** Six accounts with their wallets and what was traded in them before. */
function bookOf(trades: readonly Trade[]): EventBook {
  const book = openEventBook(now);
  open.push(book);
  const account = (change: AccountChange) =>
    void valueOf(setAccount(book.context, bookCalls['accounts.set'].input.parse(change)));
  const levered = [
    { instrument: 'BTC/USDT:USDT', leverage: 7 },
    { instrument: 'ETH/USDT:USDT', leverage: 5 },
    { instrument: 'BTC/USD:BTC', leverage: 4 },
  ];
  account({ name: 'cross', venue: 'binance-usdm', leverage: levered });
  account({ name: 'isolated', venue: 'bybit', marginMode: 'isolated', leverage: levered });
  account({ name: 'coin', venue: 'binance-coinm', leverage: levered });
  account({ name: 'hedge', venue: 'binance-usdm', positionMode: 'hedge', leverage: levered });
  account({ name: 'unified', venue: 'bybit', leverage: levered });
  account({ name: 'shares', venue: 'interactive-brokers' });
  for (const [name, asset, amount] of [
    ['cross', 'USDT', 50_000],
    ['isolated', 'USDT', 40_000],
    ['coin', 'BTC', 2],
    ['hedge', 'USDT', 30_000],
    ['unified', 'USDT', 90_000],
    ['unified', 'ETH', 4],
    ['shares', 'USD', 100_000],
  ] as const)
    book.book(name, [cashOf(start, 'deposit', asset, amount)]);
  trades.forEach((trade, index) => bookTrade(book, trade, start + (index + 1) * 60_000));
  book.marks(now - 5000, marks);
  return book;
}

function bookTrade(book: EventBook, trade: Trade, timeMs: number): void {
  const { market, side, feeRate } = trade;
  const [size, price] = [sizeOf(trade), priceOf(trade)];
  const isInverse = market.instrument === 'BTC/USD:BTC';
  const value = isInverse ? size / price : size * price;
  const asset = isInverse ? 'BTC' : market.account === 'shares' ? 'USD' : 'USDT';
  const fill = fillOf(timeMs, market.instrument, side, size, price, null);
  const fee = { asset, amount: plain(value * feeRate) };
  book.book(market.account, [{ ...fill, fee, positionSide: market.leg }]);
}

/** Without an exponent, at most 18 places. */
function plain(amount: number): Decimal {
  return amount.toFixed(16).replace(/\.?0+$/, '') as Decimal;
}

function ticketOf(trade: Trade): WhatIfTicket {
  const { market, side, feeRate } = trade;
  return {
    kind: 'trade',
    account: market.account,
    instrument: market.instrument,
    side,
    leg: market.leg,
    size: { unit: 'contracts', amount: String(sizeOf(trade)) },
    price: String(priceOf(trade)),
    leverage: null,
    feeRate,
    stop: null,
  };
}

const options = { axis: { ...defaultAxis, asset: 'BTC', step: 0.1 }, thresholds: defaultThresholds };

function assessed({ context }: EventBook): Assessment {
  return assess(bookAt(context, epochMs(now)).valued, options);
}

function thought(book: EventBook, tickets: readonly WhatIfTicket[]) {
  const at = bookAt(book.context, epochMs(now));
  const read = valueOf(readTickets(book.context, tickets));
  return applyTickets(at.valued, read, { status: 'value', value: 1 }, bookDesk(book.context, at));
}

/** Every figure of one is a figure of the other, to 1e-9 of what is at stake. */
function expectSame(a: Assessment, b: Assessment): void {
  const keyed = (of: Assessment) => new Map(of.measures.map((one) => [`${one.id} ${one.scope}`, one]));
  const [mine, theirs] = [keyed(a), keyed(b)];
  expect([...mine.keys()].toSorted()).toEqual([...theirs.keys()].toSorted());
  for (const [key, one] of mine) {
    const other = theirs.get(key);
    expect([key, one.status, one.flags]).toEqual([key, other?.status, other?.flags]);
    if (one.value === null || other?.value == null) continue;
    const scale = one.unit === 'money' ? 100_000 : Math.max(Math.abs(one.value), Math.abs(other.value));
    expect(Math.abs(one.value - other.value), key).toBeLessThanOrEqual(1e-9 * scale);
  }
  expect(a.ladder?.order.down.map(({ pool }) => pool)).toEqual(b.ladder?.order.down.map(({ pool }) => pool));
}

const trade: fc.Arbitrary<Trade> = fc.record({
  market: fc.constantFrom(...markets),
  side: fc.constantFrom('buy', 'sell'),
  units: fc.integer({ min: 1, max: 60 }),
  pricePermille: fc.integer({ min: 900, max: 1100 }),
  feeRate: fc.constantFrom(0, 0.0005, -0.0001),
});

/** A leg of a hedge is opened on its own side and never sold beyond what it holds; coins are not sold beyond what is held. */
function isPossible(trades: readonly Trade[]): boolean {
  const held = new Map<string, number>([['unified ETH/USDT null', 40]]);
  return trades.every(({ market, side, units }) => {
    const key = `${market.account} ${market.instrument} ${market.leg}`;
    const signed = (market.leg === 'short' ? -1 : 1) * (side === 'buy' ? units : -units);
    const after = (held.get(key) ?? 0) + signed;
    held.set(key, after);
    return (market.leg === null && market.instrument !== 'ETH/USDT') || after >= 0;
  });
}

test('law: assessing a what-if and booking the same trade in the ledger give the same figures', () => {
  fc.assert(
    fc.property(fc.array(trade, { maxLength: 6 }), trade, (before, last) => {
      fc.pre(isPossible([...before, last]));
      const book = bookOf(before);
      const applied = valueOf(thought(book, [ticketOf(last)]));
      const whatIf = assess(applied.book, options);
      bookTrade(book, last, tradedAt);
      expectSame(whatIf, assessed(book));
    }),
    { numRuns: 120 },
  );
});

test('law: a ticket and its opposite at the same price without fee give the equity back', () => {
  fc.assert(
    fc.property(fc.array(trade, { maxLength: 5 }), trade, (before, last) => {
      fc.pre(last.market.leg === null && isPossible([...before, last]));
      const book = bookOf(before);
      const there = ticketOf({ ...last, feeRate: 0 });
      const back = ticketOf({ ...last, feeRate: 0, side: last.side === 'buy' ? 'sell' : 'buy' });
      const applied = valueOf(thought(book, [there, back]));
      const [then, first] = [assess(applied.book, options), assessed(book)];
      for (const one of first.measures.filter(({ id, scope }) => id === 'equity' && !scope.startsWith('pool:'))) {
        const other = then.measures.find(({ id, scope }) => id === one.id && scope === one.scope);
        expect(other?.value, one.scope).toBeCloseTo(one.value as number, 4);
      }
    }),
    { numRuns: 60 },
  );
});

test('law: a leverage that the ticket sets is the leverage that the account would have', () => {
  const last: Trade = { market: markets[2], side: 'buy', units: 30, pricePermille: 1000, feeRate: 0.0005 };
  const book = bookOf([{ ...last, units: 20 }]);
  const applied = valueOf(thought(book, [{ ...ticketOf(last), leverage: 3 } as WhatIfTicket]));
  const whatIf = assess(applied.book, options);
  bookTrade(book, last, tradedAt);
  const change = { name: 'isolated', leverage: [{ instrument: 'BTC/USDT:USDT', leverage: 3 }] };
  valueOf(setAccount(book.context, bookCalls['accounts.set'].input.parse(change)));
  expectSame(whatIf, assessed(book));
});

test('law: a top-up is a deposit, and a withdrawal the other way', () => {
  for (const amount of [2_500, -1_500]) {
    const book = bookOf([{ market: markets[0], side: 'sell', units: 40, pricePermille: 1010, feeRate: 0 }]);
    const ticket: WhatIfTicket = { kind: 'top-up', account: 'cross', asset: 'usdt', amount: String(amount) };
    const applied = valueOf(thought(book, [ticket]));
    book.book('cross', [cashOf(tradedAt, amount > 0 ? 'deposit' : 'withdrawal', 'USDT', amount)]);
    expectSame(assess(applied.book, options), assessed(book));
  }
});

test('law: closing a share is the trade the other way, and a whole close leaves nothing', () => {
  const opened: Trade = { market: markets[3], side: 'sell', units: 50, pricePermille: 950, feeRate: 0.0005 };
  for (const [share, units] of [
    [0.4, 20],
    [1, 50],
  ] as const) {
    const book = bookOf([opened]);
    const close = { kind: 'close', account: 'coin', instrument: 'BTC/USD:BTC', leg: null, share } as const;
    const applied = valueOf(thought(book, [{ ...close, price: '61000', feeRate: 0.0005 }]));
    const priced = { ...opened, side: 'buy', units, pricePermille: (61_000 / 60_000) * 1000 } as const;
    bookTrade(book, priced, tradedAt);
    expectSame(assess(applied.book, options), assessed(book));
    expect(applied.book.accounts.find(({ name }) => name === 'coin')?.positions).toHaveLength(share === 1 ? 0 : 1);
  }
});
