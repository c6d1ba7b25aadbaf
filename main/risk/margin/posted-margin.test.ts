import { expect, test } from 'vitest';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, missing } from '../../../shared/measures/outcome.ts';
import { position, tiers } from '../fixtures/build-book.ts';
import { postedMargin } from './posted-margin.ts';

function isolated(symbol: string, quantity: number, entry: number, more: Partial<ValuedPosition>): ValuedPosition {
  return position({
    symbol,
    quantity,
    entry,
    mark: entry * 1.1,
    tiers: tiers([0, 0.01, 0]),
    more: { marginMode: 'isolated', leverage: 4, ...more },
  });
}

test('margin not stated is the entry notional over the leverage, and says that it is assumed', () => {
  // 3 contracts of 10 at 20 are 600, over 4; a short posts as much. In coin: 3 x 10 / 20 = 1.5, over 4.
  const linear = { multiplier: 10 };
  expect(postedMargin(isolated('SOL/USDT:USDT', 3, 20, linear))).toEqual(known({ amount: 150, origin: 'assumed' }));
  expect(postedMargin(isolated('SOL/USDT:USDT', -3, 20, linear))).toEqual(known({ amount: 150, origin: 'assumed' }));
  expect(postedMargin(isolated('SOL/USD:SOL', 3, 20, linear))).toEqual(known({ amount: 0.375, origin: 'assumed' }));
});

test('what is stated counts, also for an incomplete history; without it that is missing', () => {
  const incomplete = missing('history', 'State the position.');
  const stated = { isolatedMargin: 70, incomplete };
  expect(postedMargin(isolated('SOL/USDT:USDT', 3, 20, stated))).toEqual(known({ amount: 70, origin: 'stated' }));
  expect(postedMargin(isolated('SOL/USDT:USDT', 3, 20, { incomplete }))).toEqual(incomplete);
  expect(postedMargin(isolated('SOL/USDT:USDT', 3, 20, { leverage: null }))).toMatchObject({ status: 'missing-data' });
});
