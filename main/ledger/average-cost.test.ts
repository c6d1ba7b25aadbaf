import { expect, test } from 'vitest';
import type { FillEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import { foldEvents } from './fold-events.ts';
import {
  booked,
  cash,
  decimal,
  fill,
  instrumentOf,
  inverse,
  only,
  opening,
  perpetual,
  settings,
} from './fixtures/events.ts';

test('a long that is added to and partly sold keeps its average', () => {
  // 1 at 100 and 3 at 200: cost 700, average 175. Selling 2 at 190 realises 2 (190 - 175) = 30 and releases 350.
  const reading = foldEvents(
    booked([
      fill('2026-01-01T00:00:00Z', 'buy', '1', '100', { fee: { asset: 'USDT', amount: decimal('0.04') } }),
      fill('2026-01-01T01:00:00Z', 'buy', '3', '200', { fee: { asset: 'USDT', amount: decimal('0.24') } }),
      fill('2026-01-02T00:00:00Z', 'sell', '2', '190', { fee: { asset: 'BNB', amount: decimal('0.001') } }),
    ]),
    settings(),
  );
  expect(only(reading)).toMatchObject({
    instrument: perpetual,
    leg: 'net',
    quantity: '2',
    averagePrice: '175',
    realizedPnl: '30',
    fees: [
      { asset: 'BNB', amount: '0.001' },
      { asset: 'USDT', amount: '0.28' },
    ],
    status: 'open',
    openedMs: Date.parse('2026-01-01T00:00:00Z'),
    lastEventMs: Date.parse('2026-01-02T00:00:00Z'),
  });
});

test('a reduction that does not divide evenly is rounded half-even, and the full close releases the rest', () => {
  // Cost 1 + 1 + 2 = 4 for 3 coins. One third of 4 is 1.333...: released 1.333333333333333333, twice; the rest is ...334.
  // Sold at 2 each: 0.666666666666666667 x 2 + 0.666666666666666666 = 2, exactly 6 - 4.
  const sell = (hour: string) => fill(`2026-01-02T0${hour}:00:00Z`, 'sell', '1', '2');
  const events = [
    fill('2026-01-01T00:00:00Z', 'buy', '2', '1'),
    fill('2026-01-01T01:00:00Z', 'buy', '1', '2'),
    sell('1'),
  ];
  expect(only(foldEvents(booked(events), settings()))).toMatchObject({
    averagePrice: '1.333333333333333334',
    realizedPnl: '0.666666666666666667',
  });
  const closed = only(foldEvents(booked([...events, sell('2'), sell('3')]), settings()));
  expect(closed).toMatchObject({
    quantity: '0',
    averagePrice: null,
    realizedPnl: '2',
    status: 'closed',
    openedMs: null,
  });
});

test('a flip closes at the fill and opens the remainder at its price', () => {
  // Long 2 at 100, sold 5 at 110: realised 2 x 10 = 20, short 3 at 110. Bought back at 100: 3 x 10 = 30 more.
  const events = [
    fill('2026-01-01T00:00:00Z', 'buy', '2', '100'),
    fill('2026-01-02T00:00:00Z', 'sell', '5', '110', { effect: 'flip' }),
  ];
  expect(only(foldEvents(booked(events), settings()))).toMatchObject({
    quantity: '-3',
    averagePrice: '110',
    realizedPnl: '20',
    openedMs: Date.parse('2026-01-02T00:00:00Z'),
  });
  const after = [...events, fill('2026-01-03T00:00:00Z', 'buy', '3', '100')];
  expect(only(foldEvents(booked(after), settings()))).toMatchObject({ quantity: '0', realizedPnl: '50' });
});

test('inverse contracts average harmonically and earn coin', () => {
  // 10,000 contracts of 1 USD at 50,000 and 10,000 at 40,000: 0.2 + 0.25 = 0.45 BTC; average 20,000 / 0.45 = 44,444.44...
  // Half is closed at 50,000: 10,000 (0.45 / 20,000 - 1 / 50,000) = 0.225 - 0.2 = 0.025 BTC.
  const reading = foldEvents(
    booked([
      cash('2026-01-01T00:00:00Z', 'deposit', '1', 'BTC'),
      fill('2026-01-01T01:00:00Z', 'buy', '10000', '50000', { instrument: inverse }),
      fill('2026-01-01T02:00:00Z', 'buy', '10000', '40000', { instrument: inverse }),
      fill('2026-01-02T00:00:00Z', 'sell', '10000', '50000', { instrument: inverse }),
    ]),
    settings(),
  );
  expect(only(reading)).toMatchObject({
    quantity: '10000',
    averagePrice: '44444.444444444444444444',
    realizedPnl: '0.025',
  });
  expect(reading.balances).toMatchObject([{ asset: 'BTC', amount: '1.025', status: 'known' }]);
});

test('a single inverse fill averages to its own price although its coin does not end', () => {
  // 100 contracts of 100 USD at 60,000 are 0.1666... BTC.
  const reading = foldEvents(
    booked([fill('2026-01-01T01:00:00Z', 'sell', '100', '60000', { instrument: inverse })]),
    settings({ instrumentOf: (symbol) => instrumentOf(symbol, '100') }),
  );
  expect(only(reading)).toMatchObject({ quantity: '-100', averagePrice: '60000' });
});

test('a short inverse position gains coin when the price falls', () => {
  // 100 contracts of 100 USD, sold at 50,000, bought back at 40,000: 10,000 (1 / 40,000 - 1 / 50,000) = 0.05 BTC.
  const reading = foldEvents(
    booked([
      fill('2026-01-01T01:00:00Z', 'sell', '100', '50000', { instrument: inverse }),
      fill('2026-01-02T01:00:00Z', 'buy', '100', '40000', { instrument: inverse }),
    ]),
    settings({ instrumentOf: (symbol) => instrumentOf(symbol, '100') }),
  );
  expect(only(reading)).toMatchObject({ realizedPnl: '0.05', status: 'closed' });
});

test('a multiplier scales the profit, not the average price', () => {
  // 3 contracts of 0.01 coin, 100 to 110: 3 x 0.01 x 10 = 0.3.
  const reading = foldEvents(
    booked([fill('2026-01-01T01:00:00Z', 'buy', '4', '100'), fill('2026-01-02T01:00:00Z', 'sell', '3', '110')]),
    settings({ instrumentOf: (symbol) => instrumentOf(symbol, '0.01') }),
  );
  expect(only(reading)).toMatchObject({ quantity: '1', averagePrice: '100', realizedPnl: '0.3' });
});

test('funding is kept beside the realised profit and moves the balance', () => {
  const reading = foldEvents(
    booked([
      cash('2026-01-01T00:00:00Z', 'deposit', '1000'),
      fill('2026-01-01T01:00:00Z', 'buy', '1', '100'),
      cash('2026-01-01T08:00:00Z', 'funding', '-0.5', 'USDT', { instrument: perpetual }),
      cash('2026-01-01T16:00:00Z', 'funding', '0.2', 'USDT', { instrument: perpetual }),
    ]),
    settings(),
  );
  expect(only(reading)).toMatchObject({ funding: '-0.3', realizedPnl: '0' });
  expect(reading.balances).toMatchObject([{ amount: '999.7' }]);
});

test('the premium of an option is paid when it changes hands', () => {
  // Bought 2 at 5 for 10, sold 1 at 7: realised 2, wallet 100 - 10 + 7 = 97.
  const option = instrumentOf('BTC/USDT:USDT-260327-100000-C').symbol;
  const reading = foldEvents(
    booked([
      cash('2026-01-01T00:00:00Z', 'deposit', '100'),
      fill('2026-01-01T01:00:00Z', 'buy', '2', '5', { instrument: option }),
      fill('2026-01-02T01:00:00Z', 'sell', '1', '7', { instrument: option }),
    ]),
    settings(),
  );
  expect(only(reading)).toMatchObject({ quantity: '1', averagePrice: '5', realizedPnl: '2' });
  expect(reading.balances).toMatchObject([{ asset: 'USDT', amount: '97', status: 'known' }]);
});

test('released cost is rounded half-even at the eighteenth digit', () => {
  // In units of 1e-18: half of a cost of 1 is 0.5 and goes to 0, half of 3 is 1.5 and goes to 2, half of 5 is 2.5, to 2;
  // a third of 4 is 1.33, to 1; a third of 5 is 1.67, to 2. Each is sold for 10.
  const sold = (quantity: string, cost: string, size: string, price: string) =>
    only(
      foldEvents(
        booked([
          fill('2026-01-01T00:00:00Z', 'buy', quantity, cost),
          fill('2026-01-02T00:00:00Z', 'sell', size, price),
        ]),
        settings(),
      ),
    ).realizedPnl;
  const half = ['0.000000001', '0.00000001'] as const;
  expect(sold('0.000000002', '0.0000000005', ...half)).toBe('0.00000000000000001');
  expect(sold('0.000000002', '0.0000000015', ...half)).toBe('0.000000000000000008');
  expect(sold('0.000000002', '0.0000000025', ...half)).toBe('0.000000000000000008');
  // 3e-9 at 1.333...e-9 costs 4 units, at 1.666...e-9 five.
  expect(sold('0.000000003', '0.000000001333333333', ...half)).toBe('0.000000000000000009');
  expect(sold('0.000000003', '0.000000001666666667', ...half)).toBe('0.000000000000000008');
});

test('the smallest amounts there are have a direction too', () => {
  const speck = '0.000000000000000001';
  const read = (second: 'buy' | 'sell', first: 'buy' | 'sell' = 'buy') =>
    only(
      foldEvents(
        booked([fill('2026-01-01T00:00:00Z', first, speck, '1'), fill('2026-01-02T00:00:00Z', second, speck, '3')]),
        settings(),
      ),
    );
  expect(read('buy')).toMatchObject({ quantity: '0.000000000000000002', averagePrice: '2', realizedPnl: '0' });
  expect(read('sell')).toMatchObject({ quantity: '0', realizedPnl: '0.000000000000000002' });
  expect(read('sell', 'sell')).toMatchObject({ quantity: '-0.000000000000000002', averagePrice: '2' });
});

test('a short remembers when it was opened', () => {
  const open = fill('2026-01-01T00:00:00Z', 'sell', '1', '100');
  const more = fill('2026-01-02T00:00:00Z', 'sell', '1', '120');
  expect(only(foldEvents(booked([open, more]), settings()))).toMatchObject({
    quantity: '-2',
    averagePrice: '110',
    openedMs: Date.parse('2026-01-01T00:00:00Z'),
  });
});

test('an inverse contract that costs the last unit of a coin has its average, one that costs less has none', () => {
  // 1e-18 contracts of one dollar at 1e18 cost 1e-36 coins, the last unit that is kept; at 1e19 they cost nothing.
  const average = (price: string) =>
    only(
      foldEvents(
        booked([fill('2026-01-01T00:00:00Z', 'buy', '0.000000000000000001', price, { instrument: inverse })]),
        settings(),
      ),
    ).averagePrice;
  expect(average('1000000000000000000')).toBe('1000000000000000000');
  expect(average('10000000000000000000')).toBe(null);
});

test('a share of cost above half a unit is rounded up, whatever digit it follows', () => {
  // 3 coins for 2: a third costs 0.666...667. Sold at 1.
  const events = [
    fill('2026-01-01T00:00:00Z', 'buy', '1', '0.5'),
    fill('2026-01-01T01:00:00Z', 'buy', '2', '0.75'),
    fill('2026-01-02T00:00:00Z', 'sell', '1', '1'),
  ];
  expect(only(foldEvents(booked(events), settings())).realizedPnl).toBe('0.333333333333333333');
});

test('an option quoted in coin is paid in coin: its average is that of its premiums', () => {
  const option = 'BTC/USD:BTC-261225-100000-C' as InstrumentSymbol;
  const read = (...events: readonly FillEvent[]) => only(foldEvents(booked(events), settings()));
  const bought = [
    fill('2026-01-01T00:00:00Z', 'buy', '1', '0.05', { instrument: option }),
    fill('2026-01-01T01:00:00Z', 'buy', '1', '0.07', { instrument: option }),
  ];
  expect(read(...bought)).toMatchObject({ averagePrice: '0.06', realizedPnl: '0' });
  const sold = fill('2026-01-02T00:00:00Z', 'sell', '2', '0.08', { instrument: option });
  expect(read(...bought, sold)).toMatchObject({ realizedPnl: '0.04', status: 'closed' });
});

test('shares that came for nothing have an average of 0', () => {
  const granted = opening('2026-01-01T00:00:00Z', '3', '0', { instrument: 'ACME' as InstrumentSymbol });
  expect(only(foldEvents(booked([granted]), settings()))).toMatchObject({ averagePrice: '0', status: 'open' });
});
