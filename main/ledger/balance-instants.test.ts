import { expect, test } from 'vitest';
import { scaledOne } from '../../shared/units/decimal.ts';
import {
  confirmBalance,
  moveBalance,
  moveByUnknown,
  newBalance,
  notePrinted,
  settlePrinted,
  stateBalance,
} from './balance.ts';
import { at } from './fixtures/events.ts';

const [first, second, third] = [at('2026-01-01T00:00:00Z'), at('2026-01-02T00:00:00Z'), at('2026-01-03T00:00:00Z')];

test('the smallest deposit begins a balance, one of nothing does not', () => {
  const some = newBalance('main', 'USDT');
  moveBalance(some, 1n, 'deposit', first);
  expect(some).toMatchObject({ known: true, knownSinceMs: first, amount: 1n });
  const none = newBalance('main', 'USDT');
  moveBalance(none, 0n, 'deposit', first);
  expect(none.known).toBe(false);
});

test('only the purchase of a coin is taken to start flat, not that of cash, and no other receipt of a coin', () => {
  const coin = newBalance('main', 'HYPE');
  moveBalance(coin, 5n, 'purchase', first);
  expect(coin).toMatchObject({ known: true, startsFlat: true });
  const cash = newBalance('main', 'USDC');
  moveBalance(cash, 5n, 'purchase', first);
  expect(cash.known).toBe(false);
  const interest = newBalance('main', 'HYPE');
  moveBalance(interest, 5n, 'other', first);
  expect(interest.known).toBe(false);
});

test('a coin lost to an incomplete history is not said to be oversold too', () => {
  const coin = newBalance('main', 'BTC');
  moveBalance(coin, 5n, 'purchase', first);
  moveByUnknown(coin, second);
  moveBalance(coin, -9n, 'trade', third);
  expect([...coin.flags]).toEqual(['derived-from-incomplete-history']);
});

test('a balance printed after an unknown profit of the same instant is no gap', () => {
  const wallet = newBalance('main', 'USDT');
  moveBalance(wallet, 100n, 'deposit', first);
  moveByUnknown(wallet, second);
  notePrinted(wallet, 130n, 0n);
  expect(settlePrinted(wallet, second)).toBe(null);
  expect(wallet).toMatchObject({ known: true, amount: 130n, confirmedMs: second });
  expect(wallet.flags.size).toBe(0);
});

test('rows of one instant in no order end where their sum does, counted from what was there before them', () => {
  // 100 before; an unknown profit, then +10 (prints 140) and +20 (prints 130): first came the 20, from 110 to 130.
  const wallet = newBalance('main', 'USDT');
  moveBalance(wallet, 100n, 'deposit', first);
  moveByUnknown(wallet, second);
  moveBalance(wallet, 10n, 'trade', second);
  notePrinted(wallet, 140n, 10n);
  moveBalance(wallet, 20n, 'trade', second);
  notePrinted(wallet, 130n, 20n);
  expect(settlePrinted(wallet, second)).toBe(null);
  expect(wallet.amount).toBe(140n);
});

test('a printed balance shows that a coin did not start flat: later sales may go through what was there', () => {
  // Bought 5 and 8 are printed: 3 were there before. A sale of 10 leaves a debt of 2, as margin accounts allow.
  const coin = newBalance('main', 'BTC');
  moveBalance(coin, 5n, 'purchase', first);
  notePrinted(coin, 8n, 5n);
  expect(settlePrinted(coin, first)).toMatchObject({ kind: 'opening', amount: 3n });
  moveBalance(coin, -10n, 'trade', second);
  expect(coin).toMatchObject({ known: true, amount: -2n });
  expect(coin.flags.size).toBe(0);
});

test('a statement and a printed balance of the same instant are held against each other', () => {
  const wallet = newBalance('main', 'USDT');
  expect(stateBalance(wallet, 100n, first)).toMatchObject({ kind: 'opening', amount: 100n });
  moveBalance(wallet, -1n, 'fee', first);
  notePrinted(wallet, 99n, -1n);
  expect(settlePrinted(wallet, first)).toBe(null);
  expect([...wallet.flags]).toEqual([]);
});

test('a statement proves a balance again that an unknown profit of the same instant took', () => {
  const wallet = newBalance('main', 'USDT');
  moveBalance(wallet, 100n, 'deposit', first);
  moveByUnknown(wallet, second);
  stateBalance(wallet, 50n, second);
  moveBalance(wallet, 1n, 'trade', second);
  notePrinted(wallet, 60n, 1n);
  expect(settlePrinted(wallet, second)).toMatchObject({ kind: 'difference', amount: 9n });
  expect([...wallet.flags]).toEqual(['balance-gap']);
});

