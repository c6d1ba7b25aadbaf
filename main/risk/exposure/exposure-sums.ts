import { known, notApplicable, type Maybe, type Outcome } from '../../../shared/measures/outcome.ts';
import { sumOf } from './sums.ts';
import type { Exposure } from './exposures.ts';

/** Sums over the exposures of a scope, base currency. */
export interface ExposureSums {
  readonly gross: Maybe;
  readonly net: Maybe;
  readonly long: Maybe;
  /** As a negative amount. */
  readonly short: Maybe;
  readonly flags: readonly string[];
}

/** Gross, net, long and short of a scope; missing when a part is. */
export function exposureSums(exposures: readonly Exposure[]): ExposureSums {
  const part = (of: (value: number) => number): Maybe =>
    sumOf(exposures.map(({ value }) => (value.status === 'value' ? known(of(value.value)) : value)));
  return {
    gross: part(Math.abs),
    net: part((value) => value),
    long: part((value) => Math.max(0, value)),
    short: part((value) => Math.min(0, value)),
    flags: [...new Set(exposures.flatMap((one) => one.flags))],
  };
}

/** Share of each asset in the gross exposure of the book, and the Herfindahl index over them. */
export interface Concentration {
  readonly shares: ReadonlyMap<string, Outcome>;
  readonly herfindahl: Outcome;
}

/**
 * Concentration by gross exposure of assets: the index is the sum of squared shares.
 * Not applicable when nothing is held whose price could move.
 * Source: A. O. Hirschman, The Paternity of an Index, American Economic Review 54 (1964).
 */
export function concentration(grossByAsset: ReadonlyMap<string, Maybe>, bookGross: Maybe): Concentration {
  const shares = new Map([...grossByAsset].map(([asset, gross]) => [asset, shareOf(gross, bookGross)]));
  const parts = [...grossByAsset.values()].filter((gross) => gross.status === 'value');
  const total = shareOf(bookGross, bookGross);
  if (total.status !== 'value' || bookGross.status !== 'value') return { shares, herfindahl: total };
  return {
    shares,
    herfindahl: known(parts.reduce((sum, gross) => sum + (gross.value / bookGross.value) ** 2, 0)),
  };
}

function shareOf(part: Maybe, whole: Maybe): Outcome {
  if (part.status === 'missing-data') return part;
  if (whole.status === 'missing-data') return whole;
  return whole.value === 0 ? notApplicable('Nothing is held whose price could move.') : known(part.value / whole.value);
}
