import { insuranceFundDeltaQuoteQuantums } from '../../../main/risk/insolvency/dydx/insurance-delta.ts';
import { result, type Family } from '../family.ts';
import { readFlag } from '../readers.ts';
import { readDydxCase } from './dydx-subaccount.ts';
import { readExact, readInteger } from './exact-inputs.ts';

/** What the insurance fund gains (or pays, below 0) from a liquidation fill, in quote quantums. */
export const dydxInsuranceFundDelta: Family = {
  name: 'margin.dydx_v4_insurance_fund_delta',
  run: (vector) => {
    const { input } = vector;
    const { subaccount, position, priceOf } = readDydxCase(vector);
    const filled = readInteger(input, 'fill_base_quantums');
    const delta = insuranceFundDeltaQuoteQuantums(
      subaccount,
      position,
      {
        deltaBaseQuantums: readFlag(input, 'is_buy') ? filled : -filled,
        quoteQuantumsPerBaseQuantum: priceOf(readExact(input, 'fill_price_usd')),
      },
      readInteger(input, 'max_liquidation_fee_ppm'),
    );
    return result({ field: 'expected_insurance_fund_delta_quote_quantums', actual: delta.toString() });
  },
};
