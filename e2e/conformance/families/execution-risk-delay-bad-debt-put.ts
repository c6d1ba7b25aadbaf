import { delayedDebt } from '../../../main/risk/insolvency/delay-put.ts';
import { result, type Family } from '../family.ts';
import { readNumber } from '../readers.ts';

/** A long that is called at one price and closed a delay later, for one unit. */
export const delayBadDebtPut: Family = {
  name: 'execution_risk.delay_bad_debt_put',
  run: ({ input }) => {
    const found = delayedDebt(
      {
        liquidationPrice: readNumber(input, 'liq_price'),
        bankruptcyPrice: readNumber(input, 'bankruptcy_price'),
        side: 'long',
        volatility: readNumber(input, 'vol'),
      },
      readNumber(input, 'delay_min') / readNumber(input, 'minutes_per_year'),
    );
    return result(
      { field: 'expected_bad_debt_per_unit', actual: found.expectedDebt },
      { field: 'prob_below_bankruptcy', actual: found.probability },
    );
  },
};
