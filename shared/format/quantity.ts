import { amountsAreHidden, amountText, hiddenAmountText } from './hidden-amounts.ts';
import { minus, numberText } from './number-text.ts';

/** A quantity with the decimals of the lot step; long +, short −. */
export function quantityText(quantity: number, decimals: number): string {
  return amountText(() => numberText(quantity, decimals, 'plus'));
}

/** An exact amount as the ledger keeps it, in groups and with a true minus; no digit is dropped. */
export function exactAmountText(amount: string, sign: 'plus' | 'minus-only' = 'minus-only'): string {
  if (amountsAreHidden()) return hiddenAmountText;
  const negative = amount.startsWith('-');
  const [whole = '', fraction] = amount.replace('-', '').split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  if (negative) return minus + digits;
  return sign === 'plus' && amount !== '0' ? `+${digits}` : digits;
}
