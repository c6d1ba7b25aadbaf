import { expect, test } from 'vitest';
import { ageText } from './age.ts';
import { countedText } from './count.ts';
import { leverageText } from './leverage.ts';
import { axisMoneyText, moneyText, shortSignedMoneyText, signedMoneyText } from './money.ts';
import { priceDecimals, priceText } from './price.ts';
import { exactAmountText, quantityText } from './quantity.ts';
import { departureText, distanceText, percentText, ratioText, signedPercentText } from './ratio.ts';
import { sigmaText } from './sigma.ts';
import { dayText, timeSecondsText, timeText } from './time.ts';

test('money is whole, in comma groups, and only a change carries a plus', () => {
  expect(moneyText(157_052.49)).toBe('157,052');
  expect(moneyText(-833)).toBe('−833');
  expect(signedMoneyText(4425)).toBe('+4,425');
  expect(signedMoneyText(-3704.4)).toBe('−3,704');
});

test('zero, and what rounds to it, carries no sign', () => {
  expect(signedMoneyText(0)).toBe('0');
  expect(signedMoneyText(-0.4)).toBe('0');
  expect(signedMoneyText(-0)).toBe('0');
  expect(distanceText(-0.0004)).toBe('0.0');
  expect(quantityText(0, 3)).toBe('0.000');
});

test('an axis counts in k and M with a space', () => {
  expect([0, 950, 1500, 2000, 150_000, 1_200_000, 12_000_000].map(axisMoneyText)).toEqual([
    '0',
    '950',
    '1.5 k',
    '2 k',
    '150 k',
    '1.2 M',
    '12 M',
  ]);
  expect(shortSignedMoneyText(532_416)).toBe('+532 k');
  expect(shortSignedMoneyText(-185_000)).toBe('−185 k');
  expect(shortSignedMoneyText(-833)).toBe('−833');
});

test('prices keep the decimals of the tick', () => {
  expect(priceText(92_450, 1)).toBe('92,450.0');
  expect(priceText(0.142842, 5)).toBe('0.14284');
});

test('a price whose tick is not known shows five significant digits', () => {
  expect([92_450, 3120.4, 148.3, 1.8704, 0.14284, 0.0000123].map(priceDecimals)).toEqual([1, 2, 2, 4, 5, 8]);
});

test('quantities carry their side as sign', () => {
  expect(quantityText(1.25, 3)).toBe('+1.250');
  expect(quantityText(-18_000, 0)).toBe('−18,000');
});

test('an exact amount keeps every digit', () => {
  expect(exactAmountText('35912.480000000000000001')).toBe('35,912.480000000000000001');
  expect(exactAmountText('-1234567.5')).toBe('−1,234,567.5');
  expect(exactAmountText('1000', 'plus')).toBe('+1,000');
  expect(exactAmountText('0', 'plus')).toBe('0');
  expect(exactAmountText('999')).toBe('999');
});

test('fractions become per cent here and nowhere else', () => {
  expect(ratioText(0.6438)).toBe('64.4');
  expect(percentText(0.156)).toBe('15.6 %');
  expect(distanceText(-0.0388)).toBe('−3.9');
  expect(departureText(-0.0388, 2)).toBe('−3.88 %');
  expect(signedPercentText(0.23)).toBe('+23.0 %');
  expect(signedPercentText(-0.25, 0)).toBe('−25 %');
});

test('what is more than eleven times the price away is a multiple of it, never rounded up', () => {
  expect(distanceText(9.99)).toBe('+999.0');
  expect(departureText(9.99)).toBe('+999.0 %');
  expect(distanceText(10)).toBe('×11');
  // 13.0x: twelve hundred per cent above.
  expect(departureText(12.015)).toBe('×13');
  expect(departureText(12.99)).toBe('×13');
  expect(departureText(114_143.94)).toBe('×114,144');
  expect(departureText(2.5e6)).toBe('×2 M');
});

test('sigmas are unsigned, leverage has its cross', () => {
  expect(sigmaText(-0.84)).toBe('0.8');
  expect(leverageText(4.567)).toBe('4.57×');
});

test('times are UTC, to the minute in views and to the second in rows', () => {
  const instant = Date.UTC(2026, 10, 20, 20, 56, 7);
  expect(timeText(instant)).toBe('2026-11-20 20:56');
  expect(timeSecondsText(instant)).toBe('2026-11-20 20:56:07');
  expect(dayText(instant)).toBe('2026-11-20');
});

test('an age is told in its largest whole unit, never rounded up', () => {
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
  expect([0, 59_999, 4.9 * minute, 2 * hour, 47 * hour, 2 * day, 113 * day].map(ageText)).toEqual([
    'now',
    'now',
    '4 min',
    '2 h',
    '47 h',
    '2 d',
    '113 d',
  ]);
});

test('counts take their noun', () => {
  expect(countedText(1, 'row')).toBe('1 row');
  expect(countedText(1198, 'row')).toBe('1,198 rows');
  expect(countedText(2, 'entry', 'entries')).toBe('2 entries');
});
