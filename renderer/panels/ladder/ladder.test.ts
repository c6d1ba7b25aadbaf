import { expect, test } from 'vitest';
import type { LadderView } from '../../../shared/contract/views.ts';
import { axisTicks } from '../../widgets/axis-ticks.ts';
import { firstToGo, laneSegments, lanesInOrder, rungKind, rungRatio, type Lane } from './lane-segments.ts';
import { firstRung, rungAfterKey, rungAt } from './rung.ts';

const shocks = [-0.4, -0.2, 0, 0.2];

/** Goes at −17 %: 100 of equity now, 500 more for each full rise, maintenance 15 everywhere. */
const long: Lane = {
  account: 'Perps',
  pool: 'cross',
  label: 'Perps',
  down: -0.17,
  up: null,
  state: 'safe',
  equity: [-100, 0, 100, 200],
  haircut: [0, 0, 0, 0],
  maintenance: [15, 15, 15, 15],
  states: ['bankrupt', 'liquidated', 'safe', 'safe'],
  notional: [300, 400, 500, 600],
  flags: [],
  reason: null,
  mend: null,
};
const tight: Lane = {
  ...long,
  label: 'Tight',
  down: null,
  up: 0.13,
  equity: [200, 150, 100, 20],
  haircut: [0, 0, 0, 0],
  maintenance: [50, 60, 65, 40],
  states: ['safe', 'safe', 'safe', 'liquidated'],
};
const unknown: Lane = {
  ...long,
  label: 'Unknown',
  down: null,
  up: null,
  state: 'unknown',
  equity: [null, null, null, null],
  haircut: [null, null, null, null],
  maintenance: [null, null, null, null],
  states: ['missing-data', 'missing-data', 'missing-data', 'missing-data'],
  reason: 'wallet not stated',
  mend: 'state it',
};

function view(lanes: readonly Lane[], bookEquity: (number | null)[] = [100, 150, 200, 220]): LadderView {
  return {
    axis: { asset: 'BTC', from: -0.4, to: 0.2, step: 0.2, beta: 1, mark: 50_000 },
    assets: ['BTC'],
    shocks,
    bookEquity,
    lanes: [...lanes],
    betas: [],
    notes: [],
  };
}

test('the hatched block begins at the exact shock, not at a rung', () => {
  expect(laneSegments(long, shocks)).toEqual([
    { from: -0.4, to: -0.17, kind: 'gone' },
    { from: -0.17, to: 0.2, kind: 'safe' },
  ]);
});

test('a lane in watch changes halfway between rungs and is gone beyond its shock', () => {
  const segments = laneSegments(tight, shocks);
  expect(segments.map(({ kind }) => kind)).toEqual(['safe', 'watch', 'gone']);
  expect(segments[0]?.to).toBeCloseTo(-0.1, 12);
  expect(segments[1]?.to).toBe(0.13);
});

test('what is not known is missing along the whole lane', () => {
  expect(laneSegments(unknown, shocks)).toEqual([{ from: -0.4, to: 0.2, kind: 'missing' }]);
});

test('lanes stand in the order in which they go', () => {
  expect(lanesInOrder([unknown, long, tight]).map(({ label }) => label)).toEqual(['Tight', 'Perps', 'Unknown']);
  expect(firstToGo([unknown, long, tight], 'down')?.lane.label).toBe('Perps');
  expect(firstToGo([unknown, long, tight], 'up')?.shock).toBe(0.13);
  expect(firstToGo([unknown], 'down')).toBeNull();
});

test('a rung says what is gone, what that closes, and how equity has changed', () => {
  const rung = rungAt(view([long, tight]), 1);
  expect(rung).toMatchObject({ shock: -0.2, price: 40_000, equity: 150, change: -50, goneCount: 1, closed: 400 });
  expect(rung.rows.map(({ kind }) => kind)).toEqual(['safe', 'gone']);
  expect(rung.rows[1]).toMatchObject({ equity: 0, change: -100, closed: 400, ratio: null });
});

test('a sum with a missing part is missing', () => {
  const rung = rungAt(view([long, unknown], [null, null, null, null]), 1);
  expect(rung).toMatchObject({ equity: null, change: null, closed: null });
});

test('the slider begins on the first rung at which something is gone', () => {
  expect(firstRung(view([long]))).toBe(1);
  expect(firstRung(view([tight]))).toBe(3);
  expect(firstRung(view([unknown]))).toBe(2);
  expect(firstRung(view([{ ...long, down: -0.6 }]))).toBe(2);
});

test('keys move by a rung, with Shift by five, to the ends and to now', () => {
  const many = Array.from({ length: 81 }, (_, index) => (index - 40) / 100);
  expect(rungAfterKey('ArrowLeft', false, 40, many)).toBe(39);
  expect(rungAfterKey('ArrowRight', true, 40, many)).toBe(45);
  expect(rungAfterKey('ArrowLeft', true, 2, many)).toBe(0);
  expect(rungAfterKey('Home', false, 40, many)).toBe(0);
  expect(rungAfterKey('End', false, 40, many)).toBe(80);
  expect(rungAfterKey('0', false, 3, many)).toBe(40);
  expect(rungAfterKey('x', false, 3, many)).toBeNull();
});

test('axis ticks are round and lie between the ends', () => {
  expect(axisTicks(92_000, 268_000, 4)).toEqual([100_000, 150_000, 200_000, 250_000]);
  expect(axisTicks(-30, 30, 3)).toEqual([-20, 0, 20]);
  expect(axisTicks(5, 5, 3)).toEqual([5]);
});

test('a rung is coloured by its margin ratio over the equity that counts', () => {
  // 65 over 100 is watch; over 80 that count it is danger; where nothing counts there is no ratio.
  expect(rungKind(tight, 2)).toBe('watch');
  const haircut = [0, 0, 20, 0];
  expect(rungRatio({ ...tight, haircut }, 2)).toBe(65 / 80);
  expect(rungKind({ ...tight, haircut }, 2)).toBe('danger');
  expect(rungRatio({ ...tight, haircut: [0, 0, 100, 0] }, 2)).toBeNull();
});
