import { expect, test } from 'vitest';
import { readTerms, useOrderTerms, type OrderTerms } from './order-terms.ts';

const axis = { asset: 'BTC', beta: 1, range: '±40 % by 1' } as const;

function asked(change: Partial<OrderTerms>) {
  return readTerms({ ...useOrderTerms.getInitialState(), ...change }, axis);
}

test('left as it is the order goes along the axis of the ladder, sold at the mark, by the rules of the venues', () => {
  expect(asked({})).toEqual({
    ok: true,
    question: {
      axis: { kind: 'asset', asset: 'BTC', beta: 1, from: -0.4, to: 0.4, step: 0.01 },
      sale: { kind: 'at-mark' },
      salesMovePrice: false,
      rules: null,
      restoreRatio: null,
    },
  });
});

test('shocks, losses and ratios are typed in per cent; an asset left blank stands still', () => {
  expect(
    asked({
      way: 'vector',
      shocks: { BTC: '−20', USDT: '-2', ETH: ' ' },
      sale: 'haircut',
      haircut: '1.5',
      isHarder: true,
      maintenance: '2',
      collateral: '80',
      leverageCap: '5',
      restore: '50',
    }),
  ).toMatchObject({
    ok: true,
    question: {
      axis: { kind: 'vector', shocks: { BTC: -0.2, USDT: -0.02 } },
      sale: { kind: 'haircut', fraction: 0.015 },
      rules: { maintenanceFactor: 2, collateralFactor: 0.8, leverageCap: 5 },
      restoreRatio: 0.5,
    },
  });
});

test('a path goes by two prices, impact by a coefficient and the value traded a day', () => {
  expect(
    asked({
      way: 'pinned',
      first: '52,000',
      second: '61000',
      sale: 'square-root',
      coefficient: '0.8',
      volumes: { BTC: '20,000,000,000' },
    }),
  ).toMatchObject({
    ok: true,
    question: {
      axis: { kind: 'pinned', asset: 'BTC', beta: 1, first: 52_000, second: 61_000 },
      sale: { kind: 'square-root', coefficient: 0.8, dailyVolume: { BTC: 20_000_000_000 } },
    },
  });
});

test.each([
  [{ way: 'vector' }, 'shocks', 'at least one asset'],
  [{ way: 'vector', shocks: { BTC: '-100' } }, 'BTC', 'cannot fall by 100 %'],
  [{ way: 'pinned', first: '0', second: '1' }, 'First price', 'above 0'],
  [{ way: 'pinned', first: '1', second: '' }, 'Second price', ''],
  [{ sale: 'haircut', haircut: '101' }, 'Loss of a sale', 'no more than 100 %'],
  [{ sale: 'square-root', coefficient: '-1' }, 'Coefficient', 'above 0'],
  [{ isHarder: true, leverageCap: 'x' }, 'Leverage cap', ''],
  [{ restore: '0' }, 'Margin ratio', 'above 0'],
] as const)('%j is refused at its field', (change, field, message) => {
  const read = asked(change as Partial<OrderTerms>);
  expect(read).toMatchObject({ ok: false, field });
  expect(read.ok ? '' : read.message).toContain(message);
});
