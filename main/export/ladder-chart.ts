import type { LadderDocument } from '../../shared/contract/risk.ts';
import { axisMoneyText } from '../../shared/format/money.ts';
import { signedPercentText } from '../../shared/format/ratio.ts';
import { escapeHtml } from './html-text.ts';

const width = 960;
const left = 190;
const right = 70;
const curveHeight = 150;
const laneHeight = 26;

/** The liquidation ladder as SVG: book equity over the shock, then a lane a pool with the part where it is gone. */
export function ladderChart(ladder: LadderDocument): string {
  const { from, to } = ladder.axis;
  const x = (shock: number): number => left + ((shock - from) / (to - from)) * (width - left - right);
  const pools = lanes(ladder);
  const height = curveHeight + pools.length * laneHeight + 44;
  const ticks = Array.from({ length: 11 }, (_, index) => from + ((to - from) * index) / 10);
  const bottom = curveHeight + pools.length * laneHeight + 12;
  const axis = ticks
    .map(
      (shock) =>
        `<line class="grid" x1="${fixed(x(shock))}" x2="${fixed(x(shock))}" y1="8" y2="${bottom}"/>` +
        `<text class="tick" x="${fixed(x(shock))}" y="${bottom + 15}">${escapeHtml(signedPercentText(shock, 0))}</text>`,
    )
    .join('');
  const now =
    from <= 0 && to >= 0 ? `<line class="now" x1="${fixed(x(0))}" x2="${fixed(x(0))}" y1="8" y2="${bottom}"/>` : '';
  const rows = pools.map((pool, index) => lane(pool, curveHeight + index * laneHeight, x, from, to)).join('');
  return (
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Liquidation ladder over ${escapeHtml(ladder.axis.asset)}">` +
    `${axis}${equityCurve(ladder, x)}${rows}${now}` +
    `<text class="tick" x="${left + (width - left - right) / 2}" y="${bottom + 31}">shock to ${escapeHtml(ladder.axis.asset)}</text></svg>`
  );
}

interface Lane {
  readonly account: string;
  readonly pool: string;
  readonly down: number | null;
  readonly up: number | null;
  readonly unknown: boolean;
}

function lanes(ladder: LadderDocument): readonly Lane[] {
  const at = (side: 'down' | 'up', account: string, pool: string): number | null =>
    ladder.order[side].find((entry) => entry.account === account && entry.pool === pool)?.shockFraction ?? null;
  const pools = ladder.rungs[0]?.pools ?? [];
  const rows = pools.map(({ account, pool, state }) => ({
    account,
    pool,
    down: at('down', account, pool),
    up: at('up', account, pool),
    unknown: state === 'missing-data',
  }));
  const nearest = (row: Lane): number => Math.min(Math.abs(row.down ?? Infinity), Math.abs(row.up ?? Infinity));
  return rows.toSorted((a, b) => nearest(a) - nearest(b));
}

function lane(pool: Lane, top: number, x: (shock: number) => number, from: number, to: number): string {
  const middle = top + laneHeight / 2;
  const gone = (start: number, end: number): string =>
    `<rect class="gone" x="${fixed(x(start))}" y="${middle - 6}" width="${fixed(Math.max(1.5, x(end) - x(start)))}" height="12"/>`;
  const parts = [
    `<line class="${pool.unknown ? 'unknown' : 'rail'}" x1="${fixed(x(from))}" x2="${fixed(x(to))}" y1="${middle}" y2="${middle}"/>`,
  ];
  if (pool.down !== null && pool.down > from) parts.push(gone(from, Math.min(pool.down, to)));
  if (pool.up !== null && pool.up < to) parts.push(gone(Math.max(pool.up, from), to));
  const near = [pool.down, pool.up].filter((shock) => shock !== null).sort((a, b) => Math.abs(a) - Math.abs(b))[0];
  let word = 'none';
  if (pool.unknown) word = 'missing';
  else if (near !== undefined) word = signedPercentText(near);
  return (
    `${parts.join('')}<text class="lane" x="${left - 10}" y="${middle + 4}">${escapeHtml(`${pool.account} · ${pool.pool}`)}</text>` +
    `<text class="value" x="${width - right + 8}" y="${middle + 4}">${escapeHtml(word)}</text>`
  );
}

function equityCurve(ladder: LadderDocument, x: (shock: number) => number): string {
  const points: { shock: number; equity: number }[] = [];
  for (const rung of ladder.rungs) {
    const known = rung.pools.map((pool) => pool.equity);
    if (known.every((equity) => equity !== null)) {
      points.push({ shock: rung.shockFraction, equity: known.reduce((sum: number, equity) => sum + equity, 0) });
    }
  }
  if (points.length < 2)
    return `<text class="note" x="${left + 10}" y="40">Equity of the whole book is missing: see what is left out.</text>`;
  const equities = points.map((point) => point.equity);
  const [low, high] = [Math.min(0, ...equities), Math.max(...equities)];
  const y = (equity: number): number => curveHeight - 12 - ((equity - low) / (high - low || 1)) * (curveHeight - 32);
  const path = points
    .map((point, index) => `${index === 0 ? 'M' : 'L'}${fixed(x(point.shock))} ${fixed(y(point.equity))}`)
    .join('');
  return (
    `<line class="zero" x1="${left}" x2="${width - right}" y1="${fixed(y(0))}" y2="${fixed(y(0))}"/>` +
    `<path class="equity" d="${path}"/>` +
    `<text class="value" x="${width - right + 8}" y="${fixed(y(high) + 4)}">${axisMoneyText(high)}</text>` +
    `<text class="value" x="${width - right + 8}" y="${fixed(y(low) + 4)}">${axisMoneyText(low)}</text>` +
    `<text class="lane" x="${left - 10}" y="22">Book equity, nothing closed</text>`
  );
}

function fixed(value: number): string {
  return value.toFixed(2);
}
