import { expect, test } from 'vitest';
import { dailyStates } from './daily-states.ts';
import { at, booked, cash, decimal, fill, only, opening, perpetual, settings } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';
import { createLedger } from './ledger.ts';
import { wholeSettings } from './fold-events.ts';

const funding = (time: string, amount: string) => cash(time, 'funding', amount, 'USDT', { instrument: perpetual });

test('funding that was paid before the first known fill is the instrument’s as well', () => {
  const reading = foldEvents(
    booked([
      funding('2026-03-01T08:00:00Z', '-2'),
      cash('2026-03-01T09:00:00Z', 'fee', '-0.25', 'USDT', { instrument: perpetual }),
      funding('2026-03-01T16:00:00Z', '-0.75'),
      fill('2026-03-02T10:00:00Z', 'buy', '1', '100', { fee: { asset: 'USDT', amount: decimal('0.5') } }),
      funding('2026-03-02T16:00:00Z', '-0.5'),
    ]),
    settings(),
  );
  expect(only(reading)).toMatchObject({
    status: 'open',
    quantity: '1',
    funding: '-3.25',
    fees: [{ asset: 'USDT', amount: '0.75' }],
  });
  expect(reading.notes).toEqual([]);
});

test('a position that is stated takes the funding of the time before it, on the leg that is stated', () => {
  const reading = foldEvents(
    booked([
      funding('2026-03-01T08:00:00Z', '0.4'),
      opening('2026-03-02T00:00:00Z', '-2', '100', { positionSide: 'short' }),
      fill('2026-03-03T00:00:00Z', 'buy', '1', '100', { positionSide: 'long' }),
    ]),
    settings({}, 'hedge'),
  );
  expect(reading.positions).toMatchObject([
    { leg: 'long', funding: '0' },
    { leg: 'short', funding: '0.4' },
  ]);
});

test('funding of which no fill ever comes makes no position, and is said', () => {
  const reading = foldEvents(booked([funding('2026-03-01T08:00:00Z', '-2')]), settings());
  expect(reading.positions).toEqual([]);
  expect(reading.notes).toMatchObject([{ kind: 'funding-without-fills', instrument: perpetual }]);
});

test('an instrument of which only a failed row is known shows the funding that came', () => {
  const failedRows = [{ account: 'main', instrument: perpetual }];
  const reading = foldEvents(booked([funding('2026-03-01T08:00:00Z', '-2')]), settings({ failedRows }));
  expect(only(reading)).toMatchObject({ status: 'history-incomplete', funding: '-2' });
});

test('a book that is put down between the funding and the fill goes on with both, and what was put down stays as it was', () => {
  const events = booked([
    funding('2026-03-01T08:00:00Z', '-2'),
    cash('2026-03-01T09:00:00Z', 'fee', '-0.25', 'USDT', { instrument: perpetual }),
    funding('2026-03-01T16:00:00Z', '-1'),
    fill('2026-03-02T10:00:00Z', 'buy', '1', '100'),
  ]);
  const [walkable, whole] = wholeSettings(events, settings());
  const [first, second, ...rest] = [...walkable];
  const before = createLedger(whole);
  for (const event of [first, second]) if (event !== undefined) before.apply(event);
  const saved = before.save();
  for (const again of [createLedger(whole, saved), createLedger(whole, saved)]) {
    for (const event of rest) again.apply(event);
    expect(again.positions()).toMatchObject([{ funding: '-3', fees: [{ asset: 'USDT', amount: '0.25' }] }]);
  }
});

test('early funding makes no day of a position', () => {
  const { days } = dailyStates(
    booked([funding('2026-03-01T08:00:00Z', '-2'), fill('2026-03-02T10:00:00Z', 'buy', '1', '100')]),
    settings(),
    at('2026-03-05T00:00:00Z'),
  );
  expect(days.map((day) => day.positions.map(({ quantity }) => quantity))).toEqual([[], ['1']]);
});
