import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { equityDrawdown, type EquityDrawdown } from './equity-drawdown.ts';
import type { EquityDay } from './flow-adjusted-returns.ts';

/** Days from 19000 on: equity, then deposits at the start and withdrawals at the end. */
function days(...rows: readonly (readonly [number, number?, number?])[]): readonly EquityDay[] {
  return rows.map(([equity, depositsAtStart = 0, withdrawalsAtEnd = 0], index) => ({
    day: 19_000 + index,
    equity,
    depositsAtStart,
    withdrawalsAtEnd,
  }));
}

function curve(initialWealth: number, rows: readonly EquityDay[]): EquityDrawdown {
  return equityDrawdown({ initialWealth, days: rows, periodsPerYear: 365, closedDays: new Set() });
}

function fractions(drawdown: EquityDrawdown): Extract<EquityDrawdown, { kind: 'fraction' }> {
  if (drawdown.kind !== 'fraction') throw new Error(`expected fractions, found ${drawdown.kind}`);
  return drawdown;
}

test('won, lost, recovered: the curve, its maximum and its episode, with days as they are', () => {
  const drawdown = fractions(curve(1000, days([1100], [990], [880], [1100], [1210])));
  expect(drawdown.days.map(({ index }) => Number(index.toFixed(12)))).toEqual([1.1, 0.99, 0.88, 1.1, 1.21]);
  expect(drawdown.days.map((one) => Number(one.drawdown.toFixed(12)))).toEqual([0, 0.1, 0.2, 0, 0]);
  expect(drawdown.maximum).toMatchObject({ peak: 19_000, trough: 19_002 });
  expect(drawdown.episodes).toMatchObject([
    { start: 19_001, trough: 19_002, end: 19_003, length: 3, toTrough: 2, recovery: 1 },
  ]);
  expect(drawdown.measures.currentDrawdown).toEqual({ status: 'value', value: 0 });
  expect(drawdown.measures.calmar).toMatchObject({ status: 'missing-data' });
});

test('what was funded before the first position is the first peak: a losing first day is a drawdown from it', () => {
  const drawdown = fractions(curve(1000, days([900], [950])));
  expect(drawdown.maximum).toMatchObject({ peak: 'initial-wealth', trough: 19_000 });
  expect(drawdown.maximum.depth).toBeCloseTo(0.1, 14);
  expect(drawdown.episodes).toMatchObject([{ start: 19_000, end: null, length: 2, recovery: null }]);
});

test('a deposit is no gain and a withdrawal no loss', () => {
  // 1000, then 500 come in at the start of a quiet day, then 10 % are won and 650 go out at the end of that day.
  const drawdown = fractions(curve(1000, days([1000], [1500, 500], [1000, 0, 650], [900])));
  expect(drawdown.days.map(({ index }) => Number(index.toFixed(12)))).toEqual([1, 1, 1.1, 0.99]);
  expect(drawdown.days.map(({ flow }) => flow)).toEqual([0, 500, -650, 0]);
  expect(drawdown.measures.timeWeightedReturn).toMatchObject({ status: 'value' });
  expect(
    drawdown.measures.timeWeightedReturn.status === 'value' && drawdown.measures.timeWeightedReturn.value,
  ).toBeCloseTo(-0.01, 12);
  expect(drawdown.money.days.map(({ cumulativeProfit }) => cumulativeProfit)).toEqual([0, 0, 150, 50]);
  expect(drawdown.money.current).toBe(100);
});

test('a wipe-out ends the fractions; what was lost in money stays told', () => {
  const drawdown = curve(1000, days([1200], [-50], [400, 500]));
  expect(drawdown).toMatchObject({ kind: 'money-only', stopped: { cause: 'equity-not-positive', day: 19_001 } });
  expect(drawdown.measures.maxDrawdown).toMatchObject({ status: 'not-applicable' });
  expect(drawdown.kind === 'money-only' && drawdown.money.maximum).toEqual({
    depth: 1300,
    peak: 19_000,
    trough: 19_002,
  });
  expect(drawdown.kind === 'money-only' && drawdown.money.current).toBe(1300);
});

test('equity of exactly 0 ends them too', () => {
  expect(curve(1000, days([0]))).toMatchObject({
    kind: 'money-only',
    stopped: { cause: 'equity-not-positive', day: 19_000 },
  });
});

test('without known funding there are no fractions, and it says how to mend that', () => {
  const drawdown = curve(0, days([50], [60]));
  expect(drawdown).toMatchObject({ kind: 'money-only', stopped: { cause: 'no-initial-wealth', day: 19_000 } });
  expect(drawdown.measures.ulcer).toMatchObject({
    status: 'missing-data',
    mend: expect.stringContaining('opening balance'),
  });
});

test('no day with a position: nothing is told, and nothing is 0', () => {
  expect(curve(1000, [])).toMatchObject({
    kind: 'no-observations',
    measures: { maxDrawdown: { status: 'missing-data' } },
  });
});

test('rows that contradict themselves throw', () => {
  expect(() => curve(1000, [...days([1]), ...days([1])])).toThrow(RangeError);
  expect(() => curve(1000, days([1, -5]))).toThrow(RangeError);
  expect(() => curve(1000, days([Number.NaN]))).toThrow(RangeError);
  expect(() => curve(Number.POSITIVE_INFINITY, [])).toThrow(RangeError);
});

const amount = fc.double({ min: 100, max: 10_000, noNaN: true });

test('law: flows never touch the index. The same daily performance on any flows gives the same drawdowns', () => {
  const steps = fc.array(
    fc.record({
      performance: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
      deposit: amount,
      withdrawn: fc.double({ min: 0, max: 0.9, noNaN: true }),
    }),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(amount, steps, (initial, path) => {
      let quiet = initial;
      let busy = initial;
      const quietDays: EquityDay[] = [];
      const busyDays: EquityDay[] = [];
      path.forEach(({ performance, deposit, withdrawn }, index) => {
        quiet *= 1 + performance;
        const value = (busy + deposit) * (1 + performance);
        busy = value * (1 - withdrawn);
        quietDays.push({ day: index, equity: quiet, depositsAtStart: 0, withdrawalsAtEnd: 0 });
        busyDays.push({ day: index, equity: busy, depositsAtStart: deposit, withdrawalsAtEnd: value - busy });
      });
      const one = fractions(curve(initial, quietDays));
      const other = fractions(curve(initial, busyDays));
      one.days.forEach((day, bar) => expect(other.days[bar]?.drawdown).toBeCloseTo(day.drawdown, 9));
    }),
  );
});

test('law: money won over all days is final equity plus what went out, less what came in', () => {
  fc.assert(
    fc.property(
      amount,
      fc.array(fc.tuple(amount, amount, amount), { minLength: 1, maxLength: 30 }),
      (initial, rows) => {
        const drawdown = fractions(curve(initial, days(...rows)));
        const flows = rows.reduce((total, [, deposit, withdrawal]) => total + deposit - withdrawal, 0);
        expect(drawdown.money.days.at(-1)?.cumulativeProfit).toBeCloseTo(
          (rows.at(-1)?.[0] as number) - initial - flows,
          6,
        );
      },
    ),
  );
});
