import { expect, test } from 'vitest';
import { ownText, owedText, poolText, roomText, wayText } from './insolvency-texts.ts';

test('rounding goes against the trader: what is left reads smaller, a debt larger, room shorter', () => {
  expect(ownText(1_684.9)).toBe('1,684');
  expect(ownText(-5_350.1)).toBe('−5,351');
  expect(owedText(5_350.1)).toBe('5,351');
  expect(roomText(0.0499)).toBe('4.9');
  expect(roomText(-0.1999)).toBe('−19.9');
});

test('what floats add is no unit more: 0.3 is 30.0 %, 100 is 100', () => {
  expect(roomText(0.1 + 0.2)).toBe('30.0');
  expect(roomText(0.29)).toBe('29.0');
  expect(ownText(99.99999999999999)).toBe('100');
  expect(owedText(100.00000000000001)).toBe('100');
});

test('the cross pool goes by the name of its account', () => {
  expect(poolText({ account: 'Perps', pool: 'cross' })).toBe('Perps');
  expect(poolText({ account: 'Perps', pool: 'isolated BTC/USDT:USDT' })).toBe('Perps (isolated BTC/USDT:USDT)');
});

test('a way up carries its plus, a way down its minus, neither further off than it is', () => {
  expect(wayText(0.4809)).toBe('+48.0');
  expect(wayText(-0.26887)).toBe('−26.8');
  expect(wayText(0)).toBe('0.0');
  // 14 times further up: nobody reads 1,410 %.
  expect(wayText(14.104)).toBe('×15');
});
