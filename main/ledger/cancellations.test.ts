import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BookedEvent, CancelEvent, FillEvent, LedgerEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { cancellationsIn, matchCancels } from './cancellations.ts';
import { dailyStates } from './daily-states.ts';
import { at, booked, cash, decimal, fill, inOrder, only, settings } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';

const acme = 'ACME' as InstrumentSymbol;
const share = { instrument: acme };

/** The row that takes a fill back. */
function cancel(time: string, taken: FillEvent, cancelledMs: FillEvent['timeMs'] | null = null): CancelEvent {
  const { instrument, side, quantity, price } = taken;
  return {
    kind: 'cancel',
    timeMs: at(time),
    sourceId: null,
    flags: [],
    instrument,
    side,
    quantity,
    price,
    cancelledMs,
  };
}

const first = fill('2026-01-02T15:00:00Z', 'buy', '100', '20', share);
const wrong = fill('2026-01-02T15:30:00Z', 'buy', '100', '23', share);
const right = fill('2026-01-02T15:30:00Z', 'buy', '100', '22', share);

test('a fill that is taken back never was; the one booked in its place stands', () => {
  const money = cash('2026-01-01T00:00:00Z', 'deposit', '10000', 'USD');
  const reading = foldEvents(booked([money, first, wrong, right, cancel('2026-01-03T09:00:00Z', wrong)]), settings());
  expect(only(reading)).toMatchObject({ quantity: '200', averagePrice: '21', status: 'open' });
  // 10,000 - 2,000 - 2,200.
  expect(reading.balances[0]?.amount).toBe('5800');
});

test('of two fills alike the one at the named instant is meant, else the newest before the row', () => {
  const early = fill('2026-01-02T10:00:00Z', 'buy', '5', '20', share);
  const late = fill('2026-01-02T11:00:00Z', 'buy', '5', '20', share);
  const after = fill('2026-01-04T11:00:00Z', 'buy', '5', '20', share);
  const found = (row: CancelEvent) => cancellationsIn(booked([early, late, row, after])).map(({ fill: { id } }) => id);
  expect(found(cancel('2026-01-03T00:00:00Z', early, early.timeMs))).toEqual([1]);
  expect(found(cancel('2026-01-03T00:00:00Z', early))).toEqual([2]);
  // No fill at the instant that it names (a clock that was set): the newest before it.
  expect(found(cancel('2026-01-03T00:00:00Z', early, at('2026-01-02T12:00:00Z')))).toEqual([2]);
});

test('two rows take back two fills, and a third finds none', () => {
  const again = fill('2026-01-02T16:00:00Z', 'buy', '100', '20', share);
  const rows = ['2026-01-03T00:00:00Z', '2026-01-03T00:01:00Z', '2026-01-03T00:02:00Z'].map((time) =>
    cancel(time, first),
  );
  const events = booked([first, again, ...rows]);
  expect(cancellationsIn(events).map(({ fill: { id } }) => id)).toEqual([2, 1]);
  const reading = foldEvents(events, settings());
  expect(only(reading).incomplete?.reason).toContain('takes back a fill (buy 100 at 20) that is not known');
  expect(reading.balances[0]?.status).toBe('unknown');
});

test('only the same account, instrument, side, size and price is meant', () => {
  const others: readonly FillEvent[] = [
    { ...wrong, instrument: 'APEX' as InstrumentSymbol },
    { ...wrong, side: 'sell' },
    { ...wrong, quantity: decimal('99') },
    { ...wrong, price: decimal('23.01') },
  ];
  for (const other of others)
    expect(cancellationsIn(booked([other, cancel('2026-01-03T00:00:00Z', wrong)]))).toEqual([]);
  const elsewhere = inOrder(booked([wrong], 'second'), booked([cancel('2026-01-03T00:00:00Z', wrong)], 'main', 2, 9));
  expect(cancellationsIn(elsewhere)).toEqual([]);
});

