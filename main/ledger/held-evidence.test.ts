import { expect, test } from 'vitest';
import { booked, cash, decimal, fill, only, opening, perpetual, settings } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';
import { createLedger } from './ledger.ts';
import type { LedgerEvent } from '../../shared/book/event.ts';
import type { PositionMode } from '../../shared/book/account.ts';

/** BOOK section 2: a position column is a sign of what is missing. */
const paidOn = (time: string, held: string) =>
  cash(time, 'funding', '-0.1', 'USDT', { instrument: perpetual, positionHeld: decimal(held) });

const read = (events: readonly LedgerEvent[], mode: PositionMode = 'one-way') =>
  foldEvents(booked(events), settings({}, mode));

test('funding on more than the fills add up to: fills are missing', () => {
  const position = only(
    read([
      fill('2026-05-20T10:36:08Z', 'sell', '0.2', '3000'),
      paidOn('2026-05-20T11:00:00Z', '-0.2'),
      paidOn('2026-05-20T12:00:00Z', '-1.1'),
    ]),
  );
  expect(position.status).toBe('history-incomplete');
  expect(position.incomplete?.reason).toContain('funding of 2026-05-20T12:00:00Z was on a position of -1.1');
  expect(position.incomplete?.reason).toContain('add up to -0.2');
  expect(position.funding).toBe('-0.2');
});

test('after it nothing that is traded makes the position certain again; a statement does', () => {
  const events = [
    fill('2026-05-20T10:00:00Z', 'buy', '1', '3000'),
    paidOn('2026-05-20T11:00:00Z', '3'),
    fill('2026-05-21T10:00:00Z', 'buy', '2', '3000'),
  ];
  expect(only(read(events)).status).toBe('history-incomplete');
  expect(only(read([...events, opening('2026-05-22T00:00:00Z', '5', '3000')]))).toMatchObject({
    status: 'open',
    quantity: '5',
  });
});

test('a position that funding was paid on before the first fill is not in the book', () => {
  const early = [paidOn('2026-05-20T02:00:00Z', '-1'), fill('2026-05-20T10:00:00Z', 'sell', '0.2', '3000')];
  expect(only(read(early)).status).toBe('history-incomplete');
  const stated = [paidOn('2026-05-20T02:00:00Z', '-1'), opening('2026-05-20T03:00:00Z', '-1', '3000')];
  expect(only(read(stated))).toMatchObject({ status: 'open', quantity: '-1' });
});

test('funding counts the fills of its own moment or does not: both are true', () => {
  const moment = [
    fill('2026-05-20T11:59:59Z', 'buy', '1', '3000'),
    fill('2026-05-20T12:00:00Z', 'buy', '2', '3000'),
  ] as const;
  for (const held of ['1', '3'])
    for (const time of ['2026-05-20T12:00:00Z', '2026-05-20T12:00:00.079Z'])
      expect(only(read([fill('2026-05-20T09:00:00Z', 'buy', '1', '3000'), moment[1], paidOn(time, held)])).status).toBe(
        'open',
      );
  // Stamped with the full hour, though two fills of the seconds after it were counted.
  const later = [paidOn('2026-05-20T11:59:57Z', '3'), ...moment];
  expect(only(read(later)).status).toBe('open');
  // An hour later no fill explains it.
  expect(only(read([...moment, paidOn('2026-05-20T13:00:00Z', '1')])).status).toBe('history-incomplete');
});

test('a size that is printed to fewer digits agrees', () => {
  const of = (held: string) =>
    only(read([fill('2026-05-20T10:00:00Z', 'buy', '1.234567', '3000'), paidOn('2026-05-20T11:00:00Z', held)])).status;
  expect(of('1.23457')).toBe('open');
  expect(of('1.2347')).toBe('history-incomplete');
});

test('with two legs the sign names the leg', () => {
  const legs = [
    fill('2026-05-20T10:00:00Z', 'buy', '3', '3000', { positionSide: 'long' }),
    fill('2026-05-20T10:05:00Z', 'sell', '1', '3000', { positionSide: 'short' }),
  ];
  const states = (held: string) =>
    read([...legs, paidOn('2026-05-20T11:00:00Z', held)], 'hedge').positions.map(({ status }) => status);
  expect(states('-1')).toEqual(['open', 'open']);
  expect(states('3')).toEqual(['open', 'open']);
  expect(states('-3')).toEqual(['history-incomplete', 'history-incomplete']);
});

test('funding alone makes no position, whatever it was paid on', () => {
  expect(read([paidOn('2026-05-20T02:00:00Z', '-1')]).positions).toEqual([]);
});

test('a book read in the moment between goes on as if it had not been read', () => {
  const events = booked([paidOn('2026-05-20T12:00:00Z', '2'), fill('2026-05-20T12:00:03Z', 'buy', '2', '3000')]);
  const ledger = createLedger({ ...settings(), fillPeriods: [], cancellations: [] });
  for (const event of booked([fill('2026-05-20T08:00:00Z', 'buy', '1', '1')])) ledger.apply(event);
  const [paid, bought] = events;
  if (paid === undefined || bought === undefined) throw new Error('two rows');
  ledger.apply({ ...paid, id: 2 });
  expect(ledger.positions()).toMatchObject([{ status: 'history-incomplete' }]);
  const kept = createLedger({ ...settings(), fillPeriods: [], cancellations: [] }, ledger.save());
  kept.apply({ ...bought, id: 3, quantity: decimal('1') } as typeof bought);
  expect(kept.positions()).toMatchObject([{ status: 'open', quantity: '2' }]);
});
