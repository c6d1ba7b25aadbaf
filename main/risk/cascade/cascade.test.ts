import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import type { ValuedAccount } from '../../../shared/book/valued-book.ts';
import { known, missing } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import { cascade, type Cascade, type CascadeOptions } from './cascade.ts';
import { cascadeColumns } from './cascade-rungs.ts';
import type { CascadePath } from './cascade-path.ts';

const market: LiquidationRules = {
  venue: 'test',
  validFrom: '2026-01-01',
  source: 'invented for the test',
  origin: 'shipped',
  trigger: 'at-or-below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: 0.01,
  feeRates: {},
  backstopShare: null,
  bearers: ['insurance-fund', 'auto-deleveraging'],
};

const noSigma = () => missing('not known', 'Say it.');
const atMark: CascadeOptions = { sale: { kind: 'at-mark' }, salesMovePrice: false, sigmaOf: noSigma };
const down = (end: number): CascadePath => ({ exponentOf: (asset) => (asset === 'USDT' ? 0 : 1), side: 'below', end });

function fall(accounts: readonly ValuedAccount[], end: number, options = atMark): Cascade {
  const found = cascade(
    accounts.flatMap((one) => compileAccount(one, asOfMs)),
    down(end),
    options,
  );
  if (found.status !== 'value') throw new Error(found.reason);
  return found.value;
}

function holder(name: string, wallet: number, quantity: number, rules: LiquidationRules): ValuedAccount {
  const held = position({ symbol: 'BTC/USDT:USDT', quantity, entry: 100, mark: 100, tiers: tiers([0, 0.01, 0]) });
  return account([held], [balance('USDT', wallet)], { name, venue: null, liquidationRules: rules });
}

test('two accounts go in the order of their room; each is closed whole, pays its fee and keeps the rest', () => {
  // 10 coins at 100 on 100: 100 + 10 (P - 100) = 0.1 P at P = 900 / 9.9 = 90.909; on 200: 800 / 9.9 = 80.808.
  const found = fall([holder('later', 200, 10, market), holder('first', 100, 10, market)], 0.7);
  expect(found.events.map(({ account: name, kind }) => [name, kind])).toEqual([
    ['first', 'closed'],
    ['later', 'closed'],
  ]);
  const [first] = found.events;
  expect(first?.shockFraction).toBeCloseTo(900 / 9.9 / 100 - 1, 12);
  expect(first?.price).toBeCloseTo(90.90909, 5);
  expect(first?.quantity).toBe(-10);
  // Equity is 1 % of the value, and so is the fee: nothing is left.
  expect(first?.fee).toBeCloseTo(9.0909, 4);
  expect(first?.equityAfter).toBeCloseTo(0, 8);
});

test('a takeover keeps what is left; the price obtained is that of the bankruptcy', () => {
  const taken = fall([holder('one', 100, 10, { ...market, method: 'takeover' })], 0.5);
  const [event] = taken.events;
  expect(event).toMatchObject({ kind: 'taken-over', fee: 0, quantity: -10 });
  // Entry 100 less 100 / 10.
  expect(event?.priceObtained).toBeCloseTo(90, 10);
  expect(event?.forfeited).toBeCloseTo(9.0909, 4);
  expect(event?.equityAfter).toBeCloseTo(0, 10);
});

test('a haircut on what is sold leaves a debt, which the fund bears', () => {
  const sold = fall([holder('one', 100, 10, market)], 0.5, { ...atMark, sale: { kind: 'haircut', fraction: 0.03 } });
  expect(sold.events.map(({ kind }) => kind)).toEqual(['closed', 'debt']);
  const [closed, debt] = sold.events;
  // 909.09 of value: 1 % equity less 3 % impact less 1 % fee.
  expect(closed?.impact).toBeCloseTo(27.2727, 4);
  expect(closed?.equityAfter).toBeCloseTo(-27.2727, 4);
  expect(debt).toMatchObject({ equityAfter: 0, bearers: ['insurance-fund', 'auto-deleveraging'] });
  expect(debt?.forfeited).toBeCloseTo(27.2727, 4);
});

