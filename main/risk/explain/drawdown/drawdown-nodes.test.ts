import { expect, test } from 'vitest';
import type { EquityDay } from '../../../../shared/book/valued-book.ts';
import { equityCurveMeasures } from '../../../../shared/measures/drawdown-measures.ts';
import { epochMs } from '../../../../shared/units/unit.ts';
import { equityDrawdown } from '../../drawdown/equity-drawdown.ts';
import { marketYear } from '../../drawdown/market-year.ts';
import { drawdownNode } from './drawdown-nodes.ts';
import { refolded } from '../explain.ts';
import { finished, type Draft } from '../nodes.ts';
import { dayChangeNode, type EquityObservations } from './return-nodes.ts';

const asOfMs = epochMs(30_000 * 86_400_000);

/** From a Thursday on; deposits and withdrawals by the place of their day. */
function curve(
  equities: readonly number[],
  flows: Readonly<Record<number, number>> = {},
  weekendsStale = false,
): EquityObservations {
  const days = equities.map((equity, place): EquityDay => {
    const flow = flows[place] ?? 0;
    const day = 20_006 + place;
    const weekend = day % 7 === 2 || day % 7 === 3;
    return {
      day,
      equity,
      deposits: Math.max(0, flow),
      withdrawals: Math.max(0, -flow),
      stale: weekendsStale && weekend,
    };
  });
  return { path: { initialWealth: 1_000, days }, base: 'USD', asOfMs };
}

function valueOf(draft: Draft | null): number {
  const tree = draft === null ? null : finished(draft);
  if (tree === null) throw new Error('no tree');
  return refolded(tree);
}

/** Up and down without end, with a fall in the middle: our own numbers. */
const wave = Array.from({ length: 90 }, (_, day) => 1_000 + 60 * Math.sin(day / 5) - (day > 40 ? 90 : 0) + day);

test('each figure over the days of a curve refolds from equity and flows alone, in years of 365 and of 252 days', () => {
  for (const weekendsStale of [false, true]) {
    const observations = curve(wave, { 0: 50, 17: 400, 52: -300, 89: -20 }, weekendsStale);
    const { path } = observations;
    const days = path.days.map(({ day, equity, deposits, withdrawals }) => ({
      day,
      equity,
      depositsAtStart: deposits,
      withdrawalsAtEnd: withdrawals,
    }));
    const { measures } = equityDrawdown({ initialWealth: path.initialWealth, days, ...marketYear(path.days) });
    for (const id of equityCurveMeasures) {
      const outcome = measures[id as keyof typeof measures];
      if (outcome.status !== 'value') throw new Error(`${id} has no value`);
      const found = valueOf(drawdownNode(id as (typeof equityCurveMeasures)[number] & 'ulcer', observations));
      expect(Math.abs(found - outcome.value), id).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(outcome.value)));
    }
  }
});

test('a fall is told from its peak: the returns to the peak, and those from there down', () => {
  // 1,000 funded, 1,100 at the peak, 990 and 880 after it, 935 at the end.
  const observations = curve([1_100, 990, 880, 935]);
  const deepest = drawdownNode('maxDrawdown', observations);
  expect(deepest?.value).toBeCloseTo(0.2, 15);
  expect(deepest).toMatchObject({ formula: '(peak - grown(peak, return)) / peak' });
  expect(deepest?.children.map(({ symbol }) => symbol)).toEqual(['peak', 'return1', 'return2']);
  expect(deepest?.children[0]).toMatchObject({ formula: 'grown(start, return)' });
  expect(drawdownNode('currentDrawdown', observations)?.value).toBeCloseTo(0.15, 15);
  // At a new peak nothing is lost.
  expect(drawdownNode('currentDrawdown', curve([1_100, 1_200]))).toMatchObject({
    value: 0,
    formula: '(peak - peak) / peak',
  });
  // Never above what was funded: that is the peak.
  expect(drawdownNode('maxDrawdown', curve([900, 950]))?.children[0]).toMatchObject({
    symbol: 'peak',
    value: 1,
    formula: 'start',
  });
});

