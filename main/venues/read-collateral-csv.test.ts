import { expect, test } from 'vitest';
import { checkCollateral, readCollateralCsv } from './read-collateral-csv.ts';

test('coins by commas, semicolons or tabs, columns in any order, an empty floor from 0', () => {
  const expected = [
    {
      asset: 'BTC',
      tiers: [
        { floor: 0, ratio: 0.95 },
        { floor: 5, ratio: 0.8 },
      ],
    },
    { asset: 'ETH', tiers: [{ floor: 0, ratio: 0.9 }] },
  ];
  for (const between of [',', ';', '\t']) {
    const text = 'Ratio,"ASSET",Floor\n0.95,BTC,\n\n.9,"ETH",0\r\n8e-1,BTC,5\n'.replaceAll(',', between);
    expect(readCollateralCsv(text)).toEqual({ ok: true, value: expected });
  }
});

test('a file without the columns is refused; what is no number is left to the check', () => {
  expect(readCollateralCsv('')).toMatchObject({
    ok: false,
    fault: { message: 'This is no table of collateral: the columns asset, floor, ratio are missing.' },
  });
  expect(readCollateralCsv('asset,ratio\nBTC,0.95\n')).toMatchObject({
    ok: false,
    fault: { message: 'This is no table of collateral: the columns floor are missing.' },
  });
  // A template that nobody has filled in yet.
  expect(readCollateralCsv('asset;floor;ratio\n')).toEqual({ ok: true, value: [] });
  expect(readCollateralCsv('asset,floor,ratio\nBTC,x,95%\nBTC,1,\n')).toEqual({
    ok: true,
    value: [
      {
        asset: 'BTC',
        tiers: [
          { floor: Number.NaN, ratio: Number.NaN },
          { floor: 1, ratio: Number.NaN },
        ],
      },
    ],
  });
});

test.each([
  [[[0, 0]], null],
  [
    [
      [0, 1],
      [2, 0.5],
      [3, 0.7],
    ],
    null,
  ],
  [[], null],
  [[[0, 1.01]], 'row 1: what counts is no fraction between 0 and 1.'],
  [[[0, -0.01]], 'row 1: what counts is no fraction between 0 and 1.'],
  [[[0, Number.NaN]], 'row 1: what counts is no fraction between 0 and 1.'],
  [[[-1, 0.5]], 'row 1: its amount is no number from 0 up.'],
  [[[Number.NaN, 0.5]], 'row 1: its amount is no number from 0 up.'],
  [
    [
      [0, 0.5],
      [Infinity, 0.5],
    ],
    'row 2: its amount is no number from 0 up.',
  ],
  [[[1, 0.5]], 'row 1: the first row does not begin at 0.'],
  [
    [
      [0, 0.5],
      [0, 0.4],
    ],
    'row 2: it does not begin above the row before.',
  ],
  [
    [
      [0, 0.5],
      [3, 0.4],
      [2, 0.3],
    ],
    'row 3: it does not begin above the row before.',
  ],
] as const)('%j: %s', (rows, fault) => {
  const found = checkCollateral(
    'BTC',
    rows.map(([floor, ratio]) => ({ floor, ratio })),
  );
  expect(found === null || found.ok ? null : found.fault.message).toBe(
    fault === null ? null : `Collateral of BTC, ${fault}`,
  );
});
