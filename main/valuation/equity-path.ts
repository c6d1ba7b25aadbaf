import type { Instrument } from '../../shared/book/instrument.ts';
import type { EquityDay, EquityPath } from '../../shared/book/valued-book.ts';
import { known, missing, type Maybe, type MissingData } from '../../shared/measures/outcome.ts';
import { endOfUtcDay, epochMs, utcDay, type EpochMs } from '../../shared/units/unit.ts';
import {
  addDay,
  equityOn,
  flowsOn,
  holdingsOf,
  keyOf,
  type Holdings,
  type PathDay,
  type ValuedFlow,
} from './equity-day.ts';
import { markBookOf, newestMarkMs, type Mark, type MarkBook } from './mark-book.ts';
import { rateOf } from './rates.ts';

/** The book day by day, as `dailyStates` of the ledger gives it. */
export interface PathStates {
  /** Days with events, ascending. */
  readonly days: readonly PathDay[];
  readonly accounts: readonly {
    readonly account: string;
    readonly lastEventMs: EpochMs;
    readonly firstPositionMs: EpochMs | null;
  }[];
  readonly doubts: readonly {
    readonly account: string;
    readonly incomplete: MissingData | null;
    readonly trustedSinceMs: EpochMs | null;
  }[];
}

export interface EquityPathInput {
  readonly states: PathStates;
  /** One account by name; null for the whole book, in which transfers between own accounts are no flows. */
  readonly account: string | null;
  readonly marks: readonly Mark[] | MarkBook;
  readonly instrumentOf: (symbol: string) => Instrument;
  readonly asOfMs: EpochMs;
  readonly base: string;
}

/**
 * The equity of an account or of the book, one observation a UTC day, from the first day with a position to the last day
 * that has an event or a mark. A day without a mark carries the last one and is stale.
 *
 * A day on which a balance that counts is unknown, or an open position never had a mark, cannot be observed: the path
 * then begins after the last such day, with that day's equity as initial wealth. Where that leaves no day, it is
 * missing-data. Deposits count at the start of their day, withdrawals at its end; both at the day's last rates.
 */
export function equityPath(input: EquityPathInput): Maybe<EquityPath> {
  const marks = 'marks' in input.marks ? input.marks : markBookOf(input.marks);
  const inScope = (account: string): boolean => input.account === null || input.account === account;
  const accounts = input.states.accounts.filter((one) => inScope(one.account));
  const doubts = input.states.doubts.filter((one) => inScope(one.account));
  const doubted = doubts.find((one) => one.incomplete !== null)?.incomplete;
  if (doubted) return doubted;
  const opened = accounts.flatMap((one) => one.firstPositionMs ?? []);
  if (opened.length === 0) return noPosition();
  const firstPositionMs = epochMs(Math.min(...opened));
  const trustedDay = Math.max(...doubts.map((one) => utcDay(one.trustedSinceMs ?? firstPositionMs)), -Infinity);
  const days = input.states.days.map((day) => ({
    day: day.day,
    balances: day.balances.filter((one) => inScope(one.account)),
    positions: day.positions.filter((one) => inScope(one.account)),
    flows: day.flows.filter((one) => inScope(one.account)),
  }));
  const lastRemoval = new Map<string, number>();
  for (const { day, positions } of days)
    for (const position of positions) if (position.quantity === '0') lastRemoval.set(keyOf(position), day);
  const walk: Walk = { input, marks, days, firstPositionMs, trustedDay, lastRemoval };
  return walkDays(walk, lastDayOf(walk, accounts));
}

interface Walk {
  readonly input: EquityPathInput;
  readonly marks: MarkBook;
  readonly days: readonly PathDay[];
  readonly firstPositionMs: EpochMs;
  /** History before this day cannot be trusted. */
  readonly trustedDay: number;
  /** The last day on which a row closed what is held under a key. */
  readonly lastRemoval: ReadonlyMap<string, number>;
}

