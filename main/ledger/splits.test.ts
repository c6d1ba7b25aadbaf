import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SplitEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import { stockOf } from '../../shared/book/listed-symbol.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { at, booked, cash, fill, inOrder, instrumentOf, inverse, only, opening, settings } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';
import { positionReport } from './reconciliation/fixtures/reports.ts';

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

test('a split that two accounts print is one; another share or another day is another', () => {
  const [first, second] = ['2026-01-05T11:00:00Z', '2026-02-05T11:00:00Z'];
  const bought = fill('2026-01-02T15:00:00Z', 'buy', '10', '30', share);
  const reading = foldEvents(
    inOrder(
      booked([bought, split(first, '1', '2')], 'one'),
      booked([bought, split(first, '1', '2'), split(first, '1', '3', { instrument: apex })], 'two', 2, 10),
      booked([split(second, '1', '4')], 'one', 3, 20),
    ),
    settings(),
  );
  expect(reading.splits.map(({ instrument, timeMs, to }) => [instrument, timeMs, to])).toEqual([
    [acme, at(first), '2'],
    [apex, at(first), '3'],
    [acme, at(second), '4'],
  ]);
});

test('what was earned on shares that cannot be trusted is not told under the old name either', () => {
  const reading = foldEvents(
    booked([
      fill('2026-01-02T15:00:00Z', 'buy', '10', '20', share),
      fill('2026-01-02T16:00:00Z', 'sell', '5', '30', share),
      fill('2026-01-03T15:00:00Z', 'sell', '9', '30', { ...share, effect: 'close' }),
      split('2026-01-05T11:00:00Z', '1', '1', { into: apex }),
    ]),
    settings(),
  );
  expect(reading.positions).toMatchObject([
    { instrument: acme, status: 'closed', realizedPnl: '0', flags: ['realised-since-opening'] },
    { instrument: apex, status: 'history-incomplete' },
  ]);
});

test('shares that were sold before leave nothing behind under the new name', () => {
  const reading = foldEvents(
    booked([
      fill('2026-01-02T15:00:00Z', 'buy', '10', '20', share),
      fill('2026-01-03T15:00:00Z', 'sell', '10', '30', share),
      split('2026-01-05T11:00:00Z', '1', '1', { into: apex }),
    ]),
    settings(),
  );
  expect(reading.positions).toMatchObject([
    { instrument: acme, status: 'closed', realizedPnl: '100' },
    { instrument: apex, status: 'closed', quantity: '0', openedMs: null, flags: [] },
  ]);
});

test('shorts merge with shorts; what meets the opposite side cannot be followed', () => {
  const after = (held: readonly ['buy' | 'sell', string], brought: readonly ['buy' | 'sell', string]) =>
    foldEvents(
      booked([
        fill('2026-01-02T15:00:00Z', held[0], held[1], '70', { instrument: apex }),
        fill('2026-01-02T15:01:00Z', brought[0], brought[1], '40', share),
        split('2026-01-05T11:00:00Z', '1', '1', { into: apex }),
      ]),
      settings(),
    ).positions[1];
  // 5 x 70 + 10 x 40 = 750 on 15.
  expect(after(['sell', '5'], ['sell', '10'])).toMatchObject({ quantity: '-15', averagePrice: '50', status: 'open' });
  for (const size of ['3', '20'])
    for (const [one, other] of [
      ['buy', 'sell'],
      ['sell', 'buy'],
    ] as const)
      expect(after([one, size], [other, '10'])?.incomplete?.reason).toContain('in a way that cannot be followed');
});

