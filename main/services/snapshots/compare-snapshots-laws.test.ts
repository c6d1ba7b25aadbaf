import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CashEvent, LedgerEvent } from '../../../shared/book/event.ts';
import { setBase } from '../edits/base-currency.ts';
import { compareTwo } from './compare-snapshots.ts';
import { makeSnapshot } from './make-snapshot.ts';
import { cashOf, fillOf, openEventBook, valueOf } from '../testing/event-book.ts';

/** What is traded, by account: its payoff, what it settles in and the size of one contract. */
const markets = [
  { account: 'P', symbol: 'BTC/USDT:USDT', kind: 'linear', settle: 'USDT', size: 1 },
  { account: 'P', symbol: 'ETH/USDC:USDC', kind: 'linear', settle: 'USDC', size: 1 },
  { account: 'C', symbol: 'BTC/USD:BTC', kind: 'inverse', settle: 'BTC', size: 1 },
  { account: 'S', symbol: 'ACME', kind: 'outright', settle: 'USD', size: 1 },
  { account: 'S', symbol: 'ACME260618C00050000', kind: 'outright', settle: 'USD', size: 100 },
] as const;
const symbols = markets.map(({ symbol }) => symbol);
const accounts = ['P', 'C', 'S'] as const;
const assets = ['USDT', 'USDC', 'BTC', 'USD', 'EUR', 'BNB'] as const;
type Asset = (typeof assets)[number];

interface Fill {
  readonly market: number;
  readonly buy: boolean;
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
  readonly feeInBnb: boolean;
}
interface Flow {
  readonly account: (typeof accounts)[number];
  readonly kind: 'deposit' | 'withdrawal' | 'interest' | 'dividend';
  readonly asset: Asset;
  readonly amount: number;
}
interface Period {
  readonly fills: readonly Fill[];
  readonly funding: readonly { readonly market: number; readonly amount: number }[];
  readonly flows: readonly Flow[];
  readonly prices: readonly number[];
  readonly euro: number;
  readonly bitcoin: number;
  readonly bnb: number;
}

const amount = fc.integer({ min: 1, max: 40 }).map((value) => value / 4);
const price = fc.integer({ min: 40, max: 160 });
const fill: fc.Arbitrary<Fill> = fc.record({
  market: fc.nat(markets.length - 1),
  buy: fc.boolean(),
  quantity: fc.integer({ min: 1, max: 6 }),
  price,
  fee: fc.integer({ min: -1, max: 4 }).map((value) => value / 8),
  feeInBnb: fc.boolean(),
});
const period: fc.Arbitrary<Period> = fc.record({
  fills: fc.array(fill, { maxLength: 8 }),
  funding: fc.array(fc.record({ market: fc.nat(2), amount: fc.integer({ min: -8, max: 8 }).map((one) => one / 4) }), {
    maxLength: 4,
  }),
  flows: fc.array(
    fc.record({
      account: fc.constantFrom(...accounts),
      kind: fc.constantFrom('deposit', 'withdrawal', 'interest', 'dividend'),
      asset: fc.constantFrom(...assets),
      amount,
    }) as fc.Arbitrary<Flow>,
    { maxLength: 4 },
  ),
  prices: fc.array(price, { minLength: markets.length, maxLength: markets.length }),
  euro: fc.integer({ min: 80, max: 130 }).map((value) => value / 100),
  bitcoin: price,
  bnb: price,
});

const start = Date.UTC(2026, 0, 1);
const hour = 3_600_000;
const marketOf = ({ market }: { readonly market: number }) => markets[market] as (typeof markets)[number];

function eventsOf(made: Period, account: string, fromMs: number): readonly LedgerEvent[] {
  const fills = made.fills
    .filter((one) => marketOf(one).account === account)
    .map((one, index) => {
      const { symbol, settle } = marketOf(one);
      const fee = one.fee === 0 ? null : { asset: one.feeInBnb ? 'BNB' : settle, amount: one.fee };
      return fillOf(fromMs + index * 1000, symbol, one.buy ? 'buy' : 'sell', one.quantity, one.price, fee);
    });
  const traded = new Set(fills.map(({ instrument }) => instrument as string));
  const funding = made.funding.flatMap((one, index): CashEvent[] => {
    const { symbol, settle } = marketOf(one);
    if (marketOf(one).account !== account || !traded.has(symbol) || one.amount === 0) return [];
    return [cashOf(fromMs + hour + index * 1000, 'funding', settle, one.amount, symbol)];
  });
  const flows = made.flows
    .filter((one) => one.account === account)
    .map((one, index) =>
      cashOf(
        fromMs + 2 * hour + index * 1000,
        one.kind,
        one.asset,
        one.kind === 'withdrawal' ? -one.amount : one.amount,
      ),
    );
  return [...fills, ...funding, ...flows];
}