test('a statement that differs by the last digit is a difference, one that agrees is none', () => {
  const wallet = newBalance('main', 'USDT');
  moveBalance(wallet, 100n, 'deposit', first);
  expect(stateBalance(wallet, 101n, second)).toMatchObject({ kind: 'difference', amount: 1n });
  expect([...wallet.flags]).toEqual(['balance-restated']);
  expect(stateBalance(wallet, 101n, third)).toBe(null);
});

test('a first printed balance reveals what was there before: nothing is no flow, the last digit is one', () => {
  const opened = (after: bigint) => {
    const wallet = newBalance('main', 'USDT');
    moveBalance(wallet, 5n, 'trade', first);
    notePrinted(wallet, after, 5n);
    return settlePrinted(wallet, first);
  };
  expect(opened(5n)).toBe(null);
  expect(opened(6n)).toMatchObject({ kind: 'opening', amount: 1n });
});

test('a printed balance within half a unit of its last digit is no gap, and the exact balance stays', () => {
  // Coins are printed to the eighth digit.
  const after = (paid: bigint) => {
    const coin = newBalance('main', 'BTC');
    moveBalance(coin, scaledOne, 'deposit', first);
    moveBalance(coin, -paid, 'fee', second);
    notePrinted(coin, scaledOne, -paid);
    return { flow: settlePrinted(coin, second), amount: coin.amount, flags: [...coin.flags] };
  };
  const half = 5_000_000_000n;
  expect(after(half)).toEqual({ flow: null, amount: scaledOne - half, flags: [] });
  expect(after(half + 1n)).toMatchObject({ flow: { kind: 'difference', amount: half + 1n }, amount: scaledOne });
});

test('a report that agrees shows that a coin did not start flat: later sales may go through it', () => {
  const coin = newBalance('main', 'BTC');
  moveBalance(coin, 5n, 'purchase', first);
  confirmBalance(coin, second);
  moveBalance(coin, -7n, 'trade', third);
  expect(coin).toMatchObject({ known: true, amount: -2n });
  expect(coin.flags.size).toBe(0);
});

test('rows after a statement of the same instant are counted from what it states', () => {
  // 50 are stated; then an unknown profit, + 20 (from 110 to 130) and + 10 (to 140), printed in the other order.
  const wallet = newBalance('main', 'USDT');
  moveBalance(wallet, 100n, 'deposit', first);
  moveBalance(wallet, -1n, 'fee', second);
  stateBalance(wallet, 50n, second);
  moveByUnknown(wallet, second);
  moveBalance(wallet, 10n, 'trade', second);
  notePrinted(wallet, 140n, 10n);
  moveBalance(wallet, 20n, 'trade', second);
  notePrinted(wallet, 130n, 20n);
  expect(settlePrinted(wallet, second)).toBe(null);
  expect(wallet.amount).toBe(140n);
});

test('a printed balance after an unknown profit is held to the rows again from the next instant on', () => {
  const wallet = newBalance('main', 'USDT');
  moveByUnknown(wallet, first);
  notePrinted(wallet, 130n, 0n);
  settlePrinted(wallet, first);
  moveBalance(wallet, 20n * scaledOne, 'trade', second);
  notePrinted(wallet, 25n * scaledOne, 20n * scaledOne);
  expect(settlePrinted(wallet, second)).toMatchObject({ kind: 'difference', amount: 5n * scaledOne - 130n });
});

test('a deposit after an unknown movement begins nothing', () => {
  const wallet = newBalance('main', 'USDT');
  moveByUnknown(wallet, first);
  moveBalance(wallet, 100n, 'deposit', second);
  expect(wallet.known).toBe(false);
});

test('a statement of an unknown balance is all of it, and one of a known balance leaves since when it is known', () => {
  const wallet = newBalance('main', 'USDT');
  moveBalance(wallet, -1n, 'trade', first);
  expect(stateBalance(wallet, 100n, second)).toMatchObject({ kind: 'opening', amount: 100n });
  expect(wallet.flags.size).toBe(0);
  stateBalance(wallet, 100n, third);
  expect(wallet).toMatchObject({ knownSinceMs: second, confirmedMs: third });
  expect(wallet.flags.size).toBe(0);
});

test('a coin that was stated may be sold beyond what was bought', () => {
  const coin = newBalance('main', 'BTC');
  moveBalance(coin, 5n, 'purchase', first);
  stateBalance(coin, 5n, second);
  expect(coin.flags.size).toBe(0);
  moveBalance(coin, -7n, 'trade', third);
  expect(coin).toMatchObject({ known: true, amount: -2n });
});
