import { burkeRatio, modifiedBurkeRatio } from '../../../main/risk/drawdown/burke.ts';
import { painIndex, ulcerIndex } from '../../../main/risk/drawdown/drawdown-measures.ts';
import { calmarRatio, martinRatio, painRatio } from '../../../main/risk/drawdown/drawdown-ratios.ts';
import { underwaterSeries } from '../../../main/risk/drawdown/underwater.ts';
import { annualReturn } from '../../../main/risk/drawdown/wealth.ts';
import { mean } from '../../../main/risk/numerics/sum.ts';
import { excessReturns } from '../../../main/risk/returns/annualise.ts';
import { omegaRatio } from '../../../main/risk/returns/omega.ts';
import { downsideDeviation, meanAbsoluteDeviation } from '../../../main/risk/returns/partial-moments.ts';
import { kurtosis, skewness } from '../../../main/risk/returns/shape.ts';
import { adjustedSharpeRatio, annualVolatility, sharpeRatio } from '../../../main/risk/returns/sharpe.ts';
import { kappaRatio } from '../../../main/risk/returns/sortino.ts';
import type { Outcome } from '../../../shared/measures/outcome.ts';
import { result, unsupported, type Family } from '../family.ts';
import { figureOf } from '../figure-of.ts';
import { parseMeasureName, statedIn, type MeasureName } from '../measure-name.ts';
import { readNumbers, readText } from '../readers.ts';

/** Monthly returns. */
const periodsPerYear = 12;

interface Portfolio {
  readonly returns: readonly number[];
  readonly underwater: readonly number[];
  readonly yearly: number;
}

type Measure = (portfolio: Portfolio, name: MeasureName) => Outcome | number;

const kappa: Measure = ({ returns }, name) =>
  kappaRatio(excessReturns(returns, statedIn(name, 'MAR')), statedIn(name, 'l'));

const sortino: Measure = ({ returns }, name) => kappaRatio(excessReturns(returns, statedIn(name, 'MAR')), 2);

const measures: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ['burke_ratio', ({ yearly, returns }) => burkeRatio(yearly, returns, 'percentages')],
  ['modified_burke_ratio', ({ yearly, returns }) => modifiedBurkeRatio(yearly, returns, 'percentages')],
  ['pain_index', ({ underwater }) => painIndex(underwater)],
  ['ulcer_index', ({ underwater }) => ulcerIndex(underwater)],
  ['pain_ratio', ({ yearly, underwater }) => painRatio(yearly, underwater)],
  ['martin_ratio', ({ yearly, underwater }) => martinRatio(yearly, underwater)],
  ['calmar_ratio', ({ yearly, underwater }) => calmarRatio(yearly, underwater)],
  ['kappa', kappa],
  ['sortino_ratio', sortino],
  ['downside_deviation', ({ returns }, name) => downsideDeviation(returns, statedIn(name, 'MAR'), 'population')],
  ['omega_ratio', ({ returns }, name) => omegaRatio(excessReturns(returns, statedIn(name, 'MAR')))],
  ['bernardo_ledoit_ratio', ({ returns }) => omegaRatio(returns)],
  ['sharpe_annualised', ({ returns }) => sharpeRatio(returns, periodsPerYear)],
  ['adjusted_sharpe_annualised', ({ returns }) => adjustedSharpeRatio(returns, periodsPerYear)],
  ['annual_volatility', ({ returns }) => annualVolatility(returns, periodsPerYear)],
  ['mean_absolute_deviation', ({ returns }) => meanAbsoluteDeviation(returns, mean(returns))],
  ['skewness', ({ returns }) => skewness(returns)],
  ['kurtosis', ({ returns }) => kurtosis(returns)],
]);

/**
 * Ratios of the portfolio in Bacon's book: monthly returns, compounded, the initial wealth as first peak, geometric annual
 * return, risk-free rate 0. Of the two figures published a case is held to the package's, whose definitions are the
 * engine's: the losses of a Burke run read as percentages, the adjusted Sharpe ratio from the arithmetic mean (the book's
 * figures are rounded, or take another annual return).
 */
export const baconRatios: Family = {
  name: 'drawdown.bacon_ratios',
  run: (vector, context) => {
    const name = parseMeasureName(readText(vector.input, 'measure'));
    const measure = measures.get(name.measure) ?? measures.get(`${name.measure}_ratio`);
    if (measure === undefined) return unsupported(`${name.measure} is no measure of the engine`);
    const returns = readNumbers(context.table('drawdown.bacon_returns'), 'portfolio');
    const portfolio: Portfolio = {
      returns,
      underwater: underwaterSeries(returns, { compounding: 'compounded', initialWealthIsPeak: true }),
      yearly: annualReturn(returns, periodsPerYear),
    };
    return result({ field: 'package_2_1_0', actual: figureOf(measure(portfolio, name)) });
  },
};
