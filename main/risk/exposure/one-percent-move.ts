import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import type { Exposure } from './exposures.ts';

const onePercent = 0.01;

/**
 * What a rise of one asset by 1 % does to equity, everything else unchanged; > 0 is a gain, base currency.
 * Every position and balance is re-valued at a factor of 1.01 of this asset (all of them are linear in it), so coin-settled
 * contracts count together with their coin. Missing when a holding that the asset moves cannot be valued; a wallet that is
 * not known changes nothing unless it is of this asset.
 */
export function onePercentMove(exposures: readonly Exposure[], asset: string): Maybe {
  let slope = 0;
  for (const exposure of exposures) {
    if (!touches(exposure, asset)) continue;
    if (exposure.value.status === 'missing-data') return exposure.value;
    slope += slopeIn(exposure, exposure.value.value, asset);
  }
  return known(slope * onePercent);
}

function touches({ asset, position }: Exposure, moved: string): boolean {
  return asset === moved || position?.instrument.quoteAsset === moved;
}

function slopeIn({ asset, position, terms }: Exposure, value: number, moved: string): number {
  if (terms === null) return value;
  const own = asset === moved ? terms.baseTerm : 0;
  return position?.instrument.quoteAsset === moved ? own + terms.quoteTerm : own;
}
