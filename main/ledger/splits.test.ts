import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SplitEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { at, booked, cash, fill, only, opening, settings } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';

const acme = 'ACME' as InstrumentSymbol;
const apex = 'APEX' as InstrumentSymbol;
const share = { instrument: acme };

function split(time: string, from: string, to: string, say: Partial<SplitEvent> = {}): SplitEvent {
  return {
    kind: 'split',
    timeMs: at(time),
    sourceId: null,
    flags: [],
    instrument: acme,
    from: from as Decimal,
    to: to as Decimal,
    into: null,
    ...say,
  };
}

test('four for one: four times the shares at a quarter of the price, the cost and the cash as before', () => {
  const reading = foldEvents(
    booked([
      cash('2026-01-01T00:00:00Z', 'deposit', '5000', 'USD'),
      fill('2026-01-02T15:00:00Z', 'buy', '10', '400', share),
      split('2026-01-05T11:00:00Z', '1', '4'),
      fill('2026-01-06T15:00:00Z', 'sell', '8', '110', share),
    ]),
    settings(),
  );
  // 40 at 100; 8 sold at 110: 80 realised, 5,000 - 4,000 + 880 = 1,880 cash.
  expect(only(reading)).toMatchObject({ quantity: '32', averagePrice: '100', realizedPnl: '80' });
  expect(reading.balances[0]?.amount).toBe('1880');
  expect(reading.splits).toEqual([{ instrument: acme, timeMs: at('2026-01-05T11:00:00Z'), from: '1', to: '4' }]);
});

test('a reverse split by the broker’s own counts drops the fraction that it dropped', () => {
  const reading = foldEvents(
    booked([fill('2026-01-02T15:00:00Z', 'sell', '103', '2', share), split('2026-01-05T11:00:00Z', '103', '12')]),
    settings(),
  );
  // 103 x 2 = 206 of cost on 12 shares.
  expect(only(reading)).toMatchObject({ quantity: '-12', averagePrice: '17.166666666666666667' });
});

test('shares become those of another company at their cost, and merge with what is held of it', () => {
  const reading = foldEvents(
    booked([
      fill('2026-01-02T15:00:00Z', 'buy', '10', '30', share),
      fill('2026-01-02T15:01:00Z', 'buy', '5', '70', { instrument: apex }),
      split('2026-01-05T11:00:00Z', '2', '1', { into: apex }),
    ]),
    settings(),
  );
  // 10 x 30 = 300 on 5 shares, beside 5 x 70 = 350: 10 at 65.
  expect(reading.positions).toMatchObject([
    { instrument: acme, quantity: '0', status: 'closed' },
    { instrument: apex, quantity: '10', averagePrice: '65', status: 'open' },
  ]);
});

test('what cannot be trusted stays so under its new name, until it is stated there', () => {
  const events = [
    fill('2026-01-02T15:00:00Z', 'sell', '10', '30', { ...share, effect: 'close' }),
    split('2026-01-05T11:00:00Z', '1', '1', { into: apex }),
  ] as const;
  const reading = foldEvents(booked(events), settings());
  expect(reading.positions.map(({ instrument, status }) => [instrument, status])).toEqual([
    [acme, 'closed'],
    [apex, 'history-incomplete'],
  ]);
  expect(reading.positions[1]?.incomplete?.reason).toContain('came from ACME');
  const mended = foldEvents(
    booked([...events, opening('2026-01-06T00:00:00Z', '7', '31', { instrument: apex })]),
    settings(),
  );
  expect(mended.positions[1]).toMatchObject({ quantity: '7', status: 'open' });
});

test('a row of the old symbol that could not be read leaves the new one in doubt', () => {
  const failedRows = [{ account: 'main', instrument: acme }];
  const reading = foldEvents(
    booked([
      fill('2026-01-02T15:00:00Z', 'buy', '10', '30', share),
      split('2026-01-05T11:00:00Z', '1', '1', { into: apex }),
    ]),
    settings({ failedRows }),
  );
  expect(reading.positions[1]).toMatchObject({ instrument: apex, status: 'history-incomplete' });
});

test('a split of shares of which no purchase is known is said, and makes no position', () => {
  const reading = foldEvents(booked([split('2026-01-05T11:00:00Z', '1', '4')]), settings());
  expect(reading.positions).toEqual([]);
  expect(reading.notes).toMatchObject([{ kind: 'split-without-position', instrument: acme }]);
});

test('law: a whole-number split leaves cost and profit, and the value at the adjusted price', () => {
  const trade = fc.record({
    buy: fc.boolean(),
    quantity: fc.integer({ min: 1, max: 99 }),
    price: fc.integer({ min: 1, max: 900 }),
  });
  fc.assert(
    fc.property(fc.array(trade, { minLength: 1, maxLength: 12 }), fc.constantFrom(2, 4, 5, 8, 10), (trades, factor) => {
      const events = trades.map(({ buy, quantity, price }, index) =>
        fill(
          new Date(Date.UTC(2026, 0, 2, 10, index)).toISOString(),
          buy ? 'buy' : 'sell',
          String(quantity),
          String(price),
          share,
        ),
      );
      const before = only(foldEvents(booked(events), settings()));
      const after = only(
        foldEvents(booked([...events, split('2026-01-05T00:00:00Z', '1', String(factor))]), settings()),
      );
      expect(Number(after.quantity)).toBe(Number(before.quantity) * factor);
      expect(after.realizedPnl).toBe(before.realizedPnl);
      if (before.averagePrice !== null)
        expect(Number(after.averagePrice) * factor).toBeCloseTo(Number(before.averagePrice), 9);
    }),
  );
});
