import { fillablePrice } from '../../../main/risk/insolvency/dydx/fillable-price.ts';
import { scaledOne } from '../../../shared/units/decimal.ts';
import { result, type Family, type Pair } from '../family.ts';
import { readList, readNumber } from '../readers.ts';
import { readDydxCase } from './dydx-subaccount.ts';
import { readExact, readInteger } from './exact-inputs.ts';

/** Fillable price, as a fraction over the printed denominator (quote quantums a base quantum) and in USD, whichever the case prints. */
export const dydxFillablePrice: Family = {
  name: 'margin.dydx_v4_fillable_price',
  run: (vector) => {
    const { input } = vector;
    const { subaccount, position, priceOf } = readDydxCase(vector);
    const price = fillablePrice(subaccount, position, {
      bankruptcyAdjustmentPpm: readInteger(input, 'bankruptcy_adjustment_ppm'),
      spreadToMaintenancePpm: readInteger(input, 'spread_to_mmr_ppm'),
    });
    const pairs: Pair[] = [];
    if (input['expected_rat'] !== undefined) {
      const denominator = readNumber({ printed: readList(input, 'expected_rat')[1] ?? null }, 'printed');
      const scaled = price.numerator * BigInt(denominator);
      pairs.push({ field: ['expected_rat', 0], actual: Number(scaled) / Number(price.denominator) });
    }
    if (input['expected_price_usd'] !== undefined) {
      const oneUsd = priceOf(scaledOne);
      pairs.push({
        field: 'expected_price_usd',
        actual: Number(price.numerator * oneUsd.denominator) / Number(price.denominator * oneUsd.numerator),
        expected: Number(readExact(input, 'expected_price_usd')) / Number(scaledOne),
      });
    }
    return result(...pairs);
  },
};
