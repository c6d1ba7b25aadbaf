import { useId, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { axisMoneyText, moneyText } from '../../shared/format/money.ts';
import { priceDecimals, priceText } from '../../shared/format/price.ts';
import { signedPercentText } from '../../shared/format/ratio.ts';
import { numberText } from '../../shared/format/number-text.ts';
import { axisTicks } from './axis-ticks.ts';
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
  readonly title: string;
}

export interface BarLadderProps {
  readonly width: number;
  readonly curveHeight: number;
  readonly axis: { readonly asset: string; readonly mark: number | null; readonly base: string };
  readonly shocks: readonly number[];
  readonly bookEquity: readonly (number | null)[];
  readonly lanes: readonly BarLane[];
  readonly index: number;
  readonly onIndex: (index: number) => void;
  readonly keyIndex: (key: string, isShift: boolean) => number | null;
  /** What the slider says at its value. */
  readonly valueText: string;
  readonly summary: string;
  /** Left of the curve: equity and change at the rung, accounts gone. */
  readonly margin: readonly { readonly label: string; readonly text: string; readonly className: string }[];
}

const laneHeight = 21;
const axisHeight = 48;

/** Book equity over the shock, a lane for each pool, and a slider, all on one axis. */
export function BarLadder(props: BarLadderProps) {
  const { width, curveHeight, shocks, lanes, index } = props;
  const hatch = useId();
  const plot = useRef<SVGRectElement>(null);
  const isNarrow = width < 600;
  const [left, right] = [isNarrow ? 128 : 152, width - 76];
  const [from, to] = [shocks[0] ?? -1, shocks.at(-1) ?? 1];
  const x = (shock: number) => left + ((shock - from) / (to - from)) * (right - left);
  const laneTop = (lane: number) => curveHeight + lane * laneHeight;
  const bottom = laneTop(lanes.length);
  const shock = shocks[index] ?? 0;

  function follow(event: PointerEvent<SVGRectElement>): void {
    const box = plot.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return;
    const share = (event.clientX - box.left) / box.width;
    props.onIndex(Math.max(0, Math.min(shocks.length - 1, Math.round(share * (shocks.length - 1)))));
  }

  function press(event: KeyboardEvent): void {
    const next = props.keyIndex(event.key, event.shiftKey);
    if (next === null) return;
    event.preventDefault();
    props.onIndex(next);
  }

  return (
    <div className="bar-ladder">
      <svg
        width={width}
        height={bottom + axisHeight}
        viewBox={`0 0 ${width} ${bottom + axisHeight}`}
        role="img"
        aria-label={props.summary}
      >
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V6" stroke="var(--surface-inset)" strokeWidth="2.5" />
          </pattern>
        </defs>
        <rect x={left} y={0} width={right - left} height={bottom} fill="var(--surface-inset)" />
        <ShockLines shocks={[from, to]} x={x} bottom={bottom} />
        <Curve {...props} x={x} right={right} />
        <text x={10} y={14} className="t1">
          Book equity, {props.axis.base}
        </text>
        {props.margin.map((line, row) => (
          <g key={line.label}>
            <text x={10} y={34 + row * 18}>
              {line.label}
            </text>
            <text x={left - 10} y={34 + row * 18} textAnchor="end" className={line.className}>
              {line.text}
            </text>
          </g>
        ))}
        {lanes.map((lane, row) => (
          <LaneBar
            key={lane.id}
            lane={lane}
            y={laneTop(row)}
            x={x}
            from={from}
            to={to}
            width={width}
            left={left}
            hatch={hatch}
          />
        ))}
        <path d={`M0 ${bottom}H${width}`} stroke="var(--hairline)" />
        {from < 0 && to > 0 && <path d={`M${x(0)} 0V${bottom}`} stroke="var(--text-3)" strokeDasharray="3 3" />}
        <path d={`M${x(shock)} 0V${bottom + 8}`} stroke="var(--accent)" strokeWidth="1.5" />
        <rect x={left} y={bottom + 7} width={right - left} height={3} rx={1.5} fill="var(--lane-safe)" opacity={0.5} />
        <rect
          x={Math.min(x(shock), x(0))}
          y={bottom + 7}
          width={Math.abs(x(shock) - x(0))}
          height={3}
          fill="var(--accent)"
        />
        <Places {...props} x={x} />
        <Scales {...props} x={x} bottom={bottom} from={from} to={to} />
        <rect
          ref={plot}
          className="bar-ladder-plot"
          x={left}
          y={0}
          width={right - left}
          height={bottom + 18}
          fill="transparent"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            follow(event);
          }}
          onPointerMove={(event) => event.buttons === 1 && follow(event)}
        />
      </svg>
      <div
        className="bar-ladder-handle"
        style={{ left: x(shock) - 12, top: bottom - 4 }}
        role="slider"
        tabIndex={0}
        aria-label={`Shock to ${props.axis.asset}`}
        aria-valuemin={Math.round(from * 1000) / 10}
        aria-valuemax={Math.round(to * 1000) / 10}
        aria-valuenow={Math.round(shock * 1000) / 10}
        aria-valuetext={props.valueText}
        onKeyDown={press}
      >
        <span />
      </div>
    </div>
  );
}

type Place = (shock: number) => number;

function ShockLines({
  shocks: [from, to],
  x,
  bottom,
}: {
  readonly shocks: readonly [number, number];
  readonly x: Place;
  readonly bottom: number;
}) {
  return axisTicks(from, to, 8).map((tick) => (
    <path key={tick} d={`M${x(tick).toFixed(1)} 0V${bottom}`} stroke="var(--chart-grid)" />
  ));
}

