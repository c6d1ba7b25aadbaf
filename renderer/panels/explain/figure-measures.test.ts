import { expect, test } from 'vitest';
import type { AccountView, Cell, ExposureGridRow, HeadlineView } from '../../../shared/contract/views.ts';
import {
  accountQuestion,
  betaQuestion,
  episodeQuestion,
  balanceQuestion,
  drawdownQuestion,
  exposureQuestion,
  headlineQuestion,
  laneQuestion,
  positionQuestion,
  rungQuestion,
} from './figure-measures.ts';
import { scopeWords } from '../../../shared/measures/scope-words.ts';

const value = (number: number): Cell => ({ value: number, status: 'value', reason: null, mend: null, flags: [] });
const none: Cell = { value: null, status: 'not-applicable', reason: null, mend: null, flags: [] };
const doge = 'position:Hyperliquid perps/DOGE/USDC:USDC/long';

function row(more: Partial<ExposureGridRow>): ExposureGridRow {
  const sizes = { quantity: none, notional: none, marketValue: none, strikeNotional: none, share: none };
  const figures = { ...sizes, mark: none, entry: none, pnl: none, funding: none };
  return {
    id: doge,
    kind: 'position',
    group: 'DOGE',
    name: 'DOGE',
    detail: 'Hyperliquid perps',
    account: 'Hyperliquid perps',
    instrument: 'DOGE/USDC:USDC',
    priceDecimals: 5,
    quantityDecimals: 0,
    ...figures,
    onePercentMove: none,
    liquidation: value(0.14322),
    distanceFraction: value(-0.037),
    distanceSigma: value(0.8),
    state: 'danger',
    flags: [],
    ...more,
  };
}

test('the liquidation price of a cell is the one on the side to which its distance points', () => {
  expect(exposureQuestion(row({}), 'liquidation', 'asset')).toEqual({ measure: 'liquidationPrice.lower', scope: doge });
  expect(exposureQuestion(row({ distanceFraction: value(0.2) }), 'liquidation', 'asset')?.measure).toBe(
    'liquidationPrice.upper',
  );
  expect(exposureQuestion(row({ liquidation: none, distanceFraction: none }), 'liquidation', 'asset')?.measure).toBe(
    'liquidationPrice.lower',
  );
  expect(exposureQuestion(row({}), 'distanceSigma', 'asset')).toEqual({ measure: 'distanceSigma', scope: doge });
});

test('a subtotal is asked of its group, the total of the book', () => {
  const subtotal = row({ id: 'subtotal:DOGE', kind: 'subtotal' });
  expect(exposureQuestion(subtotal, 'notional', 'asset')).toEqual({ measure: 'netExposure', scope: 'asset:DOGE' });
  expect(exposureQuestion(subtotal, 'share', 'asset')).toEqual({ measure: 'exposureShare', scope: 'asset:DOGE' });
  const venue = row({ kind: 'subtotal', group: 'Binance USD-M futures' });
  expect(exposureQuestion(venue, 'notional', 'venue')).toEqual({ measure: 'netExposure', scope: 'venue:binance-usdm' });
  const account = row({ kind: 'subtotal', group: 'Binance main' });
  expect(exposureQuestion(account, 'notional', 'account')?.scope).toBe('account:Binance main');
  expect(exposureQuestion(row({ kind: 'total' }), 'notional', 'asset')).toEqual({
    measure: 'netExposure',
    scope: 'book',
  });
});

const position: AccountView['positions'][number] = {
  instrument: 'DOGE/USDC:USDC',
  side: 'long',
  quantity: value(420_000),
  quantityDecimals: 0,
  priceDecimals: 5,
  entry: value(0.157),
  mark: value(0.1487),
  markAsOfMs: null,
  notional: none,
  pnl: none,
  realizedPnl: none,
  liquidation: value(0.1432),
  marginMode: 'cross',
  leverage: null,
  isolatedMargin: null,
  status: 'open',
  reason: null,
  mend: null,
};
const far = { ...position, instrument: 'ETH/USDC:USDC', mark: value(3000), liquidation: value(2000) };
const account: AccountView = {
  name: 'Hyperliquid perps',
  venue: 'hyperliquid',
  venueName: 'Hyperliquid',
  marginMode: 'cross',
  positionMode: 'one-way',
  state: 'danger',
  equity: value(1),
  leverage: none,
  maintenance: none,
  marginRatio: none,
  worstPool: 'cross',
  nearest: { asset: 'DOGE', distanceFraction: -0.037 },
  reconciliation: { state: 'cannot-check', summary: '', differences: 0 },
  dataAsOfMs: null,
  balances: [],
  positions: [far, position],
  question: null,
};

test('a coin beside the positions is asked as a balance', () => {
  const coin = row({ id: 'balance:Bybit unified/BTC', kind: 'balance', instrument: null });
  expect(exposureQuestion(coin, 'quantity', 'asset')).toEqual({
    measure: 'balance',
    scope: 'balance:Bybit unified/BTC',
  });
  expect(exposureQuestion(coin, 'notional', 'asset')?.measure).toBe('exposure');
  expect(exposureQuestion(coin, 'liquidation', 'asset')).toBeNull();
  expect(balanceQuestion('Bybit unified', 'BTC', 'balanceValue')).toEqual({
    measure: 'balanceValue',
    scope: 'balance:Bybit unified/BTC',
  });
});

