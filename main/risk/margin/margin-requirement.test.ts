import { expect, test } from 'vitest';
import { formatScaled, parseScaled, type Scaled } from '../../../shared/units/decimal.ts';
import { marginRequirement } from './margin-requirement.ts';

const exact = (text: string): Scaled => parseScaled(text) as Scaled;

function required(
  payoff: 'linear' | 'inverse',
  [quantity, price, leverage, rate]: readonly [string, string, string, string],
  decimals: number,
): string {
  const terms = { quantity: exact(quantity), price: exact(price), leverage: exact(leverage), rate: exact(rate) };
  return formatScaled(marginRequirement({ payoff, ...terms }, decimals));
}

test('a linear margin is notional over leverage at the rate, a half going to the even cent', () => {
  // 2,750 / 20 x 5 % = 6.875; 100 x 0.125 % = 0.125; 4,700 / 2 x 5 % = 117.5
  expect(required('linear', ['2500', '1.1', '20', '0.05'], 2)).toBe('6.88');
  expect(required('linear', ['100', '1', '1', '0.00125'], 2)).toBe('0.12');
  expect(required('linear', ['4700', '1', '2', '0.05'], 0)).toBe('118');
});

test('an inverse margin is paid in the coin: contracts over price', () => {
  // 30,000 / 45,000 / 5 x 1 % = 0.00133333...; 30,000 / 48,000 = 0.625 x 1 %
  expect(required('inverse', ['30000', '45000', '5', '0.01'], 8)).toBe('0.00133333');
  expect(required('inverse', ['30000', '48000', '1', '0.01'], 8)).toBe('0.00625');
});
