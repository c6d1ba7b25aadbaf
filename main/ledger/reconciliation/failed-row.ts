import { isScaled, magnitudeOf, parseScaled, type Scaled } from '../../../shared/units/decimal.ts';
import type { FailedClue } from './clues.ts';

/** The failed row in which an amount stands, whatever its sign; null where none does. */
export function failedRowOf(rows: readonly FailedClue[], amount: Scaled, rounding: Scaled): FailedClue | null {
  const wanted = magnitudeOf(amount);
  return rows.find(({ raw }) => amountsIn(raw).some((one) => magnitudeOf(one - wanted) <= rounding)) ?? null;
}

export function failedRowText({ line, dismissed }: FailedClue): string {
  return dismissed
    ? `Line ${line} of a file, which was left out, has exactly this amount.`
    : `Line ${line} of a file, which could not be read, has exactly this amount.`;
}

/** Every amount of a raw row, without its sign; commas may group thousands. */
function amountsIn(raw: string): readonly Scaled[] {
  return [...raw.matchAll(/\d[\d,]*(?:\.\d+)?/g)]
    .map(([text]) => parseScaled(text.replaceAll(',', '')))
    .filter(isScaled)
    .map(magnitudeOf);
}
