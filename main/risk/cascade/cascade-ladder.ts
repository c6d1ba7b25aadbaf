import { known, type Maybe, type MissingData } from '../../../shared/measures/outcome.ts';
import { canBeLiquidated, type MarginTable } from '../margin/margin-table.ts';
import { axisGap, shockAt, waysOf, type AxisSide, type CascadeAxis } from './cascade-axis.ts';
import type { CascadeEvent } from './cascade-event.ts';
import { cascadeColumns, type CascadeState } from './cascade-rungs.ts';
import {
  cascadeOnWay,
  type Cascade,
  type CascadeCall,
  type CascadeLane,
  type CascadeOptions,
  type PoolStage,
} from './cascade.ts';

/** A pool at one rung: after what has happened to it, and as it would be if nothing were closed. Base currency. */
export interface CascadeRungPool {
  readonly account: string;
  readonly pool: string;
  readonly equity: number | null;
  readonly markDownEquity: number | null;
  readonly notional: number | null;
  readonly state: CascadeState;
}

export interface CascadeRung {
  readonly shockFraction: number;
  /** On which leg of a pinned path, the turn counted to the first; absent on other axes. */
  readonly pathLeg?: 1 | 2;
  /** Sums over the pools that count to the book; null when one of them is not known. */
  readonly bookEquity: number | null;
  readonly markDownEquity: number | null;
  readonly pools: readonly CascadeRungPool[];
}

/** The least money, paid in at the marks, that keeps a pool from being called anywhere on one way. */
export interface TopUp {
  readonly account: string;
  readonly pool: string;
  readonly side: 'down' | 'up';
  /** Base currency; 0 where it is not called; null where no money helps. */
  readonly amount: number | null;
}

/** What happens on one way from the marks. A pinned path is one, named by the direction in which it leaves them. */
export interface CascadeSide {
  readonly side: 'down' | 'up';
  readonly events: readonly CascadeEvent[];
  /** The first shock at which a pool owes; null where none does. */
  readonly firstDebt: number | null;
}

/** Every pool along an axis, liquidated as it is called. */
export interface CascadeLadder {
  readonly axis: CascadeAxis;
  /** From the lowest shock to the highest; of a pinned path in the order of the path. */
  readonly rungs: readonly CascadeRung[];
  readonly sides: readonly CascadeSide[];
  readonly topUps: readonly TopUp[];
  readonly missing: readonly { readonly account: string; readonly pool: string; readonly gap: MissingData }[];
}

/**
 * The ladder with its cascade: what each rung leaves after every call on the way to it.
 *
 * @param countsToBook whether a pool's equity is part of the equity of the book
 * @param powerOf by which power of the axis' own price another asset moves; asked only where betas are estimated
 */
export function cascadeLadder(
  tables: readonly MarginTable[],
  axis: CascadeAxis,
  options: CascadeOptions,
  countsToBook: (table: MarginTable) => boolean,
  powerOf: (asset: string) => Maybe,
): Maybe<CascadeLadder> {
  const walked = walkWays(tables, axis, options, powerOf);
  if (walked.status !== 'value') return walked;
  const { ways, gapOf } = walked.value;
  const sides: CascadeSide[] = [];
  const rungs: CascadeRung[] = [];
  const topUps: TopUp[] = [];
  const counted = [...tables.keys()].filter((index) => countsToBook(tables[index] as MarginTable));
  for (const { side: name, way, cascades } of ways) {
    const events = cascades.flatMap((one, leg) => one.events.map((event) => placed(axis, leg, event)));
    sides.push({ side: name, events, firstDebt: events.find(({ kind }) => kind === 'debt')?.shockFraction ?? null });
    const atMarks = (cascades[0] as Cascade).lanes.map(({ stages }) => stages[0]);
    const own = way.flatMap((along, leg) => {
      const { lanes } = cascades[leg] as Cascade;
      const pools = tables.map((table, index) => poolRungs(table, lanes[index] as CascadeLane, atMarks[index], along));
      return Array.from(along.shocks, (shock, rung) => ({
        ...rungOf(shock, rung, pools, counted),
        ...legOf(axis, leg),
      })).slice(leg === 0 ? 0 : 1);
    });
    // The rung at the marks stands once, on the side that comes first.
    if (name === 'down' && axis.kind === 'asset') rungs.push(...own.toReversed());
    else rungs.push(...own.slice(rungs.length > 0 ? 1 : 0));
    tables.forEach(({ account, pool }, index) => {
      const stage = atMarks[index];
      if (stage !== undefined) topUps.push({ account, pool, side: name, amount: topUpOn(way, stage) });
    });
  }
  const missing = tables.flatMap((table) => {
    const gap = gapOf(table);
    return gap === null ? [] : [{ account: table.account, pool: table.pool, gap }];
  });
  return known({ axis, rungs, sides, topUps, missing });
}

