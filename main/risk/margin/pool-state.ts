import type { RiskState } from '../../../shared/contract/common.ts';
import type { Outcome, PriceOutcome } from '../../../shared/measures/outcome.ts';
import type { StateThresholds } from '../assessment/assessment.ts';

/** What the state of a pool is read from. */
export interface StateInputs {
  readonly canBeLiquidated: boolean;
  /** What of the equity counts for the margin, base currency. */
  readonly equity: Outcome;
  readonly marginRatio: Outcome;
  /** Daily sigmas to the nearest liquidation, one for each position and side. */
  readonly distances: readonly PriceOutcome[];
}

/**
 * Danger when the margin ratio or the distance says so; else unknown when an input is missing (missing never yields safe);
 * else watch or safe.
 */
export function poolState(inputs: StateInputs, thresholds: StateThresholds): RiskState {
  if (!inputs.canBeLiquidated) return 'safe';
  const { equity, marginRatio, distances } = inputs;
  const ratio = marginRatio.status === 'value' ? marginRatio.value : null;
  const sigmas = distances.flatMap((distance) => (distance.status === 'value' ? [distance.value] : []));
  const nearest = sigmas.length === 0 ? Infinity : Math.min(...sigmas);
  if (equity.status === 'value' && equity.value <= 0) return 'danger';
  if (distances.some((distance) => distance.status === 'already-liquidatable')) return 'danger';
  if ((ratio !== null && ratio >= thresholds.dangerRatio) || nearest < thresholds.dangerSigma) return 'danger';
  if (ratio === null || distances.some((distance) => distance.status === 'missing-data')) return 'unknown';
  return ratio >= thresholds.watchRatio || nearest < thresholds.watchSigma ? 'watch' : 'safe';
}

const ranks: readonly RiskState[] = ['danger', 'unknown', 'watch', 'safe'];

/** The worst of several states; unknown ranks above watch, since it may hide danger. Safe for none. */
export function worstState(states: readonly RiskState[]): RiskState {
  return ranks.find((state) => states.includes(state)) ?? 'safe';
}
