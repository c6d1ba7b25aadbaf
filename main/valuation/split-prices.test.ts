import { expect, test } from 'vitest';
import type { Decimal } from '../../shared/units/decimal.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { closesByAsset } from './close-series.ts';
import { at, close, instrumentOf, mark } from './fixtures/book.ts';
import { markAt, markBookOf, type Mark } from './mark-book.ts';
import type { PriceSplit } from './split-prices.ts';

// Four shares for one on the 10th: 400 before is 100 after.
const split: PriceSplit = {
  instrument: 'ACME',
  timeMs: at('2026-01-10T11:00:00Z'),
  from: '1' as Decimal,
  to: '4' as Decimal,
};
const priced = (marks: readonly Mark[], time: string, splits = [split]) => {
  const found = markAt(markBookOf(marks, splits), 'ACME', at(time));
  return found === null ? null : [found.price, found.stale];
};

test('a mark of before the split counts a quarter after it, and is called stale', () => {
  const before = mark('ACME', '400', '2026-01-10T10:00:00Z');
  expect(priced([before], '2026-01-10T10:30:00Z')).toEqual([400, false]);
  expect(priced([before], '2026-01-10T12:00:00Z')).toEqual([100, true]);
  expect(priced([before, mark('ACME', '101', '2026-01-10T12:00:00Z')], '2026-01-10T12:00:00Z')).toEqual([101, false]);
});

test('a history adjusted for the split is brought back to the shares of its days', () => {
  const adjusted = [
    close('ACME', '99', '2026-01-08'),
    close('ACME', '100', '2026-01-09'),
    close('ACME', '102', '2026-01-10'),
  ];
  expect(priced(adjusted, '2026-01-09T23:59:59.999Z')).toEqual([400, false]);
  expect(priced(adjusted, '2026-01-10T23:59:59.999Z')).toEqual([102, false]);
});

test('a history as it was traded is left as it is', () => {
  const raw = [close('ACME', '400', '2026-01-09'), close('ACME', '102', '2026-01-10')];
  expect(priced(raw, '2026-01-09T23:59:59.999Z')).toEqual([400, false]);
  expect(priced(raw, '2026-01-10T12:00:00Z')).toEqual([100, true]);
});

test('a history that ends before the split may be adjusted or not: after the split it says nothing', () => {
  const ended = [close('ACME', '100', '2026-01-09')];
  expect(priced(ended, '2026-01-09T23:59:59.999Z')).toEqual([100, false]);
  expect(priced(ended, '2026-01-11T00:00:00Z')).toBeNull();
});

test('two splits: each step tells for itself', () => {
  const second: PriceSplit = { ...split, timeMs: at('2026-01-12T11:00:00Z'), to: '2' as Decimal };
  const adjusted = [
    close('ACME', '50', '2026-01-09'),
    close('ACME', '51', '2026-01-11'),
    close('ACME', '50.5', '2026-01-13'),
  ];
  expect(priced(adjusted, '2026-01-09T23:59:59.999Z', [split, second])).toEqual([400, false]);
  expect(priced(adjusted, '2026-01-11T23:59:59.999Z', [split, second])).toEqual([102, false]);
});

test('a split is no return: sigma and beta see closes in the shares of today', () => {
  for (const before of ['400', '100']) {
    const marks = markBookOf([close('ACME', before, '2026-01-09'), close('ACME', '102', '2026-01-10')], [split]);
    const series = closesByAsset(marks, instrumentOf, epochMs(at('2026-01-12T00:00:00Z')));
    expect(series['ACME']?.closes).toEqual([100, 102]);
  }
});
