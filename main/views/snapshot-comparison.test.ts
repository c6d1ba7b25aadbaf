import { expect, test } from 'vitest';
import type { SnapshotComparison } from '../../shared/contract/snapshots.ts';
import type { KeptSnapshot } from '../../shared/contract/snapshots.ts';
import { compareSnapshots } from './snapshot-comparison.ts';
import { isWholeSnapshot } from './snapshot-comparison-reading.ts';
import { smallLeg, smallSnapshot } from './testing/small-snapshot.ts';

/** One tier is enough here: what the engine makes of several is its own test. */
const compare = (older: KeptSnapshot, newer: KeptSnapshot): SnapshotComparison =>
  compareSnapshots(older, newer, ([tier], notional) => (tier?.maintenanceRate ?? Number.NaN) * notional);

const causesSum = ({ totals }: SnapshotComparison): number =>
  Object.values(totals).reduce<number>((sum, amount) => sum + (amount ?? Number.NaN), 0);

test('what is settled in a coin moves with the coin: that is price, not currency', () => {
  // 6,000 contracts of a dollar short from 60,000, at 60,000 and at 75,000: 0 and -6,000 (1/60,000 - 1/75,000) = -0.02 BTC.
  const inverse = (mark: number, unrealizedPnl: number) =>
    smallLeg(
      { instrument: 'BTC/USD:BTC', settlementAsset: 'BTC', quantity: '-6000', averagePrice: '60000', unrealizedPnl },
      { payoff: 'inverse', mark },
    );
  const coins = [{ asset: 'BTC', amount: '0.1' }];
  const told = compare(
    smallSnapshot(2, [inverse(60_000, 0)], coins, { BTC: 60_000 }),
    smallSnapshot(3, [inverse(75_000, -0.02)], coins, { BTC: 75_000 }),
  );
  // 0.1 BTC was 6,000 and is 7,500; the short lost 0.02 x 75,000. A dollar short against a coin held is worth the same.
  expect(told.netWorth).toMatchObject({ from: 6_000, to: 6_000 });
  expect(told.positions[0]?.causes).toMatchObject({ currency: 0, trades: 0 });
  expect(told.positions[0]?.causes.price).toBeCloseTo(-1_500, 9);
  expect(told.balances[0]).toMatchObject({ rateEffect: 1_500, other: 0 });
  expect(told.totals.currency).toBe(0);
  expect(causesSum(told)).toBeCloseTo(0, 9);
});

test('an open profit in another currency moves with its rate: that is currency', () => {
  const leg = smallLeg({ settlementAsset: 'EUR' });
  const told = compare(
    smallSnapshot(2, [leg], [{ asset: 'EUR', amount: '1000' }], { EUR: 1 }),
    smallSnapshot(3, [leg], [{ asset: 'EUR', amount: '1000' }], { EUR: 1.25 }),
  );
  // (1,000 + 200) x 0.25.
  expect(told.positions[0]?.causes).toEqual({ price: 0, trades: 0, funding: 0, fees: 0, currency: 50 });
  expect(told.totals).toMatchObject({ currency: 300, price: 0, other: 0 });
  expect(told.netWorth.change).toBe(300);
});

test('both legs of an account in hedge mode are told apart, also when both are closed', () => {
  const legs = (long: string, short: string) => [
    smallLeg(
      { side: 'flat', status: 'closed', quantity: '0', averagePrice: null, unrealizedPnl: null, realizedPnl: long },
      { leg: 'long' },
    ),
    smallLeg(
      { side: 'flat', status: 'closed', quantity: '0', averagePrice: null, unrealizedPnl: null, realizedPnl: short },
      { leg: 'short' },
    ),
  ];
  const told = compare(
    smallSnapshot(2, legs('10', '20'), [{ asset: 'USDT', amount: '100' }]),
    smallSnapshot(3, legs('10', '27'), [{ asset: 'USDT', amount: '107' }]),
  );
  // The long leg has not moved: no news. The short one was opened and closed in between.
  expect(told.positions).toMatchObject([{ change: 'closed', side: 'flat', causes: { price: 0, trades: 7 }, total: 7 }]);
  expect(told.totals.other).toBe(0);
});

test('shares held at a cost that nobody knows move with their price; once some are sold their trades are not known', () => {
  const shares = (quantity: string, mark: number, realizedPnl: string | null) =>
    smallLeg(
      { instrument: 'ACME', settlementAsset: 'USDT', quantity, averagePrice: null, unrealizedPnl: null, realizedPnl },
      { holding: 'outright', mark },
    );
  const cash = (amount: string) => [{ asset: 'USDT', amount }];
  const older = smallSnapshot(2, [shares('10', 50, '0')], cash('0'));
  const held = compare(older, smallSnapshot(3, [shares('10', 55, '0')], cash('0')));
  expect(held.positions[0]).toMatchObject({ causes: { price: 50, trades: 0 }, total: 50, reason: null });
  expect(held.netWorth.change).toBe(50);
  const sold = compare(older, smallSnapshot(3, [shares('4', 55, null)], cash('320')));
  expect(sold.positions[0]).toMatchObject({ causes: { price: 50, trades: null }, total: null });
  expect(sold.positions[0]?.reason).toBe('Some of it was sold without a known cost.');
  // What is worth and what is held is known all the same.
  expect(sold.netWorth).toEqual({ from: 500, to: 540, change: 40 });
  expect(sold.totals).toMatchObject({ price: 50, trades: null, other: null });
});

