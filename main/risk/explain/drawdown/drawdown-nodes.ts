import type { EquityDay } from '../../../../shared/book/valued-book.ts';
import type { MeasureId } from '../../../../shared/measures/measure.ts';
import { isoDateOfDay } from '../../../../shared/units/iso-day.ts';
import { marketYear } from '../../drawdown/market-year.ts';
import { underwaterOfWealth } from '../../drawdown/underwater.ts';
import { wealthIndex } from '../../drawdown/wealth.ts';
import { branch, family, fixed, type Draft } from '../nodes.ts';
import { openDays, returnNode, type EquityObservations } from './return-nodes.ts';

type Build = (curve: Curve) => Draft;

const deviation = 'sqrt(sum((return - mean(return)) ^ 2) / (days - 1))';

/** Figures over the days of an equity curve: each over the daily returns, each of these down to equity and flows. */
const builders: Partial<Record<MeasureId, Build>> = {
  currentDrawdown: (curve) => fallNode(curve, 'currentDrawdown', 'Current drawdown', curve.days.length - 1),
  maxDrawdown: (curve) => fallNode(curve, 'maxDrawdown', 'Maximum drawdown', deepest(curve)),
  ulcer: overReturns('ulcer', 'Ulcer index', 'fraction', 'sqrt(mean(underwater(return) ^ 2))'),
  pain: overReturns('pain', 'Pain index', 'fraction', 'mean(underwater(return))'),
  cdar95: (curve) => worstNode(curve),
  timeWeightedReturn: overReturns('timeWeightedReturn', 'Time-weighted return', 'fraction', 'grown(1, return) - 1'),
  calmar: (curve) => calmarNode(curve),
  volatility: overOpenDays('volatility', 'Volatility', 'fraction', `${deviation} * sqrt(periods)`),
  sharpe: overOpenDays('sharpe', 'Sharpe', 'multiple', `mean(return) / ${deviation} * sqrt(periods)`),
  sortino: overOpenDays(
    'sortino',
    'Sortino',
    'multiple',
    'mean(return) / sqrt(mean(min(return, 0) ^ 2)) * sqrt(periods)',
  ),
};

/** The tree of a figure over an equity curve; null for any other figure. */
export function drawdownNode(id: MeasureId, observations: EquityObservations): Draft | null {
  const build = builders[id];
  return build === undefined || observations.path.days.length === 0 ? null : build(curveOf(observations));
}

/** The curve with what its returns come to. */
export function curveOf(observations: EquityObservations): Curve {
  const { path } = observations;
  const returns = path.days.map((_, place) => returnNode(observations, place));
  const values = returns.map(({ value }) => value as number);
  const index = wealthIndex(values, 'compounded');
  const { periodsPerYear, closedDays } = marketYear(path.days);
  const openReturns = openDays(path.days, returns, closedDays);
  return { days: path.days, returns, openReturns, index, underwater: underwaterOfWealth(index, 1), periodsPerYear };
}

export interface Curve {
  readonly days: readonly EquityDay[];
  readonly returns: readonly Draft[];
  /** Those of days on which a market was open, closed days chained into the next. */
  readonly openReturns: readonly Draft[];
  readonly index: readonly number[];
  readonly underwater: readonly number[];
  readonly periodsPerYear: number;
}

/** A figure over all daily returns, each saying how far below its peak the wealth then stood. */
function overReturns(symbol: string, label: string, unit: string, formula: string): Build {
  return ({ returns, underwater }) => {
    const told = returns.map((node, place) => ({ ...node, why: standsAt(underwater[place] as number) }));
    return branch({ symbol, label, unit, why: functionWords(formula) }, formula, family('return', told));
  };
}

/** A yearly figure, over the returns of days on which a market was open. */
function overOpenDays(symbol: string, label: string, unit: string, formula: string): Build {
  return ({ openReturns, periodsPerYear }) =>
    branch({ symbol, label, unit }, formula, [
      ...(formula.includes('days') ? [daysLeaf(openReturns.length)] : []),
      periodsLeaf(periodsPerYear),
      ...family('return', openReturns),
    ]);
}

