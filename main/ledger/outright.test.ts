import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FillEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { LedgerPosition } from '../../shared/book/position.ts';
import { parseScaled, type Decimal } from '../../shared/units/decimal.ts';
import { dailyStates } from './daily-states.ts';
import { at, booked, cash, fill, only, opening, settings, wallet } from './fixtures/events.ts';
import { foldEvents, type LedgerReading } from './fold-events.ts';

const stock = 'ACME' as InstrumentSymbol;
const put = 'ACME260116P00050000' as InstrumentSymbol;
const day = (number: number, clock = '15:00:00') => `2026-01-${String(number).padStart(2, '0')}T${clock}Z`;

function of(reading: LedgerReading, instrument: string): LedgerPosition {
  const found = reading.positions.find((one) => one.instrument === instrument);
  if (found === undefined) throw new Error(`no ${instrument}`);
  return found;
}

const usd = (reading: LedgerReading) => reading.balances.find((one) => one.asset === 'USD');
const bought = (time: string, quantity: string, price: string, say: Partial<FillEvent> = {}) =>
  fill(time, 'buy', quantity, price, { instrument: stock, ...say });
const sold = (time: string, quantity: string, price: string, say: Partial<FillEvent> = {}) =>
  fill(time, 'sell', quantity, price, { instrument: stock, ...say });

test('a share is paid in full when it is bought, and its price comes back when it is sold', () => {
  // 10,000 - 100 x 20 - 1 = 7,999; + 40 x 25 - 1 = 8,998. Realised 40 x (25 - 20) = 200, gross of the fees of 2.
  const reading = foldEvents(
    booked([
      cash(day(1), 'deposit', '10000', 'USD'),
      bought(day(2), '100', '20', { fee: { asset: 'USD', amount: '1' as Decimal } }),
      sold(day(3), '40', '25', { fee: { asset: 'USD', amount: '1' as Decimal } }),
    ]),
    settings(),
  );
  expect(only(reading)).toMatchObject({ quantity: '60', averagePrice: '20', realizedPnl: '200', status: 'open' });
  expect(only(reading).fees).toEqual([{ asset: 'USD', amount: '2' }]);
  expect(usd(reading)).toMatchObject({ amount: '8998', status: 'known' });
});

test('a short sale brings cash and a negative position; covering pays it back', () => {
  // 1,000 + 10 x 50 = 1,500; covering 4 at 45: 1,500 - 180 = 1,320, realised 4 x (50 - 45) = 20.
  const reading = foldEvents(
    booked([cash(day(1), 'deposit', '1000', 'USD'), sold(day(2), '10', '50'), bought(day(3), '4', '45')]),
    settings(),
  );
  expect(only(reading)).toMatchObject({ quantity: '-6', averagePrice: '50', realizedPnl: '20' });
  expect(usd(reading)?.amount).toBe('1320');
});

test('a put that is assigned keeps its premium; the shares come in at the strike', () => {
  // 2 puts at 1.50 on 100 shares: + 300. Assigned: both leave at 0, 300 realised; 200 shares at 50: - 10,000.
  const reading = foldEvents(
    booked([
      cash(day(1), 'deposit', '20000', 'USD'),
      fill(day(2), 'sell', '2', '1.5', { instrument: put }),
      fill(day(16, '21:00:00'), 'buy', '2', '0', { instrument: put, kind: 'assignment' }),
      bought(day(16, '21:00:00'), '200', '50'),
    ]),
    settings(),
  );
  expect(of(reading, put)).toMatchObject({ quantity: '0', realizedPnl: '300', status: 'closed' });
  expect(of(reading, stock)).toMatchObject({ quantity: '200', averagePrice: '50', realizedPnl: '0' });
  expect(usd(reading)?.amount).toBe('10300');
});

test('a long option expires at nothing or is exercised: the premium is its realised loss', () => {
  const paid = fill(day(2), 'buy', '3', '2', { instrument: put });
  for (const kind of ['expiry', 'exercise'] as const) {
    const reading = foldEvents(
      booked([
        cash(day(1), 'deposit', '1000', 'USD'),
        paid,
        fill(day(16), 'sell', '3', '0', { instrument: put, kind }),
      ]),
      settings(),
    );
    // 3 x 100 x 2 = 600 paid.
    const option = reading.positions.find(({ instrument }) => instrument === put);
    expect(option).toMatchObject({ quantity: '0', realizedPnl: '-600', status: 'closed' });
    expect(usd(reading)?.amount).toBe('400');
  }
});

