import type { Provenance } from '../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import type { Leg } from '../../../shared/book/position.ts';
import type { Scaled } from '../../../shared/units/decimal.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { CheckedBy } from './checks.ts';

export type LineKind =
  | 'position'
  | 'cash'
  | 'running-balance'
  | 'realised-profit'
  | 'running-position'
  | 'history'
  | 'average-price'
  | 'liquidation-price';

/** `differs`: to be mended. `explained`: a matter of time. `noted`: for information. `cannot-check`: nothing to hold against. */
export type LineStatus = 'differs' | 'explained' | 'noted' | 'cannot-check';

/** One thing that does not simply agree, before its cause is looked for. */
export interface Line {
  readonly kind: LineKind;
  readonly status: LineStatus;
  readonly by: CheckedBy;
  /** Null for cash. */
  readonly instrument: InstrumentSymbol | null;
  readonly leg: Leg;
  /** The asset of the cash; of a position that in which it is paid. */
  readonly asset: string;
  readonly derived: Scaled | null;
  readonly reported: Scaled | null;
  readonly rounding: Scaled;
  readonly timeMs: EpochMs | null;
  /** From when on the cause is to be looked for; null: from the beginning. */
  readonly sinceMs: EpochMs | null;
  readonly source: Provenance | null;
  /** The printed balance before the first gap. */
  readonly before: { readonly timeMs: EpochMs; readonly source: Provenance | null } | null;
  /** How many rows are like it: gaps of a running balance, movements since the check before. */
  readonly count: number;
  readonly cutOffMs: EpochMs | null;
  /** False where a report lists other positions and not this one. */
  readonly listed: boolean;
  /** What would be stated: the broker's newest figure. */
  readonly newest: StatedFigure | null;
  readonly derivedAverage: Scaled | null;
  readonly reportedAverage: Scaled | null;
  /** What is known of an incomplete history, with the way to mend it. */
  readonly reason: string | null;
  readonly mend: string | null;
}

export interface StatedFigure {
  readonly quantity: Scaled;
  readonly average: Scaled | null;
  readonly timeMs: EpochMs;
  /** Whether it is less by fills that were taken back later. */
  readonly corrected: boolean;
}

/** What the book lacks > 0, what it has too much < 0; null where either figure is not known. */
export function differenceOf({ derived, reported }: Pick<Line, 'derived' | 'reported'>): Scaled | null {
  return derived === null || reported === null ? null : reported - derived;
}

/** Whether the book lacks something: it has too much otherwise, for a difference is never 0. */
export function isLack(difference: Scaled): boolean {
  return difference > 0n;
}

/** A line of which nothing is said yet. */
export const bareLine: Omit<Line, 'kind' | 'status' | 'asset'> = {
  by: 'report',
  instrument: null,
  leg: 'net',
  derived: null,
  reported: null,
  rounding: 0n,
  timeMs: null,
  sinceMs: null,
  source: null,
  before: null,
  count: 1,
  cutOffMs: null,
  listed: true,
  newest: null,
  derivedAverage: null,
  reportedAverage: null,
  reason: null,
  mend: null,
};
