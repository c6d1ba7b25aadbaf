import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisMoneyText, moneyText, shortSignedMoneyText, signedMoneyText } from './money.ts';
import { minus, numberText } from './number-text.ts';
import { priceDecimals, priceText } from './price.ts';
import { exactAmountText, quantityText } from './quantity.ts';
import { departureText, distanceText, percentText, ratioText, signedPercentText } from './ratio.ts';
import { leverageText } from './leverage.ts';

const amount = fc.double({ min: -1e12, max: 1e12, noNaN: true });
const decimals = fc.integer({ min: 0, max: 8 });

/** Reads back what a formatter wrote. */
function readBack(text: string): number {
  return Number(text.replaceAll(',', '').replace('+', '').replace(minus, '-'));
}

test('law: what is written is within half a unit of its last digit', () => {
  fc.assert(
    fc.property(amount, decimals, (value, digits) => {
      const half = 0.5 * 10 ** -digits;
      expect(Math.abs(readBack(numberText(value, digits, 'plus')) - value)).toBeLessThanOrEqual(
        half * (1 + 1e-9) + Math.abs(value) * 1e-15,
      );
    }),
  );
});

test('law: no formatter ever writes a signed zero or a hyphen', () => {
  const all: readonly ((value: number) => string)[] = [
    moneyText,
    signedMoneyText,
    axisMoneyText,
    shortSignedMoneyText,
    ratioText,
    percentText,
    distanceText,
    (value) => departureText(value),
    signedPercentText,
    leverageText,
    (value) => quantityText(value, 3),
    (value) => priceText(value, 2),
  ];
  const near = fc.oneof(amount, fc.double({ min: -0.1, max: 0.1, noNaN: true }), fc.constantFrom(0, -0));
  fc.assert(
    fc.property(near, (value) => {
      for (const write of all) {
        const text = write(value);
        expect(text).not.toContain('-');
        expect(text).not.toMatch(/^[+−]0*(?:[.,]0*)?(?:\D*)$/);
      }
    }),
  );
});

test('law: a gain has its plus, a loss its true minus, at equal length', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 1e12, noNaN: true }), decimals, (value, digits) => {
      expect(numberText(value, digits, 'plus').startsWith('+')).toBe(true);
      expect(numberText(-value, digits).startsWith('−')).toBe(true);
      expect(numberText(-value, digits, 'plus')).toHaveLength(numberText(value, digits, 'plus').length);
    }),
  );
});

test('law: an exact amount keeps every digit', () => {
  const exact = fc
    .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.constantFrom('', '.5', '.000000000000000001'))
    .map(([whole, fraction]) => `${whole}${fraction}`);
  fc.assert(
    fc.property(exact, (text) => {
      expect(exactAmountText(text).replaceAll(',', '').replace(minus, '-')).toBe(text);
    }),
  );
});

test('law: a price without a known tick shows at least four significant digits down to a thousandth of a cent', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-5, max: 1e6, noNaN: true }), (price) => {
      expect(Math.abs(readBack(priceText(price, priceDecimals(price))) / price - 1)).toBeLessThan(6e-4);
    }),
  );
});
