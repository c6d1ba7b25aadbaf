import type { MeasureResult } from '../../shared/contract/common.ts';
import { leverageText } from '../../shared/format/leverage.ts';
import { moneyText, signedMoneyText } from '../../shared/format/money.ts';
import { notApplicableText, numberText } from '../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../shared/format/price.ts';
import { percentText } from '../../shared/format/ratio.ts';
import { sigmaText } from '../../shared/format/sigma.ts';
import { escapeHtml } from './html-text.ts';

/** A figure as HTML: its value, or the word for why there is none with the reason as its title. */
export function figureHtml(result: MeasureResult | undefined): string {
  if (result === undefined) return notApplicableText;
  if (result.status === 'value' && result.value !== null) {
    const flags =
      result.flags.length === 0 ? '' : ` <sup title="${escapeHtml(result.flags.join(', '))}">${flagMark}</sup>`;
    return escapeHtml(valueText(result.value, result)) + flags;
  }
  const title = escapeHtml([result.reason, result.mend].filter((text) => text !== null && text !== '').join(' '));
  switch (result.status) {
    case 'missing-data':
      return `<span class="missing" title="${title}">missing</span>`;
    case 'none':
      return `<span title="${title}">none</span>`;
    case 'already-liquidatable':
      return `<strong class="danger" title="${title}">liquidatable now</strong>`;
    default:
      return `<span title="${title}">${notApplicableText}</span>`;
  }
}

/** Stands behind a figure that rests on something assumed, stale or old; the list of flags is explained below. */
export const flagMark = '≈';

function valueText(value: number, result: MeasureResult): string {
  switch (result.unit) {
    case 'money':
      return result.id === 'netExposure' || result.id === 'onePercentMove' ? signedMoneyText(value) : moneyText(value);
    case 'fraction':
      return percentText(value);
    case 'multiple':
      return result.id === 'calmar' ? numberText(value, 2) : leverageText(value);
    case 'sigma':
      return sigmaText(value);
    case 'price':
      return priceText(value, priceDecimals(value));
    default:
      return numberText(value, 3);
  }
}
