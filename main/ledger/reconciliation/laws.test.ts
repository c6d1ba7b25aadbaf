import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LedgerEvent } from '../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { formatScaled, magnitudeOf, scaledOf, type Decimal } from '../../../shared/units/decimal.ts';
import { epochMs, type EpochMs } from '../../../shared/units/unit.ts';
import { booked, cash, decimal, fill, instrumentOf, settings } from '../fixtures/events.ts';
import { foldEvents } from '../fold-events.ts';
import type { AccountLines } from './account-lines.ts';
import { cashReport, positionReport, reconcile } from './fixtures/reports.ts';

// A book whose reports are made from its own rows.

interface Row {
  readonly day: number;
  readonly instrument: InstrumentSymbol;
  readonly side: 'buy' | 'sell';
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly fee: Decimal;
}

const begin = Date.UTC(2026, 0, 5);
const dayMs = 86_400_000;
const iso = (timeMs: number) => new Date(timeMs).toISOString();
const names = ['ACME', 'BETA', 'CORE'].map((name) => name as InstrumentSymbol);

const rows = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 20 }),
    instrument: fc.constantFrom(...names),
    side: fc.constantFrom('buy' as const, 'sell' as const),
    quantity: fc.integer({ min: 1, max: 500 }).map((units) => formatScaled(BigInt(units) * 10n ** 17n)),
    price: fc.integer({ min: 100, max: 9000 }).map((cents) => formatScaled(BigInt(cents) * 10n ** 16n)),
    fee: fc.integer({ min: 1, max: 300 }).map((cents) => formatScaled(BigInt(cents) * 10n ** 16n)),
  }),
  { minLength: 1, maxLength: 14 },
);

const fillOf = ({ day, instrument, side, quantity, price, fee }: Row, index: number): LedgerEvent =>
  fill(iso(begin + day * dayMs + 3_600_000 + index), side, quantity, price, {
    instrument,
    fee: { asset: 'USD', amount: fee },
  });

/** What a broker would report at an instant of exactly these rows: every position that was ever held, and the cash. */
function reportsOf(
  events: readonly LedgerEvent[],
  untilMs: EpochMs,
  always: readonly InstrumentSymbol[],
): readonly LedgerEvent[] {
  const before = booked(events.filter(({ timeMs }) => timeMs <= untilMs)).toSorted(
    (a, b) => a.timeMs - b.timeMs || a.id - b.id,
  );
  const { positions, balances } = foldEvents(before, settings());
  return [
    ...always.map((instrument) =>
      positionReport(iso(untilMs), positions.find((one) => one.instrument === instrument)?.quantity ?? '0', {
        instrument,
      }),
    ),
    ...balances.map(({ asset, amount }) => cashReport(iso(untilMs), amount, asset)),
  ];
}

const money = cash(iso(begin - dayMs), 'deposit', '100000', 'USD');
const reportDays = [6, 13, 25].map((day) => epochMs(begin + day * dayMs + dayMs - 1));

/** The broker's own reports of the true rows, held against what the trader has. */
function heldAgainst(truth: readonly LedgerEvent[], known: readonly LedgerEvent[]): AccountLines {
  const reports = reportDays.flatMap((timeMs) => reportsOf(truth, timeMs, names));
  const events = [...known, ...reports].toSorted((a, b) => a.timeMs - b.timeMs);
  return reconcile(events);
}

test('law: a book whose reports are made from its own rows reconciles without a line', () => {
  fc.assert(
    fc.property(rows, (drawn) => {
      const truth = [money, ...drawn.map(fillOf)];
      const found = heldAgainst(truth, truth);
      expect(found.lines).toEqual([]);
      expect(found.state).toBe('reconciled');
    }),
    { numRuns: 60 },
  );
});

const mutations = ['drop', 'double', 'quantity', 'side', 'fee', 'shift'] as const;

test('law: any single row dropped, doubled or changed makes a line on its instrument or on the cash', () => {
  fc.assert(
    fc.property(rows, fc.nat(), fc.constantFrom(...mutations), (drawn, pick, mutation) => {
      const truth = [money, ...drawn.map(fillOf)];
      const index = pick % drawn.length;
      const row = drawn[index] as Row;
      const changed = (say: Partial<Row>) => [
        money,
        ...drawn.map((one, at2) => fillOf(at2 === index ? { ...one, ...say } : one, at2)),
      ];
      const wrong = {
        drop: [money, ...drawn.map(fillOf).filter((_, at2) => at2 !== index)],
        double: [...truth, fillOf(row, index)],
        quantity: changed({ quantity: formatScaled(scaledOf(row.quantity) + 10n ** 17n) }),
        side: changed({ side: row.side === 'buy' ? 'sell' : 'buy' }),
        fee: changed({ fee: decimal('0') }),
        shift: [cash(iso(begin - dayMs), 'deposit', '100000.01', 'USD'), ...drawn.map(fillOf)],
      }[mutation];
      const found = heldAgainst(truth, wrong);
      expect(found.state).toBe('differs');
      const subjects = found.lines
        .filter(({ status }) => status === 'differs')
        .map(({ instrument, asset }) => instrument ?? asset);
      const expected = mutation === 'fee' || mutation === 'shift' ? 'USD' : row.instrument;
      // Of an instrument of which nothing is left the first report is the beginning: then only the cash tells.
      const isLeft = wrong.some(
        (one) => 'instrument' in one && one.instrument === expected && one.timeMs <= (reportDays[0] as number),
      );
      expect(subjects).toContain(isLeft ? expected : 'USD');
    }),
    { numRuns: 120 },
  );
});

test('law: reconciled is never said where a report is further from the rows than its rounding', () => {
  const amounts = fc
    .integer({ min: -2_000_000, max: 2_000_000 })
    .map((thousandths) => BigInt(thousandths) * 10n ** 15n);
  fc.assert(
    fc.property(rows, amounts, fc.integer({ min: 2, max: 4 }), (drawn, error, digits) => {
      const truth = [money, ...drawn.map(fillOf)];
      const known = foldEvents(
        booked(truth).toSorted((a, b) => a.timeMs - b.timeMs || a.id - b.id),
        settings(),
      );
      const exact = scaledOf(known.balances.find(({ asset }) => asset === 'USD')?.amount ?? decimal('0'));
      const unit = 10n ** BigInt(18 - digits);
      const printed = ((exact + error) / unit) * unit;
      const noon = begin + 30 * dayMs;
      const reports = [
        ...known.positions.map(({ instrument, quantity }) => positionReport(iso(noon), quantity, { instrument })),
        cashReport(iso(noon), formatScaled(printed)),
      ];
      const events = [...truth, ...reports].toSorted((a, b) => a.timeMs - b.timeMs);
      const off = magnitudeOf(printed - exact);
      const { state } = reconcile(events);
      // A broker that prints to the third digit cannot be told from one that prints cents where that digit is 0.
      const shown = (formatScaled(printed).split('.')[1] ?? '').length;
      if (off * 2n > 10n ** BigInt(18 - Math.max(2, shown))) expect(state).toBe('differs');
      if (off === 0n) expect(state).toBe('reconciled');
    }),
    { numRuns: 120 },
  );
});

test('instruments of these books are what they are taken for', () => {
  expect(instrumentOf('ACME').kind).toBe('stock');
});
