import { expect, test } from 'vitest';
import { assess } from '../../risk/assessment/assess.ts';
import { defaultAxis, defaultThresholds } from '../../risk/assessment/assessment.ts';
import { mainBook, smallBook } from './small-risk-document.ts';

const options = {
  axis: { ...defaultAxis, asset: 'BTC', from: -0.1, to: 0.1, step: 0.1 },
  thresholds: defaultThresholds,
};

/** What the engine cannot find in these books: they have no closes, and the drawdown is made elsewhere. */
const elsewhere: ReadonlySet<string> = new Set([
  'distanceSigma',
  'currentDrawdown',
  'maxDrawdown',
  'ulcer',
  'pain',
  'cdar95',
  'calmar',
]);

test('the engine finds the figures that were worked by hand, and the same ones missing', () => {
  for (const { risk, book } of [mainBook(), smallBook()]) {
    const found = new Map(assess(book, options).measures.map((result) => [`${result.id} ${result.scope}`, result]));
    const checked = risk.measures.filter(({ id }) => !elsewhere.has(id));
    expect(checked.length).toBeGreaterThan(30);
    for (const { id, scope, status, value } of checked) {
      const engine = found.get(`${id} ${scope}`);
      expect(engine?.status, `${id} ${scope}`).toBe(status);
      if (value !== null)
        expect((engine?.value ?? NaN) / (value || 1), `${id} ${scope}`).toBeCloseTo(value === 0 ? 0 : 1, 6);
    }
  }
});

test('the engine finds the order in which pools go, and the equity of the book at each rung', () => {
  const { risk, book } = mainBook();
  const ladder = assess(book, options).ladder;
  expect(ladder?.order.down.map(({ pool }) => pool)).toEqual(risk.ladder?.order.down.map(({ pool }) => pool));
  expect(ladder?.order.up).toEqual([]);
  expect([...(ladder?.bookEquity ?? [])].map(Math.round)).toEqual([6750, 11_300, 15_850]);
});
