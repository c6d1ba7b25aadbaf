import { expect, test } from 'vitest';
import type { LedgerEvent } from '../../shared/book/event.ts';
import type { LedgerPosition } from '../../shared/book/position.ts';
import { dailyStates } from './daily-states.ts';
import { at, booked, cash, decimal, fill, perpetual, settings, wallet } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';

const long = { positionSide: 'long' } as const;
const short = { positionSide: 'short' } as const;
const funding = (day: string, amount: string): LedgerEvent =>
  cash(`2026-01-${day}T08:00:00Z`, 'funding', amount, 'USDT', { instrument: perpetual });

function legs(events: readonly LedgerEvent[]): readonly LedgerPosition[] {
  return foldEvents(booked(events), settings({}, 'hedge')).positions;
}

test('funding goes to the leg that is open, not to one that is closed', () => {
  const onShort = legs([
    fill('2026-01-02T00:00:00Z', 'buy', '1', '100', long),
    fill('2026-01-03T00:00:00Z', 'sell', '1', '100', long),
    fill('2026-01-04T00:00:00Z', 'sell', '1', '100', short),
    funding('05', '-0.5'),
  ]);
  expect(onShort).toMatchObject([
    { leg: 'long', funding: '0', flags: [] },
    { leg: 'short', funding: '-0.5', flags: [], lastEventMs: at('2026-01-05T08:00:00Z') },
  ]);
  const onLong = legs([
    fill('2026-01-02T00:00:00Z', 'sell', '1', '100', short),
    fill('2026-01-03T00:00:00Z', 'buy', '1', '100', short),
    fill('2026-01-04T00:00:00Z', 'buy', '1', '100', long),
    funding('05', '-0.5'),
  ]);
  expect(onLong).toMatchObject([
    { leg: 'long', funding: '-0.5', flags: [] },
    { leg: 'short', funding: '0', flags: [] },
  ]);
});

test('funding of a hedge account with one leg only is that leg’s, and unflagged', () => {
  expect(legs([fill('2026-01-02T00:00:00Z', 'buy', '1', '100', long), funding('03', '0.25')])).toMatchObject([
    { leg: 'long', funding: '0.25', flags: [] },
  ]);
});

test('funding that arrives after the close stays with the instrument', () => {
  expect(
    legs([
      fill('2026-01-02T00:00:00Z', 'sell', '1', '100', short),
      fill('2026-01-03T00:00:00Z', 'buy', '1', '90', short),
      funding('04', '0.25'),
    ]),
  ).toMatchObject([{ leg: 'short', quantity: '0', funding: '0.25' }]);
});

test('a fee row that names an instrument is its fee; other rows that name one are not', () => {
  const [position] = legs([
    fill('2026-01-02T00:00:00Z', 'buy', '1', '100', long),
    cash('2026-01-03T00:00:00Z', 'fee', '-0.3', 'USDT', { instrument: perpetual }),
    cash('2026-01-03T00:00:00Z', 'settlement', '4', 'USDT', { instrument: perpetual }),
    cash('2026-01-03T00:00:00Z', 'interest', '-2', 'USDT', { instrument: perpetual }),
  ]);
  expect(position).toMatchObject({ fees: [{ asset: 'USDT', amount: '0.3' }], funding: '0' });
});

test('fees are listed by asset', () => {
  const [position] = legs([
    fill('2026-01-02T00:00:00Z', 'buy', '1', '100', { ...long, fee: { asset: 'USDT', amount: decimal('0.1') } }),
    fill('2026-01-03T00:00:00Z', 'buy', '1', '100', { ...long, fee: { asset: 'BNB', amount: decimal('0.001') } }),
    fill('2026-01-04T00:00:00Z', 'buy', '1', '100', { ...long, fee: { asset: 'USDT', amount: decimal('0.2') } }),
  ]);
  expect(position?.fees).toEqual([
    { asset: 'BNB', amount: '0.001' },
    { asset: 'USDT', amount: '0.3' },
  ]);
});

test('a fee row in an asset never deposited is flagged, any other row leaves the balance plainly unknown', () => {
  const { balances } = foldEvents(
    booked([
      cash('2026-01-02T00:00:00Z', 'fee', '-0.3', 'BNB'),
      cash('2026-01-02T00:00:00Z', 'interest', '-0.1', 'USDC'),
    ]),
    settings(),
  );
  expect(balances).toMatchObject([
    { asset: 'BNB', status: 'unknown', flags: ['fee-asset-never-deposited'] },
    { asset: 'USDC', status: 'unknown', flags: [] },
  ]);
});

test('day by day: stray fees are left out, unknown wallets are unknown, and the last instant asked for counts', () => {
  const { days } = dailyStates(
    booked([
      cash('2026-01-02T00:00:00Z', 'fee', '-0.3', 'BNB'),
      cash('2026-01-02T00:00:00Z', 'funding', '-0.1', 'USDT'),
      cash('2026-01-02T00:00:01Z', 'deposit', '0.000000000000000001', 'USDC'),
      cash('2026-01-02T00:00:01Z', 'deposit', '0', 'USDC'),
    ]),
    settings(),
    at('2026-01-02T00:00:01Z'),
  );
  expect(days).toMatchObject([
    {
      balances: [
        { asset: 'BNB', status: 'left-out' },
        { asset: 'USDT', status: 'unknown' },
        { asset: 'USDC', status: 'known', amount: '0.000000000000000001' },
      ],
      flows: [{ amount: '0.000000000000000001', kind: 'deposit' }],
    },
  ]);
  expect(days[0]?.flows).toHaveLength(1);
});

test('a leg that changes on several days is told on each of them, and on no other', () => {
  const { days } = dailyStates(
    booked([
      fill('2026-01-02T00:00:00Z', 'buy', '1', '100'),
      fill('2026-01-03T00:00:00Z', 'buy', '1', '100'),
      cash('2026-01-04T00:00:00Z', 'deposit', '5'),
      fill('2026-01-05T00:00:00Z', 'sell', '2', '100'),
    ]),
    settings(),
    at('2026-02-01T00:00:00Z'),
  );
  expect(days.map((day) => day.positions.map((one) => one.quantity))).toEqual([['1'], ['2'], [], ['0']]);
});

test('funding that arrives after the long leg closed stays with it as well', () => {
  expect(
    legs([
      fill('2026-01-02T00:00:00Z', 'buy', '1', '100', long),
      fill('2026-01-03T00:00:00Z', 'sell', '1', '90', long),
      funding('04', '0.25'),
    ]),
  ).toMatchObject([{ leg: 'long', quantity: '0', funding: '0.25' }]);
});

test('funding that names no instrument moves its balance and says nothing of positions', () => {
  const rows = [cash('2026-01-01T00:00:00Z', 'deposit', '5'), cash('2026-01-02T00:00:00Z', 'funding', '-1')];
  const { balances, notes } = foldEvents(booked(rows), settings());
  expect(balances).toMatchObject([{ amount: '4' }]);
  expect(notes).toEqual([]);
});

test('fees out of a stated wallet are no fees of an asset never deposited', () => {
  const rows = [wallet('2026-01-01T00:00:00Z', '5', 'BNB'), cash('2026-01-02T00:00:00Z', 'fee', '-0.3', 'BNB')];
  expect(foldEvents(booked(rows), settings()).balances).toMatchObject([{ amount: '4.7', status: 'known', flags: [] }]);
});
