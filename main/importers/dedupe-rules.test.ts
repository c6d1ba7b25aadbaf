import { expect, test } from 'vitest';
import type { LedgerEvent } from '../../shared/book/event.ts';
import { contentKeyOf } from './dedupe-key.ts';

// BOOK section 4: what has no id is known by its content.

test('two legs stated at one instant are two openings; two assets are two wallets', () => {
  const said = (event: object): string => contentKeyOf(event as LedgerEvent);
  const opening = { kind: 'opening-position', timeMs: 1_000, instrument: 'BTC/USDT:USDT', quantity: '1' };
  expect(said({ ...opening, positionSide: 'long' })).toBe('opening-position=1000|BTC/USDT:USDT|long');
  expect(said({ ...opening, positionSide: 'short' })).toBe('opening-position=1000|BTC/USDT:USDT|short');
  expect(said({ kind: 'opening-balance', timeMs: 1_000, asset: 'USDT' })).toBe('opening-balance=1000|USDT');
});

test('a broker that states two balances of one asset at one instant has stated both', () => {
  const said = (amount: string): string =>
    contentKeyOf({ kind: 'reported-balance', timeMs: 1_000, asset: 'USD', amount } as LedgerEvent);
  expect(said('250.5')).toBe('reported-balance=1000|USD|250.5');
  expect(said('0')).not.toBe(said('250.5'));
});
