import { expect, test } from 'vitest';
import type { RiskState } from '../../../shared/contract/common.ts';
import { known, missing, notApplicable, type PriceOutcome } from '../../../shared/measures/outcome.ts';
import { poolState, worstState, type StateInputs } from './pool-state.ts';

// BOOK section 10: danger at a ratio of 80 % or under 1 sigma, watch at 50 % or under 3 sigma.
const thresholds = { dangerRatio: 0.8, watchRatio: 0.5, dangerSigma: 1, watchSigma: 3 };
const gap = missing('not known', 'Say it.');
const none: PriceOutcome = { status: 'none', reason: 'no price does it' };

function state(say: Partial<StateInputs>): RiskState {
  return poolState(
    { canBeLiquidated: true, equity: known(1_000), marginRatio: known(0.1), distances: [known(10)], ...say },
    thresholds,
  );
}

test('a pool without positions is safe whatever else is not known', () => {
  expect(state({ canBeLiquidated: false, equity: gap, marginRatio: gap })).toBe('safe');
});

test('the margin ratio counts from its threshold on', () => {
  expect(state({ marginRatio: known(0.49) })).toBe('safe');
  expect(state({ marginRatio: known(0.5) })).toBe('watch');
  expect(state({ marginRatio: known(0.79) })).toBe('watch');
  expect(state({ marginRatio: known(0.8) })).toBe('danger');
});

test('the nearest distance counts under its threshold', () => {
  expect(state({ distances: [known(3), known(50)] })).toBe('safe');
  expect(state({ distances: [known(2.9), known(50)] })).toBe('watch');
  expect(state({ distances: [known(50), known(1)] })).toBe('watch');
  expect(state({ distances: [known(50), known(0.9)] })).toBe('danger');
  expect(state({ distances: [none, none] })).toBe('safe');
});

test('equity of nothing or less is danger, the smallest equity is judged by its ratio', () => {
  const ratio = notApplicable('equity is zero or negative');
  expect(state({ equity: known(0), marginRatio: ratio })).toBe('danger');
  expect(state({ equity: known(-5), marginRatio: ratio })).toBe('danger');
  expect(state({ equity: known(0.5) })).toBe('safe');
});

test('already liquidatable is danger', () => {
  expect(state({ distances: [{ status: 'already-liquidatable', reason: 'gone' }] })).toBe('danger');
});

test('a missing input is never safe, but hides no danger', () => {
  expect(state({ marginRatio: gap })).toBe('unknown');
  expect(state({ equity: gap, marginRatio: gap, distances: [gap] })).toBe('unknown');
  expect(state({ distances: [known(10), gap] })).toBe('unknown');
  expect(state({ marginRatio: gap, distances: [known(0.5)] })).toBe('danger');
  expect(state({ marginRatio: known(0.9), distances: [gap] })).toBe('danger');
});

test('the worst of several: danger, then unknown, then watch', () => {
  expect(worstState(['safe', 'watch', 'unknown', 'danger'])).toBe('danger');
  expect(worstState(['safe', 'watch', 'unknown'])).toBe('unknown');
  expect(worstState(['safe', 'watch'])).toBe('watch');
  expect(worstState([])).toBe('safe');
});
