import { bookMeasures } from './book-measures.ts';
import { drawdownMeasures } from './drawdown-measures.ts';
import { exposureMeasures } from './exposure-measures.ts';
import { insolvencyMeasures } from './insolvency-measures.ts';
import { liquidationMeasures } from './liquidation-measures.ts';
import { marginMeasures } from './margin-measures.ts';
import { positionMeasures } from './position-measures.ts';
import { returnMeasures } from './return-measures.ts';

/**
 * `money` is in the base currency, `price` in the instrument's quote asset, `sigma` in daily standard deviations, `quantity`
 * in contracts, coins or units of an asset, `days` counted on days that were observed.
 */
export type MeasureUnit = 'money' | 'price' | 'quantity' | 'fraction' | 'multiple' | 'sigma' | 'index' | 'days';

export interface Measure {
  readonly label: string;
  readonly unit: MeasureUnit;
  /** What it says, with its sign. */
  readonly meaning: string;
  /** Where the definition comes from. */
  readonly source: string;
}

/** Every number that Ballast can show. */
export const measures = {
  ...bookMeasures,
  ...exposureMeasures,
  ...marginMeasures,
  ...liquidationMeasures,
  ...insolvencyMeasures,
  ...drawdownMeasures,
  ...returnMeasures,
  ...positionMeasures,
} as const satisfies Readonly<Record<string, Measure>>;

export type MeasureId = keyof typeof measures;

export const measureIds = Object.keys(measures) as readonly MeasureId[];

export function isMeasureId(text: string): text is MeasureId {
  return Object.hasOwn(measures, text);
}
