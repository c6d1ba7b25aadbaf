import { expect, test } from 'vitest';
import type { OpenInterestScale } from '../../../../shared/book/margin-tier.ts';
import { known } from '../../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, type PositionSketch } from '../../fixtures/build-book.ts';
import { liquidationPrices } from '../../liquidation/liquidation-price.ts';
import { compileAccount } from '../compile-pools.ts';
import type { MarginTable } from '../margin-table.ts';
import { poolFigures } from '../pool-figures.ts';

/** Base initial margin fraction 5 %, maintenance fraction 60 % of it. */
const sketch: PositionSketch = {
  symbol: 'BTC/USDC:USDC',
  quantity: 2,
  entry: 50_000,
  mark: 50_000,
  tiers: [{ floor: 0, cap: null, maintenanceRate: 0.03, deduction: 0, maxLeverage: 20 }],
};

function initialAt(openInterest: OpenInterestScale | null | undefined) {
  const table = openInterest === undefined ? {} : { openInterest };
  const [cross] = compileAccount(
    account([position({ ...sketch, table })], [balance('USDC', 9_000)], { venue: 'dydx' }),
    asOfMs,
  ) as [MarginTable];
  return poolFigures(cross).initial;
}

// IMF = base + (1 - base) clamp((OI - lower) / (upper - lower), 0, 1), of a notional of 100,000: FACTS, dYdX v4.
test.each([
  [10e6, 5_000],
  [25e6, 5_000],
  [30e6, 5_000 + 0.95 * 0.2 * 100_000],
  [50e6, 100_000],
  [70e6, 100_000],
])('dYdX: with open interest of %d between caps of 25 and 50 million opening needs %d', (openInterest, expected) => {
  expect(initialAt({ lowerCap: 25e6, upperCap: 50e6, openInterest })).toEqual(known(expect.closeTo(expected, 6)));
});

test('dYdX: where nobody says the open interest the initial margin is missing, where it does not scale it is the base', () => {
  expect(initialAt(null)).toEqual(known(5_000));
  for (const silent of [undefined, { lowerCap: 25e6, upperCap: 50e6, openInterest: null }])
    expect(initialAt(silent)).toEqual({
      status: 'missing-data',
      reason: 'How far open interest raises the initial margin of BTC/USDC:USDC is not known.',
      mend: 'State the open interest of BTC/USDC:USDC and its caps, or that it does not scale the margin.',
    });
});

test('dYdX: an account whose equity is its maintenance stands, one cent less and it goes', () => {
  // 3 % of 100,000.
  const stateAt = (wallet: number, trigger: 'below' | 'at-or-below') => {
    const held = position(sketch);
    const liquidationRules = {
      venue: 'dydx',
      trigger,
      validFrom: '2026-09-01',
      source: 'invented',
      origin: 'shipped',
      method: 'market',
      sizing: { kind: 'whole' },
      feeRate: 0.005,
      feeRates: {},
      backstopShare: null,
      bearers: [],
    } as const;
    const [cross] = compileAccount(
      account([held], [balance('USDC', wallet)], { venue: 'dydx', liquidationRules }),
      asOfMs,
    );
    return liquidationPrices(cross as MarginTable, held).lower.status;
  };
  expect(stateAt(3_000, 'below')).toBe('value');
  expect(stateAt(2_999.99, 'below')).toBe('already-liquidatable');
  expect(stateAt(3_000, 'at-or-below')).toBe('already-liquidatable');
});

test('dYdX and Hyperliquid: USDC is the cross pool even where nothing settles in it yet', () => {
  for (const venue of ['dydx', 'hyperliquid'])
    expect(
      compileAccount(account([], [balance('USDC', 9_000), balance('BTC', 1, 5)], { venue }), asOfMs).map(
        ({ pool, kind }) => [pool, kind],
      ),
    ).toEqual([
      ['cross', 'cross'],
      ['spot', 'spot'],
    ]);
});

test('Drift: USDC and listed deposits carry the pool, the table opens it, an unlisted coin is no collateral', () => {
  const weight = {
    venue: 'drift',
    asset: 'SOL',
    validFrom: '2026-09-01',
    source: 'stated',
    origin: 'stated',
    tiers: [{ floor: 0, ratio: 0.9 }],
  } as const;
  const [cross, spot] = compileAccount(
    account([position(sketch)], [balance('USDC', 9_000), balance('SOL', 10, 150), balance('WIF', 5, 2)], {
      venue: 'drift',
      collateralTables: [weight],
    }),
    asOfMs,
  );
  expect(poolFigures(cross as MarginTable)).toMatchObject({
    equity: known(10_500),
    haircut: known(expect.closeTo(150, 9)),
    maintenance: known(3_000),
    initial: known(5_000),
  });
  expect(spot?.balances.map(({ asset }) => asset)).toEqual(['WIF']);
});

test('Kraken Futures: one wallet for all coins, or one for each settlement coin', () => {
  const held = [position(sketch)];
  const balances = [balance('USDC', 9_000), balance('BTC', 1, 50_000)];
  const pools = (marginMode: 'cross' | 'multi-asset') =>
    compileAccount(account(held, balances, { venue: 'kraken-futures', marginMode }), asOfMs).map(
      ({ pool, balances: own }) => [pool, own.length],
    );
  expect(pools('cross')).toEqual([
    ['cross', 1],
    ['spot', 1],
  ]);
  expect(pools('multi-asset')).toEqual([['cross', 2]]);
});

test.each([
  ['binance-coinm', true],
  ['okx', true],
  ['deribit', true],
  ['dydx', true],
  ['bitmex', true],
  ['drift', true],
  ['kraken-futures', true],
  ['gmx', true],
  ['binance-usdm', false],
  ['hyperliquid', false],
])('%s on the flat rate says that it needs a table: %s', (venue, needs) => {
  const held = position({ ...sketch, table: { origin: 'flat-rate' } });
  const [cross] = compileAccount(account([held], [balance('USDC', 9_000)], { venue }), asOfMs);
  expect(cross?.maintenanceFlags).toContain('flat-rate-tiers');
  expect(cross?.maintenanceFlags.includes('needs-table')).toBe(needs);
});
