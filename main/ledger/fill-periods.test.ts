import { expect, test } from 'vitest';
import type { CashEvent } from '../../shared/book/event.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { at, booked, cash, fill, inverse, perpetual } from './fixtures/events.ts';
import { coverageOf, fillPeriodsOf } from './fill-periods.ts';

const [ten, eleven] = [at('2026-01-01T10:00:00.500Z'), at('2026-01-01T11:00:00.500Z')];
const row = (timeMs: number, instrument: CashEvent['instrument'] = perpetual): CashEvent => ({
  ...cash('2026-01-01T00:00:00Z', 'fee', '-1', 'USDT', { instrument, grain: 'ledger' }),
  timeMs: epochMs(timeMs),
});
const fills = [
  fill('2026-01-01T10:00:00.500Z', 'buy', '1', '100'),
  fill('2026-01-01T11:00:00.500Z', 'sell', '1', '100'),
];

test('the fills of one import cover an instrument from the first to the last, whatever their order', () => {
  const period = { account: 'main', instrument: perpetual, fromMs: ten, toMs: eleven };
  expect(fillPeriodsOf(booked(fills))).toEqual([period]);
  expect(fillPeriodsOf(booked(fills.toReversed()))).toEqual([period]);
});

test('a fill by hand covers its own instant', () => {
  const stated = fills.map((one) => ({ ...one, flags: ['stated'] as const }));
  expect(fillPeriodsOf(booked(stated))).toMatchObject([
    { fromMs: ten, toMs: ten },
    { fromMs: eleven, toMs: eleven },
  ]);
});

test('a second around the whole seconds of the edges is covered, and not a millisecond more', () => {
  const covered = coverageOf(fillPeriodsOf(booked(fills)));
  // From 10:00:00 less a second, up to before 11:00:00 and two seconds: the last whole second and one after it.
  expect(covered('main', row(at('2026-01-01T09:59:59.000Z')))).toBe(true);
  expect(covered('main', row(at('2026-01-01T09:59:58.999Z')))).toBe(false);
  expect(covered('main', row(at('2026-01-01T11:00:01.999Z')))).toBe(true);
  expect(covered('main', row(at('2026-01-01T11:00:02.000Z')))).toBe(false);
});

test('a row is covered by fills of its own instrument, a row without one by any, and none by those of another account', () => {
  const covered = coverageOf(fillPeriodsOf(booked(fills)));
  expect(covered('main', row(ten, inverse))).toBe(false);
  expect(covered('main', row(ten, null))).toBe(true);
  expect(covered('other', row(ten))).toBe(false);
});
