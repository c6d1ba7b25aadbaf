import { expect, test } from 'vitest';
import type { FillEvent, LedgerEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import { booked, cash, fill, opening, settings } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';

const acme = 'ACME' as InstrumentSymbol;
const put = 'ACME260116P00050000' as InstrumentSymbol;
const call = 'ACME260116C00060000' as InstrumentSymbol;
const gone = '2026-01-16T22:00:00Z';
const money = cash('2026-01-01T15:00:00Z', 'deposit', '50000', 'USD');
const wrote = (instrument: InstrumentSymbol, quantity: string) =>
  fill('2026-01-05T15:00:00Z', 'sell', quantity, '2', { instrument });
const assigned = (instrument: InstrumentSymbol, quantity: string, say: Partial<FillEvent> = {}) =>
  fill(gone, 'buy', quantity, '0', { instrument, kind: 'assignment', ...say });
const shares = (side: 'buy' | 'sell', quantity: string, price: string, time = gone) =>
  fill(time, side, quantity, price, { instrument: acme });

function read(...events: readonly LedgerEvent[]) {
  const { positions, balances } = foldEvents(booked([money, ...events]), settings());
  const stock = positions.find(({ instrument }) => instrument === acme);
  return { stock, usd: balances.find(({ asset }) => asset === 'USD') };
}

test('a put that is assigned brings its shares at the same instant: the history is whole', () => {
  const { stock, usd } = read(wrote(put, '2'), assigned(put, '2'), shares('buy', '200', '50'));
  expect(stock).toMatchObject({ status: 'open', quantity: '200' });
  expect(usd).toMatchObject({ status: 'known', amount: '40400' });
});

test('shares that an assignment moved and that no row books make stock and cash uncertain', () => {
  const { stock, usd } = read(
    shares('buy', '100', '55', '2026-01-02T15:00:00Z'),
    wrote(call, '1'),
    assigned(call, '1'),
  );
  expect(stock?.status).toBe('history-incomplete');
  expect(stock?.incomplete?.reason).toContain(`the assignment of ${call} took 100 ACME at 2026-01-16T22:00:00Z`);
  expect(stock?.incomplete?.mend).toContain('100 ACME at 60');
  expect(usd?.status).toBe('unknown');
});

test('a stock that was never traded is listed with what is missing of it', () => {
  expect(read(wrote(put, '1'), assigned(put, '1')).stock?.status).toBe('history-incomplete');
});

test('fewer shares than were delivered, the wrong direction or another time are no delivery', () => {
  for (const row of [
    shares('buy', '100', '50'),
    shares('sell', '200', '50'),
    shares('buy', '200', '50', '2026-01-16T22:00:01Z'),
  ])
    expect(read(wrote(put, '2'), assigned(put, '2'), row).stock?.status).toBe('history-incomplete');
});

test('several assignments of one instant may be booked as one trade', () => {
  const other = 'ACME260116P00045000' as InstrumentSymbol;
  const rows = [wrote(put, '1'), wrote(other, '1'), assigned(put, '1'), assigned(other, '1')];
  expect(read(...rows, shares('buy', '200', '47.5')).stock?.status).toBe('open');
  expect(read(...rows, shares('buy', '100', '50')).stock?.status).toBe('history-incomplete');
});

test('who exercises a call receives, who exercises a put delivers', () => {
  const exercised = (instrument: InstrumentSymbol) => [
    fill('2026-01-05T15:00:00Z', 'buy', '1', '2', { instrument }),
    fill(gone, 'sell', '1', '0', { instrument, kind: 'exercise' }),
  ];
  expect(read(...exercised(call), shares('buy', '100', '60')).stock?.status).toBe('open');
  const held = shares('buy', '100', '40', '2026-01-02T15:00:00Z');
  expect(read(held, ...exercised(put), shares('sell', '100', '50')).stock?.status).toBe('closed');
  expect(read(held, ...exercised(put)).stock?.status).toBe('history-incomplete');
});

test('a stated position mends it', () => {
  const { stock } = read(
    wrote(put, '1'),
    assigned(put, '1'),
    opening('2026-01-17T15:00:00Z', '100', '50', { instrument: acme }),
  );
  expect(stock).toMatchObject({ status: 'open', quantity: '100' });
});

test('an index, an adjusted option and what leaves at a price deliver no shares', () => {
  for (const symbol of ['SPXW260116P05000000', 'ACME1260116P00050000']) {
    const option = symbol as InstrumentSymbol;
    const { positions } = foldEvents(booked([money, wrote(option, '1'), assigned(option, '1')]), settings());
    expect(positions.map(({ instrument }) => instrument)).toEqual([symbol]);
  }
  const settled = assigned(put, '1', { price: '3' as FillEvent['price'] });
  expect(read(wrote(put, '1'), settled).stock).toBeUndefined();
});

test('BRK.B is the stock of options written BRKB', () => {
  const option = 'BRKB260116P00400000' as InstrumentSymbol;
  const stock = fill(gone, 'buy', '100', '400', { instrument: 'BRK.B' as InstrumentSymbol });
  const { positions } = foldEvents(booked([money, wrote(option, '1'), assigned(option, '1'), stock]), settings());
  expect(positions.map(({ instrument, status }) => [instrument, status])).toEqual([
    ['BRK.B', 'open'],
    ['BRKB260116P00400000', 'closed'],
  ]);
});

test('a hair less than was delivered is less, coming in or going out', () => {
  expect(read(wrote(put, '1'), assigned(put, '1'), shares('buy', '99.999999999999999999', '50')).stock?.status).toBe(
    'history-incomplete',
  );
  const held = shares('buy', '100', '55', '2026-01-02T15:00:00Z');
  const taken = [held, wrote(call, '1'), assigned(call, '1')];
  expect(read(...taken, shares('sell', '99.999999999999999999', '60')).stock?.status).toBe('history-incomplete');
  expect(read(...taken, shares('sell', '100', '60')).stock?.status).toBe('closed');
});

test('what comes in and what goes out at one instant are counted apart', () => {
  const both = [wrote(put, '1'), wrote(call, '1'), assigned(put, '1'), assigned(call, '1')];
  const { stock } = read(...both, shares('buy', '100', '50'));
  expect(stock?.incomplete?.reason).toContain(`the assignment of ${call} took 100 ACME`);
  expect(read(...both, shares('sell', '100', '60')).stock?.incomplete?.reason).toContain(
    `the assignment of ${put} brought 100 ACME`,
  );
  expect(read(...both, shares('buy', '100', '50'), shares('sell', '100', '60')).stock?.status).toBe('closed');
});

test('the shares of another company are none of the option’s', () => {
  const other = fill('2026-01-02T15:00:00Z', 'buy', '5', '9', { instrument: 'ABLE' as InstrumentSymbol });
  const { positions } = foldEvents(
    booked([money, other, wrote(put, '1'), assigned(put, '1'), shares('buy', '100', '50')]),
    settings(),
  );
  expect(positions.map(({ instrument, status }) => [instrument, status])).toEqual([
    ['ABLE', 'open'],
    [acme, 'open'],
    [put, 'closed'],
  ]);
});

test('shares that were bought before the option left are not those that it delivers', () => {
  const before = shares('buy', '100', '50', '2026-01-16T21:59:59Z');
  expect(read(wrote(put, '1'), before, assigned(put, '1')).stock?.status).toBe('history-incomplete');
});
