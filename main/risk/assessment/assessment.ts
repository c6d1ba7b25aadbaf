import type { Note, MeasureResult, RiskState } from '../../../shared/contract/common.ts';
import type { ExposureRow, RiskDocument, ShockAxis } from '../../../shared/contract/risk.ts';
import type { Maybe, PriceOutcome } from '../../../shared/measures/outcome.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { Ladder } from '../liquidation/ladder.ts';
import type { Beta } from '../numerics/beta.ts';

/** When a pool calls for attention; the trader may change each of them. */
export interface StateThresholds {
  /** Margin ratio from which on a pool is in danger. */
  readonly dangerRatio: number;
  readonly watchRatio: number;
  /** Daily sigmas to the nearest liquidation under which a pool is in danger. */
  readonly dangerSigma: number;
  readonly watchSigma: number;
}

export const defaultThresholds: StateThresholds = { dangerRatio: 0.8, watchRatio: 0.5, dangerSigma: 1, watchSigma: 3 };

export const defaultAxis: ShockAxis = { asset: null, from: -0.5, to: 0.5, step: 0.005, beta: 1 };

/** What the trader may choose for an assessment. */
export interface AssessOptions {
  readonly axis: ShockAxis;
  readonly thresholds: StateThresholds;
}

/** A row of the document's accounts, as it stands there. */
export type AccountAssessment = RiskDocument['accounts'][number];

/** One open (or history-incomplete) position with what the window shows beside it; its figures stand in `measures` too. */
export interface PositionAssessment {
  readonly account: string;
  readonly instrument: string;
  readonly side: 'long' | 'short';
  /** Scope text of its figures in `measures`. */
  readonly scope: string;
  /** Name of the pool it belongs to. */
  readonly pool: string;
  readonly marginMode: 'cross' | 'isolated';
  /** Signed contracts or coins; null while the history is incomplete. */
  readonly quantity: number | null;
  readonly entryPrice: number | null;
  readonly mark: number | null;
  readonly markAsOfMs: EpochMs | null;
  /** Signed, base currency; null when missing. */
  readonly exposure: number | null;
  readonly unrealizedPnl: number | null;
  readonly lower: PriceOutcome;
  readonly upper: PriceOutcome;
  /** State of its pool. */
  readonly state: RiskState;
  readonly flags: readonly string[];
}

/** The whole risk picture but for the drawdown: from it the views and the RiskDocument are made. */
export interface Assessment {
  readonly asOfMs: EpochMs;
  readonly base: string;
  /** Every figure at every scope; find one with `findMeasure`. */
  readonly measures: readonly MeasureResult[];
  /** Positions, and balances that are no cash (`instrument` null). */
  readonly exposures: readonly ExposureRow[];
  readonly accounts: readonly AccountAssessment[];
  readonly positions: readonly PositionAssessment[];
  /** null while nothing is held whose price could move. */
  readonly ladder: Ladder | null;
  /** Of every other asset along a ladder by estimated betas, in the order of their names; empty along any other. */
  readonly betas: readonly { readonly asset: string; readonly beta: Maybe<Beta> }[];
  /** What is left out, stale or assumed. */
  readonly notes: readonly Note[];
}

/** The figure `id` of a scope (`scopeText`), or null when it does not exist there. */
export function findMeasure(assessment: Assessment, id: string, scope: string): MeasureResult | null {
  return assessment.measures.find((measure) => measure.id === id && measure.scope === scope) ?? null;
}
