import { expect, test } from 'vitest';
import type { EquityDay } from '../../../../shared/book/valued-book.ts';
import { parseScope, scopeText } from '../../../../shared/measures/scope.ts';
import { isoDateOfDay } from '../../../../shared/units/iso-day.ts';
import { epochMs } from '../../../../shared/units/unit.ts';
import { equityDrawdown } from '../../drawdown/equity-drawdown.ts';
import { marketYear } from '../../drawdown/market-year.ts';
import { episodeFigure, episodeScopes } from './episode-nodes.ts';
import { refolded } from '../explain.ts';
import type { ScopeCurve } from '../explain-input.ts';
import { finished } from '../nodes.ts';

/** From 2024-10-10 on, 1,000 funded before it; one equity a day, with the episodes that the engine finds. */
function curve(equities: readonly number[], scope = 'book'): ScopeCurve {
  const days = equities.map((equity, place): EquityDay => {
    return { day: 20_006 + place, equity, deposits: 0, withdrawals: 0, stale: false };
  });
  const found = equityDrawdown({
    initialWealth: 1_000,
    days: days.map(({ day, equity }) => ({ day, equity, depositsAtStart: 0, withdrawalsAtEnd: 0 })),
    ...marketYear(days),
  });
  if (found.kind !== 'fraction') throw new Error('no curve');
  const episodes = found.episodes.map((one) => ({
    ...one,
    start: isoDateOfDay(one.start),
    trough: isoDateOfDay(one.trough),
    end: one.end === null ? null : isoDateOfDay(one.end),
  }));
  const observations = { path: { initialWealth: 1_000, days }, base: 'USD', asOfMs: epochMs(30_000 * 86_400_000) };
  return { scope, measures: [], observations, episodes };
}

const ids = ['episodeDepth', 'episodeToTrough', 'episodeBack', 'episodeLength'] as const;

function figures(some: ScopeCurve, start: string) {
  return ids.map((id) => {
    const scope = { kind: 'episode', account: null, start } as const;
    const found = episodeFigure(id, scope, [some]);
    const tree = found?.draft == null ? null : finished(found.draft);
    if (found?.outcome.status !== 'value' || tree === null) throw new Error(`no ${id}`);
    expect(Math.abs(refolded(tree) - found.outcome.value), id).toBeLessThanOrEqual(1e-12);
    return found.outcome.value;
  });
}

test('the rows of the episode table follow from the returns of their days', () => {
  // Peak 1,100 on the 10th; down to 880 on the 12th, back on the 15th; then 5 % down from 1,200, still there.
  const some = curve([1_100, 990, 880, 935, 1_050, 1_100, 1_200, 1_140, 1_180]);
  const [depth, ...days] = figures(some, '2024-10-11');
  expect(depth).toBeCloseTo(0.2, 14);
  expect(days).toEqual([2, 3, 5]);
  const [open, ...openDays] = figures(some, '2024-10-17');
  expect(open).toBeCloseTo(0.05, 14);
  expect(openDays).toEqual([1, 1, 2]);
  expect(episodeScopes([some]).map(scopeText)).toEqual(['episode:book/2024-10-11', 'episode:book/2024-10-17']);
});

test('a fall from what was funded has the start as its peak; equal lows count from the first', () => {
  const some = curve([950, 900, 925, 900, 990]);
  expect(figures(some, '2024-10-10').slice(1)).toEqual([2, 3, 5]);
  const scope = { kind: 'episode', account: null, start: '2024-10-10' } as const;
  const tree = episodeFigure('episodeToTrough', scope, [some])?.draft;
  expect(tree?.children[0]).toMatchObject({ symbol: 'peak', formula: 'start', value: 1 });
  expect(tree?.formula).toBe('placeOfMax(below(peak, return))');
});

test('every episode of a long wave refolds, and its scope is written and read back', () => {
  const wave = curve(
    Array.from({ length: 200 }, (_, day) => 1_000 + 60 * Math.sin(day / 5) + 25 * Math.sin(day * 2.3) + day),
    'account:Binance main',
  );
  const scopes = episodeScopes([wave]);
  expect(scopes.length).toBeGreaterThan(10);
  for (const scope of scopes) {
    expect(parseScope(scopeText(scope))).toEqual(scope);
    for (const id of ids) {
      const found = episodeFigure(id, scope, [wave]);
      const tree = found?.draft == null ? null : finished(found.draft);
      if (found?.outcome.status !== 'value' || tree === null) throw new Error(`no ${id} of ${scopeText(scope)}`);
      expect(Math.abs(refolded(tree) - found.outcome.value)).toBeLessThanOrEqual(1e-12);
    }
  }
  expect(parseScope('episode:Binance main/2024-10-11')).toBeNull();
  expect(parseScope('episode:book/yesterday')).toBeNull();
  expect(episodeFigure('episodeDepth', { kind: 'episode', account: null, start: '2024-10-11' }, [wave])).toBeNull();
});
