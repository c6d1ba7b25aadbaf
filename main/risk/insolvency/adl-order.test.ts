import { expect, test } from 'vitest';
import { known, missing } from '../../../shared/measures/outcome.ts';
import { adlScore, rankForAdl, type AdlPosition } from './adl-order.ts';

/** Long 10 at 100, now 120, bankrupt at 90: worth 1,200, profit 20 %, 300 left. */
const winner: AdlPosition = {
  label: 'winner',
  side: 'long',
  payoff: 'linear',
  size: 10,
  entryPrice: 100,
  markPrice: 120,
  bankruptcyPrice: known(90),
  equity: known(300),
  leverage: known(5),
};
const loser: AdlPosition = { ...winner, label: 'loser', markPrice: 95, bankruptcyPrice: known(90), equity: known(50) };

function scoreOf(formula: Parameters<typeof adlScore>[0], position: AdlPosition): number {
  const score = adlScore(formula, position);
  return score.status === 'value' ? score.value : Number.NaN;
}

test('BitMEX: profit over entry value times what the position is worth over what is left', () => {
  // 0.2 x 1,200 / 300.
  expect(scoreOf('bitmex', winner)).toBeCloseTo(0.8, 14);
  // -0.05 / (950 / 50).
  expect(scoreOf('bitmex', loser)).toBeCloseTo(-0.05 / 19, 14);
});

test('BitMEX: a short one by signed values, a coin contract by its coins', () => {
  // Short 10 at 100, now 80, bankrupt at 120: profit 20 %, 800 / 400.
  const short = { ...winner, side: 'short', markPrice: 80, bankruptcyPrice: known(120) } as const;
  expect(scoreOf('bitmex', short)).toBeCloseTo(0.4, 14);
  // Long 1,000 USD at 100 = 10 coins, now 125 = 8 coins, bankrupt at 80 = 12.5: profit 2 / 10, leverage 8 / 4.5.
  const coin = { ...winner, payoff: 'inverse', size: 1000, markPrice: 125, bankruptcyPrice: known(80) } as const;
  expect(scoreOf('bitmex', coin)).toBeCloseTo((0.2 * 8) / 4.5, 14);
  // Short 1,000 USD at 100, now 80 = 12.5 coins, bankrupt at 125 = 8: profit 2.5 / 10, leverage 12.5 / 4.5.
  const shortCoin = { ...coin, side: 'short', markPrice: 80, bankruptcyPrice: known(125) } as const;
  expect(scoreOf('bitmex', shortCoin)).toBeCloseTo((0.25 * 12.5) / 4.5, 14);
});

test('Binance weighs by notional over the margin with its profit', () => {
  expect(scoreOf('binance', { ...winner, equity: known(400) })).toBeCloseTo(0.6, 14);
  expect(scoreOf('binance', loser)).toBeCloseTo(-0.05 / 19, 14);
  // Half a coin of margin is margin: 0.2 x 1,200 / 0.5.
  expect(scoreOf('binance', { ...winner, equity: known(0.5) })).toBeCloseTo(480, 10);
});

test('Hyperliquid: mark over entry times notional over account value, and only for gains', () => {
  // 1.2 x 1,200 / 300; short: 100 / 80 x 800 / 400.
  expect(scoreOf('hyperliquid', winner)).toBeCloseTo(4.8, 14);
  expect(scoreOf('hyperliquid', { ...winner, side: 'short', markPrice: 80, equity: known(400) })).toBeCloseTo(2.5, 14);
  expect(adlScore('hyperliquid', loser)).toMatchObject({ reason: 'Only positions in profit are deleveraged.' });
  expect(adlScore('hyperliquid', { ...winner, markPrice: 100 }).status).toBe('not-applicable');
});

test('Bybit: change of the price times the leverage that the trader set', () => {
  expect(scoreOf('bybit', winner)).toBeCloseTo(1, 14);
  expect(scoreOf('bybit', loser)).toBeCloseTo(-0.25, 14);
});

test('what is not known is not guessed', () => {
  const gap = missing('The wallet is not known.', 'State it.');
  expect(adlScore('unknown', winner)).toEqual({
    status: 'missing-data',
    reason: 'How this venue orders positions for auto-deleveraging is not known.',
    mend: 'Look at the indicator of the venue itself.',
  });
  expect(adlScore('bitmex', { ...winner, bankruptcyPrice: gap })).toBe(gap);
  expect(adlScore('binance', { ...winner, equity: gap })).toBe(gap);
  expect(adlScore('bybit', { ...winner, leverage: gap })).toBe(gap);
});

test('where nothing is left there is no score', () => {
  const reason = 'Nothing is left of the margin: the position is liquidated, not deleveraged.';
  expect(adlScore('bitmex', { ...winner, bankruptcyPrice: known(120) })).toMatchObject({ reason });
  expect(adlScore('binance', { ...winner, equity: known(0) })).toMatchObject({ reason });
});

test('the ladder of the trader’s own positions: gains by score, then losses, then what has no score', () => {
  const small = { ...winner, label: 'small', markPrice: 101, equity: known(1000) };
  const blank = { ...winner, label: 'blank', equity: missing('No wallet.', 'State it.') };
  const ranked = rankForAdl('binance', [blank, loser, small, { ...blank, label: 'blank too' }, winner]);
  expect(ranked.map(({ position }) => position.label)).toEqual(['winner', 'small', 'loser', 'blank', 'blank too']);
});
