import type { LadderView } from '../../../shared/contract/views.ts';
import { ratioState } from '../../widgets/ratio-state.ts';

export type Lane = LadderView['lanes'][number];
export type SegmentKind = 'safe' | 'watch' | 'danger' | 'gone' | 'missing';

/** A stretch of a lane, in shocks. */
export interface LaneSegment {
  readonly from: number;
  readonly to: number;
  readonly kind: SegmentKind;
}

/** What a pool is at one rung. */
export function rungKind(
  lane: Pick<Lane, 'states' | 'equity' | 'haircut' | 'maintenance'>,
  index: number,
): SegmentKind {
  const state = lane.states[index];
  if (state === undefined || state === 'missing-data') return 'missing';
  if (state !== 'safe') return 'gone';
  return ratioState(rungRatio(lane, index));
}

/** Margin ratio at a rung, over the equity that counts; null where it is not known or does not apply. */
export function rungRatio(lane: Pick<Lane, 'equity' | 'haircut' | 'maintenance'>, index: number): number | null {
  const [equity, haircut] = [lane.equity[index] ?? null, lane.haircut[index] ?? null];
  const maintenance = lane.maintenance[index] ?? null;
  if (equity === null || haircut === null || maintenance === null) return null;
  return equity <= haircut ? null : maintenance / (equity - haircut);
}

/** The lane as stretches of one kind. A stretch that begins or ends a liquidation does so at the exact shock, others halfway between rungs. */
export function laneSegments(lane: Lane, shocks: readonly number[]): readonly LaneSegment[] {
  const segments: LaneSegment[] = [];
  let start = shocks[0] ?? 0;
  for (let index = 0; index < shocks.length; index += 1) {
    const kind = rungKind(lane, index);
    const next = index + 1 < shocks.length ? rungKind(lane, index + 1) : null;
    if (next === kind) continue;
    const here = shocks[index] ?? 0;
    const end =
      next === null ? here : edgeBetween(lane, here, shocks[index + 1] ?? here, kind === 'gone' || next === 'gone');
    segments.push({ from: start, to: end, kind });
    start = end;
  }
  return segments;
}

function edgeBetween(lane: Lane, left: number, right: number, isLiquidation: boolean): number {
  const exact = [lane.down, lane.up].find((shock) => shock !== null && shock >= left && shock <= right);
  return isLiquidation && exact != null ? exact : (left + right) / 2;
}

/** The shock at which a pool goes, in the direction that is nearer; null when it goes in neither. */
export function nearestShock(lane: Pick<Lane, 'down' | 'up'>): number | null {
  if (lane.down === null) return lane.up;
  if (lane.up === null) return lane.down;
  return Math.abs(lane.down) <= Math.abs(lane.up) ? lane.down : lane.up;
}

/** Lanes in the order in which they go, those that do not go last. */
export function lanesInOrder(lanes: readonly Lane[]): readonly Lane[] {
  const size = (lane: Lane) => Math.abs(nearestShock(lane) ?? Infinity);
  return lanes.toSorted((a, b) => (size(a) === size(b) ? 0 : size(a) - size(b)));
}

/** The pool that goes first when prices fall (or rise), with its exact shock. */
export function firstToGo(
  lanes: readonly Lane[],
  side: 'down' | 'up',
): { readonly lane: Lane; readonly shock: number } | null {
  let first: { readonly lane: Lane; readonly shock: number } | null = null;
  for (const lane of lanes) {
    const shock = lane[side];
    if (shock !== null && (first === null || Math.abs(shock) < Math.abs(first.shock))) first = { lane, shock };
  }
  return first;
}
