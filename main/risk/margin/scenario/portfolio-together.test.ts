import { expect, test } from 'vitest';
import type { ValuedAccount, ValuedPosition } from '../../../../shared/book/valued-book.ts';
import { missing } from '../../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, markOf, position, tiers } from '../../fixtures/build-book.ts';
import { liquidationPrices } from '../../liquidation/liquidation-price.ts';
import { compileAccount } from '../compile-pools.ts';
import { firstGap, type MarginTable } from '../margin-table.ts';
import { poolFigures } from '../pool-figures.ts';

/** Half and whole of 15 % up and down, as FINRA Rule 4210(g) has them for shares. */
const scenarioArrays = {
  validFrom: '2008-08-01',
  source: 'the rule',
  arrays: {
    'stock-or-narrow-index': {
      name: 'stock',
      scenarios: [-0.15, -0.075, 0.075, 0.15].map((priceMove) => ({ priceMove, volatilityMove: 0, weight: 1 })),
      minimumPerUnit: 0.375,
    },
  },
};

function held(symbol: string, quantity: number, mark: number, more: Partial<ValuedPosition> = {}): ValuedPosition {
  const table = { origin: 'flat-rate' } as const;
  return position({ symbol, quantity, entry: mark, mark, tiers: tiers([0, 0.25, 0]), table, more });
}

function pool(positions: readonly ValuedPosition[], more: Partial<ValuedAccount> = { scenarioArrays }): MarginTable {
  const said = { venue: 'interactive-brokers', marginMode: 'portfolio', ...more } as const;
  return compileAccount(account(positions, [balance('USD', -8_000)], said), asOfMs)[0] as MarginTable;
}

test('each share asks for its loss at the worst of the moves, to keep and to open; none pays for another', () => {
  const table = pool([held('ACME', 100, 100), held('OTHR', -50, 40, { settleRate: markOf(1) })]);
  // 15 % of 10,000 held and of 2,000 sold short.
  expect(poolFigures(table).maintenance).toMatchObject({ value: expect.closeTo(1_800, 9) });
  expect(poolFigures(table).initial).toMatchObject({ value: expect.closeTo(1_800, 9) });
  expect(table.joint.map(({ label, asset, rule }) => [label, asset, rule])).toEqual([
    ['portfolio margin of ACME', 'ACME', { source: 'the rule', validFrom: '2008-08-01' }],
    ['portfolio margin of OTHR', 'OTHR', { source: 'the rule', validFrom: '2008-08-01' }],
  ]);
  expect(table.maintenanceFlags).toEqual(['portfolio-moves-least']);
});

test('a share of a dollar asks for 15 cents: the least of a contract is none of a share', () => {
  expect(poolFigures(pool([held('ACME', 1, 1)])).maintenance).toMatchObject({ value: expect.closeTo(0.15, 12) });
});

test('the price that calls it is solved through the moves', () => {
  const table = pool([held('ACME', 100, 100)]);
  // 100 P - 8,000 is 15 % of 100 P: P = 8,000 / 85.
  expect(liquidationPrices(table, table.positions[0] as ValuedPosition).lower).toMatchObject({
    value: expect.closeTo(8_000 / 85, 9),
  });
});

test('with an option, a future, or without the scenarios it is missing, never Regulation T', () => {
  const share = held('ACME', 100, 100);
  const gaps = [
    pool([share, held('ACME261218C00105000', -1, 2)]),
    pool([share, held('/ESZ6', 1, 6_000)]),
    pool([share], {}),
    pool([share], { scenarioArrays: { ...scenarioArrays, arrays: {} } }),
  ].map((table) => [firstGap(table)?.reason.includes('portfolio margin'), poolFigures(table).maintenance.status]);
  expect(gaps).toEqual(Array.from({ length: 4 }, () => [true, 'missing-data']));
});

test('a share without a price leaves the whole missing', () => {
  const gap = missing('no price', 'Give one.');
  expect(firstGap(pool([held('ACME', 100, 100), held('OTHR', 1, 40, { mark: gap })]))).toBe(gap);
});

test('a leveraged fund is moved by its multiple, never to less than nothing', () => {
  const listedKinds = {
    validFrom: '2009-12-01',
    source: 'the notice',
    kinds: [
      { ticker: 'TWO', kind: 'share', leverage: 2 },
      { ticker: 'EIGHT', kind: 'share', leverage: 8 },
    ],
  } as const;
  const asked = (ticker: string): unknown =>
    poolFigures(pool([held(ticker, 100, 100)], { scenarioArrays, listedKinds })).maintenance;
  expect(asked('TWO')).toMatchObject({ value: expect.closeTo(3_000, 9) });
  // Eight times 15 % would be more than all of it.
  expect(asked('EIGHT')).toMatchObject({ value: expect.closeTo(10_000, 9) });
  expect(asked('ACME')).toMatchObject({ value: expect.closeTo(1_500, 9) });
});
