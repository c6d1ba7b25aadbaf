import { recogniseStrategies } from '../../../main/risk/margin/strategies/recognise.ts';
import type { OptionLeg, Underlying } from '../../../main/risk/margin/strategies/strategy-legs.ts';
import { result, type Family, type JsonObject } from '../family.ts';
import { readNumber, readObjects, readOptionalNumber, readText, VectorFault } from '../readers.ts';

/** The library behind the file gives loan value from 90 days; the manual says more than 9 months. */
const loanValueDays = 90;

/** What a set of options of one underlying asks for in a margin and in a cash account, contracts of 100. */
export const cboeRegtStrategyMargin: Family = {
  name: 'margin.cboe_regt_strategy_margin',
  run: ({ input }) => {
    const strategies = recogniseStrategies(readObjects(input, 'legs').map(legOf), underlyingOf(input), loanValueDays);
    const margin = { field: 'expected_margin_requirement', actual: sum(strategies.map(({ initial }) => initial)) };
    // Null: the source prints no figure.
    if (readOptionalNumber(input, 'expected_cash_requirement') === null) return result(margin);
    return result(margin, { field: 'expected_cash_requirement', actual: sum(strategies.map(({ cash }) => cash)) });
  },
};

function legOf(leg: JsonObject): OptionLeg {
  const right = readText(leg, 'type');
  if (right !== 'call' && right !== 'put') throw new VectorFault(`"type" should be call or put, found ${right}`);
  return {
    right,
    strike: readNumber(leg, 'strike'),
    daysToExpiry: readNumber(leg, 'days_to_expiry'),
    quantity: readNumber(leg, 'qty'),
    multiplier: 100,
    price: readNumber(leg, 'price'),
  };
}

function underlyingOf(input: JsonObject): Underlying {
  const kind = readText(input, 'underlying_class');
  if (kind !== 'equity' && kind !== 'narrow' && kind !== 'broad') throw new VectorFault(`unknown class ${kind}`);
  return { price: readNumber(input, 'underlying'), kind, leverageFactor: readNumber(input, 'leverage_factor') };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