test('a deposit counts at the start of its day, a withdrawal at its end', () => {
  // (1,300 + 100) / (1,000 + 200): only flows that there were stand in the formula.
  const [both] =
    drawdownNode('timeWeightedReturn', {
      ...curve([1_300], {}),
      path: {
        initialWealth: 1_000,
        days: [{ day: 20_006, equity: 1_300, deposits: 200, withdrawals: 100, stale: false }],
      },
    })?.children ?? [];
  expect(both).toMatchObject({ formula: '(equity + withdrawals) / (before + deposits) - 1' });
  expect(both?.value).toBeCloseTo(1_400 / 1_200 - 1, 15);
  expect(both?.children.map(({ source }) => source === null)).toEqual([false, false, false, false]);
  const [plain] = drawdownNode('pain', curve([1_300]))?.children ?? [];
  expect(plain).toMatchObject({ formula: 'equity / before - 1', why: 'Then at its peak.' });
});

test('a flow of less than one unit is a flow, and says which way it went', () => {
  const small = curve([1_000, 1_000], { 0: 0.5, 1: -0.5 });
  const [into, out] = drawdownNode('timeWeightedReturn', small)?.children ?? [];
  expect(into?.formula).toBe('equity / (before + deposits) - 1');
  expect(into?.children.at(-1)?.label).toBe('Came in on 2024-10-10');
  expect(out?.formula).toBe('(equity + withdrawals) / before - 1');
  expect(out?.children.at(-1)?.label).toBe('Went out on 2024-10-11');
});

test('without a market on weekends these days are chained into Monday, the last ones into Friday', () => {
  // Thursday to the Sunday after next.
  const weeks = curve([1_000, 1_010, 1_009, 1_009, 1_020, 1_030, 1_020, 1_010, 1_000, 999, 998], {}, true);
  const volatility = drawdownNode('volatility', weeks);
  const returns = volatility?.children.filter(({ symbol }) => symbol.startsWith('return')) ?? [];
  expect(volatility?.children.find(({ symbol }) => symbol === 'days')?.value).toBe(7);
  expect(returns.map(({ formula, children }) => [formula, children.length])).toEqual([
    ['equity / before - 1', 2],
    ['equity / before - 1', 2],
    ['grown(1, return) - 1', 3],
    ['equity / before - 1', 2],
    ['equity / before - 1', 2],
    ['equity / before - 1', 2],
    ['grown(1, return) - 1', 3],
  ]);
  expect(returns[2]?.label).toBe('Return of 2024-10-12 and the 2 days after it, one of them with a market');
  expect(returns[6]?.value).toBeCloseTo(998 / 1_010 - 1, 15);
  // Up to a Saturday: one day alone is chained into Friday.
  const upToSaturday = drawdownNode('volatility', curve([1_000, 1_010, 1_005], {}, true))?.children ?? [];
  expect(upToSaturday.map(({ symbol, formula }) => [symbol, formula])).toEqual([
    ['days', null],
    ['periods', null],
    ['return1', 'equity / before - 1'],
    ['return2', 'grown(1, return) - 1'],
  ]);
});

test('the change of the day takes flows out; a day that is not over says so', () => {
  const observations = curve([1_000, 1_250], { 1: 200 });
  expect(dayChangeNode(observations)).toMatchObject({ value: 50 });
  expect(dayChangeNode(curve([900, 1_000, 1_250]))).toMatchObject({ value: 250 });
  expect(dayChangeNode(curve([1_000]))).toBeNull();
  const midnight = { ...observations, asOfMs: epochMs(20_008 * 86_400_000 - 1) };
  expect(dayChangeNode(midnight)?.children[0]?.label).toBe('Equity at the end of 2024-10-11');
  const noon = { ...observations, asOfMs: epochMs(20_007.5 * 86_400_000) };
  expect(dayChangeNode(noon)?.children[0]).toMatchObject({
    label: 'Equity on 2024-10-11 so far',
    asOf: '2024-10-11T12:00:00Z',
  });
});
