import { expect, test } from 'vitest';
import { bitmexAdlScore, leverageAdlScore } from './adl-rank.ts';

test('BitMEX: a winner by profit times leverage, a loser by loss over leverage', () => {
  // Bought for 50, worth 65, bankrupt at 45: 30 % x 65 / 20.
  const winner = bitmexAdlScore({ markValue: 65, entryValue: 50, bankruptValue: 45 });
  expect(winner.profitFraction).toBeCloseTo(0.3, 15);
  expect(winner.effectiveLeverage).toBeCloseTo(3.25, 15);
  expect(winner.score).toBeCloseTo(0.975, 15);
  // Sold at 50, now 55, bankrupt at 60: -10 % / (55 / 5).
  const loser = bitmexAdlScore({ markValue: -55, entryValue: -50, bankruptValue: -60 });
  expect(loser.effectiveLeverage).toBeCloseTo(11, 14);
  expect(loser.score).toBeCloseTo(-0.1 / 11, 15);
});

test('by the leverage of the account: nothing won is no score', () => {
  expect(leverageAdlScore(20, 100, 120, 40)).toEqual({ profitFraction: 0.2, effectiveLeverage: 3, score: 0.2 * 3 });
  expect(leverageAdlScore(-20, 100, 80, 40).score).toBe(-0.1);
  expect(leverageAdlScore(0, 100, 100, 40).score).toBe(0);
});
