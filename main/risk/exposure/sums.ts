import {
  firstMissing,
  known,
  missing,
  notApplicable,
  type Maybe,
  type Outcome,
} from '../../../shared/measures/outcome.ts';

/** A sum with a missing part is missing-data, with the reason of the first missing part. */
export function sumOf(parts: readonly Maybe[]): Maybe {
  const gap = firstMissing(parts);
  if (gap !== null) return missing(gap.reason, gap.mend);
  return known(parts.reduce((total, part) => (part.status === 'value' ? total + part.value : total), 0));
}

export function difference(minuend: Maybe, subtrahend: Maybe): Maybe {
  if (minuend.status === 'missing-data') return minuend;
  if (subtrahend.status === 'missing-data') return subtrahend;
  return known(minuend.value - subtrahend.value);
}

/** A ratio over equity: not applicable when equity is zero or negative. */
export function overEquity(numerator: Maybe, equity: Maybe): Outcome {
  if (equity.status === 'missing-data') return equity;
  if (equity.value <= 0) return notApplicable('Equity is zero or negative.');
  return numerator.status === 'missing-data' ? numerator : known(numerator.value / equity.value);
}
