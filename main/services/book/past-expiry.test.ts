import { expect, test } from 'vitest';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { flagWords } from '../../../shared/measures/flag-words.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { fill } from '../../ledger/fixtures/events.ts';
import { positionsDocument } from './positions-document.ts';
import { openEventBook } from '../testing/event-book.ts';

test('an option that is held beyond its expiry stays open and says that nobody knows how it left', () => {
  const book = openEventBook(Date.UTC(2026, 5, 1));
  const put = 'ACME260116P00050000' as InstrumentSymbol;
  book.book('main', [fill('2026-01-05T15:00:00Z', 'sell', '1', '2', { instrument: put })]);
  const at = (ms: number) => positionsDocument(book.context, epochMs(ms)).positions;
  expect(at(Date.UTC(2026, 0, 10))).toMatchObject([{ status: 'open', flags: [], reason: null, mend: null }]);
  const [late] = at(Date.UTC(2026, 0, 20));
  expect(late).toMatchObject({ status: 'open', quantity: '-1', flags: ['past-expiry'] });
  expect(late?.reason).toContain(
    `${put} in main has expired, but no expiry, assignment or exercise of it is known yet`,
  );
  expect(late?.mend).toContain('state the position');
  expect(flagWords(late?.flags ?? [])).toContain('beyond its expiry');
  book.close();
});
