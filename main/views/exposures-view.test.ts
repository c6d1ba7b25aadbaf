import { expect, test } from 'vitest';
import type { ExposureGridRow } from '../../shared/contract/views.ts';
import { viewCalls } from '../../shared/contract/views.ts';
import { exposuresView } from './exposures-view.ts';
import { dogeGap, figure, gapFigure, walletGap } from './testing/small-figures.ts';
import { smallMark, smallPosition } from './testing/small-holdings.ts';
import { mainBook, smallAsOfMs, smallBook, type SmallBook } from './testing/small-risk-document.ts';

const ids = (rows: readonly ExposureGridRow[]): string[] => rows.map((row) => row.id);

function row(rows: readonly ExposureGridRow[], id: string): ExposureGridRow {
  const found = rows.find((each) => each.id === id);
  if (found === undefined) throw new Error(`${id} is not among ${ids(rows).join(', ')}`);
  return found;
}

/** Main with a second BTC position beside the linear 0.5: its exposure as the engine would give it. */
function withBtc(symbol: string, quantity: number, entryPrice: number, exposure: number): SmallBook {
  const { risk, book, positions } = mainBook();
  const [main] = book.accounts;
  const [linear] = risk.exposures;
  if (main === undefined || linear === undefined) throw new Error('Main holds BTC');
  const second = smallPosition(symbol, { quantity, entryPrice, mark: smallMark(62_000, smallAsOfMs, false) });
  return {
    positions,
    book: { ...book, accounts: [{ ...main, positions: [...main.positions, second] }] },
    risk: {
      ...risk,
      exposures: [
        ...risk.exposures,
        { ...linear, instrument: symbol, quantity, exposure, side: second.side, share: null },
      ],
    },
  };
}

test('the grid keeps the contract in every grouping', () => {
  const { risk, book } = smallBook();
  for (const groupBy of ['asset', 'account', 'venue'] as const) {
    const view = exposuresView(risk, book, groupBy);
    expect(viewCalls['views.exposures'].output.parse(view)).toEqual(view);
    expect(view.positions).toBe(4);
    // Every row once, whatever the grouping.
    expect(view.rows.filter(({ kind }) => kind === 'position' || kind === 'balance')).toHaveLength(5);
  }
});

test('by asset the nearest liquidation comes first, then missing ones, then what is never liquidated', () => {
  const { risk, book } = smallBook();
  expect(ids(exposuresView(risk, book, 'asset').rows)).toEqual([
    'position:Main/SOL/USDT:USDT/long',
    'position:Main/BTC/USDT:USDT/long',
    'position:Second/ETH/USDT:USDT/short',
    'position:Second/DOGE/USDT:USDT/long',
    'balance:Main/BNB',
  ]);
});

test('by account both groups have a subtotal above their rows, the group of the danger first', () => {
  const { risk, book } = smallBook();
  expect(ids(exposuresView(risk, book, 'account').rows)).toEqual([
    'subtotal:Main',
    'position:Main/SOL/USDT:USDT/long',
    'position:Main/BTC/USDT:USDT/long',
    'balance:Main/BNB',
    'subtotal:Second',
    'position:Second/ETH/USDT:USDT/short',
    'position:Second/DOGE/USDT:USDT/long',
  ]);
});

test('by venue groups carry the names that a trader reads; a group of one has no subtotal', () => {
  const { risk, book } = smallBook();
  const one = { ...risk, exposures: risk.exposures.filter(({ asset }) => asset !== 'DOGE') };
  const { rows } = exposuresView(one, book, 'venue');
  expect([...new Set(rows.map(({ group }) => group))]).toEqual(['Binance USD-M futures', 'Bybit unified']);
  expect(rows.filter(({ kind }) => kind === 'subtotal').map(({ name }) => name)).toEqual(['Binance USD-M futures']);
});

