/** One point of a scenario array: what would happen to an underlying and its volatility at once. */
export interface MarginScenario {
  /** Fraction of the underlying's price, above -1. */
  readonly priceMove: number;
  /** Added to the annual volatility: 0.05 makes 25 % of 20 %. */
  readonly volatilityMove: number;
  /** The share of the loss that counts: 1, and less for extreme moves. */
  readonly weight: number;
}

/** What a margin rule asks of one kind of underlying. */
export interface ScenarioArray {
  readonly name: string;
  readonly scenarios: readonly MarginScenario[];
  /** The least a contract asks for, per unit of its multiplier, in the quote asset; stock asks for none. */
  readonly minimumPerUnit: number;
}

/** Dated data: the arrays of one rule text by the kind of underlying. */
export interface ScenarioArrayTable {
  readonly validFrom: string;
  readonly source: string;
  readonly arrays: Readonly<Record<string, ScenarioArray>>;
}