function marksOf(made: Period): Readonly<Record<string, number>> {
  const own = Object.fromEntries(symbols.map((symbol, index) => [symbol, made.prices[index] as number]));
  return { ...own, 'EUR/USD': made.euro, 'BTC/USDT': made.bitcoin, 'BNB/USDT': made.bnb };
}

/** Euros per unit, by hand: dollars and what stands at par with them, by way of the dollar for the rest. */
function ratesOf({ euro, bitcoin, bnb }: Period): Readonly<Record<Asset, number>> {
  const dollar = 1 / euro;
  return { USDT: dollar, USDC: dollar, USD: dollar, EUR: 1, BTC: bitcoin / euro, BNB: bnb / euro };
}

/** What a fill has made by a mark, in what it settles in: no average cost is needed for it. */
function madeBy(one: Fill, mark: number): number {
  const { kind, size } = marketOf(one);
  const units = (one.buy ? one.quantity : -one.quantity) * size;
  return kind === 'inverse' ? units * (1 / one.price - 1 / mark) : units * (mark - one.price);
}

/** Opening deposits, and everything that came since at the marks of the last period: net worth without a ledger. */
function netWorthByHand(periods: readonly Period[], deposits: number): number {
  const last = periods.at(-1) as Period;
  const rates = ratesOf(last);
  let worth = assets.reduce((sum, asset) => sum + accounts.length * deposits * rates[asset], 0);
  for (const made of periods) {
    for (const one of made.fills) {
      worth += madeBy(one, last.prices[one.market] as number) * rates[marketOf(one).settle];
      worth -= one.fee * rates[one.feeInBnb ? 'BNB' : marketOf(one).settle];
    }
    for (const account of accounts)
      for (const event of eventsOf(made, account, 0))
        if ('grain' in event) worth += Number(event.amount) * rates[event.asset as Asset];
  }
  return worth;
}

test('the causes add up to the change of net worth, trades are what the fills made, and the rest is the money put in', () => {
  fc.assert(
    fc.property(period, period, (first, second) => {
      const deposits = 10_000;
      const book = openEventBook(start + 30 * 24 * hour);
      try {
        valueOf(setBase(book.context, 'EUR'));
        book.venue('P', 'binance-usdm');
        book.venue('S', 'interactive-brokers');
        for (const account of accounts) {
          const opening = assets.map((asset) => cashOf(start, 'deposit', asset, deposits));
          book.book(account, [...opening, ...eventsOf(first, account, start + hour)]);
        }
        const [older, newer] = [start + 10 * hour, start + 34 * hour];
        book.marks(older, marksOf(first));
        makeSnapshot(book.context, older, [], 'a4');
        for (const account of accounts) book.book(account, eventsOf(second, account, start + 25 * hour));
        book.marks(newer, marksOf(second));
        const told = valueOf(
          compareTwo(book.context, { older: { kind: 'last' }, newer: { kind: 'now' }, asOfMs: newer }),
        );

        const { netWorth, totals } = told;
        expect(told.notes).toEqual([]);
        const scale = Math.max(1, netWorth.from ?? 0, netWorth.to ?? 0);
        const near = (found: number | null, wanted: number): void => {
          expect(found).not.toBeNull();
          expect(Math.abs((found as number) - wanted)).toBeLessThanOrEqual(1e-9 * scale);
        };
        const sum = Object.values(totals).reduce<number>((all, part) => all + (part as number), 0);
        near(netWorth.change, sum);
        near(netWorth.from, netWorthByHand([first], deposits));
        near(netWorth.to, netWorthByHand([first, second], deposits));

        const rates = ratesOf(second);
        const put = second.flows.reduce(
          (all, one) => all + (one.kind === 'withdrawal' ? -one.amount : one.amount) * rates[one.asset],
          0,
        );
        near(totals.other, put);
        for (const [index, { symbol, settle }] of markets.entries()) {
          const fills = second.fills.filter((one) => one.market === index);
          const row = told.positions.find(({ instrument }) => instrument === symbol);
          const traded = fills.reduce((all, one) => all + madeBy(one, second.prices[index] as number), 0);
          if (row === undefined) expect(fills).toEqual([]);
          else near(row.causes.trades, traded * rates[settle]);
          if (row?.total != null)
            near(
              row.total,
              Object.values(row.causes).reduce<number>((all, part) => all + (part as number), 0),
            );
          if (row?.maintenance != null) {
            const { from, to, price: moved, trades, rules } = row.maintenance;
            near(to, from + moved + trades + rules);
          }
        }
      } finally {
        book.close();
      }
    }),
    { numRuns: 40 },
  );
});
