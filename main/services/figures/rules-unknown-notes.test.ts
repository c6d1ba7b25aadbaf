import { expect, test } from 'vitest';
import { account, balance, book, position, tiers } from '../../risk/fixtures/build-book.ts';
import { compileBook } from '../../risk/margin/compile-pools.ts';
import { rulesUnknownNotes } from './rules-unknown-notes.ts';

const held = position({ symbol: 'BTC/USDT:USDT', quantity: 1, entry: 100, mark: 100, tiers: tiers([0, 0.05, 0]) });

function notesOf(venue: string | null) {
  const isolated = { ...held, marginMode: 'isolated', isolatedMargin: 10 } as const;
  const one = account([held, isolated], [balance('USDT', 300)], { name: 'Mine', venue });
  return rulesUnknownNotes(compileBook(book([one])));
}

test('a venue that is not stated is asked for, once for all pools of the account', () => {
  expect(notesOf(null)).toEqual([
    {
      kind: 'assumed',
      text: 'How the venue of Mine liquidates is not known: everything is closed at once, without a fee.',
      mend: 'State the venue of Mine.',
      account: 'Mine',
    },
  ]);
});

test('a venue that is stated is not asked for again: since when its rules are known is said', () => {
  const [note] = notesOf('binance-usdm');
  expect(note?.text).toMatch(/^How Binance .*\(Mine\) liquidates is known from \d{4}-\d\d-\d\d on, not for this date/);
  expect(note?.mend).not.toContain('State');
});

test('of a venue without any rules that is said', () => {
  const [note] = notesOf('my-own-broker');
  expect(note?.text).toBe(
    'How my-own-broker (Mine) liquidates is not known: everything is closed at once, without a fee.',
  );
  expect(note?.mend).not.toContain('State');
});
