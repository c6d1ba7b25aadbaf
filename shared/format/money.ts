import { amountText } from './hidden-amounts.ts';
import { numberText } from './number-text.ts';

/** Money in grids and headline: whole units of the base currency, no plus. */
export function moneyText(amount: number): string {
  return amountText(() => numberText(amount, 0));
}

/** Gain, loss, change, net: the sign is always written. */
export function signedMoneyText(amount: number): string {
  return amountText(() => numberText(amount, 0, 'plus'));
}

/** Money on an axis: `150 k`, `1.2 M`; small amounts whole. */
export function axisMoneyText(amount: number): string {
  const size = Math.abs(amount);
  return amountText(() => {
    if (size >= 1_000_000) return `${numberText(amount / 1_000_000, size >= 10_000_000 ? 0 : 1)} M`;
    if (size >= 1000) return `${numberText(amount / 1000, size < 10_000 && amount % 1000 !== 0 ? 1 : 0)} k`;
    return numberText(amount, 0);
  });
}

/** Money in a line of context: `+532 k`; below ten thousand whole. */
export function shortSignedMoneyText(amount: number): string {
  const size = Math.abs(amount);
  return amountText(() => {
    if (size >= 10_000_000) return `${numberText(amount / 1_000_000, 1, 'plus')} M`;
    if (size >= 10_000) return `${numberText(amount / 1000, 0, 'plus')} k`;
    return numberText(amount, 0, 'plus');
  });
}
