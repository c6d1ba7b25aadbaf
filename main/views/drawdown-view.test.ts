import { expect, test } from 'vitest';
import { viewCalls } from '../../shared/contract/views.ts';
import { drawdownView } from './drawdown-view.ts';
import { walletGap } from './testing/small-figures.ts';
import { mainBook, smallBook } from './testing/small-risk-document.ts';

test('the curve of the book: equity, drawdown and flows a day, and the peak is the day before the first below it', () => {
  const { risk } = mainBook();
  const view = drawdownView(risk, 'book', ['book', 'account:Main'], risk.assumptions);
  expect(viewCalls['views.drawdown'].output.parse(view)).toEqual(view);
  expect(view).toMatchObject({
    days: ['2026-03-08', '2026-03-09', '2026-03-10'],
    equity: [10_500, 9975, 11_300],
    drawdown: [0, 0.05, 0.021867882],
    flow: [0, 0, 1000],
    reason: null,
    mend: null,
  });
  expect(view.episodes).toEqual([
    {
      rank: 1,
      peak: '2026-03-08',
      start: '2026-03-09',
      trough: '2026-03-09',
      end: null,
      depth: 0.05,
      length: 2,
      toTrough: 1,
    },
  ]);
  expect(view.notes).toEqual(risk.assumptions);
});

test('episodes are ranked by depth; one that begins on the first day fell from what was funded before it', () => {
  const { risk } = mainBook();
  const drawdown = risk.drawdown as NonNullable<typeof risk.drawdown>;
  const episode = { trough: '2026-03-08', end: '2026-03-09', length: 2, toTrough: 1 };
  const episodes = [
    { ...episode, start: '2026-03-08', depth: 0.02 },
    { ...episode, start: '2026-03-10', depth: 0.3 },
  ];
  const view = drawdownView({ ...risk, drawdown: { ...drawdown, episodes } }, 'book', ['book'], []);
  expect(view.episodes.map(({ rank, depth, peak }) => [rank, depth, peak])).toEqual([
    [1, 0.3, '2026-03-09'],
    [2, 0.02, '2026-03-08'],
  ]);
});

test('without a curve the view says why and what mends it', () => {
  const { risk } = smallBook();
  const view = drawdownView(risk, 'book', ['book'], []);
  expect(view).toMatchObject({ days: [], episodes: [], reason: walletGap.reason, mend: walletGap.mend });
  expect(view.measures.every(({ value }) => value === null)).toBe(true);
});

test('the curve of another scope is not shown under this one', () => {
  const { risk } = mainBook();
  const view = drawdownView(risk, 'account:Main', ['book', 'account:Main'], []);
  expect(view.days).toEqual([]);
  expect(view.reason).not.toBeNull();
});
