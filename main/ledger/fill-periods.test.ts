import { expect, test } from 'vitest';
import type { CashEvent } from '../../shared/book/event.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { at, booked, cash, fill, inverse, perpetual } from './fixtures/events.ts';
import { coverageOf, coverageText, fillPeriodsOf, type FillPeriod } from './fill-periods.ts';

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

test('the text of what fills cover is the same where the answers are, for every row up to an instant, and only there', () => {
  const second = (count: number) => epochMs(count * 1000);
  const period = (from: number, to: number, say: Partial<FillPeriod> = {}): FillPeriod => ({
    account: 'main',
    instrument: perpetual,
    fromMs: second(from),
    toMs: second(to),
    ...say,
  });
  const answers = (periods: readonly FillPeriod[], untilMs: number) => {
    const covered = coverageOf(periods);
    const times = Array.from({ length: 200 }, (_, index) => index * 500 - 1).filter((time) => time <= untilMs);
    return [...times, untilMs].flatMap((time) =>
      ['main', 'other'].flatMap((account) =>
        [perpetual, inverse].map((instrument) => covered(account, row(time, instrument))),
      ),
    );
  };
  const same = (one: readonly FillPeriod[], other: readonly FillPeriod[], untilMs: number): boolean => {
    const isSame = coverageText(one, untilMs) === coverageText(other, untilMs);
    expect(answers(one, untilMs).join() === answers(other, untilMs).join()).toBe(isSame);
    return isSame;
  };
  // Fills from the 10th second to the 20th cover from the 9th to before the 22nd.
  const whole = [period(10, 20)];
  const late = second(60);
  expect(same(whole, [period(10, 15), period(14, 20)], late)).toBe(true);
  expect(same(whole, [period(14, 20), period(10, 15)], late)).toBe(true);
  expect(same(whole, [period(10, 20), period(12, 14)], late)).toBe(true);
  // The first ends where the second begins, at the 14th second; or one second before it.
  expect(same(whole, [period(10, 12), period(15, 20)], late)).toBe(true);
  expect(same(whole, [period(10, 12), period(16, 20)], late)).toBe(false);
  // What begins or ends later does not matter yet.
  expect(same(whole, [...whole, period(40, 50)], second(30))).toBe(true);
  expect(same(whole, [...whole, period(40, 50)], second(39))).toBe(false);
  expect(same(whole, [], second(8.999))).toBe(true);
  expect(same(whole, [], second(9))).toBe(false);
  expect(same(whole, [period(10, 12)], second(13.999))).toBe(true);
  expect(same(whole, [period(10, 12)], second(14))).toBe(false);
  expect(same(whole, [period(10, 30)], second(15))).toBe(true);
  // Another instrument or account is another matter, in whatever order they stand.
  const [ofInverse, ofOther] = [period(10, 20, { instrument: inverse }), period(10, 20, { account: 'other' })];
  expect(same(whole, [ofInverse], late)).toBe(false);
  expect(same(whole, [ofOther], late)).toBe(false);
  expect(same([...whole, ofInverse, ofOther], [ofOther, ofInverse, ...whole], late)).toBe(true);
});
