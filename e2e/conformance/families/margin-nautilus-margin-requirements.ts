import { marginRequirement } from '../../../main/risk/margin/margin-requirement.ts';
import { scaledOne } from '../../../shared/units/decimal.ts';
import { result, type Family, type JsonObject } from '../family.ts';
import { readText } from '../readers.ts';
import { readExact, readExactOr } from './exact-inputs.ts';
import { decimalsOf, fixedText } from './printed-decimals.ts';

/** Initial or maintenance margin, whichever rate the case states; the precision of a currency is the one it is printed in ("240.00 USD"). */
export const nautilusMarginRequirements: Family = {
  name: 'margin.nautilus_margin_requirements',
  run: ({ input }) => {
    const [amount = '', ...currency] = readText(input, 'expected').split(' ');
    const margin = marginRequirement(
      {
        payoff: isInverse(input) ? 'inverse' : 'linear',
        quantity: readExact(input, 'qty'),
        price: readExact(input, 'price'),
        leverage: readExactOr(input, 'leverage', scaledOne),
        rate: readExact(input, rateKeyOf(input)),
      },
      decimalsOf(amount),
    );
    return result({ field: 'expected', actual: [fixedText(margin, decimalsOf(amount)), ...currency].join(' ') });
  },
};

function rateKeyOf({ margin_init: initial }: JsonObject): 'margin_init' | 'margin_maint' {
  return initial === undefined || initial === null ? 'margin_maint' : 'margin_init';
}

function isInverse(input: JsonObject): boolean {
  return /\binverse\b/i.test(readText(input, 'instrument'));
}
