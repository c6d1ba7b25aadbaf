import { expect, test } from 'vitest';
import { calmarRatio, martinRatio, painRatio, sterlingRatio } from './drawdown-ratios.ts';

// 10 % a year, and wealth 0, 20, 10, 0 % below its peak.
const underwater = [0, 0.2, 0.1, 0];

test('10 % a year over a maximum of 20 %, a mean of 7.5 % and a root of the mean square of 11.18 %', () => {
  expect(calmarRatio(0.1, underwater)).toEqual({ status: 'value', value: 0.5 });
  expect(sterlingRatio(0.1, underwater, 0.1)).toMatchObject({ value: expect.closeTo(1 / 3, 14) });
  expect(painRatio(0.1, underwater)).toMatchObject({ value: expect.closeTo(0.1 / 0.075, 14) });
  expect(martinRatio(0.1, underwater)).toMatchObject({ value: expect.closeTo(0.1 / Math.sqrt(0.0125), 14) });
});

test('a losing year makes them negative; losing everything gives -1', () => {
  expect(calmarRatio(-1, [0, 1])).toEqual({ status: 'value', value: -1 });
});

test('no drawdown: not applicable, not infinite, but for Sterling, whose allowance remains', () => {
  for (const ratio of [calmarRatio, painRatio, martinRatio]) {
    expect(ratio(0.1, [0, 0])).toMatchObject({ status: 'not-applicable' });
    expect(ratio(0.1, [])).toMatchObject({ status: 'missing-data' });
  }
  expect(sterlingRatio(0.1, [0, 0], 0.1)).toEqual({ status: 'value', value: 1 });
});