test('the subtotal of Main nets its three rows: 31,000 + 14,500 + 1,200, profit 1,000 - 500', () => {
  const { risk, book } = smallBook();
  const main = row(exposuresView(risk, book, 'account').rows, 'subtotal:Main');
  expect(main).toMatchObject({ detail: 'net of 3', notional: { value: 46_700 }, pnl: { value: 500 } });
  expect(main.onePercentMove.value).toBe(467);
  // Different assets have no common quantity, mark or liquidation.
  expect([main.quantity.status, main.mark.status, main.liquidation.status]).toEqual(Array(3).fill('not-applicable'));
  // The BNB price is stale, and so is every sum that it is part of.
  expect(main.flags).toContain('mark-stale');
});

test('what is missing stays missing, with its reason, in row, subtotal and total', () => {
  const { risk, book } = smallBook();
  const view = exposuresView(risk, book, 'account');
  const gap = { value: null, status: 'missing-data', reason: dogeGap.reason, mend: dogeGap.mend, flags: [] };
  const doge = row(view.rows, 'position:Second/DOGE/USDT:USDT/long');
  for (const key of [
    'quantity',
    'entry',
    'notional',
    'share',
    'pnl',
    'funding',
    'onePercentMove',
    'liquidation',
  ] as const) {
    expect(doge[key], key).toEqual(gap);
  }
  expect(doge.state).toBe('unknown');
  const second = row(view.rows, 'subtotal:Second');
  for (const key of ['notional', 'share', 'pnl', 'funding', 'onePercentMove'] as const) {
    expect(second[key], key).toEqual(gap);
  }
  for (const key of ['notional', 'share', 'pnl'] as const) expect(view.total?.[key], key).toEqual(gap);
});

test('a missing wallet hides where ETH is liquidated, not what it is', () => {
  const { risk, book } = smallBook();
  expect(row(exposuresView(risk, book, 'asset').rows, 'position:Second/ETH/USDT:USDT/short')).toMatchObject({
    quantity: { value: -4 },
    notional: { value: -10_200 },
    pnl: { value: -200 },
    onePercentMove: { value: -102 },
    liquidation: { status: 'missing-data', reason: walletGap.reason, mend: walletGap.mend },
    distanceSigma: { status: 'missing-data' },
    state: 'unknown',
  });
});

test('a share is missing while the gross exposure of the book is', () => {
  const { risk, book } = smallBook();
  const btc = row(exposuresView(risk, book, 'asset').rows, 'position:Main/BTC/USDT:USDT/long');
  expect(btc.share).toMatchObject({ status: 'missing-data', reason: dogeGap.reason });
});

test('the total is the net exposure of the book, all of its gross, and the profit of its positions', () => {
  const { risk, book } = mainBook();
  expect(exposuresView(risk, book, 'asset').total).toMatchObject({
    name: 'Net',
    detail: '2 positions',
    notional: { value: 46_700 },
    share: { value: 1 },
    pnl: { value: 500 },
    onePercentMove: { value: 467 },
    quantity: { status: 'not-applicable' },
  });
});

test('coins of two contracts add up, and rows of one account are told apart', () => {
  const { risk, book } = withBtc('BTC/USDC:USDC', -0.2, 61_000, -12_400);
  const { rows } = exposuresView(risk, book, 'asset');
  expect(row(rows, 'subtotal:BTC').quantity.value).toBeCloseTo(0.3, 12);
  expect(rows.filter(({ group, kind }) => group === 'BTC' && kind === 'position').map(({ detail }) => detail)).toEqual([
    'BTC/USDT:USDT · Main',
    'BTC/USDC:USDC · Main',
  ]);
});

test('contracts of an inverse instrument count dollars: they are not added to coins', () => {
  const { risk, book } = withBtc('BTC/USD:BTC', 6200, 50_000, 6200);
  const subtotal = row(exposuresView(risk, book, 'asset').rows, 'subtotal:BTC');
  expect(subtotal.quantity).toMatchObject({ status: 'not-applicable', value: null });
  expect(subtotal.mark.status).toBe('not-applicable');
});