/** The calls behind the events of a ladder, way by way; the events of a side are those of its calls one after the other. */
export function cascadeCalls(
  tables: readonly MarginTable[],
  axis: CascadeAxis,
  options: CascadeOptions,
  powerOf: (asset: string) => Maybe,
): Maybe<readonly { readonly side: CascadeSide['side']; readonly calls: readonly CascadeCall[] }[]> {
  const walked = walkWays(tables, axis, options, powerOf);
  if (walked.status !== 'value') return walked;
  return known(
    walked.value.ways.map(({ side, cascades }) => ({
      side,
      calls: cascades.flatMap(({ calls }, leg) =>
        calls.map((call) => ({ ...call, events: call.events.map((event) => placed(axis, leg, event)) })),
      ),
    })),
  );
}

export interface WalkedWay {
  readonly side: CascadeSide['side'];
  readonly way: readonly AxisSide[];
  readonly cascades: readonly Cascade[];
}

/** Follows every way of an axis to its end. */
export function walkWays(
  tables: readonly MarginTable[],
  axis: CascadeAxis,
  options: CascadeOptions,
  powerOf: (asset: string) => Maybe,
): Maybe<{ readonly ways: readonly WalkedWay[]; readonly gapOf: (table: MarginTable) => MissingData | null }> {
  const gaps = new Map(tables.map((table) => [table, axisGap(table, axis, powerOf)]));
  const gapOf = (table: MarginTable): MissingData | null => gaps.get(table) ?? null;
  const power = (asset: string): number => {
    const found = powerOf(asset);
    // Pools that hold it are left out.
    return found.status === 'value' ? found.value : Number.NaN;
  };
  const ways: WalkedWay[] = [];
  for (const way of waysOf(axis, power)) {
    const paths = way.map(({ path }) => path);
    const found = cascadeOnWay(tables, paths, options, gapOf);
    if (found.status !== 'value') return found;
    ways.push({ side: paths[0]?.side === 'below' ? 'down' : 'up', way, cascades: found.value });
  }
  return known({ ways, gapOf });
}

function placed(axis: CascadeAxis, leg: number, event: CascadeEvent): CascadeEvent {
  return { ...event, shockFraction: shockAt(axis, 1 + event.shockFraction), ...legOf(axis, leg) };
}

function legOf({ kind }: CascadeAxis, leg: number): Pick<CascadeEvent, 'pathLeg'> {
  return kind === 'pinned' ? { pathLeg: leg === 0 ? 1 : 2 } : {};
}

/** A pool that is called nowhere stands as at the marks: what keeps it so at the ends of both directions does so on the way. */
function topUpOn(way: readonly AxisSide[], { table, along }: PoolStage): number | null {
  if (!canBeLiquidated(table)) return 0;
  const amounts = way.map(({ path: { end } }) => along.topUpTo(end < 1 ? 'below' : 'above', end));
  return amounts.includes(null) ? null : Math.max(...(amounts as readonly number[]));
}

type PoolRungs = (rung: number) => CascadeRungPool;

function poolRungs(
  { account, pool }: MarginTable,
  { stages }: CascadeLane,
  atMarks: PoolStage | undefined,
  { path, factors }: AxisSide,
): PoolRungs {
  const after = cascadeColumns({ stages }, path, factors);
  // A pool that nothing happens to is as it would be if nothing happened.
  const [only, ...called] = stages;
  const isUntouched = only === atMarks && called.length === 0;
  const before = isUntouched
    ? after
    : cascadeColumns({ stages: atMarks === undefined ? [] : [atMarks] }, path, factors);
  return (rung) => ({
    account,
    pool,
    equity: after?.equity[rung] ?? null,
    markDownEquity: before?.equity[rung] ?? null,
    notional: after?.notional[rung] ?? null,
    state: after?.states[rung] ?? 'missing-data',
  });
}

function rungOf(
  shockFraction: number,
  rung: number,
  pools: readonly PoolRungs[],
  counted: readonly number[],
): CascadeRung {
  const found = pools.map((at) => at(rung));
  return {
    shockFraction,
    bookEquity: sumOf(found, counted, 'equity'),
    markDownEquity: sumOf(found, counted, 'markDownEquity'),
    pools: found,
  };
}

/** @param counted which of the pools count to the book */
function sumOf(
  pools: readonly CascadeRungPool[],
  counted: readonly number[],
  figure: 'equity' | 'markDownEquity',
): number | null {
  let total = 0;
  for (const index of counted) {
    const value = (pools[index] as CascadeRungPool)[figure];
    if (value === null) return null;
    total += value;
  }
  return total;
}
