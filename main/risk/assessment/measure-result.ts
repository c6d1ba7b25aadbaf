import type { MeasureResult } from '../../../shared/contract/common.ts';
import { measures, type MeasureId } from '../../../shared/measures/measure.ts';
import type { PriceOutcome } from '../../../shared/measures/outcome.ts';
import { scopeText, type Scope } from '../../../shared/measures/scope.ts';

/** A figure as every reader gets it. A number that is not finite is a bug of the engine and never leaves it. */
export function measureResult(
  id: MeasureId,
  scope: Scope,
  outcome: PriceOutcome,
  flags: readonly string[] = [],
): MeasureResult {
  const text = scopeText(scope);
  if (outcome.status === 'value' && !Number.isFinite(outcome.value))
    throw new RangeError(`${id} of ${text} is ${outcome.value}`);
  return {
    id,
    scope: text,
    status: outcome.status,
    value: outcome.status === 'value' ? outcome.value : null,
    unit: measures[id].unit,
    reason: outcome.status === 'value' ? null : outcome.reason,
    mend: outcome.status === 'missing-data' ? outcome.mend : null,
    flags: [...new Set(flags)].sort(),
  };
}