test('positions that the broker printed while the wrong fill stood are no contradiction', () => {
  const sale = fill('2026-01-02T16:00:00Z', 'sell', '50', '25', { ...share, positionAfter: decimal('150') });
  const later = fill('2026-01-04T16:00:00Z', 'sell', '10', '25', { ...share, positionAfter: decimal('40') });
  const taken = cancel('2026-01-03T09:00:00Z', wrong);
  expect(only(foldEvents(booked([first, wrong, sale, taken, later]), settings()))).toMatchObject({
    quantity: '40',
    status: 'open',
  });
  const stillCounted = { ...later, positionAfter: decimal('140') };
  expect(only(foldEvents(booked([first, wrong, sale, taken, stillCounted]), settings())).status).toBe(
    'history-incomplete',
  );
});

test('a ledger row is not covered by a fill that never was', () => {
  const settled = cash('2026-01-02T15:30:00Z', 'settlement', '-7', 'USD', { instrument: acme, grain: 'ledger' });
  const reading = foldEvents(booked([wrong, settled, cancel('2026-01-03T00:00:00Z', wrong)]), settings());
  expect(reading.balances[0]?.amount).toBe('-7');
});

test('law: a book with a fill and its cancellation is the book without both, in any order of imports and on every day', () => {
  const trade = fc.record({
    hour: fc.integer({ min: 0, max: 200 }),
    buy: fc.boolean(),
    quantity: fc.integer({ min: 1, max: 9 }),
    price: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(
      fc.array(trade, { minLength: 1, maxLength: 15 }),
      fc.nat(),
      fc.integer({ min: 0, max: 50 }),
      fc.boolean(),
      fc.boolean(),
      (trades, which, delay, laterImport, named) => {
        const time = (hour: number) => new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000).toISOString();
        const fills = trades
          .toSorted((a, b) => a.hour - b.hour)
          .map(({ hour, buy, quantity, price }) =>
            fill(time(hour), buy ? 'buy' : 'sell', String(quantity), String(price), share),
          );
        const taken = fills[which % fills.length] as FillEvent;
        const row = cancel(
          new Date(taken.timeMs + delay * 3_600_000).toISOString(),
          taken,
          named ? taken.timeMs : null,
        );
        const rest = fills.filter((one) => one !== taken);
        // Which of equal fills goes does not matter: what is left has the same content.
        const content = (events: readonly BookedEvent[]) => {
          const { positions, balances, accounts } = foldEvents(events, settings());
          const { days } = dailyStates(events, settings(), at('2027-01-01T00:00:00Z'));
          return { positions, balances, accounts, days };
        };
        const [lower, higher] = [booked([row], 'main', 1, 1), booked(fills, 'main', 2, 10)] as const;
        const events = laterImport
          ? inOrder(booked(fills, 'main', 1, 1), booked([row], 'main', 2, 100))
          : inOrder(lower, higher);
        const newest = fills.findLast((one) => sameContent(one, taken) && one.timeMs <= row.timeMs) as FillEvent;
        const gone = named ? taken : newest;
        const without = booked(gone === taken ? rest : fills.filter((one) => one !== gone), 'main', 2, 10);
        expect(content(events)).toEqual(content(without));
      },
    ),
  );
});

function sameContent(a: FillEvent, b: FillEvent): boolean {
  return a.side === b.side && a.quantity === b.quantity && (a.price as Decimal) === b.price;
}

test('of two equal fills of one instant the one with the fee that is given back is meant, in whatever order they stand', () => {
  const fee = (amount: string) => ({ asset: 'USD', amount: decimal(amount) });
  const dear = fill('2026-01-02T15:30:00Z', 'buy', '100', '23', { ...share, fee: fee('2') });
  const cheap = fill('2026-01-02T15:30:00Z', 'buy', '100', '23', { ...share, fee: fee('0.5') });
  for (const named of [dear.timeMs, null])
    for (const rows of [
      [dear, cheap],
      [cheap, dear],
    ]) {
      const takenBack = { ...cancel('2026-01-03T09:00:00Z', dear, named), fee: fee('2') };
      const left = only(foldEvents(booked([...rows, takenBack]), settings()));
      expect(left).toMatchObject({ quantity: '100', fees: [fee('0.5')] });
    }
  // No fill has the fee that is given back: then the first of the book, as without one.
  const other = { ...cancel('2026-01-03T09:00:00Z', dear), fee: fee('9') };
  expect(only(foldEvents(booked([dear, cheap, other]), settings())).fees).toEqual([fee('0.5')]);
});

