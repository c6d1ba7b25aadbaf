import type { RiskDocument } from '../../shared/contract/risk.ts';
import { numberText } from '../../shared/format/number-text.ts';
import { percentText } from '../../shared/format/ratio.ts';
import { equityCurveMeasures } from '../../shared/measures/drawdown-measures.ts';
import { measures } from '../../shared/measures/measure.ts';
import { drawdownChart } from './drawdown-chart.ts';
import { figureHtml, shockText, whyText, type Lookup } from './figure-text.ts';
import { escapeHtml, htmlTable } from './html-text.ts';
import { ladderChart } from './ladder-chart.ts';

/** The ladder as a picture, and in words the order in which pools go. */
export function ladderSection(risk: RiskDocument): string {
  if (risk.ladder === null) return '<p class="empty">No position whose price could move.</p>';
  const { axis, order } = risk.ladder;
  const others =
    axis.beta === 'estimated'
      ? 'the others move by their betas'
      : axis.beta === 0
        ? 'the others stand still'
        : 'the others move alike';
  const line = (side: 'down' | 'up'): string =>
    order[side].length === 0
      ? 'none'
      : order[side]
          .map(({ account, pool, shockFraction }) => {
            const when = shockText(shockFraction);
            return `${escapeHtml(`${account}, ${pool}`)} ${when === 'now' ? when : `at ${when}`}`;
          })
          .join('; then ');
  return `<p class="about">${escapeHtml(axis.asset)} moves, ${others}; each rung by itself, nothing sold. Red: the pool is liquidated there.</p>${ladderChart(risk.ladder, risk.accounts)}
<p>Going down: ${line('down')}.<br>Going up: ${line('up')}.${unknownPools(risk)}</p>`;
}

/** Pools of which it is not known whether they go: "none" above does not speak of them. */
function unknownPools(risk: RiskDocument): string {
  const names = risk.accounts.flatMap(({ account, pools }) =>
    pools.filter(({ kind, state }) => kind !== 'spot' && state === 'unknown').map(({ pool }) => `${account}, ${pool}`),
  );
  return names.length === 0 ? '' : `<br>Not known, since a figure is missing: ${escapeHtml(names.join('; '))}.`;
}

/** Figures, equity curve and the ten deepest episodes of the book. */
export function drawdownSection(risk: RiskDocument, find: Lookup): string {
  const { drawdown } = risk;
  if (drawdown === null) {
    const why = find('maxDrawdown', 'book');
    return `<p class="empty">${escapeHtml((why === undefined ? null : whyText(why)) ?? 'No equity curve yet.')}</p>`;
  }
  const all = equityCurveMeasures.map((id) => ({ label: measures[id].label, result: find(id, drawdown.scope) }));
  const figures = all.map(({ label, result }) => `${label} <strong>${figureHtml(result)}</strong>`).join(' · ');
  const reasons = new Set(
    all.flatMap(({ result }) => {
      const why = result === undefined || result.status === 'value' ? null : whyText(result);
      return why === null ? [] : [why];
    }),
  );
  const words = reasons.size === 0 ? '' : `<p class="about">${escapeHtml([...reasons].join(' '))}</p>`;
  return `<p>${figures}</p>${words}${drawdownChart(drawdown)}${episodesTable(drawdown)}`;
}

function episodesTable(drawdown: NonNullable<RiskDocument['drawdown']>): string {
  const all = drawdown.episodes.toSorted((a, b) => b.depth - a.depth);
  const shown = all.slice(0, 10);
  const more = all.length > shown.length ? `<p class="about">The deepest 10 of ${numberText(all.length, 0)}.</p>` : '';
  // Without a fraction there are no episodes to tell, which is not the same as having none.
  const told = drawdown.days.every((day) => day.drawdown !== null);
  const table = htmlTable(
    [
      { title: 'Depth', align: 'right', cell: (row) => percentText(row.depth) },
      { title: 'First day below the peak', align: 'right', cell: (row) => escapeHtml(row.start) },
      { title: 'Trough', align: 'right', cell: (row) => escapeHtml(row.trough) },
      { title: 'Recovered', align: 'right', cell: (row) => escapeHtml(row.end ?? 'still below') },
      { title: 'Days', align: 'right', cell: (row) => numberText(row.length, 0) },
      { title: 'Days to trough', align: 'right', cell: (row) => numberText(row.toTrough, 0) },
    ],
    shown,
    told ? 'Never below the peak.' : 'Episodes cannot be told in fractions.',
  );
  return table + more;
}
