import type {
  BalanceEvent,
  BookedEvent,
  OpeningPositionEvent,
  Provenance,
  ReportedPositionEvent,
} from '../../../shared/book/event.ts';
import { missing, type MissingData } from '../../../shared/measures/outcome.ts';
import { formatScaled, magnitudeOf, type Scaled } from '../../../shared/units/decimal.ts';
import { isoTimeOfMs } from '../../../shared/units/iso-day.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { BalanceState } from '../balance.ts';
import { fastScaled } from '../fast-scaled.ts';
import { legsOf, markIncomplete, markOf, type InstrumentState, type LegName } from '../instrument-state.ts';
import type { AccountState, LedgerState } from '../ledger-state.ts';
import { averagePriceOf, type LegState } from '../leg.ts';
import {
  noteBalance,
  notePosition,
  type BalanceCheck,
  type Check,
  type CheckedBy,
  type PositionCheck,
} from './checks.ts';
import { cashOf, countedBeyond, quantityOf, standingIn, standingOf } from './corrections.ts';
import { cashDigits, digitsOf, quantityDigits, roundingOf } from './printed-digits.ts';
import { cutOffOf } from './recent-trades.ts';

/**
 * Which of the figures that a report may mean it does mean: the first that agrees; else the first that trades after the
 * session's end explain; else the first.
 */
function fitting<Found extends Pick<Check, 'verdict'>>(ways: readonly [Found, ...Found[]]): Found {
  const found = (verdict: Check['verdict']) => ways.find((one) => one.verdict === verdict);
  return found('agrees') ?? found('after-cut-off') ?? ways[0];
}

/** Where nothing is rounded. */
const exactly = 0n;

/** What is held against one leg, before it is known what comes of it. */
interface Figure {
  readonly by: CheckedBy;
  readonly timeMs: EpochMs;
  readonly source: Provenance | null;
  /** Null where the history is incomplete. */
  readonly derived: Scaled | null;
  readonly reported: Scaled;
  readonly rounding: Scaled;
}

/**
 * Holds a position report against what the fills add up to, and notes it.
 * @param folded of the leg, or of the whole instrument where the report says that it is flat
 */
export function holdPosition(
  { settings }: LedgerState,
  account: AccountState,
  state: InstrumentState,
  event: BookedEvent & ReportedPositionEvent,
  leg: LegName,
  folded: Scaled,
): PositionCheck {
  const reported = fastScaled(event.quantity);
  const derived = markOf(state) === null ? folded : null;
  // Between a fill and the row that takes it back the broker counts it in.
  const standing = standingOf(state, settings.cancellations, event.timeMs);
  const [first, ...others] = countedBeyond(standing, quantityOf);
  const against = (counted: Scaled) => ({
    ...positionCheck(account, state, leg, {
      by: 'report',
      timeMs: event.timeMs,
      source: event.provenance,
      derived: derived === null ? null : derived + counted,
      reported,
      rounding: roundingOf(reported, quantityDigits),
    }),
    counted: standing.fills.length === 0 ? null : counted,
  });
  const check = fitting([against(first), ...others.map(against)]);
  const own = state[leg];
  const noted = {
    ...check,
    derivedAverage: own === null ? null : averagePriceOf(own, state.payoff),
    ...printedPrices(event),
  };
  notePosition(account.checks, noted);
  return noted;
}

/**
 * Notes a report of an instrument that no row brought. The first report of an account is its beginning; an earlier one that
 * did not list it said that it was flat, so rows are missing since.
 */
export function holdNewPosition(
  account: AccountState,
  state: InstrumentState,
  event: BookedEvent & ReportedPositionEvent,
  leg: LegName,
): void {
  const { timeMs, provenance: source } = event;
  const derived = account.listedMs === null ? null : 0n;
  const check = positionCheck(account, state, leg, {
    by: 'report',
    timeMs,
    source,
    derived,
    reported: fastScaled(event.quantity),
    rounding: exactly,
  });
  const sinceMs = account.listedMs;
  notePosition(account.checks, { ...check, sinceMs, ...printedPrices(event), ...(derived === null ? begins : {}) });
}

function printedPrices({
  averagePrice,
  liquidationPrice,
}: ReportedPositionEvent): Pick<PositionCheck, 'reportedAverage' | 'liquidationPrice'> {
  return {
    reportedAverage: averagePrice === null ? null : fastScaled(averagePrice),
    liquidationPrice: liquidationPrice === null ? null : fastScaled(liquidationPrice),
  };
}

const begins = { verdict: 'begins' } as const;

/** What lies in spot is a balance: it is held against the report, and nothing comes of it but that it is said. */
export function holdSpotPosition(
  account: AccountState,
  state: InstrumentState,
  event: BookedEvent & ReportedPositionEvent,
): void {
  const reported = fastScaled(event.quantity);
  const balance = account.balances.get(state.instrument.baseAsset);
  const rounding = roundingOf(reported, cashDigits(state.instrument.baseAsset));
  const derived = balance !== undefined && balance.known ? balance.amount : null;
  const { timeMs, provenance: source } = event;
  notePosition(
    account.checks,
    positionCheck(account, state, 'net', { by: 'report', timeMs, source, derived, reported, rounding }),
  );
}

/**
 * A report that lists other positions of the account and not this one says that it is flat. What the book holds then, and no
 * trade after the session's end explains, is no position that one may count on.
 */
