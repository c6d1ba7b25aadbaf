import { maximumDrawdown } from '../../../main/risk/drawdown/drawdown-measures.ts';
import { calmarRatio } from '../../../main/risk/drawdown/drawdown-ratios.ts';
import { underwaterSeries } from '../../../main/risk/drawdown/underwater.ts';
import { annualReturn, timeWeightedReturn } from '../../../main/risk/drawdown/wealth.ts';
import { annualDeviation, excessReturns, ratePerPeriod } from '../../../main/risk/returns/annualise.ts';
import { omegaRatio } from '../../../main/risk/returns/omega.ts';
import { downsideDeviation } from '../../../main/risk/returns/partial-moments.ts';
import { annualVolatility, sharpeRatio } from '../../../main/risk/returns/sharpe.ts';
import { sortinoRatio } from '../../../main/risk/returns/sortino.ts';
import { stabilityOfGrowth } from '../../../main/risk/returns/stability.ts';
import { tailRatio } from '../../../main/risk/returns/tails.ts';
import type { Outcome } from '../../../shared/measures/outcome.ts';
import { result, unsupported, type Family, type JsonObject } from '../family.ts';
import { figureOf } from '../figure-of.ts';
import { isList, readNumber, readOptionalNumber, readText, seriesOf, VectorFault } from '../readers.ts';

/** The package's daily default, where a case names no number of periods. */
const exchangeDays = 252;
const onePeriod = 1;
const upperTail = 0.95;

interface Case {
  readonly input: JsonObject;
  /** A period without a return counts as one on which nothing was won, where the number of periods counts. */
  readonly everyPeriod: readonly number[];
  /** The returns there are. */
  readonly returns: readonly number[];
  /** The returns there are less the field of the case, period by period where it holds a list. */
  readonly less: (...fields: readonly string[]) => readonly number[];
  readonly periods: number;
}

type Measure = (one: Case) => Outcome | number;

const compounded = { compounding: 'compounded', initialWealthIsPeak: true } as const;

const measures: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ['max_drawdown', ({ returns }) => -maximumDrawdown(underwaterSeries(returns, compounded)).depth],
  ['cum_returns_final', ({ returns }) => timeWeightedReturn(returns)],
  ['annual_return', ({ everyPeriod, periods }) => annualReturn(everyPeriod, periods)],
  ['cagr', ({ everyPeriod, periods }) => annualReturn(everyPeriod, periods)],
  ['annual_volatility', ({ returns, periods }) => annualVolatility(returns, periods)],
  [
    'calmar',
    ({ everyPeriod, periods }) =>
      calmarRatio(annualReturn(everyPeriod, periods), underwaterSeries(everyPeriod, compounded)),
  ],
  ['sharpe', ({ less, periods }) => sharpeRatio(less('rf', 'risk_free'), periods)],
  ['sortino', ({ less, periods }) => sortinoRatio(less('mar', 'required_return'), periods)],
  [
    'downside_risk',
    ({ less, periods }) => annualDeviation(downsideDeviation(less('mar', 'required_return'), 0, 'population'), periods),
  ],
  ['information', ({ less }) => sharpeRatio(less('factor_returns', 'benchmark'), onePeriod)],
  ['excess_sharpe', ({ less }) => sharpeRatio(less('factor_returns', 'benchmark'), onePeriod)],
  [
    'omega',
    ({ input, less, periods }) => {
      const required = readOptionalNumber(input, 'required_return' in input ? 'required_return' : 'mar');
      const threshold = required === null ? 0 : ratePerPeriod(required, periods);
      return omegaRatio(excessReturns(less('rf', 'risk_free'), threshold));
    },
  ],
  ['tail', ({ returns }) => tailRatio(returns, upperTail)],
  ['stability_of_timeseries', ({ returns }) => stabilityOfGrowth(returns)],
]);

/**
 * Ratios of simple returns, compounded, with the initial wealth as first peak. Maximum drawdown is printed as a negative
 * number. Deviations take the returns there are (volatility and Sharpe n - 1, downside n); the annual return counts every
 * period, also one without a return. Rates and least returns are of a period, Omega's required return of a year.
 */
export const empyricalRatios: Family = {
  name: 'drawdown.empyrical_ratios',
  run: (vector, context) => {
    const { input } = vector;
    const name = readText(input, 'measure');
    const measure = measures.get(name.replace(/_ratio$/, ''));
    if (measure === undefined) return unsupported(`${name} is no measure of the engine`);
    const { values } = seriesOf(vector, context, 'empyrical');
    const one: Case = {
      input,
      everyPeriod: values.map((value) => (value === null ? 0 : value)),
      returns: values.filter((value) => value !== null),
      less: (...fields) => lessField(values, input, fields),
      periods: input['periods'] === undefined ? exchangeDays : readNumber(input, 'periods'),
    };
    return result({ field: 'expected', actual: one.returns.length === 0 ? null : figureOf(measure(one)) });
  },
};

/** Returns less the first field that the case has: a number, or one a period; without such a field as they are. */
function lessField(
  values: readonly (number | null)[],
  input: JsonObject,
  fields: readonly string[],
): readonly number[] {
  const field = fields.find((key) => input[key] !== undefined && input[key] !== null);
  const against = field === undefined ? 0 : input[field];
  if (field !== undefined && !isList(against)) readNumber(input, field);
  if (isList(against) && against.length !== values.length)
    throw new VectorFault(`"${field ?? ''}" should have as many figures as there are returns`);
  const kept = values.flatMap((value, period) => {
    const other = isList(against) ? against[period] : against;
    return value === null || typeof other !== 'number' ? [] : [{ value, other }];
  });
  return excessReturns(
    kept.map(({ value }) => value),
    kept.map(({ other }) => other),
  );
}
