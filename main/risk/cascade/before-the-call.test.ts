import { expect, test } from 'vitest';
import { known } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { closingShare } from './closing-share.ts';
import { deleverage } from './deleverage.ts';
import { judgeRules, underRules } from './rule-change.ts';

const free = () => 0;

/** A cross pool of 10 BTC at 100 and 50 ETH at 10, on a wallet; the tiers of BTC are 1 % and above 600 5 %. */
function pool(wallet: number): MarginTable {
  const btc = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 10,
    entry: 100,
    mark: 100,
    tiers: tiers([0, 0.01, 0], [600, 0.05, 24]),
  });
  const eth = position({ symbol: 'ETH/USDT:USDT', quantity: -50, entry: 10, mark: 10, tiers: tiers([0, 0.02, 0]) });
  const [table] = compileAccount(account([btc, eth], [balance('USDT', wallet)]), asOfMs);
  return table as MarginTable;
}

test('how much of a position must go so that the rest stands: in its own tier, in the one below, or never', () => {
  // Maintenance 0.05 x 1,000 - 24 + 10 = 36. On 30: 6 less is 120 of notional at 5 %.
  const table = pool(30);
  const btc = table.legs[0] as MarginTable['legs'][number];
  expect(closingShare(table, btc, 1, 0)).toBeCloseTo(0.12, 12);
  // On 13: the rest of BTC may ask for 3, which is 300 at 1 %.
  expect(closingShare(pool(13), pool(13).legs[0] as typeof btc, 1, 0)).toBeCloseTo(0.7, 12);
  // On 9 the short ETH alone asks for more.
  expect(closingShare(pool(9), pool(9).legs[0] as typeof btc, 1, 0)).toBeNull();
  // With a cost of 1 % each 100 closed frees 5 and costs 1: 150 of 1,000.
  expect(closingShare(table, btc, 1, 0.01)).toBeCloseTo(0.15, 12);
  // Nothing has to go where it stands.
  expect(closingShare(pool(40), pool(40).legs[0] as typeof btc, 1, 0)).toBe(0);
});

test('the cheapest trade to a margin ratio, and several where one is not enough', () => {
  // 36 of 60 are 60 %; to 50 % 6 must go: 120 of BTC at 5 %, or 300 of ETH at 2 %.
  const cheap = deleverage(pool(60), 0.5, () => 0.001);
  expect(cheap).toMatchObject({ status: 'value', value: [{ instrument: 'BTC/USDT:USDT' }] });
  const [trade] = cheap.status === 'value' ? (cheap.value ?? []) : [];
  // 60 - 0.001 n = 2 (36 - 0.05 n) at n = 12 / 0.099.
  expect(trade?.notional).toBeCloseTo(12 / 0.099, 9);
  expect(trade?.quantity).toBeCloseTo(-12 / 0.099 / 100, 9);
  expect(trade?.cost).toBeCloseTo(0.001 * (12 / 0.099), 12);
  // To 10 % of 60 only 6 may be asked for: neither position is enough. 400 of BTC at 5 % and ETH whole; 600 of BTC ask for 6.
  const both = deleverage(pool(60), 0.1, free);
  expect(both.status === 'value' ? both.value?.map(({ share }) => Number(share.toFixed(9))) : null).toEqual([0.4, 1]);
  // What stands already needs nothing; what has no equity cannot be brought back.
  expect(deleverage(pool(100), 0.5, free)).toEqual(known([]));
  expect(deleverage(pool(-1), 0.5, free)).toEqual(known(null));
  expect(deleverage(pool(10), 0, free)).toMatchObject({ status: 'missing-data' });
});

test('harder rules: what is called at once, and which size would survive', () => {
  const none = { maintenanceFactor: 1, collateralFactor: 1, leverageCap: null };
  // On 40 maintenance of 36 holds; all of it k times as large asks 50 k - 24 + 10 k = 40 at k = 64 / 60.
  const now = judgeRules(underRules(pool(40), none));
  expect(now.isCalled).toBe(false);
  expect(now.largestSize).toBeCloseTo(64 / 60, 9);
  // 10 times leverage: 100 and 50 are reserved, 110 more than there is.
  expect(now.initialShort).toBeCloseTo(110, 9);
  const doubled = judgeRules(underRules(pool(40), { ...none, maintenanceFactor: 2 }));
  expect(doubled.isCalled).toBe(true);
  // 2 (60 k - 24) = 40 at k = 44 / 60 while BTC is above its edge (k > 0.6).
  expect(doubled.largestSize).toBeCloseTo(44 / 60, 9);
  // No more than 5 times: 200 and 100 are reserved.
  expect(judgeRules(underRules(pool(40), { ...none, leverageCap: 5 })).initialShort).toBeCloseTo(260, 9);
});

test('coins that count for less: the haircut grows, money and debts stay', () => {
  const held = position({ symbol: 'ETH/USDT:USDT', quantity: 50, entry: 10, mark: 10, tiers: tiers([0, 0.02, 0]) });
  const [table] = compileAccount(
    account([held], [balance('USDT', 20), balance('BTC', 1, 100)], {
      venue: 'bybit',
      collateralTables: [
        {
          venue: 'bybit',
          asset: 'BTC',
          validFrom: '2026-01-01',
          source: 'invented',
          origin: 'stated',
          tiers: [{ floor: 0, ratio: 0.9 }],
        },
      ],
    }),
    asOfMs,
  );
  const harder = underRules(table as MarginTable, { maintenanceFactor: 1, collateralFactor: 0.5, leverageCap: null });
  // 90 of 100 counted; half of it is 45.
  expect(harder.collateral.map(({ haircut }) => haircut)).toEqual([0, 55]);
});

test('what asks for margin together is not taken apart: the plan closes the others, and says where they are not enough', () => {
  const one = pool(60);
  const [btc, eth] = one.legs as [MarginTable['legs'][number], MarginTable['legs'][number]];
  const together: MarginTable = {
    ...one,
    legs: [btc, { ...eth, segments: [], fixedMaintenance: 0 }],
    joint: [
      {
        label: 'straddle ETH',
        asset: null,
        lines: [{ constant: 10, slope: 0 }],
        positions: [eth.position],
        initial: known(10),
      },
    ],
  };
  // 36 of 60 are asked for; to half of it 120 of BTC at 5 % go, whatever closing one leg of the other would seem to free.
  const enough = deleverage(together, 0.5, free);
  expect(enough).toMatchObject({ status: 'value', value: [{ instrument: 'BTC/USDT:USDT' }] });
  // Without BTC 10 are still asked for, and only 6 may be.
  expect(deleverage(together, 0.1, free)).toMatchObject({
    status: 'missing-data',
    reason: expect.stringContaining('not taken apart'),
  });
});
