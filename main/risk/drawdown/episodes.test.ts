import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { byDepth, drawdownEpisodes } from './episodes.ts';

const underwaters = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 0.99, noNaN: true })), {
  maxLength: 60,
});

test('one closed and one open stay below the peak', () => {
  // Bars:                               0  1    2    3    4  5    6
  const episodes = drawdownEpisodes([0, 0.1, 0.3, 0.2, 0, 0.5, 0.4], 'to-last-bar');
  expect(episodes).toEqual([
    { start: 1, trough: 2, end: 4, depth: 0.3, length: 4, toTrough: 2, recovery: 2 },
    { start: 5, trough: 5, end: null, depth: 0.5, length: 2, toTrough: 1, recovery: null },
  ]);
  expect(byDepth(episodes).map(({ start }) => start)).toEqual([5, 1]);
});

test('an open episode may count the coming bar as its earliest recovery', () => {
  expect(drawdownEpisodes([0.2, 0.1], 'to-earliest-recovery')).toEqual([
    { start: 0, trough: 0, end: null, depth: 0.2, length: 3, toTrough: 1, recovery: null },
  ]);
});

test('of two equal troughs the first counts, of two equal depths the earlier comes first', () => {
  const episodes = drawdownEpisodes([0.2, 0.2, 0, 0.2, 0], 'to-last-bar');
  expect(episodes[0]?.trough).toBe(0);
  expect(byDepth(episodes).map(({ start }) => start)).toEqual([0, 3]);
});

test('no loss, no episode', () => {
  expect(drawdownEpisodes([0, 0, 0], 'to-last-bar')).toEqual([]);
  expect(drawdownEpisodes([], 'to-last-bar')).toEqual([]);
});

test('law: the episodes cover exactly the bars below the peak; only the last may be open', () => {
  fc.assert(
    fc.property(underwaters, (underwater) => {
      const episodes = drawdownEpisodes(underwater, 'to-last-bar');
      const covered = episodes.flatMap(({ start, end, length }) =>
        Array.from({ length: end === null ? length : length - 1 }, (_, step) => start + step),
      );
      expect(covered).toEqual(underwater.flatMap((drawdown, bar) => (drawdown > 0 ? [bar] : [])));
      episodes.slice(0, -1).forEach(({ end }) => expect(end).not.toBeNull());
      for (const { depth, trough, toTrough, recovery, length, end } of episodes) {
        expect(depth).toBe(underwater[trough]);
        if (end !== null) expect(toTrough + (recovery ?? Number.NaN)).toBe(length);
      }
    }),
  );
});
