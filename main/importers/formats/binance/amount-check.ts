import type { Decimal } from '../../../../shared/units/decimal.ts';
import { failure, type Fault } from '../../../../shared/result/result.ts';

/**
 * Holds every row's Amount against Price times Quantity. A spreadsheet in a language with decimal commas reads 0.003 as 3
 * and spoils a whole file in silence; one row that does not fit is a bad row, a file in which none fits is damaged.
 */
export interface AmountCheck {
  /** Whether the amount is price times quantity, within the rounding of the amount as written. */
  readonly holds: (price: Decimal, quantity: Decimal, amount: string) => boolean;
  /** Why the file must not be read: not one of its rows fits. */
  readonly refusal: () => Fault | null;
}

export function createAmountCheck(): AmountCheck {
  let rows = 0;
  let wrong = 0;
  let ratio: number | null = null;
  let sameRatio = true;
  return {
    holds: (price, quantity, amount) => {
      rows += 1;
      const product = Number(price) * Number(quantity);
      const stated = Math.abs(Number(amount));
      // The rounding of the last digit written (177.239 for 177.23892), and that of this float product.
      const difference = Math.abs(product - stated);
      if (difference <= product * 1e-9 || difference <= lastDigit(amount)) return true;
      wrong += 1;
      const here = product / stated;
      if (ratio !== null && !(Math.abs(here / ratio - 1) < 0.01)) sameRatio = false;
      ratio ??= here;
      return false;
    },
    refusal: () => {
      if (rows === 0 || wrong < rows) return null;
      const times =
        sameRatio && ratio !== null && ratio > 1.5 ? ` (${Number(ratio.toPrecision(3))} times too large)` : '';
      return failure(
        'amounts-damaged',
        `In ${rows === 1 ? 'its only row' : `all ${rows} rows`} Amount is not Price times Quantity${times}: a spreadsheet has probably rewritten the numbers.`,
        'Import the file as Binance made it, without opening and saving it in a spreadsheet first.',
      ).fault;
    },
  };
}

/** The worth of the last digit written: 0.001 for 177.239, 1 for 300; NaN (which nothing equals) is left to fail. */
function lastDigit(amount: string): number {
  const point = amount.indexOf('.');
  return point === -1 ? 1 : 10 ** -(amount.length - point - 1);
}
