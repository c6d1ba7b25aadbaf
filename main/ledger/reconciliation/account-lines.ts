import { isCash } from '../../../shared/book/asset.ts';
import type { Scaled } from '../../../shared/units/decimal.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { BalanceCheck, PositionCheck, PositionChecks } from './checks.ts';
import { bareLine, type Line, type LineKind } from './line.ts';
import { averagesApart } from './average-price.ts';
import type { AccountEvidence, BalanceEvidence, InstrumentEvidence } from './read-evidence.ts';
import { checkedUpTo, uncheckedLines } from './unchecked.ts';

/** Something that was held against the broker's own figures and agrees. */
export interface Agreement {
  readonly kind: LineKind;
  /** The instrument or the asset. */
  readonly subject: string;
  readonly figure: Scaled | null;
  readonly compared: number;
  readonly timeMs: EpochMs | null;
}

/** What an account comes to when it is held against its broker's own figures. */
export interface AccountLines {
  readonly account: string;
  readonly state: 'reconciled' | 'differs' | 'cannot-check';
  /** Up to when positions or cash are checked; null where nothing is. */
  readonly upToMs: EpochMs | null;
  /** Whether rows moved anything after it. */
  readonly hasNewer: boolean;
  readonly lines: readonly Line[];
  readonly agreements: readonly Agreement[];
}

/**
 * The lines of an account, and what they come to. `reconciled`: every open position and every balance was held against a
 * figure of the broker's, or one that the trader copied from there, and agrees within half a unit of the last digit
 * printed. Average entries are information only: brokers
 * count lots first-in first-out, with commissions. Liquidation prices are not held here: see `judgeLiquidation`.
 *
 * @param doubts why instruments cannot be trusted although no report says so: rows that failed
 */
export function accountLines(evidence: AccountEvidence, doubts: readonly Doubt[]): AccountLines {
  const reported = new Set(
    evidence.positions.filter(({ open }) => open !== null).map(({ newest }) => newest.instrument),
  );
  const lines: Line[] = [
    ...evidence.positions.flatMap((checks) => positionLines(checks, settleOf(evidence, checks))),
    ...evidence.balances.flatMap(balanceLines),
    ...evidence.instruments.flatMap((one) => instrumentLines(one, reported)),
    ...doubts.map(doubtLine),
  ];
  const agreements = [
    ...evidence.positions.flatMap(positionAgreement),
    ...evidence.balances.flatMap(balanceAgreements),
    ...evidence.instruments.flatMap(profitAgreement),
  ];
  const upToMs = checkedUpTo(evidence);
  if (upToMs !== null) lines.push(...uncheckedLines(evidence));
  else if (lines.length === 0) lines.push(nothingChecked(evidence));
  return {
    account: evidence.account,
    state: stateOf(lines, upToMs),
    upToMs,
    hasNewer: upToMs !== null && evidence.lastMovementMs !== null && evidence.lastMovementMs > upToMs,
    lines,
    agreements,
  };
}

/** A failed row: what it hides may be anything of the instrument, or of the account. */
export interface Doubt {
  readonly instrument: Line['instrument'];
  readonly asset: string;
  readonly reason: string;
  readonly mend: string;
}

function stateOf(lines: readonly Line[], upToMs: EpochMs | null): AccountLines['state'] {
  if (lines.some(({ status }) => status === 'differs')) return 'differs';
  return upToMs === null || lines.some(({ status }) => status === 'cannot-check') ? 'cannot-check' : 'reconciled';
}

function positionLines({ newest, open }: PositionChecks, asset: string): readonly Line[] {
  const lines: Line[] = [];
  const { counted, reported, reportedAverage, timeMs } = newest;
  const stated =
    counted === null
      ? { quantity: reported, average: reportedAverage, timeMs, corrected: false }
      : { quantity: reported - counted, average: null, timeMs, corrected: true };
  if (open !== null) lines.push({ ...lineOf(open, asset), status: 'differs', newest: stated });
  else if (newest.verdict === 'after-cut-off') lines.push({ ...lineOf(newest, asset), status: 'explained' });
  const { derivedAverage: ours, reportedAverage: theirs } = newest;
  // What stood then has a price of its own.
  if (
    newest.verdict === 'agrees' &&
    counted === null &&
    ours !== null &&
    theirs !== null &&
    averagesApart(ours, theirs)
  )
    lines.push({ ...lineOf(newest, asset), kind: 'average-price', status: 'noted', derived: ours, reported: theirs });
  return lines;
}

