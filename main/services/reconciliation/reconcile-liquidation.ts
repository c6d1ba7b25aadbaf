import type { ReconciliationLine } from '../../../shared/contract/reconcile.ts';
import { isScaled, parseScaled, type Scaled } from '../../../shared/units/decimal.ts';
import { epochMs, type EpochMs } from '../../../shared/units/unit.ts';
import { scopeText } from '../../../shared/measures/scope.ts';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { assess } from '../../risk/assessment/assess.ts';
import { findMeasure, type Assessment } from '../../risk/assessment/assessment.ts';
import type { AccountLines, Agreement } from '../../ledger/reconciliation/account-lines.ts';
import type { Cause } from '../../ledger/reconciliation/cause.ts';
import type { PositionCheck } from '../../ledger/reconciliation/checks.ts';
import { bareLine, type Line } from '../../ledger/reconciliation/line.ts';
import { judgeLiquidation, type LiquidationFacts } from '../../ledger/reconciliation/liquidation-cause.ts';
import type { Mend } from '../../ledger/reconciliation/mend.ts';
import type { AccountEvidence } from '../../ledger/reconciliation/read-evidence.ts';
import { bookAt, cached } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';

/** The lines of an account with those of its liquidation prices, whose causes the margin engine knows. */
export interface JudgedLines extends AccountLines {
  readonly judged: ReadonlyMap<Line, Judged>;
}

interface Judged {
  readonly cause: Cause;
  readonly mend: Mend;
  /** The figure of ours with its tree, at the instant of the report. */
  readonly explain: ReconciliationLine['explain'];
}

/**
 * Liquidation prices as the broker prints them beside ours, by the engine of `risk` from the book and the marks of the
 * report's instant. Only where the position itself agrees or begins with the report; what comes of a difference says
 * `judgeLiquidation`.
 */
export function withLiquidations(context: ServiceContext, evidence: AccountEvidence, found: AccountLines): JudgedLines {
  const judged = new Map<Line, Judged>();
  const agreements: Agreement[] = [];
  for (const { newest } of evidence.positions) {
    const reported = newest.liquidationPrice;
    if (reported === null || newest.reported === 0n || !['agrees', 'begins'].includes(newest.verdict)) continue;
    const facts = factsOf(context, evidence, newest, reported);
    if (facts === null) continue;
    const verdict = judgeLiquidation(facts);
    const { instrument, timeMs, source } = newest;
    if (verdict.kind === 'agrees') {
      agreements.push({ kind: 'liquidation-price', subject: instrument, figure: reported, compared: 1, timeMs });
      continue;
    }
    const { derived } = facts;
    const explain = { ...ourFigure(evidence.account, newest), asOfMs: timeMs };
    const { kind: status, cause, mend } = verdict;
    const place = { instrument, asset: '', timeMs, source };
    judged.set(
      { ...bareLine, ...place, kind: 'liquidation-price', status, derived, reported },
      { cause, mend, explain },
    );
  }
  const lines = [...judged.keys()];
  return {
    ...found,
    state: lines.some(({ status }) => status === 'differs') ? 'differs' : found.state,
    lines: [...found.lines, ...lines],
    agreements: [...found.agreements, ...agreements],
    judged,
  };
}

/** Everything that a printed price is held against; null where the book of that instant does not hold the position. */
function factsOf(
  context: ServiceContext,
  evidence: AccountEvidence,
  check: PositionCheck,
  reported: Scaled,
): LiquidationFacts | null {
  const { instrument, timeMs } = check;
  const then = bookAt(context, timeMs);
  const { account } = evidence;
  const side = check.reported > 0n ? 'long' : 'short';
  const held = then.valued.accounts.find(({ name }) => name === account);
  const position = held?.positions.find((one) => one.instrument.symbol === instrument && one.side === side);
  if (held === undefined || position === undefined) return null;
  const assessment = cached(context, timeMs, 'assessed at a report', () => assess(then.valued));
  const ours = ourPrice(assessment, ourFigure(account, check));
  const { settleAsset } = position.instrument;
  const isIsolated = position.marginMode === 'isolated';
  const others = isIsolated ? [] : held.positions.filter((one) => one !== position && one.marginMode !== 'isolated');
  return {
    account,
    venue: held.venue,
    instrument,
    settleAsset,
    timeMs,
    reported,
    ...ours,
    isIsolated,
    isWalletHeld: isWalletHeld(evidence, settleAsset, timeMs),
    oldestOtherMs: oldestMark(others),
    tierTable: position.tierTable,
  };
}

/** The price on the side on which the position loses. */
function ourFigure(
  account: string,
  { instrument, reported }: PositionCheck,
): { readonly measure: string; readonly scope: string } {
  const side = reported > 0n ? 'long' : 'short';
  return {
    measure: side === 'long' ? 'liquidationPrice.lower' : 'liquidationPrice.upper',
    scope: scopeText({ kind: 'position', account, instrument, side }),
  };
}

function ourPrice(
  assessment: Assessment,
  { measure, scope }: ReturnType<typeof ourFigure>,
): Pick<LiquidationFacts, 'derived' | 'reason' | 'mend' | 'flags'> {
  const figure = findMeasure(assessment, measure, scope);
  const read = figure?.value == null ? null : parseScaled(plainText(figure.value));
  return {
    derived: read !== null && isScaled(read) ? read : null,
    reason: figure?.reason ?? null,
    mend: figure?.mend ?? null,
    flags: figure?.flags ?? [],
  };
}

/** Twelve digits, without an exponent. */
function plainText(value: number): string {
  return Number(value.toPrecision(12)).toFixed(Math.min(18, Math.max(0, 12 - Math.ceil(Math.log10(value)))));
}

/** Whether a report or statement of this instant or of a later one agrees, or every row prints the balance after it. */
function isWalletHeld({ balances }: AccountEvidence, asset: string, timeMs: EpochMs): boolean {
  const wallet = balances.find((one) => one.asset === asset);
  if (wallet === undefined || wallet.gaps > 0) return false;
  const { reports, printedRows } = wallet;
  return (reports !== null && reports.open.length === 0 && reports.newest.timeMs >= timeMs) || printedRows > 0;
}

function oldestMark(positions: readonly ValuedPosition[]): EpochMs | null {
  const times = positions.flatMap(({ mark }) => (mark.status === 'value' ? [mark.value.asOfMs] : []));
  return times.length === 0 ? null : epochMs(Math.min(...times));
}
