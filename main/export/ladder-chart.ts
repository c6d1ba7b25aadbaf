import type { LadderDocument, RiskDocument } from '../../shared/contract/risk.ts';
import { signedPercentText } from '../../shared/format/ratio.ts';
import { apart, edgeMoneyText, fitted, fixed } from './chart-text.ts';
import { shockText } from './figure-text.ts';
import { escapeHtml } from './html-text.ts';

const width = 960;
const left = 230;
const right = 76;
const curveHeight = 150;
const laneHeight = 26;
/** Letters of a lane's name that fit left of the picture. */
const nameLength = 34;

type Pool = Pick<RiskDocument['accounts'][number], 'account'> & {
  readonly pool: RiskDocument['accounts'][number]['pools'][number];
};

interface Scale {
  readonly from: number;
  readonly to: number;
  readonly x: (shock: number) => number;
}

/**
 * The liquidation ladder as SVG: book equity over the shock, then a lane a margin pool with the part where it is gone, in
 * the order in which they go.
 * @param accounts which pools there are, and which of them make up the equity of the book
 */
export function ladderChart(ladder: LadderDocument, accounts: RiskDocument['accounts']): string {
  const { from, to, asset } = ladder.axis;
  const x = (shock: number): number => left + ((shock - from) / (to - from || 1)) * (width - left - right);
  const scale: Scale = { from, to, x };
  const pools = lanes(ladder, accounts);
  const bottom = curveHeight + pools.length * laneHeight + 12;
  const rows = pools.map((pool, index) => lane(pool, curveHeight + index * laneHeight, scale)).join('');
  return (
    `<svg viewBox="0 0 ${width} ${bottom + 36}" role="img" aria-label="Liquidation ladder over ${escapeHtml(asset)}">` +
    `${axis(scale, bottom)}${equityCurve(ladder, accounts, x)}${rows}` +
    `<text class="tick" x="${left + (width - left - right) / 2}" y="${bottom + 31}">shock to ${escapeHtml(asset)}</text></svg>`
  );
}

function axis({ from, to, x }: Scale, bottom: number): string {
  const step = (to - from) / 10;
  const decimals = Math.abs(step * 100 - Math.round(step * 100)) < 1e-9 ? 0 : 1;
  const ticks = Array.from({ length: 11 }, (_, index) => from + step * index).map((shock) => {
    const text = Math.abs(shock) < 1e-9 ? 'now' : signedPercentText(shock, decimals);
    return (
      `<line class="grid" x1="${fixed(x(shock))}" x2="${fixed(x(shock))}" y1="8" y2="${bottom}"/>` +
      `<text class="tick" x="${fixed(x(shock))}" y="${bottom + 15}">${escapeHtml(text)}</text>`
    );
  });
  const now = `<line class="now" x1="${fixed(x(0))}" x2="${fixed(x(0))}" y1="8" y2="${bottom}"/>`;
  return ticks.join('') + (from <= 0 && to >= 0 ? now : '');
}

interface Lane {
  readonly name: string;
  readonly down: number | null;
  readonly up: number | null;
  readonly unknown: boolean;
}

function marginPools(accounts: RiskDocument['accounts']): readonly Pool[] {
  return accounts.flatMap(({ account, pools }) =>
    pools.flatMap((pool) => (pool.kind === 'spot' ? [] : [{ account, pool }])),
  );
}

function lanes(ladder: LadderDocument, accounts: RiskDocument['accounts']): readonly Lane[] {
  const all = marginPools(accounts);
  const rows = all.map(({ account, pool: { pool } }): Lane => {
    const isSame = (entry: { readonly account: string; readonly pool: string }): boolean =>
      entry.account === account && entry.pool === pool;
    const alone = all.filter((other) => other.account === account).length < 2;
    return {
      name: alone ? account : `${account} · ${pool}`,
      down: ladder.order.down.find(isSame)?.shockFraction ?? null,
      up: ladder.order.up.find(isSame)?.shockFraction ?? null,
      unknown: ladder.rungs.some((rung) => (rung.pools.find(isSame)?.state ?? 'missing-data') === 'missing-data'),
    };
  });
  return rows.toSorted((a, b) => {
    const [first, second] = [nearestShock(a), nearestShock(b)].map((shock) => Math.abs(shock ?? Infinity)) as [
      number,
      number,
    ];
    return first === second ? Number(b.unknown) - Number(a.unknown) : first - second;
  });
}