/** What the wealth had grown to by a day that stands at its peak; -1: by the start. */
export function peakNode({ returns, days }: Pick<Curve, 'returns' | 'days'>, peakPlace: number): Draft {
  return branch(
    {
      symbol: 'peak',
      label: peakPlace < 0 ? 'The start is the peak' : `Wealth at the peak, ${dayAt(days, peakPlace)}`,
      unit: 'per unit at the start',
    },
    peakPlace < 0 ? 'start' : 'grown(start, return)',
    [
      fixed(
        { symbol: 'start', label: 'Wealth before the first day', unit: 'per unit at the start' },
        1,
        'what was funded before the first position counts as 1',
      ),
      ...family('return', returns.slice(0, peakPlace + 1)),
    ],
  );
}

/** From the last peak at or before a day to that day. */
export function fallNode(curve: Curve, symbol: string, label: string, place: number): Draft {
  const { returns, index, underwater, days } = curve;
  const peakPlace = underwater[place] === 0 ? place : lastPeak(index, place);
  const peak = peakNode(curve, peakPlace);
  const fall = returns.slice(peakPlace + 1, place + 1);
  const head = { symbol, label: `${label}, on ${dayAt(days, place)}`, unit: 'fraction' };
  if (fall.length === 0)
    return branch({ ...head, why: 'The day stands at the peak itself.' }, '(peak - peak) / peak', [peak]);
  return branch(
    { ...head, why: 'What the peak grew to by the returns since, taken off it, over the peak.' },
    '(peak - grown(peak, return)) / peak',
    [peak, ...family('return', fall)],
  );
}

function lastPeak(index: readonly number[], place: number): number {
  const highest = Math.max(1, ...index.slice(0, place + 1));
  return highest === 1 && !index.slice(0, place + 1).includes(1) ? -1 : index.lastIndexOf(highest, place);
}

function deepest({ underwater }: Curve): number {
  const depth = Math.max(...underwater);
  return depth === 0 ? underwater.length - 1 : underwater.indexOf(depth);
}

const worstShare = 0.05;

function worstNode(curve: Curve): Draft {
  const node = overReturns('cdar95', 'CDaR 95', 'fraction', `worstMean(underwater(return), ${worstShare})`)(curve);
  const count = worstShare * curve.days.length;
  const worst = curve.underwater
    .map((depth, place) => ({ depth, place }))
    .toSorted((a, b) => b.depth - a.depth)
    .slice(0, Math.max(1, Math.ceil(count)))
    .map(({ depth, place }) => `${dayAt(curve.days, place)} (${rounded(depth)})`);
  const listed =
    worst.length > 12 ? `${worst.slice(0, 12).join(', ')} and ${worst.length - 12} more` : worst.join(', ');
  return {
    ...node,
    why: `5 % of ${curve.days.length} days are ${rounded(count)} days, the last with its part: ${listed}.`,
  };
}

function calmarNode(curve: Curve): Draft {
  const growth = branch(
    { symbol: 'timeWeightedReturn', label: 'Time-weighted return', unit: 'fraction' },
    'grown(1, return) - 1',
    family('return', curve.openReturns),
  );
  const yearly = branch(
    { symbol: 'annualReturn', label: 'Geometric return a year', unit: 'fraction' },
    '(1 + timeWeightedReturn) ^ (periods / days) - 1',
    [growth, periodsLeaf(curve.periodsPerYear), daysLeaf(curve.openReturns.length)],
  );
  const fall = fallNode(curve, 'maxDrawdown', 'Maximum drawdown', deepest(curve));
  return branch({ symbol: 'calmar', label: 'Calmar', unit: 'multiple' }, 'annualReturn / maxDrawdown', [yearly, fall]);
}

function daysLeaf(count: number): Draft {
  return fixed({ symbol: 'days', label: 'Observed days', unit: 'days' }, count, 'equity curve');
}

function periodsLeaf(periodsPerYear: number): Draft {
  const source = periodsPerYear === 365 ? 'marks come every day' : 'no marks on weekends';
  return fixed({ symbol: 'periods', label: 'Days in a year', unit: 'days' }, periodsPerYear, source);
}

function functionWords(formula: string): string | undefined {
  if (formula.includes('underwater'))
    return 'underwater: how far below its last peak the wealth stands after each day, as each day says.';
  return formula.includes('grown') ? 'grown: 1 after one daily return upon the other.' : undefined;
}

export function standsAt(depth: number): string {
  return depth === 0 ? 'Then at its peak.' : `Then ${rounded(depth)} below its peak.`;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function dayAt(days: readonly EquityDay[], place: number): string {
  return isoDateOfDay((days[place] as EquityDay).day);
}
