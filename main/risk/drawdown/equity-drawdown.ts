import { known, missing, notApplicable, type Outcome } from '../../../shared/measures/outcome.ts';
import { assertNever } from '../../../shared/result/result.ts';
import { annualVolatility, sharpeRatio } from '../returns/sharpe.ts';
import { sortinoRatio } from '../returns/sortino.ts';
import { conditionalDrawdownAtRisk, maximumDrawdown, painIndex, ulcerIndex } from './drawdown-measures.ts';
import { calmarRatio } from './drawdown-ratios.ts';
import { drawdownEpisodes, type Episode } from './episodes.ts';
import { flowAdjustedReturns, type DayResult, type EquityDay, type ReturnsStop } from './flow-adjusted-returns.ts';
import { marketReturns } from './market-returns.ts';
import type { MarketYear } from './market-year.ts';
import { shortfallOfWealth, underwaterOfWealth } from './underwater.ts';
import { annualReturn, timeWeightedReturn, wealthIndex } from './wealth.ts';

export interface EquityCurve extends MarketYear {
  /** What was funded before the first position; the first peak. */
  readonly initialWealth: number;
  /** From the first day with a position to the last with an event or a mark, one a UTC day, ascending. */
  readonly days: readonly EquityDay[];
}

/** A place in time: a UTC day, or the funding before the first of them. */
export type PeakDay = number | 'initial-wealth';

/** One stay below a peak, its places as UTC days, its length in observations. */
export interface DayEpisode extends Omit<Episode, 'start' | 'trough' | 'end'> {
  readonly start: number;
  readonly trough: number;
  readonly end: number | null;
}

export type DayMaximum =
  | { readonly depth: number; readonly peak: PeakDay; readonly trough: number }
  | { readonly depth: 0; readonly peak: null; readonly trough: null };

export interface DrawdownMeasures {
  readonly currentDrawdown: Outcome;
  readonly maxDrawdown: Outcome;
  readonly ulcer: Outcome;
  readonly pain: Outcome;
  readonly cdar95: Outcome;
  readonly calmar: Outcome;
  readonly timeWeightedReturn: Outcome;
  readonly volatility: Outcome;
  readonly sharpe: Outcome;
  readonly sortino: Outcome;
}

/** Money below the highest cumulated profit so far; the start, profit 0, is the first peak. Same unit as the equity. */
export interface MoneyDrawdown {
  readonly days: readonly {
    readonly day: number;
    readonly equity: number;
    readonly flow: number;
    readonly cumulativeProfit: number;
    readonly drawdown: number;
  }[];
  readonly current: number;
  readonly maximum: DayMaximum;
}

/** The drawdown of an equity curve: what can be told of it. Drawdowns are positive. */
export type EquityDrawdown =
  | {
      readonly kind: 'fraction';
      /** `index` is wealth per unit of initial wealth, flows taken out; `drawdown` a fraction of its peak. */
      readonly days: readonly {
        readonly day: number;
        readonly equity: number;
        readonly flow: number;
        readonly index: number;
        readonly drawdown: number;
      }[];
      readonly maximum: DayMaximum;
      readonly episodes: readonly DayEpisode[];
      readonly measures: DrawdownMeasures;
      readonly money: MoneyDrawdown;
    }
  | {
      readonly kind: 'money-only';
      readonly stopped: ReturnsStop;
      readonly measures: DrawdownMeasures;
      readonly money: MoneyDrawdown;
    }
  | { readonly kind: 'no-observations'; readonly measures: DrawdownMeasures };

const cdarLevel = 0.95;

/** Below this many observations a yearly figure says more about luck than about the book. */
const fewestObservations = 30;

/**
 * Underwater curve, maximum, episodes and measures of an equity curve; deposits and withdrawals are no performance.
 * Once equity was 0 or less, or where no wealth stood at the beginning, only money drawdown can be told.
 *
 * @throws RangeError as `flowAdjustedReturns`
 * Source: conventions as in `flowAdjustedReturns`; measures as in `drawdown-measures`, `calmarRatio`,
 * `annualVolatility`, `sharpeRatio` and `sortinoRatio`; the risk-free rate and the target return are 0.
 */
