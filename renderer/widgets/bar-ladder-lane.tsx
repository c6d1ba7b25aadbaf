import type { ExplainTarget } from '../layout/explain-store.ts';
import { Shape, type ShapeName } from './shape.tsx';

/** One lane: what a pool is along the axis, and where exactly it goes. */
export interface BarLane {
  readonly id: string;
  readonly label: string;
  readonly segments: readonly {
    readonly from: number;
    readonly to: number;
    readonly kind: 'safe' | 'watch' | 'danger' | 'gone' | 'missing';
  }[];
  readonly edges: readonly number[];
  /** Its place in the order of going, written on the equity curve; null when it does not go. */
  readonly place: number | null;
  readonly shape: ShapeName;
  /** At the right end: the arrow of its direction and the shock, or why there is none. */
  readonly end: string;
  readonly endClass: '' | 'watch' | 'danger' | 't3';
  /** What its end opens; null where there is none. */
  readonly target: ExplainTarget | null;
  readonly title: string;
}

/** Where a shock lies, in pixels. */
export type Place = (shock: number) => number;

export const laneHeight = 21;

/** A lane: a thin rail while the pool stands, a hatched block from its liquidation on. */
export function LaneBar({
  lane,
  y,
  x,
  from,
  to,
  width,
  left,
  hatch,
}: {
  readonly lane: BarLane;
  readonly y: number;
  readonly x: Place;
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly left: number;
  readonly hatch: string;
}) {
  const middle = y + laneHeight / 2;
  const isGone = lane.shape === 'gone';
  const labelWidth = left - 34;
  return (
    <g>
      <title>{lane.title}</title>
      <path d={`M0 ${y}H${width}`} stroke="var(--hairline)" />
      {lane.segments.map((segment) => {
        const [start, end] = [x(segment.from), x(segment.to)];
        const height = segmentHeight[segment.kind];
        const bar = { x: start, y: middle - height / 2, width: Math.max(0, end - start), height };
        return (
          <g key={segment.from}>
            <rect {...bar} fill={segmentFill[segment.kind]} />
            {(segment.kind === 'gone' || segment.kind === 'missing') && <rect {...bar} fill={`url(#${hatch})`} />}
          </g>
        );
      })}
      {lane.edges
        .filter((edge) => edge >= from && edge <= to)
        .map((edge) => (
          <path
            key={edge}
            d={`M${x(edge).toFixed(1)} ${y + 2}v${laneHeight - 4}`}
            stroke="var(--danger)"
            strokeWidth="2.5"
          />
        ))}
      <g transform={`translate(10 ${middle - 5}) scale(.84)`} color="var(--text-1)">
        <Shape state={lane.shape} />
      </g>
      <foreignObject x={26} y={y + 2} width={labelWidth} height={laneHeight - 3}>
        <div className={isGone ? 'lane-label' : 'lane-label t1'} title={lane.label}>
          {lane.label}
        </div>
      </foreignObject>
    </g>
  );
}

const segmentHeight = { safe: 2, watch: 3, danger: 3, gone: 13, missing: 13 } as const;
const segmentFill = {
  safe: 'var(--lane-safe)',
  watch: 'var(--watch-fill)',
  danger: 'var(--danger)',
  gone: 'var(--lane-gone)',
  missing: 'var(--gone-fill)',
} as const;
