import {
  formatScaled,
  magnitudeOf,
  mulDiv,
  mulScaled,
  scaleDigits,
  scaledOf,
  scaledOne,
  type Decimal,
} from '../../../../shared/units/decimal.ts';

/**
 * Whether an amount of money is quantity times price times multiplier. Both the price and the money may be rounded to
 * the digits that are written, so half a unit of the price's last digit, times what is traded, is allowed, and one of
 * the money's own.
 */
export function moneyAgrees(money: Decimal, quantity: Decimal, price: Decimal, multiplier: Decimal): boolean {
  const units = mulScaled(scaledOf(quantity), scaledOf(multiplier));
  const product = mulScaled(units, scaledOf(price));
  const difference = magnitudeOf(magnitudeOf(scaledOf(money)) - product);
  return difference <= mulScaled(units, lastDigit(price)) / 2n + lastDigit(money);
}

/** The price that an amount of money and a quantity prove, rounded at its eighteenth digit; null where there is no money. */
export function priceFromMoney(money: Decimal | null, quantity: Decimal, multiplier: Decimal): Decimal | null {
  if (money === null) return null;
  const units = scaledOf(quantity) * scaledOf(multiplier);
  return formatScaled(mulDiv(magnitudeOf(scaledOf(money)), scaledOne * scaledOne, units));
}

/** The worth of the last digit written, of a price at most a cent: 0.27 may stand for 0.2651. */
function lastDigit(amount: Decimal): bigint {
  const [, decimals = ''] = amount.split('.');
  return 10n ** BigInt(scaleDigits - Math.max(decimals.length, 2));
}
