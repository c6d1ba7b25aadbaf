import { restoringSize } from '../../../main/risk/liquidation/partial/restoring-size.ts';
import { scaledOne } from '../../../shared/units/decimal.ts';
import { result, type Family } from '../family.ts';
import { readText, VectorFault } from '../readers.ts';
import { readExact, readExactOr } from './exact-inputs.ts';
import { decimalsOf, fixedText } from './printed-decimals.ts';

/** Base amount to close so that a margin shortage is covered, rounded down at the place that the file's notes name. */
export const driftPartialLiquidation: Family = {
  name: 'margin.drift_partial_liquidation_base_amount',
  run: ({ input, file }) => {
    const places = /floor at (\d+) decimals/.exec(readText(file, 'notes'))?.[1];
    if (places === undefined) throw new VectorFault('the notes do not say at which decimal the amount is rounded down');
    const size = restoringSize(
      {
        shortage: readExact(input, 'margin_shortage_usd'),
        price: readExact(input, 'oracle'),
        quoteRate: readExactOr(input, 'quote_oracle', scaledOne),
        marginRatio: readExact(input, 'margin_ratio'),
        liquidationFee: readExactOr(input, 'liq_fee', 0n),
        insuranceFee: readExactOr(input, 'if_fee', 0n),
      },
      Number(places),
    );
    if (size.kind === 'cannot-restore') return result({ field: 'expected_base', actual: null });
    const printed = readText(input, 'expected_base');
    return result({ field: 'expected_base', actual: fixedText(size.size, decimalsOf(printed)) });
  },
};