function lineOf(check: PositionCheck, asset: string): Omit<Line, 'status'> {
  const { by, instrument, leg, derived, reported, rounding, timeMs, sinceMs, source, cutOffMs, listed } = check;
  return {
    ...bareLine,
    kind: 'position',
    by,
    instrument,
    leg,
    asset,
    derived,
    reported,
    rounding,
    timeMs,
    sinceMs,
    source,
    cutOffMs,
    listed,
    derivedAverage: check.derivedAverage,
    reportedAverage: check.reportedAverage,
  };
}

function balanceLines(balance: BalanceEvidence): readonly Line[] {
  const { asset, reports, firstGap } = balance;
  const lines: Line[] = (reports?.open ?? []).map((check) => cashLine(check, 'differs'));
  if (reports !== null && reports.newest.verdict === 'after-cut-off') lines.push(cashLine(reports.newest, 'explained'));
  if (firstGap !== null) {
    const { timeMs, source, derived, reported, before } = firstGap;
    const sinceMs = before?.timeMs ?? null;
    const place = { asset, timeMs, source, derived, reported, before, sinceMs };
    lines.push({ ...bareLine, ...place, kind: 'running-balance', status: 'differs', count: balance.gaps });
  }
  return lines;
}

function cashLine(check: BalanceCheck, status: Line['status']): Line {
  const { by, asset, derived, reported, rounding, timeMs, sinceMs, source, cutOffMs, rows } = check;
  return {
    ...bareLine,
    kind: 'cash',
    status,
    by,
    asset,
    derived,
    reported,
    rounding,
    timeMs,
    sinceMs,
    source,
    cutOffMs,
    count: rows,
  };
}

/** A history that a printed figure or the broker's words made incomplete; where a report says so, its line says enough. */
function instrumentLines(one: InstrumentEvidence, reported: ReadonlySet<string>): readonly Line[] {
  const { instrument, settleAsset: asset, mark, contradiction } = one;
  if (mark === null || reported.has(instrument)) return [];
  const { reason, mend } = mark;
  const common = { ...bareLine, instrument, asset, reason, mend };
  if (contradiction === null) return [{ ...common, kind: 'history', status: 'cannot-check' }];
  const { what, timeMs, source, derived, reported: printed } = contradiction;
  return [{ ...common, kind: what, status: 'differs', timeMs, source, derived, reported: printed }];
}

function doubtLine({ instrument, asset, reason, mend }: Doubt): Line {
  return { ...bareLine, kind: 'history', status: 'cannot-check', instrument, asset, reason, mend };
}

/** Nothing that its files print can be held against the rows: the trader can say what the broker shows. */
function nothingChecked({ balances }: AccountEvidence): Line {
  const asset = balances.find(({ moved, asset: name }) => moved && isCash(name))?.asset ?? balances[0]?.asset ?? '';
  return { ...bareLine, kind: 'cash', status: 'cannot-check', asset };
}

function positionAgreement({ newest, compared }: PositionChecks): readonly Agreement[] {
  if (newest.verdict !== 'agrees') return [];
  const { instrument: subject, reported: figure, timeMs } = newest;
  return [{ kind: 'position', subject, figure, compared, timeMs }];
}

function balanceAgreements(balance: BalanceEvidence): readonly Agreement[] {
  const { asset: subject, reports, printedRows: compared, gaps, lastPrinted } = balance;
  const found: Agreement[] = [];
  if (reports !== null && reports.open.length === 0 && reports.newest.verdict === 'agrees') {
    const { reported: figure, timeMs } = reports.newest;
    found.push({ kind: 'cash', subject, figure, compared: reports.compared, timeMs });
  }
  if (compared > 0 && gaps === 0)
    found.push({ kind: 'running-balance', subject, figure: null, compared, timeMs: lastPrinted?.timeMs ?? null });
  return found;
}

function profitAgreement({ instrument, profitsChecked, contradiction }: InstrumentEvidence): readonly Agreement[] {
  if (profitsChecked === 0 || contradiction?.what === 'realised-profit') return [];
  return [{ kind: 'realised-profit', subject: instrument, figure: null, compared: profitsChecked, timeMs: null }];
}

function settleOf({ instruments }: AccountEvidence, { newest }: PositionChecks): string {
  return instruments.find(({ instrument }) => instrument === newest.instrument)?.settleAsset ?? '';
}