test('what turns into a share of another currency, or is worth its inverse, cannot be followed', () => {
  const abroad = (symbol: InstrumentSymbol) => (symbol === apex ? stockOf(apex, 'EUR') : instrumentOf(symbol));
  const into = (old: InstrumentSymbol, fresh: InstrumentSymbol, say = settings()) =>
    foldEvents(
      booked([
        fill('2026-01-02T15:00:00Z', 'buy', '10', '40', { instrument: old }),
        split('2026-01-05T11:00:00Z', '1', '1', { instrument: old, into: fresh }),
      ]),
      say,
    ).positions.map(({ instrument, status }) => [instrument, status]);
  expect(into(acme, apex)).toEqual([
    [acme, 'closed'],
    [apex, 'open'],
  ]);
  expect(into(acme, apex, settings({ instrumentOf: abroad }))).toContainEqual([apex, 'history-incomplete']);
  const dated = 'BTC/USD:BTC-261225' as InstrumentSymbol;
  expect(into(inverse, dated)).toContainEqual([dated, 'history-incomplete']);
});

test('a part whose entry nobody knows leaves the entry of the whole unknown', () => {
  const known = (instrument: InstrumentSymbol) => fill('2026-01-02T15:00:00Z', 'buy', '5', '70', { instrument });
  const unknown = (instrument: InstrumentSymbol) => positionReport('2026-01-02T14:00:00Z', '5', { instrument });
  for (const held of [
    [unknown(apex), known(acme)],
    [unknown(acme), known(apex)],
  ]) {
    const reading = foldEvents(booked([...held, split('2026-01-05T11:00:00Z', '1', '1', { into: apex })]), settings());
    expect(reading.positions[1]).toMatchObject({ instrument: apex, quantity: '10', averagePrice: null });
  }
});

test('a change of name carries cost, opening instant and flags over, also to a name that was held before', () => {
  const [opened, changed] = ['2026-01-04T15:00:00Z', '2026-01-05T11:00:00Z'];
  const bought = fill(opened, 'buy', '1', '40', { ...share, flags: ['time-ambiguous'] });
  const renamed = split(changed, '1', '1', { into: apex });
  const carried = { quantity: '1', averagePrice: '40', openedMs: at(opened), lastEventMs: at(changed) };
  const flags = ['from-split', 'time-ambiguous'];
  const before = (side: 'buy' | 'sell', time: string) => fill(time, side, '1', '70', { instrument: apex });
  const sold = [before('buy', '2026-01-02T15:00:00Z'), before('sell', '2026-01-03T15:00:00Z')];
  const left = opening('2026-01-03T15:00:00Z', '0', null, { instrument: apex });
  for (const history of [[], sold, [before('buy', '2026-01-02T15:00:00Z'), left]]) {
    const reading = foldEvents(booked([...history, bought, renamed]), settings());
    expect(reading.positions[1]).toMatchObject({ instrument: apex, ...carried });
    expect(reading.positions[1]?.flags).toEqual(expect.arrayContaining(flags));
    expect(reading.splits).toEqual([]);
  }
  // What is held of it already stays open since then.
  const merged = foldEvents(booked([before('buy', '2026-01-02T15:00:00Z'), bought, renamed]), settings());
  expect(merged.positions[1]).toMatchObject({ quantity: '2', openedMs: at('2026-01-02T15:00:00Z') });
});

test('a row that could not be read stays a doubt through two changes of name', () => {
  const able = 'ABLE' as InstrumentSymbol;
  const reading = foldEvents(
    booked([
      fill('2026-01-02T15:00:00Z', 'buy', '10', '30', share),
      split('2026-01-05T11:00:00Z', '1', '1', { into: apex }),
      split('2026-01-06T11:00:00Z', '1', '1', { instrument: apex, into: able }),
    ]),
    settings({ failedRows: [{ account: 'main', instrument: acme }] }),
  );
  expect(reading.positions.find(({ instrument }) => instrument === able)?.status).toBe('history-incomplete');
});

test('the old name of what cannot be trusted is trusted from the change on, for nothing is left of it', () => {
  const reading = foldEvents(
    booked([
      fill('2026-01-02T15:00:00Z', 'sell', '10', '30', { ...share, effect: 'close' }),
      split('2026-01-05T11:00:00Z', '1', '1', { into: apex }),
    ]),
    settings(),
  );
  expect(reading.doubts).toMatchObject([
    { instrument: acme, incomplete: null, trustedSinceMs: at('2026-01-05T11:00:00Z') },
    { instrument: apex, trustedSinceMs: null },
  ]);
});