test('a fifth of a large position first; as the price goes on, the rest', () => {
  const fifth: LiquidationRules = {
    ...market,
    feeRate: 0,
    sizing: { kind: 'share-first', share: 0.2, aboveNotional: 500 },
  };
  const found = fall([holder('one', 100, 10, fifth)], 0.5);
  expect(
    found.events.slice(0, 2).map(({ kind, quantity }) => [kind, Math.round((quantity as number) * 1e9) / 1e9]),
  ).toEqual([
    ['reduced', -2],
    ['reduced', -1.6],
  ]);
  // 8 coins left and -18.18 realised: 100 - 2 x 9.0909 + 8 (P - 100) = 0.08 P at P = (800 - 81.81818) / 7.92.
  expect(found.events[1]?.price).toBeCloseTo((800 - 81.8181818) / 7.92, 5);
});

test('closing to restore stops a fifth over maintenance, and value before is value after and what it cost', () => {
  const restore: LiquidationRules = { ...market, sizing: { kind: 'restore', factor: 1.2 } };
  const found = fall([holder('one', 100, 10, { ...restore, feeRate: 0.001 })], 0.9);
  const [first] = found.events;
  const left = 10 + (first?.quantity ?? 0);
  expect(first?.equityAfter).toBeCloseTo(1.2 * 0.01 * left * (first?.price ?? 0), 10);
  for (const event of found.events) expect(event.fee).toBeCloseTo(0.001 * event.notional, 12);
});

test('without a volume square-root impact is refused, not free', () => {
  const tables = compileAccount(holder('one', 100, 10, market), asOfMs);
  const sale = { kind: 'square-root', coefficient: 1, dailyVolume: {} } as const;
  expect(cascade(tables, down(0.5), { ...atMark, sale })).toMatchObject({ status: 'missing-data' });
  // 1 x 4 % x sqrt(909.09 / 90,909) = 0.4 %.
  const told = { ...sale, dailyVolume: { BTC: 90_909.0909 } };
  const found = fall([holder('one', 100, 10, market)], 0.5, { ...atMark, sale: told, sigmaOf: () => known(0.04) });
  expect(found.events[0]?.impact).toBeCloseTo(0.004 * 909.0909, 4);
});

test('what is sold may move the price: the second account goes with the first', () => {
  const sale = { kind: 'haircut', fraction: 0.02 } as const;
  // 100 and 110 of wallet: called at 90.909 and 89.899; 2 % under 90.909 is 89.09.
  const accounts = [holder('a', 100, 10, market), holder('b', 110, 10, market)];
  const alone = fall(accounts, 0.905, { ...atMark, sale });
  expect(new Set(alone.events.map((event) => event.account))).toEqual(new Set(['a']));
  const together = fall(accounts, 0.905, { ...atMark, sale, salesMovePrice: true });
  expect(together.events.filter(({ kind }) => kind === 'closed').map((event) => event.account)).toEqual(['a', 'b']);
  expect(together.events[2]?.price).toBeCloseTo(90.90909 * 0.98, 4);
});

test('rungs tell each pool after what has happened to it', () => {
  const found = fall([holder('one', 100, 10, { ...market, feeRate: 0 })], 0.5);
  const columns = cascadeColumns(found.lanes[0] as Cascade['lanes'][number], down(0.5), Float64Array.of(1, 0.95, 0.8));
  expect([...(columns?.states ?? [])]).toEqual(['safe', 'safe', 'closed']);
  expect(columns?.equity[1]).toBeCloseTo(50, 10);
  // Closed at 90.909 with 1 % of its value left.
  expect(columns?.equity[2]).toBeCloseTo(9.0909, 4);
  expect([...(columns?.notional ?? [])].map((one) => Math.round(one))).toEqual([1000, 950, 0]);
});