test('a fill that stood for a while explains its own instrument’s printed positions alone, from its instant until before that of the row', () => {
  const taken = cancel('2026-01-03T09:00:00Z', wrong);
  const prints = (time: string, positionAfter: string, rows: readonly LedgerEvent[] = [wrong, taken]) => {
    const sale = fill(time, 'sell', '50', '25', { ...share, positionAfter: decimal(positionAfter) });
    const events = inOrder(booked([first, sale]), booked(rows, 'main', 2, 10));
    return foldEvents(events, settings()).positions.find(({ instrument }) => instrument === acme)?.status;
  };
  expect(prints('2026-01-02T15:30:00Z', '150')).toBe('open');
  expect(prints('2026-01-03T08:59:59.999Z', '150')).toBe('open');
  expect(prints('2026-01-03T09:00:00Z', '150')).toBe('history-incomplete');
  const elsewhere = { ...wrong, instrument: 'APEX' as InstrumentSymbol };
  const rows = [elsewhere, cancel('2026-01-03T09:00:00Z', elsewhere)];
  expect(prints('2026-01-02T16:00:00Z', '150', rows)).toBe('history-incomplete');
});

test('of two rows for one fill the earlier takes it back, in whatever order they were imported', () => {
  const rows = [cancel('2026-01-04T09:00:00Z', wrong), cancel('2026-01-03T09:00:00Z', wrong)];
  const cancels = booked(rows, 'main', 2, 10) as readonly (BookedEvent & CancelEvent)[];
  const fills = (booked([wrong]) as readonly (BookedEvent & FillEvent)[]).map((one) => ({ ...one, importId: 1 }));
  for (const order of [cancels, cancels.toReversed()])
    expect(matchCancels(order, fills).map(({ cancelId }) => cancelId)).toEqual([11]);
});

test('a printed position is not excused by what was taken back in another account, nor before the wrong fill was made', () => {
  const status = (sale: FillEvent, taken: readonly BookedEvent[]) =>
    foldEvents(inOrder(booked([first, sale]), taken), settings()).positions.find(({ account }) => account === 'main')
      ?.status;
  const sale = (time: string) => fill(time, 'sell', '50', '25', { ...share, positionAfter: decimal('150') });
  const rows = [wrong, cancel('2026-01-03T09:00:00Z', wrong)];
  expect(status(sale('2026-01-02T16:00:00Z'), booked(rows, 'other', 2, 10))).toBe('history-incomplete');
  expect(status(sale('2026-01-02T15:29:59Z'), booked(rows, 'main', 2, 10))).toBe('history-incomplete');
  expect(status(sale('2026-01-02T16:00:00Z'), booked(rows, 'main', 2, 10))).toBe('open');
});

test('a fuller row stands in the place of a fill that was there when it was imported, never of a later one', () => {
  const poor = { ...wrong, flags: ['fee-unknown'] } as const;
  const told = {
    ...cancel('2026-01-02T15:00:00Z', wrong),
    timeMs: wrong.timeMs,
    cancelledMs: wrong.timeMs,
    flags: ['fee-unknown'],
  } as const;
  const taken = (importOfFill: number, importOfRow: number) =>
    cancellationsIn([...booked([poor], 'main', importOfFill, 1), ...booked([told], 'main', importOfRow, 10)]).length;
  expect([taken(1, 2), taken(2, 2), taken(3, 2)]).toEqual([1, 0, 0]);
});
