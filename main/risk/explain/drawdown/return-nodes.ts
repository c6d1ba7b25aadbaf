import type { EquityDay, EquityPath } from '../../../../shared/book/valued-book.ts';
import { isoDateOfDay, isoTimeOfMs } from '../../../../shared/units/iso-day.ts';
import { endOfUtcDay, type EpochMs } from '../../../../shared/units/unit.ts';
import { branch, family, leaf, type Draft, type NodeHead } from '../nodes.ts';

/** The observed equity of a scope. */
export interface EquityObservations {
  readonly path: EquityPath;
  /** The currency of the equity. */
  readonly base: string;
  /** Now: the last day may not be over. */
  readonly asOfMs: EpochMs;
}

/** (equity + withdrawals) / (equity before + deposits) - 1 */
export function returnNode(
  { path: { days, initialWealth }, base: unit, asOfMs }: EquityObservations,
  place: number,
): Draft {
  const day = days[place] as EquityDay;
  const before = days[place - 1];
  const start =
    before === undefined
      ? leaf({ symbol: 'before', label: 'Funded before the first position', unit }, initialWealth, {
          source: 'deposits and stated balances',
          asOf: null,
        })
      : equityLeaf('before', before, unit, asOfMs);
  const [ins, outs] = [day.deposits > 0, day.withdrawals > 0];
  const formula = `${outs ? '(equity + withdrawals)' : 'equity'} / ${ins ? '(before + deposits)' : 'before'} - 1`;
  return branch({ symbol: 'return', label: `Return of ${isoDateOfDay(day.day)}`, unit: 'fraction' }, formula, [
    equityLeaf('equity', day, unit, asOfMs),
    start,
    ...(ins ? [flowLeaf('deposits', day, day.deposits, unit)] : []),
    ...(outs ? [flowLeaf('withdrawals', day, day.withdrawals, unit)] : []),
  ]);
}

function equityLeaf(symbol: string, { day, equity, stale }: EquityDay, unit: string, asOfMs: EpochMs): Draft {
  const end = endOfUtcDay(day);
  const label = end <= asOfMs ? `Equity at the end of ${isoDateOfDay(day)}` : `Equity on ${isoDateOfDay(day)} so far`;
  const head: NodeHead = { symbol, label, unit };
  return leaf(head, equity, {
    source: stale
      ? 'balances and positions at that day’s prices, one of them carried from an earlier day'
      : 'balances and positions at that day’s prices',
    asOf: isoTimeOfMs(Math.min(end, asOfMs)),
    flags: stale ? ['mark-stale'] : [],
  });
}

function flowLeaf(symbol: 'deposits' | 'withdrawals', { day }: EquityDay, amount: number, unit: string): Draft {
  const date = isoDateOfDay(day);
  const label = symbol === 'deposits' ? `Came in on ${date}` : `Went out on ${date}`;
  return leaf({ symbol, label, unit }, amount, { source: 'flows of the day at its last rates', asOf: date });
}

/** What happened on a closed day is chained into the next open one, at the end into the last. */
export function openDays(
  days: readonly EquityDay[],
  returns: readonly Draft[],
  closed: ReadonlySet<number>,
): readonly Draft[] {
  const groups: Draft[][] = [];
  let waiting: Draft[] = [];
  for (const [place, node] of returns.entries()) {
    waiting.push(node);
    if (closed.has((days[place] as EquityDay).day)) continue;
    groups.push(waiting);
    waiting = [];
  }
  if (waiting.length > 0) groups.push([...(groups.pop() ?? []), ...waiting]);
  return groups.map((group) => {
    const [only] = group;
    if (only !== undefined && group.length === 1) return only;
    const label = `${group[0]?.label ?? ''} and the ${group.length - 1} days after it, one of them with a market`;
    return branch({ symbol: 'return', label, unit: 'fraction' }, 'grown(1, return) - 1', family('return', group));
  });
}

/** Change of equity over the last observed day, its flows taken out; null while there is no earlier day. */
export function dayChangeNode({ path, base: unit, asOfMs }: EquityObservations): Draft | null {
  const [before, last] = path.days.slice(-2);
  if (before === undefined || last === undefined) return null;
  const head = { symbol: 'dayChange', label: `Change of equity on ${isoDateOfDay(last.day)}`, unit };
  return branch(head, 'equity - before - (deposits - withdrawals)', [
    equityLeaf('equity', last, unit, asOfMs),
    equityLeaf('before', before, unit, asOfMs),
    flowLeaf('deposits', last, last.deposits, unit),
    flowLeaf('withdrawals', last, last.withdrawals, unit),
  ]);
}
