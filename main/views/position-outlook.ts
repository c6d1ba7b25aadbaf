import type { RiskState } from '../../shared/contract/common.ts';
import type { Cell } from '../../shared/contract/views.ts';
import type { Figures } from './figures.ts';

/** Where a position ends and how far that is: what every view shows of it. */
export interface Outlook {
  /** The side that has something to say. */
  readonly liquidation: Cell;
  readonly distanceFraction: Cell;
  readonly distanceSigma: Cell;
  readonly state: RiskState;
  /** What these figures rest on, such as `tier-table-old`. */
  readonly flags: readonly string[];
}

/** Under this many daily sigmas to its liquidation a position is in danger (BOOK section 10, as the engine's thresholds). */
export const dangerSigmas = 1;
const watchSigmas = 3;

const shown = ['liquidationPrice.lower', 'liquidationPrice.upper', 'distanceFraction', 'distanceSigma'] as const;

/** @param scope scope text of the position */
export function outlookOf(figures: Figures, scope: string): Outlook {
  const lower = figures.cell('liquidationPrice.lower', scope);
  const upper = figures.cell('liquidationPrice.upper', scope);
  const distanceFraction = figures.cell('distanceFraction', scope);
  const distanceSigma = figures.cell('distanceSigma', scope);
  return {
    liquidation: telling(lower, upper, distanceFraction.value),
    distanceFraction,
    distanceSigma,
    state: stateOf([lower, upper], distanceSigma),
    flags: [...new Set(shown.flatMap((id) => figures.at(id, scope).flags))],
  };
}

/** The side that the distance is measured to; without a distance, what must not be overlooked before what may. */
function telling(lower: Cell, upper: Cell, distance: number | null): Cell {
  if (distance !== null) return distance > 0 ? upper : lower;
  return (
    [lower, upper].find((side) => side.status === 'already-liquidatable') ??
    [lower, upper].find((side) => side.status === 'missing-data') ??
    [lower, upper].find((side) => side.status === 'value') ??
    lower
  );
}

/** A missing input never yields safe. */
function stateOf(sides: readonly Cell[], sigma: Cell): RiskState {
  const some = (status: Cell['status']): boolean => sides.some((side) => side.status === status);
  if (some('already-liquidatable')) return 'danger';
  if (sigma.value !== null && sigma.value < dangerSigmas) return 'danger';
  if (some('missing-data')) return 'unknown';
  if (sides.every((side) => side.status === 'none')) return 'safe';
  if (sigma.value !== null) return sigma.value < watchSigmas ? 'watch' : 'safe';
  // A price that never moved has no sigma: its distance then gives no alarm, its margin ratio still can.
  return sigma.status === 'not-applicable' && some('value') ? 'safe' : 'unknown';
}
