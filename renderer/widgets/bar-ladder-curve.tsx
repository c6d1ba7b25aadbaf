import type { ReactNode } from 'react';
import { axisMoneyText } from '../../shared/format/money.ts';
import { axisTicks } from './axis-ticks.ts';
import type { BarLane, Place } from './bar-ladder-lane.tsx';

export interface CurveProps {
  readonly curveHeight: number;
  readonly shocks: readonly number[];
  readonly bookEquity: readonly (number | null)[];
  readonly lanes: readonly BarLane[];
}

/** Equity of the book along the axis, with the places at which pools go. */
export function Curve({
  shocks,
  bookEquity,
  curveHeight,
  x,
  right,
}: CurveProps & { readonly x: Place; readonly right: number }) {
  const known = bookEquity.filter((value) => value !== null);
  const y = equityScale(bookEquity, curveHeight);
  if (y === null) {
    const middle = (x(shocks[0] ?? 0) + right) / 2;
    return (
      <text x={middle} y={curveHeight / 2 - 8} textAnchor="middle" className="over-lines">
        Missing: a pool’s equity is not known.
        <tspan x={middle} dy={16}>
          The strip below says which.
        </tspan>
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
export function Places({ shocks, bookEquity, curveHeight, lanes, x }: CurveProps & { readonly x: Place }) {
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
