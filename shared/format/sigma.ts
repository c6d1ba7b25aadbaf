import { numberText } from './number-text.ts';

/** Daily standard deviations, unsigned, one decimal: the side stands in the distance. */
export function sigmaText(sigmas: number): string {
  return numberText(Math.abs(sigmas), 1);
}

/** Beyond this many daily sigmas a value steps back: nobody acts on it. */
export const farSigmas = 20;
