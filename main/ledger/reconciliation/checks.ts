import type { Provenance } from '../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import type { Leg } from '../../../shared/book/position.ts';
import type { Scaled } from '../../../shared/units/decimal.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';

/** Who says the figure that the book is held against: a file of the broker, or the trader who copied it from there. */
export type CheckedBy = 'report' | 'statement';

/**
 * `agrees` within the rounding of what is printed. `differs`. `after-cut-off`: the trades after the session's end explain the
 * difference exactly. `begins`: nothing was known before, so there was nothing to hold against. `unprovable`: the history was
 * incomplete by then.
 */
export type Verdict = 'agrees' | 'differs' | 'after-cut-off' | 'begins' | 'unprovable';

/** The book's own figure at an instant beside the one that was reported. */
export interface Check {
  readonly timeMs: EpochMs;
  readonly by: CheckedBy;
  readonly source: Provenance | null;
  /** What the rows add up to; null where that is not known. */
  readonly derived: Scaled | null;
  readonly reported: Scaled;
  /** How far the two may be apart. */
  readonly rounding: Scaled;
  readonly verdict: Verdict;
  /** From when on trades are not in the report; null but for `after-cut-off`. */
  readonly cutOffMs: EpochMs | null;
  /** The check before it, from which on the cause of a difference is to be looked for; null for the first. */
  readonly sinceMs: EpochMs | null;
}

export interface PositionCheck extends Check {
  readonly instrument: InstrumentSymbol;
  readonly leg: Leg;
  /** False where a report lists others and not this one. */
  readonly listed: boolean;
  /** What of both figures is of fills that were taken back later; null where none stood then. */
  readonly counted: Scaled | null;
  readonly derivedAverage: Scaled | null;
  readonly reportedAverage: Scaled | null;
  readonly liquidationPrice: Scaled | null;
}

export interface BalanceCheck extends Check {
  readonly asset: string;
  /** Rows that moved the balance since the check before. */
  readonly rows: number;
}

/** What was held against one leg of an instrument. */
export interface PositionChecks {
  readonly newest: PositionCheck;
  /** The first that did not agree and was not answered since; null when all is well. */
  readonly open: PositionCheck | null;
  /** How many could be held against something. */
  readonly compared: number;
}

/** What was held against one balance. Each difference stands by itself: after it the balance is as reported. */
export interface BalanceChecks {
  readonly newest: BalanceCheck;
  readonly open: readonly BalanceCheck[];
  /** Differences beyond those kept. */
  readonly more: number;
  readonly compared: number;
}

/** A printed running balance that is not what the rows add up to. */
export interface PrintedGap {
  readonly timeMs: EpochMs;
  readonly source: Provenance | null;
  readonly derived: Scaled;
  readonly reported: Scaled;
  /** The printed balance before it; null for the first. */
  readonly before: PrintedPlace | null;
}

export interface PrintedPlace {
  readonly timeMs: EpochMs;
  readonly source: Provenance | null;
}

/** A figure that a file prints beside a fill and that does not follow from its fills: from there on the history is incomplete. */
export interface FillContradiction {
  readonly what: 'realised-profit' | 'running-position';
  readonly timeMs: EpochMs;
  readonly source: Provenance | null;
  readonly derived: Scaled;
  readonly reported: Scaled;
}

/** All that was held against an account so far. Entries are replaced, never changed. */
export interface AccountChecks {
  /** By instrument and leg. */
  readonly positions: Map<string, PositionChecks>;
  /** By asset. */
  readonly balances: Map<string, BalanceChecks>;
}

const mostDifferences = 50;

export function noChecks(): AccountChecks {
  return { positions: new Map(), balances: new Map() };
}

export function copyOfChecks({ positions, balances }: AccountChecks): AccountChecks {
  return { positions: new Map(positions), balances: new Map(balances) };
}

export function notePosition(checks: AccountChecks, check: PositionCheck): void {
  const key = positionKey(check.instrument, check.leg);
  const known = checks.positions.get(key);
  checks.positions.set(key, {
    newest: check,
    open: openPosition(known?.open ?? null, check),
    compared: (known?.compared ?? 0) + (isCompared(check) ? 1 : 0),
  });
}

/** A position that the trader states answers every difference before it. */
export function answerPosition(checks: AccountChecks, instrument: InstrumentSymbol, leg: Leg): void {
  const key = positionKey(instrument, leg);
  const known = checks.positions.get(key);
  if (known !== undefined && known.open !== null) checks.positions.set(key, { ...known, open: null });
}

export function noteBalance(checks: AccountChecks, check: BalanceCheck): void {
  const known = checks.balances.get(check.asset);
  const open = openBalances(known?.open ?? [], check);
  checks.balances.set(check.asset, {
    newest: check,
    open: open.slice(0, mostDifferences),
    more: (known?.more ?? 0) + Math.max(0, open.length - mostDifferences),
    compared: (known?.compared ?? 0) + (isCompared(check) ? 1 : 0),
  });
}

export function isCompared({ verdict }: Check): boolean {
  return verdict === 'agrees' || verdict === 'differs' || verdict === 'after-cut-off';
}

/** What the broker confirms later stands, whoever said it: so a figure that the trader stated against the rows is answered. */
function openPosition(open: PositionCheck | null, check: PositionCheck): PositionCheck | null {
  if (check.verdict === 'differs' || check.verdict === 'unprovable') return open ?? check;
  return check.by === 'report' ? null : open;
}

function openBalances(open: readonly BalanceCheck[], check: BalanceCheck): readonly BalanceCheck[] {
  if (check.verdict === 'differs') return [...open, check];
  return check.by === 'report' && check.verdict === 'agrees' ? open.filter(({ by }) => by === 'report') : open;
}

function positionKey(instrument: string, leg: Leg): string {
  return `${leg} ${instrument}`;
}
