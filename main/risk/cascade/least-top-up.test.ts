import fc from 'fast-check';
import { expect, test } from 'vitest';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { books } from '../fixtures/random-book.ts';
import { compileAccount, compileBook } from '../margin/compile-pools.ts';
import { firstGap, type CollateralTerm, type MarginTable } from '../margin/margin-table.ts';
import { cascade } from './cascade.ts';
import { poolAlong } from './pool-along.ts';
import { rebased } from './rebase.ts';
import { surplusNow } from './working-pool.ts';

/** Money in the base currency paid into a pool. */
function paidIn(table: MarginTable, value: number): MarginTable {
  const money: CollateralTerm = {
    asset: 'USD',
    amount: value,
    posted: 0,
    rate: { price: 1, asOfMs, origin: 'unit', stale: false, via: null },
    value,
    haircut: 0,
    maintenance: 0,
    origin: 'wallet',
    isCash: true,
  };
  return { ...table, collateral: [...table.collateral, money] };
}

const powers: Readonly<Record<string, number>> = { BTC: 1, ETH: 1.2, SOL: 0.7 };
const ends = { below: 0.4, above: 1.8 } as const;

test('with the top-up a pool is called nowhere on the way; a cent less, and it is called', () => {
  let paid = 0;
  fc.assert(
    fc.property(books(), fc.constantFrom('below', 'above'), fc.boolean(), (book, side, alike) => {
      const exponentOf = (asset: string) =>
        Object.hasOwn(powers, asset) ? (alike ? 1 : (powers[asset] as number)) : 0;
      const path = { exponentOf, side, end: ends[side] };
      for (const table of compileBook(book)) {
        if (firstGap(table) !== null || table.kind === 'spot' || table.legs.length === 0) continue;
        const amount = poolAlong(table, exponentOf).topUpTo(side, path.end);
        const isCalled = (money: number): boolean =>
          poolAlong(paidIn(table, money), exponentOf).topUpTo(side, path.end) !== 0;
        if (amount === null) continue;
        expect(isCalled(amount)).toBe(false);
        const isLarge = table.legs.some(({ notional }) => notional > 1e7);
        if (amount === 0 || isLarge) continue;
        paid += 1;
        expect(isCalled(amount - 0.01)).toBe(true);
        const sale = { kind: 'at-mark' } as const;
        const how = { sale, salesMovePrice: false, sigmaOf: () => ({ status: 'value', value: 0.1 }) as const };
        const eventsWith = (money: number) => {
          const found = cascade([paidIn(table, money)], path, how);
          return found.status === 'value' ? found.value.events.length : -1;
        };
        expect(eventsWith(amount)).toBe(0);
        expect(eventsWith(amount - 0.01)).toBeGreaterThan(0);
      }
    }),
  );
  expect(paid).toBeGreaterThan(40);
});

const held = (quantity: number, wallet: number, say: Partial<MarginTable> = {}): MarginTable => ({
  ...(compileAccount(
    account(
      [position({ symbol: 'BTC/USDT:USDT', quantity, entry: 100, mark: 100, tiers: tiers([0, 0.25, 0]) })],
      [balance('USDT', wallet)],
    ),
    asOfMs,
  )[0] as MarginTable),
  ...say,
});
const alike = (asset: string) => (asset === 'USDT' ? 0 : 1);
const strict: MarginTable['rules'] = {
  venue: 'test',
  validFrom: '2026-01-01',
  source: 'invented for the test',
  origin: 'shipped',
  trigger: 'below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: 0,
  feeRates: {},
  backstopShare: null,
  bearers: ['trader'],
};

test('what just holds: a venue that waits until equity is below maintenance needs nothing, one that does not a touch more', () => {
  // 62.5 + P - 100 = 0.25 P at P = 50, the end of the way.
  expect(poolAlong(held(1, 62.5, { rules: strict }), alike).topUpTo('below', 0.5)).toBe(0);
  const just = held(1, 62.5);
  const [wallet] = just.collateral as [CollateralTerm];
  const empty = { ...wallet, asset: 'USDC', value: 0, amount: 0 };
  const touch = poolAlong({ ...just, collateral: [wallet, empty] }, alike).topUpTo('below', 0.5);
  expect(touch).toBeGreaterThan(0);
  expect(touch).toBeLessThan(1e-9);
  expect(poolAlong(held(1, 63), alike).topUpTo('below', 0.5)).toBe(0);
  expect(poolAlong(held(1, 62), alike).topUpTo('below', 0.5)).toBeCloseTo(0.5, 9);
  // The same with a price that goes by a power: 0.25 of the mark at the square of 0.5.
  const square = (asset: string) => 2 * alike(asset);
  expect(poolAlong(held(1, 81.25 - 0.5), square).topUpTo('below', 0.5)).toBeCloseTo(0.5, 9);
  expect(poolAlong(held(1, 81.25 + 0.01), square).topUpTo('below', 0.5)).toBe(0);
  // A debt of 100 alone, 10 asked for on it.
  const debt = { ...wallet, value: -100, amount: -100, maintenance: 10 };
  expect(poolAlong({ ...just, legs: [], collateral: [debt] }, () => 0.5).topUpTo('below', 0.5)).toBeCloseTo(110, 6);
});

