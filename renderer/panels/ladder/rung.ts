import type { ShockedAt } from '../../../shared/contract/risk.ts';
import type { LadderView } from '../../../shared/contract/views.ts';
import { lanesInOrder, nearestShock, rungKind, rungRatio, type Lane, type SegmentKind } from './lane-segments.ts';

/** The book at one rung of the ladder. */
export interface Rung {
  readonly index: number;
  /** The rung at the marks. */
  readonly now: number;
  readonly shock: number;
  /** The shock of the axis that this rung is; null at the marks. */
  readonly at: ShockedAt | null;
  /** The same, at the marks a shock of 0: for what is told by the two together. */
  readonly here: ShockedAt;
  readonly price: number | null;
  readonly equity: number | null;
  readonly change: number | null;
  readonly goneCount: number;
  readonly closed: number | null;
  readonly rows: readonly RungRow[];
}

export interface RungRow {
  readonly lane: Lane;
  readonly kind: SegmentKind;
  readonly isBankrupt: boolean;
  readonly equity: number | null;
  readonly change: number | null;
  readonly maintenance: number | null;
  readonly ratio: number | null;
  /** What the venue would close; 0 while nothing is. */
  readonly closed: number | null;
}

/** What stands and what is gone at a rung. Sums are null where a part is missing. */
export function rungAt(view: LadderView, index: number): Rung {
  const now = nearestIndex(view.shocks, 0);
  const shock = view.shocks[index] ?? 0;
  const rows = lanesInOrder(view.lanes).map((lane) => rungRow(lane, index, now));
  const equity = view.bookEquity[index] ?? null;
  const parts = rows.map((row) => row.closed);
  return {
    index,
    now,
    shock,
    at: Math.abs(shock) < 1e-12 || shock <= -1 ? null : shockedAt(view, shock),
    here: shockedAt(view, shock),
    price: view.axis.mark === null ? null : view.axis.mark * (1 + shock),
    equity,
    change: difference(equity, view.bookEquity[now] ?? null),
    goneCount: rows.filter((row) => row.kind === 'gone').length,
    closed: parts.includes(null) ? null : parts.reduce((sum: number, part) => sum + (part ?? 0), 0),
    rows,
  };
}

/** Any other power than 0 is one: the window asks for 0, 1 or each by its own. */
function shockedAt({ axis: { asset, beta } }: LadderView, fraction: number): ShockedAt {
  return { asset, fraction, beta: beta === 'estimated' ? beta : beta === 0 ? 0 : 1 };
}

function rungRow(lane: Lane, index: number, now: number): RungRow {
  const kind = rungKind(lane, index);
  const equity = lane.equity[index] ?? null;
  return {
    lane,
    kind,
    isBankrupt: lane.states[index] === 'bankrupt',
    equity,
    change: difference(equity, lane.equity[now] ?? null),
    maintenance: lane.maintenance[index] ?? null,
    ratio: rungRatio(lane, index),
    closed: kind === 'missing' ? null : kind === 'gone' ? (lane.notional[index] ?? null) : 0,
  };
}

function difference(value: number | null, before: number | null): number | null {
  return value === null || before === null ? null : value - before;
}

/** The rung nearest to a shock. */
export function nearestIndex(shocks: readonly number[], shock: number): number {
  let best = 0;
  for (let index = 1; index < shocks.length; index += 1) {
    if (Math.abs((shocks[index] ?? 0) - shock) < Math.abs((shocks[best] ?? 0) - shock)) best = index;
  }
  return best;
}

/** Where the slider stands at first: on the first rung at which a pool is gone, or now when none goes within the range. */
export function firstRung(view: LadderView): number {
  const first = lanesInOrder(view.lanes)[0];
  const shock = first === undefined ? null : nearestShock(first);
  if (shock === null || shock === 0) return nearestIndex(view.shocks, 0);
  const beyond = view.shocks.findIndex((rung) => rung > shock + 1e-12);
  if (shock > 0) return beyond === -1 ? nearestIndex(view.shocks, 0) : beyond;
  const under = beyond === -1 ? view.shocks.length - 1 : beyond - 1;
  return under < 0 ? nearestIndex(view.shocks, 0) : under;
}

/** Where a key moves the slider; null for keys that are not its own. */
export function rungAfterKey(key: string, isShift: boolean, index: number, shocks: readonly number[]): number | null {
  const last = shocks.length - 1;
  const step = isShift ? 5 : 1;
  const clamp = (next: number) => Math.max(0, Math.min(last, next));
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return clamp(index - step);
    case 'ArrowRight':
    case 'ArrowUp':
      return clamp(index + step);
    case 'PageDown':
      return clamp(index - 5);
    case 'PageUp':
      return clamp(index + 5);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case '0':
      return nearestIndex(shocks, 0);
    default:
      return null;
  }
}
