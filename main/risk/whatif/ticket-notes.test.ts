import { expect, test } from 'vitest';
import { missing } from '../../../shared/measures/outcome.ts';
import { account, balance, book, position, tiers } from '../fixtures/build-book.ts';
import { close, trade } from '../fixtures/ticket-desk.ts';
import { ticketNotes } from './ticket-notes.ts';

const bitcoin = 'BTC/USDT:USDT';
const flat = tiers([0, 0.05, 0]);

/** An account with a position of which the isolated margin is stated, and a wallet. */
function bookWith(
  wallet: number | null,
  quantity = 1,
  isolatedMargin: number | null = null,
  leg: 'net' | 'long' = 'net',
) {
  const held = position({
    symbol: bitcoin,
    quantity,
    entry: 100,
    mark: 100,
    tiers: flat,
    more: { isolatedMargin, leg },
  });
  const amount = wallet === null ? missing('nobody says', 'say it') : { status: 'value', value: wallet };
  return book([
    account(quantity === 0 ? [] : [held], [{ ...balance('USDT', 0), amount } as ReturnType<typeof balance>]),
  ]);
}

const texts = (...[before, after, tickets]: Parameters<typeof ticketNotes>) =>
  ticketNotes(before, after, tickets).map(({ text }) => text);

test('a fee that nobody states is said for every trade and close, not for cash', () => {
  const same = bookWith(5);
  const topUp = { kind: 'top-up', account: 'one', asset: 'USDT', amount: 1 } as const;
  const tickets = [topUp, trade(bitcoin, 'buy', 1), close(bitcoin, 1), trade(bitcoin, 'buy', 1, { feeRate: 0 })];
  const none = `No fee is stated for the trade of ${bitcoin} in one: none is taken.`;
  expect(ticketNotes(same, same, tickets)).toEqual(
    [none, none].map((text) => ({ kind: 'assumed', text, mend: 'Name the fee rate of the venue.', account: 'one' })),
  );
});

test('a balance that becomes a debt by the ticket is said; what was owed before, and what is not known, is not', () => {
  expect(ticketNotes(bookWith(100), bookWith(-250.1 - 0.2), [])).toEqual([
    {
      kind: 'assumed',
      text: 'After the what-if one owes 250.3 USDT: its USDT does not cover it, and the venue would have to lend it.',
      mend: 'Pay in 250.3 USDT, or trade less.',
      account: 'one',
    },
  ]);
  expect(texts(bookWith(0), bookWith(-1), [])).toHaveLength(1);
  expect(texts(bookWith(null), bookWith(-1), [])).toHaveLength(1);
  expect(texts(bookWith(100), bookWith(0), [])).toEqual([]);
  expect(texts(bookWith(-1), bookWith(-2), [])).toEqual([]);
  expect(texts(bookWith(100), bookWith(null), [])).toEqual([]);
  // Another account's debt is none of this one.
  const other = book(bookWith(-1).accounts.map((one) => ({ ...one, name: 'two' })));
  expect(texts(other, bookWith(-1), [])).toHaveLength(1);
});

test('isolated margin that was stated: what the what-if takes it for, and that the statement stays', () => {
  expect(ticketNotes(bookWith(5, 1, 20), bookWith(5, 2, 30), [])).toEqual([
    {
      kind: 'assumed',
      text: `The isolated margin of ${bitcoin} in one that you stated (20 USDT) is taken as 30 USDT, as it grows and shrinks with the size. What you stated stays as it was.`,
      mend: `State the isolated margin of ${bitcoin} anew once you have traded.`,
      account: 'one',
    },
  ]);
  expect(texts(bookWith(5, 1, 20), bookWith(5, 2), [])).toEqual([
    `The isolated margin of ${bitcoin} in one that you stated (20 USDT) no longer holds, and no leverage says by how much it grows. What you stated stays as it was.`,
  ]);
  expect(texts(bookWith(5, 1, 20), bookWith(5, 1, 20), [])).toEqual([]);
  expect(texts(bookWith(5), bookWith(5, 2), [])).toEqual([]);
  expect(texts(bookWith(5, 1, 20), bookWith(5, 0), [])).toEqual([]);
  expect(texts(bookWith(5, 1, 20, 'long'), bookWith(5, 2, 30), [])).toEqual([]);
  expect(texts(book([]), bookWith(5, 2, 30), [])).toEqual([]);
  const ether = position({
    symbol: 'ETH/USDT:USDT',
    quantity: 1,
    entry: 1,
    mark: 1,
    tiers: flat,
    more: { isolatedMargin: 9 },
  });
  expect(texts(book([account([ether], [])]), bookWith(5, 2, 30), [])).toEqual([]);
});
