import { expect, test } from 'vitest';
import { isFill } from '../../shared/book/event.ts';
import { dayMs, epochMs } from '../../shared/units/unit.ts';
import { demoBook, demoSeed } from './demo-book.ts';
import { demoAccounts } from './demo-positions.ts';

const asOfMs = epochMs(Date.UTC(2026, 10, 22, 12));

test('the demo book holds forty positions on four venues over four hundred days', () => {
  const book = demoBook(demoSeed, asOfMs);
  const held = new Map<string, number>();
  for (const { account, event } of book.events) {
    if (!isFill(event)) continue;
    const key = `${account} ${event.instrument}`;
    const before = held.get(key) ?? 0;
    held.set(key, before + (event.side === 'buy' ? 1 : -1) * Number(event.quantity));
  }
  const open = [...held.values()].filter((quantity) => Math.abs(quantity) > 1e-9);
  expect(open).toHaveLength(40);
  expect(new Set(demoAccounts.map((account) => account.settings.venue)).size).toBe(4);
  const first = book.events[0]?.event.timeMs;
  expect(first).toBeDefined();
  expect(Math.round((asOfMs - (first as number)) / dayMs)).toBe(399);
});

test('each position ends at the size that its table states', () => {
  const book = demoBook(demoSeed, asOfMs);
  for (const account of demoAccounts) {
    for (const position of account.positions) {
      const fills = book.events.filter(
        ({ account: name, event }) =>
          name === account.settings.name && isFill(event) && event.instrument === position.instrument,
      );
      const sum = fills.reduce(
        (total, { event }) => total + (isFill(event) ? (event.side === 'buy' ? 1 : -1) * Number(event.quantity) : 0),
        0,
      );
      expect(sum).toBeCloseTo(position.quantity, 6);
    }
  }
});

test('the same seed gives the same book, another seed another one, and time only moves it', () => {
  expect(demoBook(demoSeed, asOfMs)).toEqual(demoBook(demoSeed, asOfMs));
  expect(demoBook(demoSeed + 1, asOfMs)).not.toEqual(demoBook(demoSeed, asOfMs));
  const later = demoBook(demoSeed, epochMs(asOfMs + 30 * dayMs));
  expect(later.events.map(({ event }) => event.timeMs - 30 * dayMs)).toEqual(
    demoBook(demoSeed, asOfMs).events.map(({ event }) => event.timeMs),
  );
});

test('every account is funded before its first trade, so its balances are known', () => {
  const book = demoBook(demoSeed, asOfMs);
  for (const account of demoAccounts) {
    const own = book.events.filter((entry) => entry.account === account.settings.name);
    expect(own[0]?.event.kind).toBe('deposit');
  }
});
