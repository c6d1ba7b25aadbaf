import type { MeasureResult } from '../../shared/contract/common.ts';
import type { Cell, HeadlineView } from '../../shared/contract/views.ts';
import { percentText } from '../../shared/format/ratio.ts';
import { sigmaText } from '../../shared/format/sigma.ts';
import {
  anyPriceText,
  figureHtml,
  flagMark,
  missingHtml,
  shockText,
  wayText,
  whyText,
  type Lookup,
} from './figure-text.ts';
import { flagWords } from '../../shared/measures/flag-words.ts';
import { escapeHtml } from './html-text.ts';

/** The book in a few figures; with the headline of the window also its worst pool and its nearest liquidation. */
export function snapshotHeadline(find: Lookup, view: HeadlineView | null): string {
  const field = (id: string, label: string): string => {
    const result = find(id, 'book');
    return cell(label, figureHtml(result), below(result));
  };
  return `<dl class="headline">${[
    field('equity', 'Equity'),
    field('grossExposure', 'Gross exposure'),
    field('netExposure', 'Net exposure'),
    field('effectiveLeverage', 'Effective leverage'),
    view === null ? '' : worstMargin(view) + nearest(view),
    field('maintenanceMargin', 'Maintenance margin'),
    field('marginRatio', 'Margin ratio, whole book'),
    field('currentDrawdown', 'Current drawdown'),
    field('maxDrawdown', 'Maximum drawdown'),
  ].join('')}</dl>`;
}

function cell(label: string, figure: string, small: string, style = ''): string {
  const words = small === '' ? '' : `<small>${escapeHtml(small)}</small>`;
  return `<div${style === '' ? '' : ` class="${style}"`}><dt>${label}</dt><dd>${figure}${words}</dd></div>`;
}

/** Why a figure is missing, or what it rests on. */
function below(result: MeasureResult | undefined): string {
  if (result === undefined) return '';
  if (result.status !== 'value') return whyText(result) ?? '';
  return result.flags.length === 0 ? '' : `${flagMark} ${flagWords(result.flags)}`;
}

function worstMargin({ worstMargin: worst }: HeadlineView): string {
  const label = 'Margin ratio, worst pool';
  if (worst === null) return cell(label, 'none', 'No pool holds a position.');
  const { ratio, state, account, pool } = worst;
  const figure = `<span class="${state}">${ratioText(ratio)}</span>`;
  return cell(label, figure, `${account}, ${pool}: ${state}`);
}

function ratioText(ratio: Cell): string {
  if (ratio.value !== null) return percentText(ratio.value);
  return ratio.status === 'missing-data' ? missingHtml(ratio) : escapeHtml(ratio.reason ?? 'none');
}

/** Both truths: the own instrument alone, and the first of the ladder; each says what moves. */
function nearest({ nearest: way }: HeadlineView): string {
  const label = 'Nearest liquidation';
  if (way === null) return cell(label, 'none', 'No price that Ballast can prove.', 'wide');
  const already = way.distanceSigma.status === 'already-liquidatable';
  const sigmas = way.distanceSigma.value === null ? '' : `, ${sigmaText(way.distanceSigma.value)} daily σ`;
  const figure = already ? 'liquidatable now' : `${wayText(way.distanceFraction)}${sigmas}`;
  const alone = already
    ? `${way.account}: ${way.instrument}`
    : `${way.account}: ${way.instrument} to ${anyPriceText(way.price)}`;
  const shock =
    way.ladder === null
      ? ''
      : `, or ${way.ladder.asset} ${shockText(way.ladder.shockFraction)} (${way.ladder.account})`;
  return cell(label, `<span class="${way.state}">${escapeHtml(figure)}</span>`, `${alone}${shock}`, 'wide');
}