test('an expiry with a price settles in cash at it', () => {
  const reading = foldEvents(
    booked([
      cash(day(1), 'deposit', '1000', 'USD'),
      fill(day(2), 'buy', '1', '2', { instrument: put }),
      fill(day(16), 'sell', '1', '5', { instrument: put, kind: 'expiry' }),
    ]),
    settings(),
  );
  // 100 x (5 - 2) = 300.
  expect(only(reading)).toMatchObject({ realizedPnl: '300', status: 'closed' });
  expect(usd(reading)?.amount).toBe('1300');
});

test('an expiry of what is not held, or of more, is an incomplete history and no new position', () => {
  const none = foldEvents(booked([fill(day(16), 'sell', '1', '0', { instrument: put, kind: 'expiry' })]), settings());
  expect(only(none).status).toBe('history-incomplete');
  expect(only(none).incomplete?.reason).toContain('prints an expiry, but no such position is known');
  const more = foldEvents(
    booked([
      fill(day(2), 'sell', '1', '2', { instrument: put }),
      fill(day(16), 'buy', '2', '0', { instrument: put, kind: 'assignment' }),
    ]),
    settings(),
  );
  expect(more.positions.find(({ instrument }) => instrument === put)?.incomplete?.reason).toContain(
    'closes more than is known to be held',
  );
});

test('an expiry that names no side takes out whatever the book holds, long or short', () => {
  const gone = { instrument: put, kind: 'expiry', effect: 'close', flags: ['side-from-position'] } as const;
  // A year's file of its own prints the expiry of what an earlier year's file opened: 2 x 100 x 1.50 received, then kept.
  const short = foldEvents(
    booked([fill(day(2), 'sell', '2', '1.5', { instrument: put }), fill(day(16), 'sell', '2', '0', gone)]),
    settings(),
  );
  expect(only(short)).toMatchObject({ quantity: '0', realizedPnl: '300', status: 'closed' });
  const long = foldEvents(
    booked([fill(day(2), 'buy', '2', '1.5', { instrument: put }), fill(day(16), 'sell', '2', '0', gone)]),
    settings(),
  );
  expect(only(long)).toMatchObject({ quantity: '0', realizedPnl: '-300', status: 'closed' });
  const nothing = foldEvents(booked([fill(day(16), 'sell', '2', '0', gone)]), settings());
  expect(only(nothing).status).toBe('history-incomplete');
});

test('a future whose settlement price is not printed is incomplete: its price is not 0', () => {
  const future = 'BTC/USD:BTC-260130' as InstrumentSymbol;
  const reading = foldEvents(
    booked([
      fill(day(2), 'buy', '100', '50000', { instrument: future }),
      fill(day(30), 'sell', '100', '0', { instrument: future, kind: 'expiry' }),
    ]),
    settings(),
  );
  expect(only(reading)).toMatchObject({ status: 'history-incomplete' });
  expect(only(reading).incomplete?.reason).toContain('a fill has no price');
});

test('a listed future moves cash by its profit alone, times its multiplier', () => {
  // E-mini S&P 500: 50 dollars a point (CME contract specification). 2 x 50 x (6010 - 6000) = 1,000.
  const future = '/ESH6' as InstrumentSymbol;
  const reading = foldEvents(
    booked([
      wallet(day(1), '10000', 'USD'),
      fill(day(2), 'buy', '2', '6000', { instrument: future }),
      fill(day(3), 'sell', '2', '6010', { instrument: future }),
    ]),
    settings(),
  );
  expect(only(reading)).toMatchObject({ realizedPnl: '1000', status: 'closed' });
  expect(usd(reading)?.amount).toBe('11000');
});

test('cash of an incomplete stock stays known: what is paid outright does not rest on what was held', () => {
  const reading = foldEvents(
    booked([cash(day(1), 'deposit', '1000', 'USD'), sold(day(2), '10', '20', { effect: 'close' })]),
    settings(),
  );
  expect(only(reading).status).toBe('history-incomplete');
  expect(usd(reading)).toMatchObject({ amount: '1200', status: 'known' });
});

test('currencies change into each other without a position, and one may be owed', () => {
  const pair = 'EUR/USD' as InstrumentSymbol;
  const reading = foldEvents(
    booked([
      wallet(day(1), '1000', 'USD'),
      wallet(day(1), '0', 'EUR'),
      // 500 euros sold at 1.10 without any: a margin loan.
      fill(day(2), 'sell', '500', '1.1', { instrument: pair }),
    ]),
    settings(),
  );
  expect(reading.positions).toEqual([]);
  expect(reading.doubts).toEqual([]);
  expect(reading.balances).toMatchObject([
    { asset: 'EUR', amount: '-500', status: 'known', flags: [] },
    { asset: 'USD', amount: '1550', status: 'known', flags: [] },
  ]);
  // A currency bought is no coin: that it began at nothing is not taken for granted.
  const unknown = foldEvents(booked([fill(day(2), 'buy', '500', '1.1', { instrument: pair })]), settings());
  expect(unknown.balances.map(({ asset, status }) => [asset, status])).toEqual([
    ['EUR', 'unknown'],
    ['USD', 'unknown'],
  ]);
});

