import {
  conditionalDrawdownAtRisk,
  drawdownAtRisk,
  entropicDrawdownAtRisk,
  maximumDrawdown,
  painIndex,
  ulcerIndex,
} from '../../../main/risk/drawdown/drawdown-measures.ts';
import { underwaterSeries } from '../../../main/risk/drawdown/underwater.ts';
import {
  centralMoment,
  giniMeanDifference,
  standardDeviation,
  variance,
  type Divisor,
} from '../../../main/risk/numerics/moments.ts';
import { mean } from '../../../main/risk/numerics/sum.ts';
import {
  downsideDeviation,
  lowerPartialMoment,
  meanAbsoluteDeviation,
  semiVariance,
} from '../../../main/risk/returns/partial-moments.ts';
import { kurtosis, skewness } from '../../../main/risk/returns/shape.ts';
import {
  entropicRiskMeasure,
  entropicValueAtRisk,
  historicalConditionalValueAtRisk,
  historicalValueAtRisk,
  worstLoss,
} from '../../../main/risk/returns/tails.ts';
import { result, unsupported, type Context, type Family, type JsonObject, type Vector } from '../family.ts';
import { levelOf, parseMeasureName, type MeasureName } from '../measure-name.ts';
import { known, readNumber, readOptionalNumber, readText, seriesOf } from '../readers.ts';

interface Case {
  readonly returns: readonly number[];
  readonly underwater: readonly number[];
  /** Least acceptable return: of the case, else the mean. */
  readonly threshold: number;
  readonly level: () => number;
  readonly divisor: Divisor;
  readonly input: JsonObject;
}

type Measure = (one: Case) => number;

const measures: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ['mean', ({ returns }) => mean(returns)],
  ['mean_absolute_deviation', ({ returns, threshold }) => meanAbsoluteDeviation(returns, threshold)],
  ['mad', ({ returns, threshold }) => meanAbsoluteDeviation(returns, threshold)],
  ['first_lower_partial_moment', ({ returns, threshold }) => lowerPartialMoment(returns, threshold, 1)],
  ['second_lower_partial_moment', ({ returns, threshold }) => lowerPartialMoment(returns, threshold, 2)],
  ['fourth_lower_partial_moment', ({ returns, threshold }) => lowerPartialMoment(returns, threshold, 4)],
  ['variance', ({ returns, divisor }) => variance(returns, divisor)],
  ['semi_variance', ({ returns, threshold, divisor }) => semiVariance(returns, threshold, divisor)],
  ['standard_deviation', ({ returns, divisor }) => standardDeviation(returns, divisor)],
  ['std', ({ returns, divisor }) => standardDeviation(returns, divisor)],
  ['semi_deviation', ({ returns, threshold, divisor }) => downsideDeviation(returns, threshold, divisor)],
  ['third_central_moment', ({ returns }) => centralMoment(returns, 3)],
  ['fourth_central_moment', ({ returns }) => centralMoment(returns, 4)],
  ['skew', ({ returns }) => skewness(returns)],
  ['kurtosis', ({ returns }) => kurtosis(returns)],
  ['worst_realization', ({ returns }) => worstLoss(returns)],
  ['gini_mean_difference', ({ returns }) => giniMeanDifference(returns)],
  ['value_at_risk', ({ returns, level }) => historicalValueAtRisk(returns, level())],
  ['cvar', ({ returns, level }) => historicalConditionalValueAtRisk(returns, level())],
  ['evar', ({ returns, level }) => entropicValueAtRisk(returns, level())],
  ['entropic_risk_measure', ({ returns, input, level }) => entropicRiskMeasure(returns, toleranceOf(input), level())],
  ['max_drawdown', ({ underwater }) => maximumDrawdown(underwater).depth],
  ['average_drawdown', ({ underwater }) => painIndex(underwater)],
  ['ulcer_index', ({ underwater }) => ulcerIndex(underwater)],
  ['drawdown_at_risk', ({ underwater, level }) => drawdownAtRisk(underwater, level())],
  ['cdar', ({ underwater, level }) => conditionalDrawdownAtRisk(underwater, level())],
  ['edar', ({ underwater, level }) => entropicDrawdownAtRisk(underwater, level())],
]);

/**
 * Measures of a price history. The first peak is the first observation, not the initial wealth; wealth is the cumulative
 * sum of returns unless the case says `compounded`. A measure may end in its confidence level (`cdar_95`), and in
 * `biased` (n) or `unbiased` (n - 1, the package's default) where a sum of squares is divided.
 */
export const skfolioMeasures: Family = {
  name: 'drawdown.skfolio_measures',
  run: (vector, context) => {
    const { input } = vector;
    const text = readText(input, 'measure');
    const name = parseMeasureName(text.replace(/_(?:un)?biased$/, ''));
    const measure = measures.get(name.measure);
    if (measure === undefined) return unsupported(`${text} is no measure of the engine`);
    const returns = returnsOf(vector, context);
    const compounding = input['compounded'] === true ? 'compounded' : 'cumulative-sum';
    return result({ field: 'expected', actual: measure(caseOf(returns, compounding, text, name, input)) });
  },
};

function caseOf(
  returns: readonly number[],
  compounding: 'compounded' | 'cumulative-sum',
  text: string,
  name: MeasureName,
  input: JsonObject,
): Case {
  const least = 'min_acceptable_return' in input ? 'min_acceptable_return' : 'mar';
  return {
    returns,
    underwater: underwaterSeries(returns, { compounding, initialWealthIsPeak: false }),
    threshold: readOptionalNumber(input, least) ?? mean(returns),
    level: () => levelOf(name, input),
    divisor: text.endsWith('_biased') || input['biased'] === true ? 'population' : 'sample',
    input,
  };
}

/** The package's default, where a case names none. */
const packageTolerance = 1;

function toleranceOf(input: JsonObject): number {
  return input['theta'] === undefined ? packageTolerance : readNumber(input, 'theta');
}

/** The data set holds prices; its simple returns are p_t / p_(t-1) - 1. A case may carry its returns itself. */
function returnsOf(vector: Vector, context: Context): readonly number[] {
  const { values } = known(seriesOf(vector, context, 'skfolio'));
  if (vector.input['returns'] !== undefined) return values;
  return values.slice(1).map((price, index) => price / (values[index] as number) - 1);
}
