import { millsRatio, normalDensity, normalDistribution } from '../../../shared/measures/normal.ts';

/** A position that is called at one price and can be closed only a while later. */
export interface DelayedExit {
  /** Where it is called: the price at which the delay begins, > 0. */
  readonly liquidationPrice: number;
  /** Beyond it the position owes: below the liquidation price for a long, above it for a short, > 0. */
  readonly bankruptcyPrice: number;
  readonly side: 'long' | 'short';
  /** Yearly volatility of the logarithm of the price, a fraction, >= 0. */
  readonly volatility: number;
}

/** What a delay may cost, for one unit of the asset in the quote asset. */
export interface DelayedDebt {
  /** E[(B - S)+] of a long, E[(S - B)+] of a short: what is owed on average, >= 0. */
  readonly expectedDebt: number;
  /** How likely anything is owed at all. */
  readonly probability: number;
}

/**
 * Expected debt when the exit comes a delay after the call: a put of Black (1976) struck at the bankruptcy price (a call for
 * a short) on a price that starts at the liquidation price, without drift. Computed from Mills ratios, so that it keeps its digits
 * where both terms of the usual formula vanish.
 * Source: F. Black, The pricing of commodity contracts, Journal of Financial Economics 3 (1976), formula 16 without discount.
 *
 * @param delayYears time from the call to the exit, >= 0
 */
export function delayedDebt(exit: DelayedExit, delayYears: number): DelayedDebt {
  const { liquidationPrice: start, bankruptcyPrice: strike, side, volatility } = exit;
  const sign = side === 'long' ? 1 : -1;
  const spread = volatility * Math.sqrt(delayYears);
  const owed = Math.max(0, sign * (strike - start));
  if (spread === 0) return { expectedDebt: owed, probability: owed > 0 ? 1 : 0 };
  const room = Math.log(start / strike) / spread;
  const away = Math.abs(room);
  // d2 of Black's formula.
  const second = room - spread / 2;
  // What is owed already, and the worth of the option on whose side the price is not: of that one both terms vanish together.
  const chance = strike * normalDensity(second) * (millsRatio(away - spread / 2) - millsRatio(away + spread / 2));
  return { expectedDebt: owed + chance, probability: normalDistribution(-sign * second) };
}

/**
 * The same where the delay itself is uncertain: the average over its law.
 * @param law delays in years with their probabilities, which add up to 1
 */
export function debtOverDelays(
  exit: DelayedExit,
  law: readonly { readonly delayYears: number; readonly probability: number }[],
): DelayedDebt {
  let expectedDebt = 0;
  let probability = 0;
  for (const delay of law) {
    const found = delayedDebt(exit, delay.delayYears);
    expectedDebt += delay.probability * found.expectedDebt;
    probability += delay.probability * found.probability;
  }
  return { expectedDebt, probability };
}
