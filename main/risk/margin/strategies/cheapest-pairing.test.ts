import { expect, test } from 'vitest';
import { cheapestPairing, leftAlone, type Candidate } from './cheapest-pairing.ts';

/** Two holdings taken together, one unit of each unless said otherwise. */
function pair(a: number, b: number, saved: number, units: readonly [number, number] = [1, 1]): Candidate {
  return { units: Array.from({ length: 24 }, (_, at) => (at === a ? units[0] : at === b ? units[1] : 0)), saved };
}

/** So many units of the first holdings, the rest of the 24 empty. */
function held(...units: readonly number[]): readonly number[] {
  return Array.from({ length: 24 }, (_, at) => units[at] ?? 0);
}

const ones = (count: number): readonly number[] => held(...Array.from({ length: count }, () => 1));
const oneBlock = ones(0);

function taken(counts: readonly number[], candidates: readonly Candidate[], blocks: readonly unknown[] = oneBlock) {
  return candidates.map((one) => cheapestPairing(counts, blocks, candidates).get(one) ?? 0);
}

// Taking the greatest saving first leaves the others without a partner: 10 instead of 9 and 9.
const greedy = [pair(0, 1, 10), pair(0, 2, 9), pair(1, 3, 9)];

test('the best of all ways of sixteen holdings; of seventeen the greatest saving comes first', () => {
  expect(taken(ones(16), greedy)).toEqual([0, 1, 1]);
  expect(taken(ones(17), greedy)).toEqual([1, 0, 0]);
});

test('three hundred of each are three hundred times one of each', () => {
  expect(taken(held(300, 300, 300, 300), greedy)).toEqual([0, 300, 300]);
  expect(taken(held(301, 300, 300, 300), greedy)).toEqual([300, 1, 0]);
});

test('of a large book what is of one block goes together first, where that saves more', () => {
  const blocks = ['near', 'far', 'near', 'far', 'near', 'far', ...Array.from({ length: 18 }, () => 'later')];
  const across = pair(4, 5, 5);
  expect(taken(ones(17), [...greedy, across], blocks)).toEqual([0, 1, 1, 1]);
  const asMuch = [pair(0, 1, 18), ...greedy.slice(1)];
  expect(taken(ones(17), asMuch, blocks)).toEqual([1, 0, 0]);
  // Twice 10 against 9 and 9.
  const twice = [pair(0, 1, 10), pair(0, 2, 9, [2, 1]), pair(1, 3, 9, [2, 1])];
  expect(taken([2, 2, ...ones(17).slice(2)], twice, blocks)).toEqual([2, 0, 0]);
});

test('of two ways that save as much the first stands, whatever the order of what is left', () => {
  const either = [pair(0, 1, 5), pair(2, 3, 5), pair(0, 2, 5), pair(1, 3, 5)];
  expect(taken(ones(4), either)).toEqual([1, 1, 0, 0]);
  expect(taken(ones(4), either.toReversed())).toEqual([1, 1, 0, 0]);
});

test('what no candidate takes is left alone', () => {
  const [one] = greedy as [Candidate];
  expect(leftAlone(held(3, 2, 1), cheapestPairing(held(3, 2, 1), oneBlock, [one]))).toEqual(held(1, 0, 1));
});