test('a contract on a pack of coins is not added to coins either', () => {
  const { risk, book } = withBtc('1000BTC/USDT:USDT', 1, 60_000_000, 62_000_000);
  expect(row(exposuresView(risk, book, 'asset').rows, 'subtotal:BTC').quantity.status).toBe('not-applicable');
});

test('1 % on an inverse long moves what it was worth in coins at its entry', () => {
  // 6,200 dollars bought at 50,000 are 0.124 BTC. Profit at P: 6,200 (1/50,000 - 1/P) BTC = 0.124 P - 6,200 dollars: 1 % of
  // 62,000 adds 0.124 x 620 = 76.88.
  const { risk, book } = withBtc('BTC/USD:BTC', 6200, 50_000, 6200);
  const inverse = row(exposuresView(risk, book, 'asset').rows, 'position:Main/BTC/USD:BTC/long');
  expect(inverse.onePercentMove.value).toBeCloseTo(76.88, 10);
});

test('funding is shown in the base currency: 0.001 BTC at 62,000 are 62', () => {
  const { risk, book } = withBtc('BTC/USD:BTC', 6200, 50_000, 6200);
  const accounts = book.accounts.map((account) => ({
    ...account,
    positions: account.positions.map((position) => ({ ...position, funding: 0.001 })),
  }));
  const { rows } = exposuresView(risk, { ...book, accounts }, 'asset');
  expect(row(rows, 'position:Main/BTC/USD:BTC/long').funding.value).toBeCloseTo(62, 10);
  expect(row(rows, 'position:Main/BTC/USDT:USDT/long').funding.value).toBe(0.001);
});

test('a liquidation price without a sigma is unknown, never safe, and an old tier table is said on the row', () => {
  const { risk, book } = mainBook();
  const scope = 'position:Main/BTC/USDT:USDT/long';
  const measures = risk.measures.map((each) =>
    each.id === 'distanceSigma' && each.scope === scope ? gapFigure('distanceSigma', scope, walletGap) : each,
  );
  const btc = row(exposuresView({ ...risk, measures }, book, 'asset').rows, scope);
  expect(btc).toMatchObject({ state: 'unknown', liquidation: { value: 40_160.64257028 } });
  expect(btc.flags).toContain('tier-table-old');
});

test('the state follows the daily sigmas: danger under 1, watch under 3, else safe', () => {
  const { risk, book } = mainBook();
  const scope = 'position:Main/BTC/USDT:USDT/long';
  const stateAt = (sigmas: number): string => {
    const measures = risk.measures.filter((each) => each.id !== 'distanceSigma' || each.scope !== scope);
    const view = exposuresView(
      { ...risk, measures: [...measures, figure('distanceSigma', scope, sigmas)] },
      book,
      'asset',
    );
    return row(view.rows, scope).state;
  };
  expect([0.999, 1, 2.999, 3].map(stateAt)).toEqual(['danger', 'watch', 'watch', 'safe']);
});

test('an empty book has no rows and no total', () => {
  const { risk, book } = mainBook();
  expect(exposuresView({ ...risk, exposures: [] }, book, 'asset')).toMatchObject({
    rows: [],
    total: null,
    positions: 0,
  });
});

test('a figure from an old margin table carries its flag into the cell, and no other cell has it', () => {
  const { risk, book } = mainBook();
  const measures = risk.measures.map((result) =>
    result.id.startsWith('liquidationPrice') && result.scope.includes('BTC/USDT:USDT')
      ? { ...result, flags: ['tier-table-old'] }
      : result,
  );
  const rows = exposuresView({ ...risk, measures }, book, 'asset').rows.filter((row) => row.kind === 'position');
  for (const row of rows) {
    const isOld = row.instrument === 'BTC/USDT:USDT';
    expect(row.liquidation.flags).toEqual(isOld ? ['tier-table-old'] : []);
    expect(row.notional.flags).toEqual([]);
  }
  expect(rows.some((row) => row.instrument === 'BTC/USDT:USDT')).toBe(true);
});
