import type { Provenance } from '../../shared/book/event.ts';
import { isoTimeOfMs } from '../../shared/units/iso-day.ts';
import { formatScaled, type Scaled } from '../../shared/units/decimal.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import {
  incompleteHistory,
  legOf,
  markIncomplete,
  markOf,
  quantityOn,
  type InstrumentState,
  type LegName,
} from './instrument-state.ts';
import type { LegState } from './leg.ts';
import type { MissingData } from '../../shared/measures/outcome.ts';
import type { FillContradiction } from './reconciliation/checks.ts';
import { quantityDigits, roundingOf } from './reconciliation/printed-digits.ts';

/** A position that a row of funding prints and that the fold does not hold: it waits for the fills of the same moment. */
export interface HeldEvidence {
  readonly timeMs: EpochMs;
  readonly leg: LegName;
  /** Signed. */
  readonly printed: Scaled;
  readonly derived: Scaled;
  readonly source: Provenance | null;
}

/**
 * How far fills may stand from the funding that counted them or did not: funding is taken within seconds of the full hour,
 * and stamped after or before the fills of that moment.
 */
const nearMs = 10_000;

/** Keeps what a leg held before its last quick run of fills; asked before the fill is booked. */
export function noteRun(leg: LegState, timeMs: EpochMs): void {
  if (timeMs - leg.runMs > nearMs) leg.beforeRun = leg.quantity;
  leg.runMs = timeMs;
}

/** Holds a printed position against the fold; what differs is evidence that fills are missing, unless fills of the same moment explain it. */
export function holdPrinted(state: InstrumentState, evidence: Omit<HeldEvidence, 'derived'>): void {
  // While a fill stood that was taken back later, the printed position counts it in.
  if (state.held !== null || state.takenBack.length > 0 || markOf(state) !== null) return;
  if (heldThen(state, evidence)) notePrintedLeg(state, evidence);
  else state.held = { ...evidence, derived: quantityOn(state, evidence.leg) };
}

/** Asked after a fill: whether it was the one that the printed position counted already. */
export function answerHeld(state: InstrumentState): void {
  if (state.held === null || !heldThen(state, state.held)) return;
  notePrintedLeg(state, state.held);
  state.held = null;
}

function notePrintedLeg(state: InstrumentState, { leg, timeMs }: Pick<HeldEvidence, 'leg' | 'timeMs'>): void {
  const printed = state[leg];
  if (printed !== null) printed.printedMs = timeMs;
}

/** What no fill of the same moment explained by now makes the history incomplete. */
export function settleHeld(state: InstrumentState, timeMs: EpochMs): void {
  if (state.held !== null && timeMs - state.held.timeMs > nearMs) failHeld(state);
}

export function failHeld(state: InstrumentState): void {
  const { held } = state;
  if (held === null) return;
  state.held = null;
  markIncomplete(legOf(state, held.leg), reasonOf(state, held), held.timeMs);
  state.contradiction ??= contradictionBy(held);
}

/** Why the instrument cannot be trusted, what still waits for its fills included. */
export function doubtOf(state: InstrumentState): MissingData | null {
  return markOf(state) ?? (state.held === null ? null : reasonOf(state, state.held));
}

/** The printed figure that makes the history incomplete, what still waits for its fills included; null when none does. */
export function printedContradiction({ contradiction, held }: InstrumentState): FillContradiction | null {
  return contradiction ?? (held === null ? null : contradictionBy(held));
}

function contradictionBy({ timeMs, source, derived, printed: reported }: HeldEvidence): FillContradiction {
  return { what: 'running-position', timeMs, source, derived, reported };
}

function heldThen(state: InstrumentState, evidence: Omit<HeldEvidence, 'derived'>): boolean {
  const { printed, timeMs } = evidence;
  const leg = state[evidence.leg];
  const now = quantityOn(state, evidence.leg);
  const before = leg !== null && Math.abs(timeMs - leg.runMs) <= nearMs ? leg.beforeRun : now;
  const rounding = roundingOf(printed, quantityDigits);
  const [low, high] = before < now ? [before, now] : [now, before];
  return low - rounding <= printed && printed <= high + rounding;
}

function reasonOf(state: InstrumentState, { timeMs, printed, derived }: HeldEvidence): MissingData {
  return incompleteHistory(
    state,
    `funding of ${isoTimeOfMs(timeMs)} was on a position of ${formatScaled(printed)}, the fills known add up to ${formatScaled(derived)}`,
  );
}
