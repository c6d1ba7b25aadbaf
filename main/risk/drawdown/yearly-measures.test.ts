import { expect, test } from 'vitest';
import { equityDrawdown, type DrawdownMeasures } from './equity-drawdown.ts';

const none: ReadonlySet<number> = new Set();

/** The measures of 100 that earn the returns, a day each. */
function measuresOf(returns: readonly number[], periodsPerYear: number, closedDays = none): DrawdownMeasures {
  let equity = 100;
  const days = returns.map((one, day) => ({
    day,
    equity: (equity *= 1 + one),
    depositsAtStart: 0,
    withdrawalsAtEnd: 0,
  }));
  return equityDrawdown({ initialWealth: 100, days, periodsPerYear, closedDays }).measures;
}

const repeated = (times: number, ...returns: readonly number[]): readonly number[] =>
  Array.from({ length: times }, () => returns).flat();

test('thirty days of +2 % and -1 % by turns: volatility, Sharpe and Sortino of 365 days', () => {
  const { volatility, sharpe, sortino, calmar } = measuresOf(repeated(15, 0.02, -0.01), 365);
  // Mean 0.5 %; every day lies 1.5 % from it; half the days lose 1 %.
  const deviation = 0.015 * Math.sqrt(30 / 29);
  expect(volatility).toMatchObject({ value: expect.closeTo(deviation * Math.sqrt(365), 10) });
  expect(sharpe).toMatchObject({ value: expect.closeTo((0.005 / deviation) * Math.sqrt(365), 8) });
  expect(sortino).toMatchObject({ value: expect.closeTo((0.005 / Math.sqrt(0.00005)) * Math.sqrt(365), 8) });
  expect(calmar).toMatchObject({ value: expect.closeTo(((1.02 * 0.99) ** (365 / 2) - 1) / 0.01, 6) });
});

test('a day less is missing, each by its name', () => {
  const measures = measuresOf(repeated(29, 0.01), 365);
  for (const [id, name] of Object.entries({
    calmar: 'Calmar',
    volatility: 'Volatility',
    sharpe: 'Sharpe',
    sortino: 'Sortino',
  }))
    expect(measures[id as keyof DrawdownMeasures]).toMatchObject({
      status: 'missing-data',
      reason: `${name} needs 30 observations, there are 29.`,
    });
  expect(measuresOf([0.01], 365).sharpe).toMatchObject({ reason: expect.stringContaining('there is 1.') });
});

test('thirty days of one return: volatility 0, no ratio', () => {
  const { volatility, sharpe, sortino, calmar } = measuresOf(repeated(30, 0.01), 365);
  expect(volatility).toMatchObject({ status: 'value', value: expect.closeTo(0, 12) });
  for (const ratio of [sharpe, sortino, calmar]) expect(ratio).toMatchObject({ status: 'not-applicable' });
});

test('closed weekends change no yearly figure: six weeks of stocks are thirty days of 252', () => {
  const week = [0.02, -0.01, 0.02, -0.01, 0.005];
  const weekends = new Set(repeated(6, 5, 6).map((day, index) => day + 7 * Math.floor(index / 2)));
  const calendar = measuresOf(repeated(6, ...week, 0, 0), 252, weekends);
  const exchange = measuresOf(repeated(6, ...week), 252);
  for (const id of ['calmar', 'volatility', 'sharpe', 'sortino'] as const) {
    const [one, other] = [calendar[id], exchange[id]];
    expect(one.status === 'value' && other.status === 'value' ? one.value / other.value : 0).toBeCloseTo(1, 10);
  }
  // The bars of the underwater series stay one a day.
  expect(calendar.pain).not.toEqual(exchange.pain);
});
