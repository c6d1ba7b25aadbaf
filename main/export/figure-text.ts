import type { MeasureResult } from '../../shared/contract/common.ts';
import { leverageText } from '../../shared/format/leverage.ts';
import { moneyText, signedMoneyText } from '../../shared/format/money.ts';
import { notApplicableText, numberText } from '../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../shared/format/price.ts';
import { departureText, percentText, signedPercentText } from '../../shared/format/ratio.ts';
import { sigmaText } from '../../shared/format/sigma.ts';
import { flagWords } from '../../shared/measures/flag-words.ts';
import { escapeHtml } from './html-text.ts';

/** Finds a figure by measure and scope. */
export type Lookup = (id: string, scope: string) => MeasureResult | undefined;

/** A figure as HTML: its value, or the word for why there is none with the reason as its title. */
export function figureHtml(result: MeasureResult | undefined): string {
  if (result === undefined) return notApplicableText;
  if (result.status === 'value' && result.value !== null) {
    const flags =
      result.flags.length === 0 ? '' : ` <sup title="${escapeHtml(flagWords(result.flags))}">${flagMark}</sup>`;
    return escapeHtml(valueText(result.value, result)) + flags;
  }
  const title = escapeHtml(whyText(result) ?? '');
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

/** A part of a row without a figure of its own. */
export function missingHtml(gap: { readonly reason: string | null; readonly mend: string | null }): string {
  return `<span class="missing" title="${escapeHtml(whyText(gap) ?? '')}">missing</span>`;
}

/** The reason as a sentence, and what mends it; null when there is none. */
export function whyText({
  reason,
  mend,
}: {
  readonly reason: string | null;
  readonly mend: string | null;
}): string | null {
  const said = [reason, mend].filter((text) => text !== null && text !== '').map((text) => sentence(text as string));
  return said.length === 0 ? null : said.join(' ');
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

/** Stands behind a figure that rests on something assumed, stale or old; what it is stands below the row in words. */
export const flagMark = '≈';

/** A way in price, below −; two decimals under 10 %, so that what is near does not read as further off or as nothing; far off as a multiple. */
export function wayText(fraction: number): string {
  return departureText(fraction, Math.abs(fraction) < 0.1 ? 2 : 1);
}

/** The shock at which a pool goes; one that is gone at the marks goes now. */
export function shockText(shockFraction: number): string {
  return shockFraction === 0 ? 'now' : wayText(shockFraction);
}

/** A price whose tick is not known. */
export function anyPriceText(value: number): string {
  return priceText(value, priceDecimals(value));
}

function valueText(value: number, { id, unit }: MeasureResult): string {
  switch (unit) {
    case 'money':
      return signed.has(id) ? signedMoneyText(value) : moneyText(value);
    case 'fraction':
      if (id === 'distanceFraction' || id === 'nearestShock' || id.startsWith('departure.')) return wayText(value);
      return signed.has(id) ? signedPercentText(value) : percentText(value);
    case 'multiple':
      return ratios.has(id) ? numberText(value, 2) : leverageText(value);
    case 'sigma':
      return sigmaText(value);
    case 'price':
      return anyPriceText(value);
    default:
      return numberText(value, 3);
  }
}

/** Of return to risk: no multiple of the equity. */
const ratios: ReadonlySet<string> = new Set(['calmar', 'sharpe', 'sortino']);

/** Both directions are ordinary: the sign is always written. */
const signed: ReadonlySet<string> = new Set([
  'netExposure',
  'onePercentMove',
  'timeWeightedReturn',
  'buffer',
  'freeMargin',
]);
