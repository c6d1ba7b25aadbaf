import { numberText } from './number-text.ts';

/**
 * Daily standard deviations, unsigned, one decimal: the side stands in the distance. Rounded down, never towards safety:
 * 0.96 is danger and does not read as 1.0.
 */
export function sigmaText(sigmas: number): string {
  // A billionth makes up for floats: 2.3 times 10 is 22.999999999999996.
  return numberText(Math.floor(Math.abs(sigmas) * 10 + 1e-9) / 10, 1);
}

/** Beyond this many daily sigmas a value steps back: nobody acts on it. */
export const farSigmas = 20;
