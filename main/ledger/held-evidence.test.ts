import { expect, test } from 'vitest';
import { at, booked, cash, decimal, fill, only, opening, perpetual, settings } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';
import { createLedger } from './ledger.ts';
import { positionReport, reconcile } from './reconciliation/fixtures/reports.ts';
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

test('a moment is ten seconds, before the funding and after it', () => {
  const [nine, later] = [fill('2026-05-20T09:00:00Z', 'buy', '1', '3000'), '2026-05-20T15:00:00Z'];
  const buys = (...times: readonly string[]) => times.map((time) => fill(time, 'buy', '1', '3000'));
  const status = (events: readonly LedgerEvent[]) => only(read(events)).status;
  const noon = '2026-05-20T12:00:00Z';
  // Fills that follow each other within ten seconds are one run, and the funding may still count none of it.
  expect(status([nine, ...buys('2026-05-20T11:59:40Z', '2026-05-20T11:59:50Z'), paidOn(noon, '1')])).toBe('open');
  expect(status([nine, ...buys('2026-05-20T11:59:49.999Z'), paidOn(noon, '1')])).toBe('history-incomplete');
  // Stamped before the fill that it counts.
  expect(status([nine, paidOn(noon, '2'), ...buys('2026-05-20T12:00:10Z')])).toBe('open');
  expect(status([nine, paidOn(noon, '2'), ...buys('2026-05-20T12:00:10.001Z', later)])).toBe('history-incomplete');
});

test('of two printed positions of one moment the first is named', () => {
  const position = only(
    read([
      fill('2026-05-20T09:00:00Z', 'buy', '1', '3000'),
      paidOn('2026-05-20T12:00:00Z', '5'),
      paidOn('2026-05-20T12:00:04Z', '7'),
    ]),
  );
  expect(position.incomplete?.reason).toContain('was on a position of 5');
});

test('a leg on which nothing was booked, and an instrument that was not known yet, add up to 0', () => {
  const long = fill('2026-05-20T10:00:00Z', 'buy', '3', '3000', { positionSide: 'long' });
  const [leg] = read([long, paidOn('2026-05-20T11:00:00Z', '-1')], 'hedge').positions;
  expect(leg?.incomplete?.reason).toMatch(/on a position of -1, the fills known add up to 0\.$/);
  const early = [paidOn('2026-05-20T02:00:00Z', '-1'), fill('2026-05-20T10:00:00Z', 'sell', '0.2', '3000')];
  expect(only(read(early)).incomplete?.reason).toMatch(/on a position of -1, the fills known add up to 0\.$/);
});

test('funding that prints that nothing is held any more, before the first known fill, speaks against nothing', () => {
  const events = [paidOn('2026-05-20T02:00:00Z', '0'), fill('2026-05-20T10:00:00Z', 'sell', '0.2', '3000')];
  expect(only(read(events))).toMatchObject({ status: 'open', quantity: '-0.2' });
});

test('half a unit of the last printed digit is agreement, above and below', () => {
  const of = (quantity: string, held: string) =>
    only(read([fill('2026-05-20T10:00:00Z', 'buy', quantity, '3000'), paidOn('2026-05-20T11:00:00Z', held)])).status;
  expect(of('1.23455', '1.2346')).toBe('open');
  expect(of('1.23465', '1.2346')).toBe('open');
  expect(of('1.234549', '1.2346')).toBe('history-incomplete');
  expect(of('1.234651', '1.2346')).toBe('history-incomplete');
});

test('where a fill was taken back, what funding was paid on may count it', () => {
  const wrong = fill('2026-05-20T10:00:00Z', 'buy', '2', '3000');
  const { instrument, side, quantity, price, timeMs: cancelledMs, sourceId, flags } = wrong;
  const row = { instrument, side, quantity, price, cancelledMs, sourceId, flags };
  const takenBack = { ...row, kind: 'cancel', timeMs: at('2026-05-20T14:00:00Z') } as const;
  const events = [fill('2026-05-20T09:00:00Z', 'buy', '1', '3000'), wrong, paidOn('2026-05-20T12:00:00Z', '3')];
  expect(only(read([...events, takenBack]))).toMatchObject({ status: 'open', quantity: '1' });
});

test('a history that is incomplete already is not blamed on the funding after it', () => {
  const { lines } = reconcile([
    fill('2026-05-20T09:00:00Z', 'sell', '1', '3000', { effect: 'close' }),
    paidOn('2026-05-20T12:00:00Z', '4'),
    fill('2026-05-20T15:00:00Z', 'buy', '1', '3000'),
  ]);
  expect(lines).toMatchObject([{ kind: 'history', status: 'cannot-check' }]);
});

