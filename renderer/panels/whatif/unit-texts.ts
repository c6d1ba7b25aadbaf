import { leverageText } from '../../../shared/format/leverage.ts';
import { moneyText, signedMoneyText } from '../../../shared/format/money.ts';
import { amountText } from '../../../shared/format/hidden-amounts.ts';
import { numberText } from '../../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { percentText, signedPercentText } from '../../../shared/format/ratio.ts';
import { sigmaText } from '../../../shared/format/sigma.ts';

/** A figure in its unit. */
export function unitText(value: number, unit: string): string {
  switch (unit) {
    case 'money':
      return moneyText(value);
    case 'fraction':
      return percentText(value);
    case 'multiple':
      return leverageText(value);
    case 'sigma':
      return `${sigmaText(value)} σ`;
    case 'quantity':
      return sizeText(value);
    case 'count':
      return numberText(value, 0);
    default:
      return priceText(value, priceDecimals(value));
  }
}

/**
 * A difference in its unit, with its sign.
 * @param of one of the two figures: a price differs in the decimals in which it is written
 */
export function differenceText(value: number, unit: string, of = value): string {
  switch (unit) {
    case 'money':
      return signedMoneyText(value);
    case 'fraction':
      return signedPercentText(value);
    case 'multiple':
      return `${numberText(value, 2, 'plus')}×`;
    case 'sigma':
      return `${numberText(value, 1, 'plus')} σ`;
    case 'quantity':
      return sizeText(value);
    case 'count':
      return numberText(value, 0, 'plus');
    default:
      return numberText(value, priceDecimals(of), 'plus');
  }
}

/** An amount of an asset that is paid, a rebate with its minus. */
export function costText(amount: number): string {
  return trimmedText(amount, 'minus-only');
}

/** An amount of an asset that is gained or lost. */
export function profitText(amount: number): string {
  return trimmedText(amount, 'plus');
}

function sizeText(quantity: number): string {
  return trimmedText(quantity, 'plus');
}

/** With no more decimals than it has. */
function trimmedText(amount: number, sign: 'plus' | 'minus-only'): string {
  return amountText(() =>
    numberText(amount, 8, sign)
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, ''),
  );
}