function walkDays(walk: Walk, lastDay: number): Maybe<EquityPath> {
  const firstDay = utcDay(walk.firstPositionMs);
  const holdings = holdingsOf();
  let next = 0;
  for (; dayAt(walk, next) < firstDay; next += 1) addDay(holdings, walk.days[next]);
  const before = valueOn(walk, holdings, firstDay - 1);
  let initialWealth = before.status === 'value' ? before.value.equity : null;
  let reason: MissingData | null = before.status === 'value' ? null : before;
  let observed: EquityDay[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) {
    const changed = dayAt(walk, next) === day ? walk.days[next] : undefined;
    if (changed !== undefined) {
      addDay(holdings, changed);
      next += 1;
    }
    const value = valueOn(walk, holdings, day);
    const flows = flowsOn(changed, walk.input.account === null, pricesOf(walk, day));
    if (value.status !== 'value' || flows.status !== 'value' || day < walk.trustedDay) {
      reason = value.status === 'value' ? (flows.status === 'value' ? reason : flows) : value;
      observed = [];
      initialWealth = null;
      continue;
    }
    const { equity, stale } = value.value;
    const late = day === firstDay && flows.value.some((one) => one.opening && beganLate(walk, one));
    if (initialWealth === null || late) {
      initialWealth = equity;
      observed.push({ day, equity, deposits: 0, withdrawals: 0, stale });
      continue;
    }
    let [deposits, withdrawals] = [0, 0];
    for (const { amount, timeMs } of flows.value) {
      if (timeMs <= walk.firstPositionMs) initialWealth += amount;
      else {
        deposits += Math.max(0, amount);
        withdrawals -= Math.min(0, amount);
      }
    }
    observed.push({ day, equity, deposits, withdrawals, stale });
  }
  if (initialWealth === null) return reason ?? noPosition();
  return known({ initialWealth, days: observed });
}

/** Whether an account had a position before its balance was known: that day cannot be told apart. */
function beganLate(walk: Walk, flow: ValuedFlow): boolean {
  const account = walk.input.states.accounts.find((one) => one.account === flow.account);
  return account !== undefined && account.firstPositionMs !== null && flow.timeMs > account.firstPositionMs;
}

function valueOn(walk: Walk, holdings: Holdings, day: number): ReturnType<typeof equityOn> {
  return equityOn(holdings, pricesOf(walk, day));
}

function pricesOf(walk: Walk, day: number): Parameters<typeof equityOn>[1] {
  const { input, marks, lastRemoval } = walk;
  return {
    day,
    instant: instantOf(walk, day),
    marks,
    instrumentOf: input.instrumentOf,
    rate: (asset) => rateAt(walk, asset, day),
    isRemovedLater: (key) => (lastRemoval.get(key) ?? -Infinity) > day,
  };
}

function rateAt(walk: Walk, asset: string, day: number): ReturnType<typeof rateOf>['rate'] {
  return rateOf(asset, walk.input.base, instantOf(walk, day), walk.marks).rate;
}

/** The end of the day, or now on the day that is not over. */
function instantOf(walk: Walk, day: number): EpochMs {
  return epochMs(Math.min(endOfUtcDay(day), walk.input.asOfMs));
}

/** The last day with an event, or with a mark of anything that the scope ever held. */
function lastDayOf(walk: Walk, accounts: PathStates['accounts']): number {
  const { input, marks, days } = walk;
  const instruments = new Set(days.flatMap((day) => day.positions.map((one) => one.instrument as string)));
  const assets = new Set(days.flatMap((day) => day.balances.map((one) => one.asset)));
  for (const asset of assets) {
    const { rate } = rateOf(asset, input.base, input.asOfMs, marks);
    if (rate.status === 'value' && rate.value.via !== null) instruments.add(rate.value.via);
  }
  const marked = newestMarkMs(marks, instruments, input.asOfMs);
  const newest = Math.max(...accounts.map((one) => one.lastEventMs), marked ?? -Infinity);
  return utcDay(epochMs(Math.min(newest, input.asOfMs)));
}

function dayAt(walk: Walk, index: number): number {
  return walk.days[index]?.day ?? Infinity;
}

function noPosition(): MissingData {
  return missing('No day with a position is known.', 'Import the trades, or state the positions.');
}