test('the nearest liquidation of an account is asked of its position', () => {
  expect(accountQuestion(account, 'nearest')).toEqual({ measure: 'distanceFraction', scope: doge });
  expect(accountQuestion({ ...account, positions: [] }, 'nearest')).toBeNull();
  expect(accountQuestion(account, 'leverage')).toEqual({
    measure: 'effectiveLeverage',
    scope: 'account:Hyperliquid perps',
  });
  expect(positionQuestion('Hyperliquid perps', position, 'liquidation')?.scope).toBe(doge);
  expect(positionQuestion('x', { ...position, side: 'flat' }, 'liquidation')).toBeNull();
});

test('the margin ratio of an account is that of its worst pool; without one nothing is asked', () => {
  expect(accountQuestion(account, 'marginRatio')?.scope).toBe('pool:Hyperliquid perps/cross');
  expect(accountQuestion({ ...account, worstPool: null }, 'marginRatio')).toBeNull();
});

test('sums of profit, funding and share are asked of every kind of group', () => {
  const subtotal = row({ kind: 'subtotal', group: 'Binance main' });
  expect(exposureQuestion(subtotal, 'pnl', 'account')).toEqual({
    measure: 'unrealizedPnl',
    scope: 'account:Binance main',
  });
  expect(exposureQuestion(subtotal, 'funding', 'account')?.measure).toBe('funding');
  const venue = row({ kind: 'subtotal', group: 'Binance USD-M futures' });
  expect(exposureQuestion(venue, 'share', 'venue')).toEqual({ measure: 'exposureShare', scope: 'venue:binance-usdm' });
});

test('the headline asks the book, the worst pool and the nearest position', () => {
  const view = {
    worstMargin: { account: 'Hyperliquid perps', pool: 'cross', ratio: value(0.6), state: 'watch' },
    nearest: {
      account: 'Hyperliquid perps',
      instrument: 'DOGE/USDC:USDC',
      distanceFraction: -0.037,
      ladder: { asset: 'BTC', account: 'OKX swing', pool: 'cross', shockFraction: -0.02 },
    },
    drawdownStart: '2026-03-05',
  } as HeadlineView;
  expect(headlineQuestion(view, 'equity', [])).toEqual({ measure: 'equity', scope: 'book' });
  expect(headlineQuestion(view, 'worstMargin', [])).toEqual({
    measure: 'marginRatio',
    scope: 'pool:Hyperliquid perps/cross',
  });
  expect(headlineQuestion(view, 'nearest', [row({})])).toEqual({ measure: 'liquidationPrice.lower', scope: doge });
  expect(headlineQuestion(view, 'nearest', [])).toBeNull();
  expect(headlineQuestion(view, 'ladder', [])).toEqual({
    measure: 'nearestShock',
    scope: 'pool:OKX swing/cross',
    axis: { asset: 'BTC', beta: 1 },
  });
  expect(headlineQuestion(view, 'drawdownDays', [])).toEqual({
    measure: 'episodeLength',
    scope: 'episode:book/2026-03-05',
  });
  expect(headlineQuestion({ ...view, drawdownStart: null }, 'drawdownDays', [])).toBeNull();
});

test('a figure at a rung is asked at its shock, a lane ends at the nearest shock, drawdowns have their scope', () => {
  const lane = { account: 'Binance main', pool: 'cross' };
  const pool = 'pool:Binance main/cross';
  expect(rungQuestion(lane, 'maintenance', null)).toEqual({ measure: 'maintenanceMargin', scope: pool });
  const shock = { asset: 'BTC', fraction: -0.04, beta: 1 as const };
  expect(rungQuestion(lane, 'state', shock)).toEqual({ measure: 'buffer', scope: pool, shock });
  expect(rungQuestion(null, 'equity', shock)).toEqual({ measure: 'equity', scope: 'book', shock });
  expect(rungQuestion(lane, 'change', shock)).toEqual({ measure: 'equityChange', scope: pool, shock });
  expect(rungQuestion(lane, 'closed', shock)).toEqual({ measure: 'closedNotional', scope: pool, shock });
  const axis = { asset: 'BTC', beta: 'estimated' as const };
  expect(laneQuestion(lane, axis)).toEqual({ measure: 'nearestShock', scope: 'pool:Binance main/cross', axis });
  expect(betaQuestion('ETH', 'betaError', axis)).toEqual({ measure: 'betaError', scope: 'asset:ETH', axis });
  expect(episodeQuestion('episodeDepth', 'account:X', '2026-03-05')).toEqual({
    measure: 'episodeDepth',
    scope: 'episode:account:X/2026-03-05',
  });
  expect(drawdownQuestion('ulcer', 'account:X')).toEqual({ measure: 'ulcer', scope: 'account:X' });
});

test('a scope in words', () => {
  expect(scopeWords(doge)).toBe('DOGE/USDC:USDC, long · Hyperliquid perps');
  expect(scopeWords('pool:Binance main/cross')).toBe('Binance main, cross');
  expect(scopeWords('episode:account:X/2026-03-05')).toBe('under water from 2026-03-05 on · X');
  expect(scopeWords('book')).toBe('the whole book');
});
