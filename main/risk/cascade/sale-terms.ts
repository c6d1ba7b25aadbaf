import { known, missing, type Maybe } from '../../../shared/measures/outcome.ts';

/** What forced sales cost, as the trader says it. */
export type SaleTerms =
  /** Everything changes hands at its mark. */
  | { readonly kind: 'at-mark' }
  /** A fraction of the value is lost, whatever is sold. */
  | { readonly kind: 'haircut'; readonly fraction: number }
  /**
   * Square-root impact: coefficient x daily sigma x sqrt(value sold / value traded a day).
   * Source: Almgren, Thum, Hauptmann, Li: Direct Estimation of Equity Market Impact (2005); Toth and others, Physical Review X 1 (2011) 021006.
   */
  | {
      readonly kind: 'square-root';
      readonly coefficient: number;
      /** Value traded a day in the base currency, asset by asset, as the trader states it. */
      readonly dailyVolume: Readonly<Record<string, number>>;
    };

/**
 * The fraction of its value that a forced sale (or purchase) loses against the mark, 0..1.
 * Missing-data where square-root impact is asked for and the asset's volume or sigma is not known: nothing is free by not knowing.
 *
 * @param value sold or bought, base currency, >= 0
 * @param sigmaOf daily sigma of an asset
 */
export function saleLoss(terms: SaleTerms, asset: string, value: number, sigmaOf: (asset: string) => Maybe): Maybe {
  switch (terms.kind) {
    case 'at-mark':
      return known(0);
    case 'haircut':
      return known(terms.fraction);
    case 'square-root': {
      const volume = terms.dailyVolume[asset];
      if (volume === undefined)
        return missing(
          `How much ${asset} is traded a day is not stated.`,
          `State the daily volume of ${asset}, or take a fixed haircut.`,
        );
      const sigma = sigmaOf(asset);
      if (sigma.status !== 'value') return sigma;
      return known(Math.min(1, terms.coefficient * sigma.value * Math.sqrt(value / volume)));
    }
  }
}
