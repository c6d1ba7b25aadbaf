import { expect, test } from 'vitest';
import type { MarginTierTable } from '../../shared/book/margin-tier.ts';
import { nothingStated, type StatedRules } from '../../shared/book/stated-rules.ts';
import type { ValuedAccount } from '../../shared/book/valued-book.ts';
import type { CollateralTable, LiquidationRules } from '../../shared/book/venue-rules.ts';
import { withOpenInterest, withStatedRules } from './apply-stated-rules.ts';

const shippedCoin: CollateralTable = {
  venue: 'binance-usdm',
  asset: 'BTC',
  validFrom: '2021-05-28',
  source: 'a page',
  origin: 'shipped',
  tiers: [{ floor: 0, ratio: 0.95 }],
};
const shippedRules: LiquidationRules = {
  venue: 'deribit',
  validFrom: '2022-01-11',
  source: 'a page',
  origin: 'shipped',
  trigger: 'below',
  method: 'takeover',
  sizing: { kind: 'restore', factor: 1 },
  feeRate: null,
  feeRates: { ['BTC/USD:BTC' as never]: 0.0075 },
  backstopShare: null,
  bearers: ['socialised'],
};

function account(say: Partial<ValuedAccount>): ValuedAccount {
  return {
    name: 'A',
    venue: null,
    marginMode: 'cross',
    positionMode: 'one-way',
    liquidationRules: null,
    collateralTables: [],
    positions: [],
    balances: [],
    dataAsOfMs: null,
    ...say,
  };
}

const stated = (say: Partial<StatedRules>): StatedRules => ({ ...nothingStated, ...say });
const [first, second] = ['2026-05-01', '2026-05-02'];

test('where nothing is stated everything stays', () => {
  const held = account({ liquidationRules: shippedRules, collateralTables: [shippedCoin] });
  expect(withStatedRules(held, nothingStated, ['BTC'])).toEqual(held);
});

test('a fee comes before every shipped fee and leaves the other rules; alone it leaves the worst for the trader', () => {
  const rules = stated({ closingFeeRate: { value: 0.002, statedOn: first } });
  const known = withStatedRules(account({ venue: 'deribit', liquidationRules: shippedRules }), rules, []);
  expect(known.liquidationRules).toEqual({
    ...shippedRules,
    validFrom: first,
    source: 'closing fee stated by you on 2026-05-01; the rest: a page',
    origin: 'stated',
    feeRate: 0.002,
    feeRates: {},
  });
  expect(withStatedRules(account({}), rules, []).liquidationRules).toEqual({
    venue: '',
    validFrom: first,
    source: 'closing fee stated by you on 2026-05-01',
    origin: 'stated',
    trigger: 'at-or-below',
    method: 'market',
    sizing: { kind: 'whole' },
    feeRate: 0.002,
    feeRates: {},
    backstopShare: null,
    bearers: [],
  });
  // A lender sells coins.
  expect(withStatedRules(account({ venue: 'spot-margin' }), rules, []).liquidationRules?.saleFeeRate).toBe(0.002);
});

test('a stated coin comes before the shipped one; others stay', () => {
  const tiers = [{ floor: 0, ratio: 0.5 }];
  const rules = stated({
    collateral: { BTC: { value: tiers, statedOn: first } },
    loanCallRatio: { value: 1.1, statedOn: second },
  });
  const ether = { ...shippedCoin, asset: 'ETH' };
  const held = account({ venue: 'binance-usdm', collateralTables: [shippedCoin, ether] });
  // The ratio of a loan says nothing of a venue of contracts.
  expect(withStatedRules(held, rules, ['USDT']).collateralTables).toEqual([
    {
      venue: 'binance-usdm',
      asset: 'BTC',
      validFrom: first,
      source: 'stated by you on 2026-05-01',
      origin: 'stated',
      tiers,
    },
    ether,
  ]);
  const nowhere = withStatedRules(account({}), rules, []);
  expect(nowhere.collateralTables).toMatchObject([{ venue: '', asset: 'BTC' }]);
});

test('the ratio of a loan holds for all that may be owed, each asset once', () => {
  const tiers = [{ floor: 0, ratio: 0.5 }];
  const rules = stated({
    collateral: { BTC: { value: tiers, statedOn: first } },
    loanCallRatio: { value: 1.1, statedOn: second },
  });
  const { collateralTables } = withStatedRules(account({ venue: 'spot-margin' }), rules, ['USDT', 'BTC']);
  expect(
    collateralTables.map(({ asset, owedMaintenanceRate, owedStatedOn, validFrom, tiers: counted }) => [
      asset,
      owedMaintenanceRate,
      owedStatedOn,
      validFrom,
      counted,
    ]),
  ).toEqual([
    ['BTC', 0.1, second, first, tiers],
    ['USDT', 0.1, second, second, [{ floor: 0, ratio: 1 }]],
  ]);
  expect(collateralTables[1]).toMatchObject({
    venue: 'spot-margin',
    source: 'stated by you on 2026-05-02',
    origin: 'stated',
  });
});

test('open interest goes to the table of its market', () => {
  const table = { instrument: 'ETH/USDC:USDC' } as MarginTierTable;
  const value = { lowerCap: 1, upperCap: 2, openInterest: 3 };
  const rules = stated({ openInterest: { 'ETH/USDC:USDC': { value, statedOn: first } } });
  expect(withOpenInterest(table, rules)).toEqual({ ...table, openInterest: { ...value, statedOn: first } });
  const other = { instrument: 'BTC/USDC:USDC' } as MarginTierTable;
  expect(withOpenInterest(other, rules)).toBe(other);
});
