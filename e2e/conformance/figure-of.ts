import type { Outcome } from '../../shared/measures/outcome.ts';
import type { Figure } from './family.ts';

/** The figure of an outcome; files print null where there is none. */
export function figureOf(outcome: Outcome | number): Figure {
  if (typeof outcome === 'number') return outcome;
  return outcome.status === 'value' ? outcome.value : null;
}