test('prices that all move alike are solved to the last bit; so are those of coin contracts and strategies', () => {
  // 87.5 + 2 (P - 100) = 0.5 P at 75; a short on 112.5: 112.5 - 2 (P - 100) = 0.5 P at 125.
  expect(poolAlong(held(2, 87.5), alike).callOn('below')).toBe(0.75);
  expect(poolAlong(held(-2, 112.5), alike).callOn('above')).toBe(1.25);
  const joint = (asset: string | null) => [
    {
      label: 'a',
      asset,
      lines: [{ constant: 25, slope: 0 }],
      positions: [],
      initial: { status: 'value', value: 0 } as const,
    },
  ];
  expect(poolAlong(held(2, 112.5, { joint: joint(null) }), alike).callOn('below')).toBe(0.75);
  expect(poolAlong(held(2, 112.5, { joint: joint('BTC') }), alike).callOn('below')).toBe(0.75);
  for (const wallet of [112.3, 113.7, 117.1, 119.9]) {
    const [still, moving] = [null, 'BTC'].map((asset) => poolAlong(held(2, wallet, { joint: joint(asset) }), alike));
    expect(moving?.callOn('below')).toBe(still?.callOn('below'));
  }
  // 40 x + 100 x - 100 = 25 of a coin contract on 0.4 coins.
  const coin = position({ symbol: 'BTC/USD:BTC', quantity: 100, entry: 100, mark: 100, tiers: tiers([0, 0.25, 0]) });
  for (const coins of [0.4, 0.41, 0.47, 0.53, 0.59]) {
    const [table] = compileAccount(account([coin], [balance('BTC', coins, 100)], { venue: null }), asOfMs);
    expect(poolAlong(table as MarginTable, (asset) => (asset === 'BTC' ? 1 : 0)).callOn('below')).toBe(
      125 / (coins * 100 + 100),
    );
  }
  // What moves by a square is no line, though no position does: 100 + 2 (100 x - 100) = 50 x + 25 x^2.
  const eth = joint('ETH').map((one) => ({ ...one, lines: [{ constant: 0, slope: 25 }] }));
  const x = poolAlong(held(2, 100, { joint: eth }), (asset) => (asset === 'ETH' ? 2 : alike(asset))).callOn(
    'below',
  ) as number;
  expect(100 + 200 * x - 200 - 50 * x - 25 * x * x).toBeCloseTo(0, 8);
});

test('a maintenance rate that grows with the size is followed as it grows', () => {
  const table = held(1, 70);
  const [leg] = table.legs;
  const growing = {
    ...table,
    legs: table.legs.map((one) => ({ ...one, segments: one.segments.map((each) => ({ ...each, increase: 20 })) })),
  };
  const call = poolAlong(growing, alike).callOn('below') as number;
  // 70 + 100 x - 100 = 25 x + 20 x^2.
  expect(20 * call * call - 75 * call + 30).toBeCloseTo(0, 8);
  expect(surplusNow(rebased(growing, (asset) => (asset === 'BTC' ? call : 1)))).toBeCloseTo(0, 8);
  expect(leg?.notional).toBe(100);
});

test('assets that move by different powers, and money that leaves its par, are followed by their own', () => {
  const eth = position({ symbol: 'ETH/USDT:USDT', quantity: 5, entry: 10, mark: 10, tiers: tiers([0, 0.1, 0]) });
  const btc = position({ symbol: 'BTC/USDT:USDT', quantity: 1, entry: 100, mark: 100, tiers: tiers([0, 0.1, 0]) });
  const coin = position({ symbol: 'BTC/USD:BTC', quantity: 100, entry: 100, mark: 100, tiers: tiers([0, 0.1, 0]) });
  for (const [positions, balances] of [
    [[btc, eth], [balance('USDT', 60)]],
    [[coin], [balance('BTC', 0.4, 100)]],
  ] as const) {
    const table = compileAccount(account(positions, balances, { venue: null }), asOfMs)[0] as MarginTable;
    for (const by of [
      { BTC: 1, ETH: 2 },
      { BTC: 1, ETH: 1 },
      { BTC: 1, ETH: 0 },
      { BTC: 2, ETH: 1 },
      { BTC: 1, ETH: 1, USDT: 1 },
      { BTC: 0, ETH: 0, USDT: 1 },
      { BTC: 1, USD: 1 },
      { BTC: 0.5, USD: 1 },
    ]) {
      const exponentOf = (asset: string) => (by as Record<string, number>)[asset] ?? 0;
      const along = poolAlong(table, exponentOf);
      for (const side of ['below', 'above'] as const) {
        const x = along.callOn(side);
        const surplusAt = (at: number) => surplusNow(rebased(table, (asset) => at ** exponentOf(asset)));
        if (x !== null) expect(surplusAt(x)).toBeCloseTo(0, 6);
        else expect(surplusAt(side === 'below' ? 0.01 : 10)).toBeGreaterThan(0);
        expect(along.equityAt(0.8)).toBeCloseTo(
          surplusAt(0.8) + asked(rebased(table, (asset) => 0.8 ** exponentOf(asset))),
          8,
        );
      }
    }
  }
});

function asked(table: MarginTable): number {
  return surplusNow(table, 0) - surplusNow(table, 1);
}