export function holdUnlisted(
  { settings }: LedgerState,
  account: AccountState,
  listed: ReadonlySet<string>,
  report: BookedEvent,
): void {
  for (const state of account.instruments.values()) {
    if (state.spot || listed.has(state.instrument.symbol) || markOf(state) !== null) continue;
    const [first, ...others] = countedBeyond(standingOf(state, settings.cancellations, report.timeMs), quantityOf);
    for (const leg of legsOf(state)) {
      if (leg.quantity === 0n) continue;
      const against = (counted: Scaled) =>
        positionCheck(account, state, leg.leg, {
          by: 'report',
          timeMs: report.timeMs,
          source: report.provenance,
          derived: leg.quantity + counted,
          reported: 0n,
          rounding: exactly,
        });
      const check = fitting([against(first), ...others.map(against)]);
      notePosition(account.checks, { ...check, listed: false });
      if (check.verdict === 'differs') markIncomplete(leg, unlisted(state, leg, report.timeMs), report.timeMs);
    }
  }
}

function unlisted({ instrument: { symbol }, account }: InstrumentState, leg: LegState, timeMs: EpochMs): MissingData {
  return missing(
    `The history of ${symbol} in ${account} is incomplete: the broker's report of ${isoTimeOfMs(timeMs)} lists other positions and not this one, the rows known add up to ${formatScaled(leg.quantity)}.`,
    `State the position of ${symbol} in ${account} as the broker reports it (0 on ${isoTimeOfMs(timeMs)}), or import the files that are missing.`,
  );
}

/**
 * Holds a position that the trader states against what the fills add up to. It answers whatever did not agree before; what
 * it contradicts itself stands open until the broker's own report says so, too.
 * @param folded null where the history was incomplete or nothing was known
 */
export function holdStatedPosition(
  account: AccountState,
  state: InstrumentState,
  event: BookedEvent & OpeningPositionEvent,
  leg: LegName,
  folded: Scaled | null,
): void {
  const reported = fastScaled(event.quantity);
  notePosition(
    account.checks,
    positionCheck(account, state, leg, {
      by: 'statement',
      timeMs: event.timeMs,
      source: null,
      derived: folded,
      reported,
      rounding: exactly,
    }),
  );
}

function positionCheck(account: AccountState, state: InstrumentState, leg: LegName, figure: Figure): PositionCheck {
  const { derived, reported, rounding, timeMs, by } = figure;
  const excess = derived === null ? null : derived - reported;
  const isApart = excess !== null && magnitudeOf(excess) > rounding;
  const cutOffMs = isApart && by === 'report' ? cutOffOf(state.recent, excess, rounding, timeMs) : null;
  return {
    ...figure,
    instrument: state.instrument.symbol,
    leg,
    verdict:
      excess === null
        ? by === 'report'
          ? 'unprovable'
          : 'begins'
        : isApart
          ? cutOffMs === null
            ? 'differs'
            : 'after-cut-off'
          : 'agrees',
    cutOffMs,
    sinceMs: account.checks.positions.get(`${leg} ${state.instrument.symbol}`)?.newest.timeMs ?? null,
    listed: true,
    counted: null,
    derivedAverage: null,
    reportedAverage: null,
    liquidationPrice: null,
  };
}

/** A balance held against what was said of it. */
export interface HeldBalance {
  readonly check: BalanceCheck;
  /** What of the reported figure is of fills that were taken back later: the corrected book does not have it. */
  readonly counted: Scaled;
  /** Whether it may hold a profit, too, that nothing tells: then it is not known what is left without those fills. */
  readonly unproven: boolean;
}

/**
 * Holds a reported balance against what the rows add up to, and notes it. Whether it takes the place of the derived one is
 * the ledger's to decide: not where the two agree, nor where the report only does not count the last trades yet.
 */
export function holdBalance(
  { settings }: LedgerState,
  account: AccountState,
  balance: BalanceState,
  event: BookedEvent & BalanceEvent,
): HeldBalance {
  const reported = fastScaled(event.amount);
  const by: CheckedBy = event.flags.includes('stated') ? 'statement' : 'report';
  if (by === 'report') balance.reportDigits = Math.max(balance.reportDigits, digitsOf(reported));
  const rounding = roundingOf(reported, balance.reportDigits);
  const standing = standingIn(settings, account, event.timeMs);
  const ways = countedBeyond(standing, (moves) => cashOf(moves, balance.asset));
  // What the trader states is taken at its word, unless it is the broker's figure of that time.
  const [first, ...others] = by === 'report' ? ways : ([0n, ...ways] as const);
  const against = (counted: Scaled) => {
    const derived = balance.known ? balance.amount + counted : null;
    const excess = derived === null ? null : derived - reported;
    const isApart = excess !== null && magnitudeOf(excess) > rounding;
    const cutOffMs = isApart && by === 'report' ? cutOffOf(balance.recent, excess, rounding, event.timeMs) : null;
    const verdict: Check['verdict'] =
      excess === null ? 'begins' : isApart ? (cutOffMs === null ? 'differs' : 'after-cut-off') : 'agrees';
    return { derived, verdict, cutOffMs, counted };
  };
  const { counted, ...found } = fitting([against(first), ...others.map(against)]);
  const check: BalanceCheck = {
    asset: balance.asset,
    timeMs: event.timeMs,
    by,
    source: event.provenance,
    reported,
    rounding,
    ...found,
    sinceMs: balance.confirmedMs ?? balance.knownSinceMs,
    rows: balance.rowsSinceCheck,
  };
  noteBalance(account.checks, check);
  balance.rowsSinceCheck = 0;
  const isProof = by === 'statement' || check.verdict === 'agrees';
  return { check, counted, unproven: !isProof && standing.fills.some(({ profitIn }) => profitIn === balance.asset) };
}
