import { amountText } from '../../../shared/format/hidden-amounts.ts';
import { countText } from '../../../shared/format/count.ts';
import { notApplicableText, numberText } from '../../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import type { ExplainTarget } from '../../layout/explain-store.ts';
import { nodeValue, type NodeValue } from './node-text.ts';
import type { ExplainAnswer } from './use-explained.ts';

/** The figure over its tree: money at cents, a distance with two decimals; what has no measure as it stood in the window. */
export function figureText(target: ExplainTarget, answer: ExplainAnswer | undefined, base: string): NodeValue {
  if (answer === undefined) return { text: target.text, unit: '' };
  const { value, unit, status } = answer.measure;
  if (status !== 'value' || value === null) return { text: statusText[status] ?? notApplicableText, unit: '' };
  switch (unit) {
    case 'money':
      return { text: amountText(() => numberText(value, 2)), unit: base };
    case 'price':
      return { text: priceText(value, priceDecimals(value)), unit: answer.tree?.unit ?? '' };
    case 'quantity':
      return { ...nodeValue({ value, symbol: 'quantity', unit: answer.tree?.unit ?? '' }) };
    case 'fraction':
      return { text: numberText(value * 100, 2), unit: '%' };
    case 'multiple':
      return { text: `${numberText(value, 2)}×`, unit: '' };
    case 'sigma':
      return { text: numberText(value, 2), unit: 'daily σ' };
    case 'days':
      return { text: countText(value), unit: value === 1 ? 'day' : 'days' };
    case 'index':
      return { text: numberText(value, 4), unit: '' };
    default:
      return { text: target.text, unit: '' };
  }
}

const statusText: Readonly<Record<string, string>> = {
  'missing-data': 'missing',
  none: 'none',
  'already-liquidatable': 'now',
};
