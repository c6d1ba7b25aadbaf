import type { DrawdownDocument } from '../../shared/contract/risk.ts';
import { percentText } from '../../shared/format/ratio.ts';
import { apart, edgeMoneyText, fixed } from './chart-text.ts';
import { escapeHtml } from './html-text.ts';

const width = 960;
const left = 12;
const right = 76;
const equityHeight = 170;
const underwaterHeight = 90;
const top = equityHeight + 8;

type Days = DrawdownDocument['days'];

/** Equity over its drawdown, one time axis, as SVG. */
export function drawdownChart(drawdown: DrawdownDocument): string {
  const { days } = drawdown;
  if (days.length < 2) return '<p class="empty">Two days with a position are needed for a picture.</p>';
  const x = (index: number): number => left + (index / (days.length - 1)) * (width - left - right);
  return (
    `<svg viewBox="0 0 ${width} ${top + underwaterHeight + 14}" role="img" aria-label="Equity and drawdown of ${escapeHtml(drawdown.scope)}">` +
    `${timeAxis(days, x)}${equityCurve(days, x)}${underwaterCurve(days, x)}</svg>`
  );
}

function equityCurve(days: Days, x: (index: number) => number): string {
  const equities = days.map((day) => day.equity);
  const [low, high] = [Math.min(...equities), Math.max(...equities)];
  const y = (equity: number): number => equityHeight - 10 - ((equity - low) / (high - low || 1)) * (equityHeight - 30);
  const path = equities
    .map((value, index) => `${index === 0 ? 'M' : 'L'}${fixed(x(index))} ${fixed(y(value))}`)
    .join('');
  const ends = [high, low].map((equity) => [y(equity), edgeMoneyText(equity)] as const);
  return `<path class="equity" d="${path}"/>${values(ends)}`;
}

/** The part of the curve of which a fraction can be told: none is once equity was zero or less. */
function underwaterCurve(days: Days, x: (index: number) => number): string {
  const known = days.flatMap(({ drawdown }, index) => (drawdown === null ? [] : [{ index, drawdown }]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined)
    return `<text class="note" x="${left}" y="${top + 24}">Equity was zero or less: no fraction of it can be told.</text>`;
  const deepest = Math.max(...known.map(({ drawdown }) => drawdown));
  const depth = (loss: number): number => top + (loss / (deepest || 1)) * (underwaterHeight - 16);
  const line = known.map(({ index, drawdown }) => `L${fixed(x(index))} ${fixed(depth(drawdown))}`).join('');
  const area = `<path class="underwater" d="M${fixed(x(first.index))} ${top}${line}L${fixed(x(last.index))} ${top}Z"/>`;
  return area + values([[top, percentText(0)] as const, [depth(deepest), percentText(deepest)] as const]);
}

function values(labels: readonly (readonly [number, string])[]): string {
  return apart(labels, 12)
    .map(([at, text]) => `<text class="value" x="${width - right + 8}" y="${fixed(at + 4)}">${text}</text>`)
    .join('');
}

/** The first day, and the firsts of months that keep clear of it and of each other. */
function timeAxis(days: Days, x: (index: number) => number): string {
  const months = days.flatMap(({ day }, index) => (day.endsWith('-01') ? [{ index, text: day.slice(0, 7) }] : []));
  const every = Math.max(1, Math.ceil(months.length / 10));
  const labels = months
    .filter(({ index }, place) => place % every === 0 && x(index) > left + 100 && x(index) < width - right - 50)
    .map(({ index, text }) => ({ at: x(index), text, anchor: 'tick' }));
  const ends = [
    { at: left, text: days[0]?.day ?? '', anchor: 'first' },
    ...(labels.length === 0 ? [{ at: width - right, text: days.at(-1)?.day ?? '', anchor: 'lane' }] : []),
  ];
  const below = top + underwaterHeight;
  return [...ends, ...labels]
    .map(
      ({ at, text, anchor }) =>
        `<line class="grid" x1="${fixed(at)}" x2="${fixed(at)}" y1="8" y2="${below - 10}"/>` +
        `<text class="${anchor}" x="${fixed(at)}" y="${below + 6}">${escapeHtml(text)}</text>`,
    )
    .join('');
}
