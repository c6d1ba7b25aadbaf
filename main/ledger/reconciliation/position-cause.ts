import { formatScaled, magnitudeOf, mulDiv, scaledOne, type Scaled } from '../../../shared/units/decimal.ts';
import { doubled } from './cash-cause.ts';
import { cause, type Cause } from './cause.ts';
import { doubleOf, type Clues } from './clues.ts';
import { dayText } from './day-text.ts';
import { failedRowOf, failedRowText } from './failed-row.ts';
import { differenceOf, isLack, type Line } from './line.ts';
import { quantityEffect } from './row-effects.ts';

/** What most likely made a position differ: what explains it exactly comes before what could. */
export function positionCause(line: Line, clues: Clues): Cause {
  const difference = differenceOf(line);
  if (difference === null) return incomplete;
  return (
    failedFill(line, difference, clues) ??
    doubledFill(line, difference, clues) ??
    turnedFill(line, difference, clues) ??
    expired(line, clues) ??
    missingSplit(line, difference) ??
    missingFills(difference)
  );
}

const incomplete = cause(
  'incomplete-history',
  'The history was incomplete by then, so nothing can be held against the report.',
);

function missingFills(difference: Scaled): Cause {
  const size = formatScaled(magnitudeOf(difference));
  return cause(
    'not-explained',
    isLack(difference)
      ? `Not explained by any row: purchases of ${size} are missing, or were made before the first file.`
      : `Not explained by any row: sales of ${size} are missing, or were made before the first file.`,
  );
}

function failedFill(line: Line, difference: Scaled, { failedRows }: Clues): Cause | null {
  const own = failedRows.filter(({ instrument }) => instrument === null || instrument === line.instrument);
  const failed = failedRowOf(own, difference, line.rounding);
  if (failed === null) return null;
  const { importId, line: place } = failed;
  return cause('failed-row', failedRowText(failed), { kind: 'mend-row', importId, line: place });
}

function doubledFill({ instrument, rounding }: Line, difference: Scaled, { rows }: Clues): Cause | null {
  if (instrument === null) return null;
  for (const row of rows) {
    const effect = quantityEffect(row, instrument);
    if (magnitudeOf(difference + effect) > rounding) continue;
    const double = doubleOf(row, rows);
    if (double !== null) return doubled(row, double);
  }
  return null;
}

function turnedFill({ instrument, rounding }: Line, difference: Scaled, { rows }: Clues): Cause | null {
  if (instrument === null) return null;
  for (const row of rows) {
    const effect = quantityEffect(row, instrument);
    if (magnitudeOf(difference + 2n * effect) > rounding) continue;
    const text = `A trade of ${dayText(row.timeMs)} over ${formatScaled(effect)} most likely has the wrong side: the difference is twice its size.`;
    return cause('sign', text, null, [row.provenance]);
  }
  return null;
}

/** What had its end before the report and is not in it has left, and no file says how. */
function expired({ instrument, reported, timeMs }: Line, { instrumentOf }: Clues): Cause | null {
  if (instrument === null || reported !== 0n || timeMs === null) return null;
  const described = instrumentOf(instrument);
  const expiryMs = 'expiryMs' in described ? described.expiryMs : null;
  if (expiryMs === null || expiryMs > timeMs) return null;
  return cause('expiry', `${instrument} expired on ${dayText(expiryMs)}, and no row says how it left.`);
}

/** Counts in the ratio of small whole numbers at the same cost are the same shares after a split. */
function missingSplit({ derived, derivedAverage, reportedAverage }: Line, difference: Scaled): Cause | null {
  if (derived === null) return null;
  const reported = derived + difference;
  if (derivedAverage === null || reportedAverage === null) return null;
  const ratio = smallRatio(reported, derived);
  if (ratio === null) return null;
  const ours = mulDiv(magnitudeOf(derived), derivedAverage, scaledOne);
  const theirs = mulDiv(magnitudeOf(reported), reportedAverage, scaledOne);
  if (magnitudeOf(ours - theirs) * 50n > ours) return null;
  const text = `The broker counts ${ratio.to} for ${ratio.from} at the same cost: a split of ${ratio.to} for ${ratio.from} is most likely not booked.`;
  return cause('split', text);
}

const largestTerm = 50n;

function smallRatio(reported: Scaled, derived: Scaled): { readonly from: bigint; readonly to: bigint } | null {
  if (isLack(reported) !== isLack(derived)) return null;
  const divisor = greatestCommonDivisor(magnitudeOf(reported), magnitudeOf(derived));
  const [to, from] = [magnitudeOf(reported) / divisor, magnitudeOf(derived) / divisor];
  return to <= largestTerm && from <= largestTerm ? { from, to } : null;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
