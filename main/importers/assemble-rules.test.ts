import { expect, test } from 'vitest';
import type { CashEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { assemble } from './assemble.ts';
import type { ByteSource } from './byte-source.ts';
import type { Answers, Recognition, RowMark, RowOutcome } from './importer.ts';
import { utcZone } from './local-time.ts';
import { openFile, type OpenedFile } from './open-file.ts';

const nothing = { event: () => undefined, close: () => undefined, marks: () => undefined };

function opened(source: ByteSource): OpenedFile {
  const file = openFile('table.csv', source);
  if (!file.ok) throw new Error(file.fault.message);
  return file.value;
}

function recognisedAs(row: (answers: Answers, line: number) => RowOutcome): Recognition {
  return {
    layout: 'a table',
    zone: { kind: 'none' },
    dateOrder: { kind: 'decided', order: 'MDY' },
    newestFirst: false,
    reader: (answers) => ({ row: ({ line }) => row(answers, line), finish: () => [] }),
  };
}

const options = { answers: { zone: utcZone, dateOrder: null, instrument: null }, zoneAssumed: false };

test('the report of a file counts its events by kind, its closes, and the rows that state marks alone', () => {
  const deposit: CashEvent = {
    kind: 'deposit',
    timeMs: epochMs(1_000),
    sourceId: null,
    flags: [],
    asset: 'USD',
    amount: '5' as Decimal,
    instrument: null,
    grain: 'own',
    balanceAfter: null,
  };
  const mark: RowMark = { instrument: 'BTC/USD' as InstrumentSymbol, price: '7' as Decimal, timeMs: epochMs(1_000) };
  const event: RowOutcome = { kind: 'event', event: deposit, joined: [] };
  const close: RowOutcome = {
    kind: 'close',
    close: { day: 20_000, open: null, high: null, low: null, close: '7' as Decimal },
  };
  const outcomes: readonly RowOutcome[] = [
    event,
    { ...event, marks: [mark] },
    { kind: 'marks', marks: [mark] },
    close,
    close,
  ];
  const rows: (0 | 1)[] = [];
  const outcome = assemble(
    opened(Buffer.from('a,1\nb,2\nc,3\nd,4\ne,5\n')),
    recognisedAs((_, line) => outcomes[line - 1] ?? event),
    options,
    { ...nothing, marks: (_, counted) => rows.push(counted) },
  );
  expect(outcome).toMatchObject({ ok: true, value: { rows: 5, accepted: 5, closes: 2, events: { deposit: 2 } } });
  // The second row is counted by its deposit, the third by its mark.
  expect(rows).toEqual([0, 1]);
});

test('the order of day and month that a file decides is what its reader is told, unless the trader says another', () => {
  const told = (dateOrder: Answers['dateOrder']): unknown => {
    const heard: unknown[] = [];
    const recognition = recognisedAs((answers) => {
      heard.push(answers.dateOrder);
      return { kind: 'ignored', reason: 'test' };
    });
    assemble(
      opened(Buffer.from('a,1\n')),
      recognition,
      { ...options, answers: { ...options.answers, dateOrder } },
      nothing,
    );
    return heard;
  };
  expect(told(null)).toEqual(['MDY']);
  expect(told('DMY')).toEqual(['DMY']);
});

test('a file that grows while it is read is not imported in part', () => {
  let text = 'a,1\nb,2\n';
  const file = opened(function* () {
    yield Buffer.from(text);
  });
  text += 'c,3\n';
  const outcome = assemble(
    file,
    recognisedAs(() => ({ kind: 'ignored', reason: 'test' })),
    options,
    nothing,
  );
  expect(outcome.ok ? '' : outcome.fault.code).toBe('rows-do-not-add-up');
  expect(outcome.ok ? '' : outcome.fault.message).toContain('has 2 rows, but 3 were read');
});
