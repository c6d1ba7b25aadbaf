import { bankruptcyPriceQuoteQuantums } from '../../../main/risk/insolvency/dydx/bankruptcy-price.ts';
import { result, type Family } from '../family.ts';
import { readDydxCase } from './dydx-subaccount.ts';
import { readInteger } from './exact-inputs.ts';

/** Bankruptcy price of a change of position in quote quantums, signed, rounded towards plus infinity. */
export const dydxBankruptcyPrice: Family = {
  name: 'margin.dydx_v4_bankruptcy_price',
  run: (vector) => {
    const { subaccount, position } = readDydxCase(vector);
    const price = bankruptcyPriceQuoteQuantums(subaccount, position, readInteger(vector.input, 'delta_base_quantums'));
    return result({ field: 'expected_bankruptcy_price_quote_quantums', actual: price.toString() });
  },
};