test('less than was held before the moment is no position of that moment', () => {
  const events = [
    fill('2026-05-20T09:00:00Z', 'buy', '5', '3000'),
    fill('2026-05-20T11:59:58Z', 'buy', '2', '3000'),
    paidOn('2026-05-20T12:00:00Z', '3'),
  ];
  expect(only(read(events)).status).toBe('history-incomplete');
});

test('a position printed last, that no fill explains, keeps an account from being called reconciled', () => {
  const events = [
    cash('2026-05-01T00:00:00Z', 'deposit', '100', 'USDT', { balanceAfter: decimal('100') }),
    fill('2026-05-20T09:00:00Z', 'buy', '1', '3000'),
    { ...paidOn('2026-05-20T12:00:00Z', '5'), balanceAfter: decimal('99.9') },
  ];
  const one = 10n ** 18n;
  for (const more of [[], [fill('2026-05-21T09:00:00Z', 'buy', '1', '3000')]]) {
    const { state, lines } = reconcile([...events, ...more]);
    expect(state).toBe('differs');
    expect(lines.find(({ status }) => status === 'differs')).toMatchObject({
      kind: 'running-position',
      derived: one,
      reported: 5n * one,
    });
  }
});

test('what is stated or reported of an instrument ends the waiting for fills', () => {
  const early = paidOn('2026-05-20T02:00:00Z', '-1');
  const begun = read([early, opening('2026-05-20T03:00:00Z', '-1', '3000')]);
  expect(begun.doubts).toEqual([]);
  const report = positionReport('2026-05-20T03:00:00Z', '-1', { instrument: perpetual });
  expect(only(read([early, report, fill('2026-05-21T03:00:00Z', 'buy', '1', '3000')])).status).toBe('closed');
  // What the book knew before was in doubt until the statement.
  const known = [fill('2026-05-20T01:00:00Z', 'sell', '3', '3000'), early];
  const stated = read([...known, opening('2026-05-20T03:00:00Z', '-1', '3000')]);
  expect(stated.doubts).toMatchObject([{ incomplete: null, trustedSinceMs: at('2026-05-20T03:00:00Z') }]);
  const agrees = positionReport('2026-05-20T03:00:00Z', '-3', { instrument: perpetual });
  expect(only(read([...known, agrees])).incomplete?.mend).toContain('as the broker reports it (-3 on');
});

test('a position that funding prints as the fold has it is checked up to then', () => {
  const upTo = (...events: readonly LedgerEvent[]) => {
    const { state, upToMs } = reconcile([
      cash('2026-05-01T00:00:00Z', 'deposit', '100', 'USDT', { balanceAfter: decimal('100') }),
      ...events,
      cash('2026-05-21T00:00:00Z', 'interest', '0', 'USDT', { balanceAfter: decimal('99.9') }),
    ]);
    return [state, upToMs];
  };
  const bought = (time: string) => fill(time, 'buy', '1', '3000');
  const noon = '2026-05-20T12:00:00Z';
  const end = at('2026-05-21T00:00:00Z');
  expect(upTo(bought('2026-05-20T09:00:00Z'), paidOn(noon, '1'))).toEqual(['reconciled', end]);
  // Also where the funding is stamped before the fill that it counts.
  expect(upTo(paidOn(noon, '1'), bought('2026-05-20T12:00:03Z'))).toEqual(['reconciled', at(noon)]);
  expect(upTo(bought('2026-05-20T09:00:00Z'), paidOn(noon, '1'), bought('2026-05-20T13:00:00Z'))).toEqual([
    'reconciled',
    at(noon),
  ]);
  const bare = cash(noon, 'funding', '-0.1', 'USDT', { instrument: perpetual });
  expect(upTo(bought('2026-05-20T09:00:00Z'), bare)).toEqual(['cannot-check', end]);
});

test('funding that prints nothing on a leg that was never traded speaks against nothing', () => {
  const short = fill('2026-05-20T09:00:00Z', 'sell', '1', '3000', { positionSide: 'short' });
  const { positions } = read([short, paidOn('2026-05-20T12:00:00Z', '0')], 'hedge');
  expect(positions.map(({ leg, status }) => [leg, status])).toEqual([['short', 'open']]);
});