function nearestShock({ down, up }: Lane): number | null {
  if (down === null || up === null) return down ?? up;
  return Math.abs(down) <= Math.abs(up) ? down : up;
}

function lane(pool: Lane, top: number, { from, to, x }: Scale): string {
  const middle = top + laneHeight / 2;
  const gone = (start: number, end: number): string =>
    `<rect class="gone" x="${fixed(x(start))}" y="${middle - 6}" width="${fixed(Math.max(1.5, x(end) - x(start)))}" height="12"/>`;
  const parts = [
    `<line class="${pool.unknown ? 'unknown' : 'rail'}" x1="${fixed(x(from))}" x2="${fixed(x(to))}" y1="${middle}" y2="${middle}"/>`,
  ];
  if (pool.down !== null && pool.down >= from) parts.push(gone(from, Math.min(pool.down, to)));
  if (pool.up !== null && pool.up <= to) parts.push(gone(Math.max(pool.up, from), to));
  const near = nearestShock(pool);
  let word = 'none';
  if (near !== null) word = shockText(near);
  else if (pool.unknown) word = 'missing';
  return (
    `${parts.join('')}<text class="lane" x="${left - 10}" y="${middle + 4}"><title>${escapeHtml(pool.name)}</title>${escapeHtml(fitted(pool.name, nameLength))}</text>` +
    `<text class="value" x="${width - right + 8}" y="${middle + 4}">${escapeHtml(word)}</text>`
  );
}

/** Equity of the book at each rung: of the margin pools, and of what an account without any holds (BOOK section 8). */
function equityCurve(ladder: LadderDocument, accounts: RiskDocument['accounts'], x: (shock: number) => number): string {
  const counted = accounts.flatMap(({ account, pools }) =>
    pools
      .filter(({ kind }) => kind !== 'spot' || pools.every((other) => other.kind === 'spot'))
      .map(({ pool }) => ({ account, pool })),
  );
  const points = ladder.rungs.flatMap(({ shockFraction, pools }) => {
    const parts = counted.map(
      ({ account, pool }) => pools.find((entry) => entry.account === account && entry.pool === pool)?.equity ?? null,
    );
    return parts.some((equity) => equity === null)
      ? []
      : [{ shock: shockFraction, equity: parts.reduce((sum: number, equity) => sum + (equity as number), 0) }];
  });
  const label = `<text class="lane" x="${left - 10}" y="22">Book equity, nothing closed</text>`;
  if (points.length < 2)
    return `${label}<text class="note" x="${left + 10}" y="40">Missing: see what is left out.</text>`;
  const equities = points.map((point) => point.equity);
  const [low, high] = [Math.min(0, ...equities), Math.max(0, ...equities)];
  const y = (equity: number): number => curveHeight - 12 - ((equity - low) / (high - low || 1)) * (curveHeight - 32);
  const path = points
    .map((point, index) => `${index === 0 ? 'M' : 'L'}${fixed(x(point.shock))} ${fixed(y(point.equity))}`)
    .join('');
  const values = apart(
    [high, low, 0].map((equity) => [y(equity), edgeMoneyText(equity)] as const),
    12,
  );
  return (
    `<line class="zero" x1="${left}" x2="${width - right}" y1="${fixed(y(0))}" y2="${fixed(y(0))}"/>` +
    `<path class="equity" d="${path}"/>${label}` +
    values
      .map(([at, text]) => `<text class="value" x="${width - right + 8}" y="${fixed(at + 4)}">${text}</text>`)
      .join('')
  );
}
