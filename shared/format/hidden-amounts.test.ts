import { afterEach, expect, test } from 'vitest';
import { hiddenAmountText, hideAmounts } from './hidden-amounts.ts';
import { axisMoneyText, moneyText, shortSignedMoneyText, signedMoneyText } from './money.ts';
import { priceText } from './price.ts';
import { exactAmountText, quantityText } from './quantity.ts';
import { percentText } from './ratio.ts';

afterEach(() => hideAmounts(false));

test('hidden amounts say neither size nor sign; prices and ratios stay', () => {
  const amounts = () => [
    moneyText(157_052),
    signedMoneyText(-3_704),
    axisMoneyText(150_000),
    shortSignedMoneyText(532_000),
    quantityText(1.25, 3),
    exactAmountText('-37444.8'),
  ];
  const shown = amounts();
  expect(shown).toEqual(['157,052', '−3,704', '150 k', '+532 k', '+1.250', '−37,444.8']);
  hideAmounts(true);
  expect(new Set(amounts())).toEqual(new Set([hiddenAmountText]));
  expect(priceText(92_450, 1)).toBe('92,450.0');
  expect(percentText(0.644)).toBe('64.4 %');
  hideAmounts(false);
  expect(amounts()).toEqual(shown);
});
