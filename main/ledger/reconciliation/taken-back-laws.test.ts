import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BookedEvent, LedgerEvent } from '../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { cash, decimal, fill, inOrder, booked, settings } from '../fixtures/events.ts';
import { foldEvents, wholeSettings } from '../fold-events.ts';
import { createLedger } from '../ledger.ts';
import { accountLines } from './account-lines.ts';
import { cashReport, positionReport } from './fixtures/reports.ts';

const instruments = ['ACME' as InstrumentSymbol, 'ACME260320C00030000' as InstrumentSymbol];
const days = 6;

/** A trade five hours after the one before; wrong where it is taken back some hours later, booked anew or not. */
const trade = fc.record({
  instrument: fc.constantFrom(...instruments),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  quantity: fc.integer({ min: 1, max: 9 }),
  price: fc.integer({ min: 1, max: 9 }),
  fee: fc.integer({ min: 0, max: 2 }),
  wrong: fc.option(
    fc.record({ hours: fc.integer({ min: 1, max: 99 }), anew: fc.option(fc.integer({ min: 1, max: 9 })) }),
  ),
});
type Trade = typeof trade extends fc.Arbitrary<infer T> ? T : never;

/** Which figures the broker reports at the end of each day. */
const reporting = fc.array(fc.record({ positions: fc.boolean(), money: fc.boolean() }), {
  minLength: days,
  maxLength: days,
});

/** What the broker counts from an instant until before another. */
interface Counted {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly instrument: string;
  readonly quantity: number;
  readonly paid: number;
}

const start = Date.UTC(2026, 0, 5);
const timeAt = (hour: number) => new Date(start + hour * 3_600_000).toISOString();
const deposit = cash('2026-01-02T00:00:00Z', 'deposit', '100000', 'USD');

function rowsOf(one: Trade, index: number) {
  const hour = index * 5;
  const { instrument, side, quantity, wrong } = one;
  const made = (price: number) =>
    fill(timeAt(hour), side, String(quantity), String(price), {
      instrument,
      fee: { asset: 'USD', amount: decimal(String(one.fee)) },
    });
  const sign = side === 'buy' ? 1 : -1;
  const counted = (price: number, fromHour: number, untilHour: number): Counted => ({
    fromMs: start + fromHour * 3_600_000,
    untilMs: start + untilHour * 3_600_000,
    instrument,
    quantity: sign * quantity,
    paid: sign * quantity * price * (instrument === 'ACME' ? 1 : 100) + one.fee,
  });
  const first = made(one.price);
  if (wrong === null) return { rows: [first], standing: [first], counted: [counted(one.price, hour, Infinity)] };
  const gone = hour + wrong.hours + 0.5;
  const { price, timeMs: cancelledMs } = first;
  const taken = {
    kind: 'cancel',
    timeMs: cash(timeAt(gone), 'deposit', '1').timeMs,
    sourceId: null,
    flags: [],
    instrument,
    side,
    quantity: first.quantity,
    price,
    cancelledMs,
  } as const;
  const before = counted(one.price, hour, gone);
  if (wrong.anew === null) return { rows: [first, taken], standing: [], counted: [before] };
  // Never at the same price, which would leave open which of the two is gone.
  const again = made(one.price + wrong.anew);
  return {
    rows: [first, taken, again],
    standing: [again],
    counted: [before, counted(one.price + wrong.anew, gone, Infinity)],
  };
}

function reportsOf(
  counted: readonly Counted[],
  said: readonly { readonly positions: boolean; readonly money: boolean }[],
): LedgerEvent[] {
  return said.flatMap(({ positions, money }, day) => {
    const timeMs = start + (day + 1) * 86_400_000 - 1;
    const time = new Date(timeMs).toISOString();
    const then = counted.filter(({ fromMs, untilMs }) => fromMs <= timeMs && timeMs < untilMs);
    const held = instruments.flatMap((instrument) => {
      const sum = then.reduce((total, one) => total + (one.instrument === instrument ? one.quantity : 0), 0);
      return sum === 0 || !positions ? [] : [positionReport(time, String(sum), { instrument })];
    });
    const paid = then.reduce((total, one) => total + one.paid, 0);
    return money ? [...held, cashReport(time, String(100_000 - paid))] : held;
  });
}

function readOf(events: readonly BookedEvent[]) {
  const { positions, balances, evidence } = foldEvents(events, settings());
  const lines = evidence
    .flatMap((one) => accountLines(one, []).lines)
    .filter(({ status }) => status !== 'cannot-check');
  return {
    positions,
    balances: balances.map(({ account, asset, amount, status, flags }) => ({ account, asset, amount, status, flags })),
    lines,
  };
}

test('law: whatever the broker reported while wrong fills stood, the book is that of the right ones, and nothing differs', () => {
  fc.assert(
    fc.property(
      fc.array(trade, { minLength: 1, maxLength: 12 }),
      fc.array(trade, { maxLength: 6 }),
      reporting,
      (mine, others, said) => {
        const accounts = [mine, others].map((trades) => trades.map(rowsOf));
        const books = (of: (made: ReturnType<typeof rowsOf>) => readonly LedgerEvent[], withReports: boolean) =>
          inOrder(
            ...accounts.map((made, index) => {
              const counted = made.flatMap((one) => one.counted);
              const reports = withReports ? reportsOf(counted, said) : [];
              return booked(
                [deposit, ...made.flatMap(of), ...reports],
                `account ${index}`,
                index + 1,
                index * 1000 + 1,
              );
            }),
          );
        const events = books(({ rows }) => rows, true);
        expect(readOf(events)).toEqual(readOf(books(({ standing }) => standing, false)));
        expect(inPieces(events)).toEqual(whole(events));
      },
    ),
    { numRuns: 120 },
  );
});

function whole(events: readonly BookedEvent[]) {
  const [, known] = wholeSettings(events, settings());
  const ledger = createLedger(known);
  for (const event of events) ledger.apply(event);
  return [ledger.positions(), ledger.balances(), ledger.evidence()];
}

/** The same, put down after every instant and taken up by another ledger. */
function inPieces(events: readonly BookedEvent[]) {
  const [, known] = wholeSettings(events, settings());
  let ledger = createLedger(known);
  for (const [index, event] of events.entries()) {
    if (events[index - 1]?.timeMs !== event.timeMs) ledger = createLedger(known, structuredClone(ledger.save()));
    ledger.apply(event);
  }
  return [ledger.positions(), ledger.balances(), ledger.evidence()];
}