test('what cannot be valued is unknown with its reason, never a change of 0', () => {
  const reasons: readonly (readonly [string, ReturnType<typeof smallLeg>, RegExp])[] = [
    ['no mark', smallLeg({ unrealizedPnl: null }, { mark: null }), /no mark/],
    ['expired', smallLeg({}, { unvalued: 'It has expired.' }), /It has expired/],
    ['incomplete', smallLeg({ status: 'history-incomplete', quantity: null, reason: 'A file is missing.' }), /file/],
    ['another size', smallLeg({}, { multiplier: 10 }), /size of its contract/],
  ];
  for (const [name, newer, reason] of reasons) {
    const told = compare(smallSnapshot(2, [smallLeg()]), smallSnapshot(3, [newer]));
    expect([name, told.positions[0]?.total]).toEqual([name, null]);
    expect(told.positions[0]?.reason).toMatch(reason);
    expect(told.notes.join()).toMatch(reason);
    expect(told.totals.trades).toBeNull();
  }
  const gone = compare(smallSnapshot(2, [smallLeg()]), smallSnapshot(3, []));
  expect(gone.positions[0]).toMatchObject({ change: 'unknown', total: null });
  expect(gone.positions[0]?.reason).toContain('taken back');
});

test('a balance or a rate that is not known is named, and net worth with it', () => {
  const unknown = compare(
    smallSnapshot(2, [], [{ asset: 'USDT', amount: '5', unknown: true }]),
    smallSnapshot(3, [], [{ asset: 'USDT', amount: '5' }]),
  );
  expect(unknown.balances).toMatchObject([{ from: null, to: '5', rateEffect: 0, other: null }]);
  expect(unknown.netWorth).toEqual({ from: null, to: 5, change: null });
  expect(unknown.notes).toEqual([
    'The USDT balance of Main is not known in the older one, and so neither is net worth.',
  ]);
  const unrated = compare(
    smallSnapshot(2, [], [{ asset: 'XYZ', amount: '5' }], { XYZ: null }),
    smallSnapshot(3, [], [{ asset: 'XYZ', amount: '5' }], { XYZ: 2 }),
  );
  expect(unrated.balances).toMatchObject([{ rateEffect: null, other: 0 }]);
  expect(unrated.notes[0]).toContain('There is no rate of XYZ in USD');
});

test('maintenance by price, trades and rules adds up; where nothing was held the rule of the other side stands', () => {
  const rule = (maintenanceRate: number, base: 'mark' | 'entry' = 'mark') => ({
    base,
    venue: 'bybit',
    validFrom: '2026-01-01',
    origin: 'imported',
    tiers: [{ floor: 0, cap: null, maintenanceRate, deduction: 0 }],
  });
  const flat = smallLeg({ side: 'flat', status: 'closed', quantity: '0', averagePrice: null, unrealizedPnl: null });
  const opened = compare(smallSnapshot(2, [flat]), smallSnapshot(3, [smallLeg({}, { marginRule: rule(0.02) })]));
  // 2 x 1,100 x 2 %.
  expect(opened.positions[0]?.maintenance).toMatchObject({
    from: 0,
    to: 44,
    price: 0,
    trades: 44,
    rules: 0,
    tableFrom: null,
  });
  const onEntry = compare(
    smallSnapshot(2, [smallLeg({}, { marginRule: rule(0.01, 'entry') })]),
    smallSnapshot(3, [smallLeg({ unrealizedPnl: 600 }, { mark: 1_300, marginRule: rule(0.02, 'entry') })]),
  );
  // On the entry value the mark moves nothing: 2 x 1,000 at 1 % and at 2 %.
  expect(onEntry.positions[0]?.maintenance).toMatchObject({ from: 20, to: 40, price: 0, trades: 0, rules: 20 });
  const without = compare(smallSnapshot(2, [smallLeg()]), smallSnapshot(3, [smallLeg({}, { marginRule: rule(0.02) })]));
  expect(without.positions[0]?.maintenance).toBeNull();
});

test('the liquidation price told is the one nearest to the mark, of the side held', () => {
  const withPrices = (snapshot: KeptSnapshot, lower: number | null, upper: number | null): KeptSnapshot => ({
    ...snapshot,
    risk: {
      ...snapshot.risk,
      measures: [['liquidationPrice.lower', lower] as const, ['liquidationPrice.upper', upper] as const].map(
        ([id, value]) => ({
          id,
          scope: 'position:Main/ETH/USDT:USDT/long',
          status: value === null ? 'none' : 'value',
          value,
          unit: 'price',
        }),
      ),
    },
  });
  const told = compare(
    withPrices(smallSnapshot(2, [smallLeg()]), 700, 1_200),
    withPrices(smallSnapshot(3, [smallLeg()]), null, null),
  );
  expect(told.positions[0]?.liquidation).toEqual({ from: 1_200, to: null });
});

test('a basis that does not fit its positions is found out', () => {
  const snapshot = smallSnapshot(2, [smallLeg()]);
  expect(isWholeSnapshot(snapshot)).toBe(true);
  expect(isWholeSnapshot({ ...snapshot, basis: { ...snapshot.basis, positions: [] } })).toBe(false);
  const [first] = snapshot.basis.positions;
  if (first === undefined) throw new Error('it has one');
  expect(
    isWholeSnapshot({ ...snapshot, basis: { ...snapshot.basis, positions: [{ ...first, instrument: 'other' }] } }),
  ).toBe(false);
});
