import type { DrawdownDocument } from '../../shared/contract/risk.ts';
import { axisMoneyText } from '../../shared/format/money.ts';
import { percentText } from '../../shared/format/ratio.ts';
import { escapeHtml } from './html-text.ts';

const width = 960;
const left = 12;
const right = 70;
const equityHeight = 170;
const underwaterHeight = 90;

/** Equity over its drawdown, one time axis, as SVG. */
export function drawdownChart(drawdown: DrawdownDocument): string {
  const { days } = drawdown;
  if (days.length < 2) return '<p class="empty">Two days with a position are needed for a picture.</p>';
  const x = (index: number): number => left + (index / (days.length - 1)) * (width - left - right);
  const equities = days.map((day) => day.equity);
  const [low, high] = [Math.min(...equities), Math.max(...equities)];
  const y = (equity: number): number => equityHeight - 10 - ((equity - low) / (high - low || 1)) * (equityHeight - 30);
  const equity = equities
    .map((value, index) => `${index === 0 ? 'M' : 'L'}${fixed(x(index))} ${fixed(y(value))}`)
    .join('');
  const losses = days.map((day) => day.drawdown);
  const deepest = Math.max(0.0001, ...losses.map((loss) => loss ?? 0));
  const top = equityHeight + 8;
  const depth = (loss: number): number => top + (loss / deepest) * (underwaterHeight - 16);
  const known = losses.flatMap((loss, index) => (loss === null ? [] : [{ index, loss }]));
  const line = known.map(({ index, loss }) => `L${fixed(x(index))} ${fixed(depth(loss))}`).join('');
  const area =
    known.length < 2
      ? ''
      : `<path class="underwater" d="M${fixed(x(known[0]?.index as number))} ${top}${line}L${fixed(x(known.at(-1)?.index as number))} ${top}Z"/>`;
  const months = days.flatMap((day, index) => (day.day.endsWith('-01') ? [{ index, text: day.day.slice(0, 7) }] : []));
  const every = Math.ceil(months.length / 10);
  const axis = months
    .filter((_, index) => index % every === 0)
    .map(
      ({ index, text }) =>
        `<line class="grid" x1="${fixed(x(index))}" x2="${fixed(x(index))}" y1="8" y2="${top + underwaterHeight - 10}"/>` +
        `<text class="tick" x="${fixed(x(index))}" y="${top + underwaterHeight + 6}">${text}</text>`,
    )
    .join('');
  return (
    `<svg viewBox="0 0 ${width} ${top + underwaterHeight + 14}" role="img" aria-label="Equity and drawdown of ${escapeHtml(drawdown.scope)}">${axis}` +
    `<path class="equity" d="${equity}"/>${area}` +
    `<text class="value" x="${width - right + 8}" y="${fixed(y(high) + 4)}">${axisMoneyText(high)}</text>` +
    `<text class="value" x="${width - right + 8}" y="${fixed(y(low) + 4)}">${axisMoneyText(low)}</text>` +
    `<text class="value" x="${width - right + 8}" y="${top + 4}">0 %</text>` +
    `<text class="value" x="${width - right + 8}" y="${fixed(depth(deepest) + 4)}">${percentText(deepest)}</text></svg>`
  );
}

function fixed(value: number): string {
  return value.toFixed(2);
}
