import type { Cell } from '../../shared/contract/views.ts';
import { leverageText } from '../../shared/format/leverage.ts';
import { signedMoneyText } from '../../shared/format/money.ts';
import { numberText } from '../../shared/format/number-text.ts';
import { priceDecimals } from '../../shared/format/price.ts';
import { quantityText } from '../../shared/format/quantity.ts';
import { signedPercentText } from '../../shared/format/ratio.ts';
import { flagWords } from '../../shared/measures/flag-words.ts';
import { figureHtml, flagMark } from './figure-text.ts';
import { escapeHtml } from './html-text.ts';

/** A cell of a table as HTML: its value in its unit, or the word for why there is none. */
export function cellHtml(cell: Cell, unit: string, id = ''): string {
  if (unit === 'quantity' && cell.value !== null) return escapeHtml(sizeText(cell.value));
  return figureHtml({ ...cell, id, unit, scope: '' });
}

/** A difference in its unit, with its sign. */
export function differenceText(value: number, unit: string): string {
  switch (unit) {
    case 'money':
      return signedMoneyText(value);
    case 'fraction':
      return signedPercentText(value);
    case 'multiple':
      return value > 0 ? `+${leverageText(value)}` : leverageText(value);
    case 'sigma':
      return numberText(value, 1, 'plus');
    default:
      return numberText(value, priceDecimals(value), 'plus');
  }
}

/** What the marked figures of a table rest on, in one line below it. */
export function flagsBelow(cells: readonly Cell[]): string {
  const flags = [...new Set(cells.flatMap((cell) => cell.flags))];
  return flags.length === 0 ? '' : `<p class="about">${flagMark} ${escapeHtml(flagWords(flags))}.</p>`;
}

/** A size that is traded, with its sign and no more decimals than it has. */
export function sizeText(quantity: number): string {
  const text = quantityText(quantity, 8);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
