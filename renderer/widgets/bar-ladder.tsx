import { useId, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { priceDecimals, priceText } from '../../shared/format/price.ts';
import { departureText } from '../../shared/format/ratio.ts';
import { numberText } from '../../shared/format/number-text.ts';
import type { ExplainTarget } from '../layout/explain-store.ts';
import { axisTicks } from './axis-ticks.ts';
import { Curve, Places, type CurveProps } from './bar-ladder-curve.tsx';
import { FigureButton, FigureGroup } from './figure-button.tsx';
import { LaneBar, laneHeight, type Place } from './bar-ladder-lane.tsx';

export interface BarLadderProps extends CurveProps {
  readonly width: number;
  readonly axis: { readonly asset: string; readonly mark: number | null; readonly base: string };
  readonly index: number;
  readonly onIndex: (index: number) => void;
  readonly keyIndex: (key: string, isShift: boolean) => number | null;
  /** What the slider says at its value. */
  readonly valueText: string;
  readonly summary: string;
  /** Left of the curve: equity and change at the rung, accounts gone. */
  readonly margin: readonly {
    readonly label: string;
    readonly text: string;
    readonly className: string;
    readonly target: ExplainTarget | null;
  }[];
}

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
      <FigureGroup>
        {props.margin.map((line, row) => (
          <div key={line.label} className="bar-ladder-margin" style={{ width: left - 20, top: 24 + row * 18 }}>
            <span>{line.label}</span>
            <Opens target={line.target} text={line.text} className={line.className} />
          </div>
        ))}
        {lanes.map((lane, row) => (
          <div key={lane.id} className="bar-ladder-end" style={{ top: laneTop(row), height: laneHeight }}>
            <Opens target={lane.target} text={lane.end} className={lane.endClass === '' ? 't1' : lane.endClass} />
          </div>
        ))}
      </FigureGroup>
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

function Opens({
  target,
  text,
  className,
}: {
  readonly target: ExplainTarget | null;
  readonly text: string;
  readonly className: string;
}) {
  return (
    <span className={className}>{target === null ? text : <FigureButton target={target}>{text}</FigureButton>}</span>
  );
}

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
            {priceText(mark * (1 + tick), mark >= 10_000 ? 0 : priceDecimals(mark))}
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

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6;
}

/** `↓ −1.7 %`: where a pool goes, with its direction. */
export function shockEnd(shock: number): string {
  return `${shock < 0 ? '↓' : '↑'} ${departureText(shock)}`;
}
