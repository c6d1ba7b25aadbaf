import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BookedEvent } from '../../shared/book/event.ts';
import { parseInstrument } from '../../shared/book/parse-instrument.ts';
import { stockOf } from '../../shared/book/listed-symbol.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { createBookWalk, type SavedWalk } from './daily-states.ts';
import { wholeSettings } from './fold-events.ts';
import { booked, inOrder } from './fixtures/events.ts';
import { randomEvent } from './fixtures/random-events.ts';
import type { LedgerSettings } from './ledger-state.ts';

const book = fc
  .tuple(fc.array(randomEvent(), { maxLength: 25 }), fc.array(randomEvent(), { maxLength: 10 }))
  .map(([first, second]) => inOrder(booked(first, 'first', 1), booked(second, 'second', 2, 1000)));

function settingsOf(events: readonly BookedEvent[], mode: 'one-way' | 'hedge'): LedgerSettings {
  const [, whole] = wholeSettings(events, {
    instrumentOf: (symbol) => {
      const parsed = parseInstrument(symbol);
      return parsed.ok ? parsed.value : stockOf(symbol, 'USD');
    },
    positionModeOf: (account) => (account === 'first' ? mode : 'one-way'),
    failedRows: [],
  });
  return whole;
}

/** The same walk, put down after some instants: as plain data, copied, and taken up by another ledger. */
function walkInPieces(events: readonly BookedEvent[], settings: LedgerSettings, pauses: ReadonlySet<number>) {
  let walk = createBookWalk(settings);
  const kept: SavedWalk[] = [];
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    if (before !== undefined && before.timeMs !== event.timeMs && pauses.has(index)) {
      const saved = structuredClone(walk.save());
      kept.push(saved);
      walk = createBookWalk(settings, saved);
    }
    walk.apply(event);
  }
  return { walked: walk.end(), kept };
}

function walkThrough(events: Iterable<BookedEvent>, settings: LedgerSettings) {
  const walk = createBookWalk(settings);
  for (const event of events) walk.apply(event);
  return walk.end();
}

test('law: a book that is put down between instants and taken up again is the book that was never put down', () => {
  fc.assert(
    fc.property(
      book,
      fc.constantFrom('one-way' as const, 'hedge' as const),
      fc.array(fc.nat(34)),
      (events, mode, pauses) => {
        const settings = settingsOf(events, mode);
        const { walked } = walkInPieces(events, settings, new Set(pauses));
        expect(walked).toEqual(walkThrough(events, settings));
      },
    ),
    { numRuns: 400 },
  );
});

test('law: what was saved stays as it was, however far the book goes on', () => {
  fc.assert(
    fc.property(book, fc.nat(34), (events, pause) => {
      const settings = settingsOf(events, 'one-way');
      const walk = createBookWalk(settings);
      const early = events.filter((event) => event.timeMs <= (events[pause]?.timeMs ?? epochMs(0)));
      for (const event of early) walk.apply(event);
      const saved = walk.save();
      const copy = structuredClone(saved);
      for (const event of events.slice(early.length)) walk.apply(event);
      const end = walk.end();
      expect(saved).toEqual(copy);
      const second = createBookWalk(settings, saved);
      for (const event of events.slice(early.length)) second.apply(event);
      expect(second.end()).toEqual(end);
      expect(saved).toEqual(copy);
    }),
    { numRuns: 200 },
  );
});
