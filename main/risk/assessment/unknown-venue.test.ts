import { expect, test } from 'vitest';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import type { ValuedBook } from '../../../shared/book/valued-book.ts';
import { assess } from './assess.ts';

const about = (
  'equity effectiveLeverage initialMargin maintenanceMargin marginRatio freeMargin buffer ' +
  'liquidationPrice.lower liquidationPrice.upper bankruptcyPrice distanceFraction nearestShock'
).split(' ');

function flagged(venue: string | null): readonly (readonly [string, boolean])[] {
  const held = position({ symbol: 'BTC/USDT:USDT', quantity: 1, entry: 100, mark: 100, tiers: tiers([0, 0.05, 0]) });
  const accounts = [account([held], [balance('USDT', 50)], { venue })];
  const book: ValuedBook = { asOfMs, base: 'USD', accounts, closes: {}, assumptions: [] };
  return assess(book)
    .measures.filter(({ id }) => about.includes(id))
    .map(({ id, scope, flags }) => [`${id} ${scope}`, flags.includes('venue-rules-unknown')]);
}

test('without a venue, or at one that Ballast does not know, every figure of margin says so at every scope', () => {
  for (const venue of [null, 'a shop of its own']) {
    const found = flagged(venue);
    // Seven of the book, the account and the pool, the nearest shock, and six of the position.
    expect(found).toHaveLength(3 * 7 + 1 + 6);
    expect(found.filter(([, says]) => !says)).toEqual([]);
  }
  expect(flagged('bybit').filter(([, says]) => says)).toEqual([]);
});