test('shares that the trader states came in from outside; a contract stated is worth its profit alone', () => {
  const flowsOf = (instrument: string) =>
    dailyStates(
      booked([
        opening(day(2), '5', '100', { instrument: instrument as InstrumentSymbol }),
        opening(day(3), '8', '100', { instrument: instrument as InstrumentSymbol }),
      ]),
      settings(),
      at(day(4)),
    ).days.flatMap(({ flows }) => flows.map(({ amount, kind, ...flow }) => [flow.instrument, amount, kind]));
  expect(flowsOf('ACME')).toEqual([
    ['ACME', '5', 'opening'],
    ['ACME', '3', 'difference'],
  ]);
  expect(flowsOf('/ESH6')).toEqual([]);
});

test('law: shares, cost, profit and cash are those of a calculator in rational numbers', () => {
  const trade = fc.record({
    buy: fc.boolean(),
    quantity: fc.integer({ min: 1, max: 500 }),
    cents: fc.integer({ min: 1, max: 90_000 }),
  });
  fc.assert(
    fc.property(fc.array(trade, { minLength: 1, maxLength: 30 }), (trades) => {
      const events = trades.map(({ buy, quantity, cents }, index) =>
        fill(
          new Date(Date.UTC(2026, 0, 2, 10, index)).toISOString(),
          buy ? 'buy' : 'sell',
          String(quantity),
          text(cents),
          {
            instrument: stock,
          },
        ),
      );
      const reading = foldEvents(booked([wallet(day(1), '0', 'USD'), ...events]), settings());
      // In cents: the cost of what is held as a fraction, numerator over denominator.
      let [held, costTop, costBottom, paid] = [0n, 0n, 1n, 0n];
      let [profitTop, profitBottom] = [0n, 1n];
      for (const { buy, quantity, cents } of trades) {
        const signed = BigInt(buy ? quantity : -quantity);
        paid -= signed * BigInt(cents);
        let left = signed;
        if (held !== 0n && held > 0n !== left > 0n) {
          const size = held < 0n ? -held : held;
          const wanted = left < 0n ? -left : left;
          const closing = wanted < size ? wanted : size;
          const direction = held > 0n ? 1n : -1n;
          // profit += direction x (closing x price - cost x closing / size)
          const top = direction * (closing * BigInt(cents) * costBottom * size - costTop * closing);
          [profitTop, profitBottom] = [
            profitTop * costBottom * size + top * profitBottom,
            profitBottom * costBottom * size,
          ];
          [costTop, costBottom] = [costTop * (size - closing), costBottom * size];
          held += left > 0n ? closing : -closing;
          left -= left > 0n ? closing : -closing;
        }
        if (left !== 0n) {
          costTop += (left < 0n ? -left : left) * BigInt(cents) * costBottom;
          held += left;
        }
      }
      const position = only(reading);
      expect(BigInt(position.quantity)).toBe(held);
      expect(scaled(usd(reading)?.amount as Decimal)).toBe(paid * 10n ** 16n);
      // Each reduction rounds once at the eighteenth digit.
      const exact = (profitTop * 10n ** 16n) / profitBottom;
      expect(Math.abs(Number(scaled(position.realizedPnl) - exact))).toBeLessThanOrEqual(2 * trades.length);
      // Cash and cost: what was paid is the cost of what is held less what was earned, long or short.
      if (position.averagePrice === null) expect(scaled(position.realizedPnl)).toBe(paid * 10n ** 16n);
    }),
  );
});

function text(cents: number): string {
  return (cents / 100).toFixed(2).replace(/\.?0+$/, '');
}

function scaled(amount: Decimal): bigint {
  return parseScaled(amount) as bigint;
}

test('an expiry that names a side must fit what is held', () => {
  const gone = { instrument: put, kind: 'expiry' } as const;
  const sold = fill(day(2), 'sell', '2', '1.5', { instrument: put });
  expect(only(foldEvents(booked([sold, fill(day(16), 'sell', '2', '0', gone)]), settings())).status).toBe(
    'history-incomplete',
  );
});

test('a currency that is sold without any known is a debt or a change, never a doubt; a perpetual on one is a position', () => {
  const sold = (instrument: string) =>
    foldEvents(
      booked([fill(day(2), 'sell', '500', '1.1', { instrument: instrument as InstrumentSymbol })]),
      settings(),
    );
  expect(sold('EUR/USD').doubts).toEqual([]);
  expect(only(sold('EUR/USDT:USDT'))).toMatchObject({ quantity: '-500', status: 'open' });
});
