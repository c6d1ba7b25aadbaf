import { assertNever } from '../../../shared/result/result.ts';
import { wealthIndex, type Compounding } from './wealth.ts';

/** What a drawdown is measured from. */
export interface DrawdownConvention {
  readonly compounding: Compounding;
  /**
   * Whether the wealth before the first return is the first peak. With it, a series that begins with a loss is under
   * water at once; without it (some libraries), its first observation is the first peak.
   */
  readonly initialWealthIsPeak: boolean;
}

/**
 * The underwater series: how far wealth stands below its highest value so far, as a positive number, 0 at a peak.
 * Compounded: a fraction of the peak. Cumulative sum: peak less wealth, in units of the stake.
 *
 * @param returns simple returns as fractions, oldest first
 * @throws RangeError as `wealthIndex`
 * Source: A. Chekhlov, S. Uryasev, M. Zabarankin, Drawdown Measure in Portfolio Optimization, IJTAF 8 (2005), section 2.
 */
export function underwaterSeries(returns: readonly number[], convention: DrawdownConvention): readonly number[] {
  const wealth = wealthIndex(returns, convention.compounding);
  switch (convention.compounding) {
    case 'compounded':
      return underwaterOfWealth(wealth, convention.initialWealthIsPeak ? 1 : null);
    case 'cumulative-sum':
      return shortfallOfWealth(wealth, convention.initialWealthIsPeak ? 1 : null);
    default:
      return assertNever(convention.compounding);
  }
}

/**
 * Fractions below the running peak of a wealth path.
 *
 * @param wealth wealth after each period, >= 0
 * @param initialPeak wealth before the first period where that counts as a peak (> 0), else null
 */
export function underwaterOfWealth(wealth: readonly number[], initialPeak: number | null): readonly number[] {
  return belowPeak(wealth, initialPeak).map(({ shortfall, peak }) => (peak > 0 ? shortfall / peak : 0));
}

/** Amounts below the running peak of a wealth path, in its own unit. */
export function shortfallOfWealth(wealth: readonly number[], initialPeak: number | null): readonly number[] {
  return belowPeak(wealth, initialPeak).map(({ shortfall }) => shortfall);
}

/**
 * A chain of products comes back to its peak only up to rounding: 100 lost and 100 won again must be a recovery, not a
 * drawdown of one part in 1e16 that never ends. 2^-40 (about 1e-12) of wealth is far above that rounding and far below a cent.
 */
const peakRounding = 2 ** -40;

function belowPeak(
  wealth: readonly number[],
  initialPeak: number | null,
): readonly { readonly shortfall: number; readonly peak: number }[] {
  let peak = initialPeak ?? Number.NEGATIVE_INFINITY;
  return wealth.map((value) => {
    peak = Math.max(peak, value);
    const shortfall = peak - value;
    return { shortfall: shortfall <= peakRounding * Math.abs(peak) ? 0 : shortfall, peak };
  });
}
