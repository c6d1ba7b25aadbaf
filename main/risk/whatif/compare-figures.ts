import type { MeasureResult } from '../../../shared/contract/common.ts';
import type { Cell } from '../../../shared/contract/views.ts';
import type { Compared } from '../../../shared/contract/whatif.ts';
import type { PriceOutcome } from '../../../shared/measures/outcome.ts';

/** A figure now and as it would be, with the difference; without one of the two there is none, and the reason is told. */
export function compare(actual: Cell, whatIf: Cell): Compared {
  if (actual.value !== null && whatIf.value !== null)
    return { actual, whatIf, difference: whatIf.value - actual.value, differenceReason: null };
  const reasons = [
    ...(actual.value === null ? [`Now: ${actual.reason}`] : []),
    ...(whatIf.value === null ? [`What-if: ${whatIf.reason}`] : []),
  ];
  return { actual, whatIf, difference: null, differenceReason: reasons.join(' ') };
}

/** Whether the what-if makes a figure another one. */
export function isAnother({ actual, whatIf, difference }: Compared): boolean {
  return actual.status !== whatIf.status || (difference !== null && difference !== 0);
}

/** A figure as one side of a comparison; `absent` says why there is none. */
export function cellOf(result: MeasureResult | null | undefined, absent: string): Cell {
  if (result == null) return { value: null, status: 'not-applicable', reason: absent, mend: null, flags: [] };
  const { value, status, reason, mend, flags } = result;
  return { value, status, reason, mend, flags: [...flags] };
}

export function outcomeCell(outcome: PriceOutcome): Cell {
  return {
    value: outcome.status === 'value' ? outcome.value : null,
    status: outcome.status,
    reason: outcome.status === 'value' ? null : outcome.reason,
    mend: outcome.status === 'missing-data' ? outcome.mend : null,
    flags: [],
  };
}
