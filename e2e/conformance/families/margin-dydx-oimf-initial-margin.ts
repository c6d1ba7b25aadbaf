import { initialMarginQuoteQuantums } from '../../../main/risk/margin/dydx/initial-margin.ts';
import { result, type Family, type JsonObject } from '../family.ts';
import { VectorFault } from '../readers.ts';
import { readInteger } from './exact-inputs.ts';

/** Initial margin scaled by open interest, rounded up to the quote quantum. */
export const dydxInitialMargin: Family = {
  name: 'margin.dydx_v4_oimf_initial_margin',
  run: ({ input }) => {
    const margin = initialMarginQuoteQuantums(
      readInteger(input, 'quote_quantums'),
      readInteger(input, 'initial_margin_ppm'),
      readScale(input),
    );
    return result({ field: 'expected_im', actual: margin.toString() });
  },
};

function readScale(input: JsonObject): Parameters<typeof initialMarginQuoteQuantums>[2] {
  const caps = {
    lowerCapQuoteQuantums: readInteger(input, 'oi_lower'),
    upperCapQuoteQuantums: readInteger(input, 'oi_upper'),
  };
  const openInterest = input['open_interest_notional'];
  if (openInterest !== undefined && openInterest !== null)
    return { ...caps, openInterestQuoteQuantums: readInteger(input, 'open_interest_notional') };
  if (caps.upperCapQuoteQuantums !== 0n) throw new VectorFault('the case states caps but no open interest');
  return null;
}
