import type { MarginScenario, ScenarioArray, ScenarioArrayTable } from '../../shared/book/scenario-array.ts';

/** FINRA Rule 4210(g), portfolio margin: the least that a broker may ask for; it may use wider moves. */
const minimumPerUnit = 0.375;

export type PortfolioMarginKind = 'stock-or-narrow-index' | 'high-capitalisation-broad-index' | 'other-broad-index';

/**
 * Ten equidistant valuation points between the rule's moves up and down, none of them at 0, volatility unchanged. Offsets
 * between classes are a matter of the clearing house's product groups: no citable table of them is shipped.
 */
export const portfolioMarginScenarios: ScenarioArrayTable & {
  readonly arrays: Readonly<Record<PortfolioMarginKind, ScenarioArray>>;
} = {
  validFrom: '2008-08-01',
  source:
    'FINRA Rule 4210(g) (portfolio margin permanent since 2008-08-01, Regulatory Notice 08-41): ten equidistant valuation points; ±15 % stocks and narrow indexes, -8 % / +6 % high-capitalisation broad indexes, ±10 % other broad indexes; 0.375 a unit of the multiplier at least',
  arrays: {
    'stock-or-narrow-index': arrayOf('stock or narrow index', 0.15, 0.15),
    'high-capitalisation-broad-index': arrayOf('high-capitalisation broad index', 0.08, 0.06),
    'other-broad-index': arrayOf('other broad index', 0.1, 0.1),
  },
};

function arrayOf(name: string, down: number, up: number): ScenarioArray {
  const falls = [5, 4, 3, 2, 1].map((part) => scenario((-down * part) / 5));
  const rises = [1, 2, 3, 4, 5].map((part) => scenario((up * part) / 5));
  return { name, scenarios: [...falls, ...rises], minimumPerUnit };
}

function scenario(priceMove: number): MarginScenario {
  return { priceMove, volatilityMove: 0, weight: 1 };
}