export function equityDrawdown(curve: EquityCurve): EquityDrawdown {
  const { days, stopped } = flowAdjustedReturns(curve.initialWealth, curve.days);
  if (days.length === 0)
    return {
      kind: 'no-observations',
      measures: allMeasures(
        missing('No day with a position is known.', 'Import the trades and a price history, or set marks.'),
      ),
    };
  const money = moneyDrawdown(curve.initialWealth, days);
  if (stopped !== null) return { kind: 'money-only', stopped, measures: allMeasures(withoutReturns(stopped)), money };
  const returns = days.map((one) => one.return as number);
  const openReturns = marketReturns(
    days.map(({ day }, bar) => ({ day, return: at(returns, bar) })),
    curve.closedDays,
  );
  const index = wealthIndex(returns, 'compounded');
  const underwater = underwaterOfWealth(index, 1);
  return {
    kind: 'fraction',
    days: days.map(({ day, equity, flow }, bar) => ({
      day,
      equity,
      flow,
      index: at(index, bar),
      drawdown: at(underwater, bar),
    })),
    maximum: maximumOnDays(underwater, days),
    episodes: drawdownEpisodes(underwater, 'to-last-bar').map((episode) => ({
      ...episode,
      start: dayOf(days, episode.start),
      trough: dayOf(days, episode.trough),
      end: episode.end === null ? null : dayOf(days, episode.end),
    })),
    measures: {
      currentDrawdown: known(at(underwater, underwater.length - 1)),
      maxDrawdown: known(maximumDrawdown(underwater).depth),
      ulcer: known(ulcerIndex(underwater)),
      pain: known(painIndex(underwater)),
      cdar95: known(conditionalDrawdownAtRisk(underwater, cdarLevel)),
      timeWeightedReturn: known(timeWeightedReturn(returns)),
      ...yearlyMeasures(openReturns, underwater, curve.periodsPerYear),
    },
    money,
  };
}

function yearlyMeasures(
  returns: readonly number[],
  underwater: readonly number[],
  periodsPerYear: number,
): Pick<DrawdownMeasures, 'calmar' | 'volatility' | 'sharpe' | 'sortino'> {
  const enough = (name: string, figure: () => Outcome): Outcome =>
    returns.length < fewestObservations
      ? missing(
          `${name} needs ${fewestObservations} observations, there ${returns.length === 1 ? 'is' : 'are'} ${returns.length}.`,
          'Import a longer history, or wait until there is one.',
        )
      : figure();
  return {
    calmar: enough('Calmar', () => calmarRatio(annualReturn(returns, periodsPerYear), underwater)),
    volatility: enough('Volatility', () => annualVolatility(returns, periodsPerYear)),
    sharpe: enough('Sharpe', () => sharpeRatio(returns, periodsPerYear)),
    sortino: enough('Sortino', () => sortinoRatio(returns, periodsPerYear)),
  };
}

function moneyDrawdown(initialWealth: number, days: readonly DayResult[]): MoneyDrawdown {
  let profit = 0;
  const cumulative = days.map((one) => (profit += one.profit));
  const shortfall = shortfallOfWealth(
    cumulative.map((one) => initialWealth + one),
    initialWealth,
  );
  return {
    days: days.map(({ day, equity, flow }, bar) => ({
      day,
      equity,
      flow,
      cumulativeProfit: at(cumulative, bar),
      drawdown: at(shortfall, bar),
    })),
    current: at(shortfall, shortfall.length - 1),
    maximum: maximumOnDays(shortfall, days),
  };
}

function maximumOnDays(underwater: readonly number[], days: readonly DayResult[]): DayMaximum {
  const maximum = maximumDrawdown(underwater);
  if (maximum.trough === null) return maximum;
  const peak = maximum.peak === 'initial-wealth' ? maximum.peak : dayOf(days, maximum.peak);
  return { depth: maximum.depth, peak, trough: dayOf(days, maximum.trough) };
}

function withoutReturns(stopped: ReturnsStop): Outcome<never> {
  switch (stopped.cause) {
    case 'no-initial-wealth':
      return missing(
        'Nothing is known to have been funded before the first position.',
        'Import the deposits, or state an opening balance.',
      );
    case 'equity-not-positive':
      return notApplicable('Equity was 0 or less: a fraction of it says nothing, see the drawdown in money.');
    default:
      return assertNever(stopped);
  }
}

function allMeasures(outcome: Outcome<never>): DrawdownMeasures {
  return {
    currentDrawdown: outcome,
    maxDrawdown: outcome,
    ulcer: outcome,
    pain: outcome,
    cdar95: outcome,
    calmar: outcome,
    timeWeightedReturn: outcome,
    volatility: outcome,
    sharpe: outcome,
    sortino: outcome,
  };
}

function at(values: readonly number[], bar: number): number {
  return values[bar] as number;
}

function dayOf(days: readonly DayResult[], bar: number): number {
  return (days[bar] as DayResult).day;
}