/** Equity of the book along the axis, with the places at which pools go. */
function Curve({
  shocks,
  bookEquity,
  curveHeight,
  x,
  right,
}: BarLadderProps & { readonly x: Place; readonly right: number }) {
  const known = bookEquity.filter((value) => value !== null);
  const y = equityScale(bookEquity, curveHeight);
  if (y === null) {
    return (
      <text x={(x(shocks[0] ?? 0) + right) / 2} y={curveHeight / 2} textAnchor="middle">
        Missing: a pool’s equity is not known. The strip below says which.
      </text>
    );
  }
  const [low, high] = padded(known);
  const ticks = axisTicks(low, high, 3);
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <path
            d={`M${x(shocks[0] ?? 0)} ${y(tick).toFixed(1)}H${right}`}
            stroke={tick === 0 ? 'var(--text-3)' : 'var(--chart-grid)'}
          />
          <text x={right + 6} y={y(tick) + 4}>
            {axisMoneyText(tick)}
          </text>
        </g>
      ))}
      <path
        d={linePath(shocks, bookEquity, x, y)}
        fill="none"
        stroke="var(--series-main)"
        strokeWidth="1.75"
        strokeLinejoin="round"
      />
    </>
  );
}

/** The places at which pools go, numbered on the curve. */
function Places({ shocks, bookEquity, curveHeight, lanes, x }: BarLadderProps & { readonly x: Place }) {
  const y = equityScale(bookEquity, curveHeight);
  if (y === null) return null;
  const circles: ReactNode[] = [];
  const taken: { readonly cx: number; readonly cy: number }[] = [];
  for (const lane of lanes) {
    const edge = lane.edges[0];
    if (lane.place === null || edge === undefined || edge < (shocks[0] ?? 0) || edge > (shocks.at(-1) ?? 0)) continue;
    const equity = valueAt(shocks, bookEquity, edge);
    if (equity === null) continue;
    const cx = x(edge);
    let cy = y(equity);
    while (taken.some((other) => Math.abs(other.cx - cx) < 14 && Math.abs(other.cy - cy) < 14) && cy > 8) cy -= 15;
    taken.push({ cx, cy });
    circles.push(
      <g key={lane.id}>
        <circle cx={cx} cy={cy} r={7} fill="var(--surface-1)" stroke="var(--text-1)" />
        <text x={cx} y={cy + 3.5} textAnchor="middle" className="t1 small-digit">
          {lane.place}
        </text>
      </g>,
    );
  }
  return circles;
}

function LaneBar({
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
      <text x={width - 10} y={middle + 4} textAnchor="end" className={lane.endClass === '' ? 't1' : lane.endClass}>
        {lane.end}
      </text>
    </g>
  );
}

/** Under the slider: the shock in per cent and the price it leads to. */
function Scales({
  axis,
  x,
  bottom,
  from,
  to,
}: BarLadderProps & { readonly x: Place; readonly bottom: number; readonly from: number; readonly to: number }) {
  const { mark } = axis;
  const ticks = axisTicks(from, to, 8);
  const everyOther = ticks.filter((_, place) => (place - ticks.findIndex((tick) => Math.abs(tick) < 1e-9)) % 2 === 0);
  return (
    <>
      {ticks.map((tick) => (
        <text key={tick} x={x(tick)} y={bottom + 28} textAnchor="middle" className={Math.abs(tick) < 1e-9 ? 't1' : ''}>
          {Math.abs(tick) < 1e-9 ? 'now' : numberText(tick * 100, isWhole(tick * 100) ? 0 : 1, 'plus')}
        </text>
      ))}
      {mark !== null &&
        everyOther.map((tick) => (
          <text key={tick} x={x(tick)} y={bottom + 42} textAnchor="middle">
            {mark >= 10_000 ? moneyText(mark * (1 + tick)) : priceText(mark * (1 + tick), priceDecimals(mark))}
          </text>
        ))}
      <text x={10} y={bottom + 28}>
        Shock to {axis.asset}, %
      </text>
      {mark !== null && (
        <text x={10} y={bottom + 42}>
          {axis.asset}, {axis.base}
        </text>
      )}
    </>
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

/** Height of an equity in the curve; null while fewer than two are known. */
function equityScale(bookEquity: readonly (number | null)[], curveHeight: number): Place | null {
  const known = bookEquity.filter((value) => value !== null);
  if (known.length < 2) return null;
  const [low, high] = padded(known);
  return (equity) => curveHeight - 8 - ((equity - low) / (high - low)) * (curveHeight - 18);
}

function padded(known: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = (high - low) * 0.06 || Math.abs(high) * 0.05 || 1;
  return [low - room, high + room];
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6;
}

/** The curve between two rungs, by a straight line; null where one of them is missing. */
function valueAt(shocks: readonly number[], values: readonly (number | null)[], shock: number): number | null {
  const after = shocks.findIndex((rung) => rung >= shock);
  if (after <= 0) return values[Math.max(0, after)] ?? null;
  const [a, b] = [values[after - 1] ?? null, values[after] ?? null];
  const [xa, xb] = [shocks[after - 1] ?? 0, shocks[after] ?? 0];
  return a === null || b === null || xa === xb ? null : a + ((b - a) * (shock - xa)) / (xb - xa);
}

function linePath(
  shocks: readonly number[],
  values: readonly (number | null)[],
  x: Place,
  y: (value: number) => number,
): string {
  let path = '';
  let isOpen = false;
  shocks.forEach((shock, place) => {
    const value = values[place] ?? null;
    if (value !== null) path += `${isOpen ? 'L' : 'M'}${x(shock).toFixed(1)} ${y(value).toFixed(1)}`;
    isOpen = value !== null;
  });
  return path;
}

/** `−1.7 %` with its direction: where a pool goes. */
export function shockEnd(shock: number): string {
  return `${shock < 0 ? '↓' : '↑'} ${signedPercentText(shock)}`;
}
