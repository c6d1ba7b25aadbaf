import type { MarginScenario, ScenarioArray } from '../../../../shared/book/scenario-array.ts';
import { known, type Maybe } from '../../../../shared/measures/outcome.ts';

/** What a portfolio holds of one underlying. Values in the base currency. */
export type ScenarioHolding =
  | {
      /** Stock or future: its value follows the underlying one to one. */
      readonly kind: 'linear';
      readonly label: string;
      /** Signed, at the mark. */
      readonly value: number;
      /** Contracts x multiplier x base currency per quote unit, >= 0; 0 for stock, which has no minimum. */
      readonly minimumUnits: number;
    }
  | {
      readonly kind: 'option';
      readonly label: string;
      /** Contracts x multiplier x base currency per quote unit, signed. */
      readonly units: number;
      /** Quote asset per unit, at the mark. */
      readonly price: number;
    };

export type OptionHolding = Extract<ScenarioHolding, { kind: 'option' }>;

/** The price of an option, quote asset per unit, at underlying x (1 + priceMove) and volatility + volatilityMove; or why it is not known. */
export type ScenarioPricer = (option: OptionHolding, priceMove: number, volatilityMove: number) => Maybe;

/** Everything held on one underlying, with the array of its kind. */
export interface ScenarioClass {
  readonly underlying: string;
  readonly array: ScenarioArray;
  readonly holdings: readonly ScenarioHolding[];
}

export interface ClassRequirement {
  readonly underlying: string;
  /** A scenario each, base currency: > 0 is a loss, < 0 a gain; weighted. */
  readonly losses: readonly number[];
  /** Of the greatest loss; the first of equals. */
  readonly worst: number;
  /** The least that its contracts ask for together. */
  readonly minimum: number;
  /** The greatest loss, at least the minimum, so never below 0. */
  readonly requirement: number;
  /**
   * The same as the greatest of lines over the factor of the underlying's price, 1 at the mark (and never below 0); null
   * where options make it no line.
   */
  readonly lines: readonly { readonly constant: number; readonly slope: number }[] | null;
}

/**
 * What a class of one underlying needs: its greatest loss over the scenarios, all its holdings together.
 * Missing-data where the pricer cannot value one of its options.
 *
 * @param subject at least one scenario
 */
export function classRequirement(subject: ScenarioClass, pricer: ScenarioPricer): Maybe<ClassRequirement> {
  const { underlying, array, holdings } = subject;
  const losses: number[] = [];
  for (const scenario of array.scenarios) {
    let gain = 0;
    for (const holding of holdings) {
      const found = gainIn(holding, scenario, pricer);
      if (found.status === 'missing-data') return found;
      gain += found.value;
    }
    losses.push(-gain * scenario.weight);
  }
  const greatest = Math.max(...losses);
  const minimum = holdings.reduce((total, holding) => total + minimumOf(holding, array.minimumPerUnit), 0);
  const requirement = Math.max(minimum, greatest);
  return known({
    underlying,
    losses,
    worst: losses.indexOf(greatest),
    minimum,
    requirement,
    lines: linesOf(subject, minimum),
  });
}

function gainIn(holding: ScenarioHolding, scenario: MarginScenario, pricer: ScenarioPricer): Maybe {
  const { priceMove, volatilityMove } = scenario;
  if (holding.kind === 'linear') return known(holding.value * priceMove);
  const moved = pricer(holding, priceMove, volatilityMove);
  return moved.status === 'missing-data' ? moved : known(holding.units * (moved.value - holding.price));
}

/** A bought option cannot lose more than it is worth, so it asks for no more. */
function minimumOf(holding: ScenarioHolding, perUnit: number): number {
  if (holding.kind === 'linear') return holding.minimumUnits * perUnit;
  const charge = Math.abs(holding.units) * perUnit;
  return holding.units > 0 ? Math.min(charge, holding.units * holding.price) : charge;
}

function linesOf({ array, holdings }: ScenarioClass, minimum: number): ClassRequirement['lines'] {
  let value = 0;
  for (const holding of holdings) {
    if (holding.kind === 'option') return null;
    value += holding.value;
  }
  return [
    { constant: minimum, slope: 0 },
    ...array.scenarios.map(({ priceMove, weight }) => ({ constant: 0, slope: -value * priceMove * weight })),
  ];
}
