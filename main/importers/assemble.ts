import type { LedgerEvent } from '../../shared/book/event.ts';
import type { Instrument } from '../../shared/book/instrument.ts';
import { assertNever, failure, success, type Result, type RowFailure } from '../../shared/result/result.ts';
import type { Answers, DailyClose, DraftEvent, Recognition, RowMark, RowOutcome } from './importer.ts';
import type { OpenedFile } from './open-file.ts';
import { rawTextsOf } from './raw-texts.ts';

/** Where a record stands in its file. */
export interface Place {
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** A draft with its place in time: among events of one instant the lower `sequence` came first, also in a file written newest first. */
export interface SequencedDraft extends DraftEvent {
  readonly sequence: number;
}

interface FailedRow extends RowFailure, Place {
  /** Unified symbol of the only instrument that is incomplete now; null when the whole account is. */
  readonly instrument: string | null;
  readonly brokerAccount: string | null;
}

export interface AssemblyVisitor {
  /** Each event, in the order of the file (those completed late at the end). */
  readonly event: (draft: SequencedDraft) => void;
  readonly close: (close: DailyClose, place: Place) => void;
  /** @param rows 1 for a row that states marks and nothing else, 0 where they stand beside an event */
  readonly marks: (marks: readonly RowMark[], rows: 0 | 1) => void;
  /** Each record with its outcome, for a preview. A part may still fail at the end; then it is shown again. */
  readonly row?: (place: Place, outcome: RowOutcome) => void;
}

/** The rows of a file accounted for: rows = accepted + ignored + failures (duplicates are found in `accepted` by the store). */
export interface Assembly {
  readonly rows: number;
  readonly accepted: number;
  readonly ignored: readonly { readonly reason: string; readonly count: number }[];
  readonly failures: readonly FailedRow[];
  /** Events by kind. */
  readonly events: Readonly<Record<string, number>>;
  readonly closes: number;
}

export interface AssembleOptions {
  readonly answers: Answers;
  /** The zone in `answers` is an assumption: events of a file that names none are marked `timezone-assumed`. */
  readonly zoneAssumed: boolean;
}

/**
 * Reads a recognised file to its end. A zone that the file names comes before the answer; an order of day and month that
 * is inferred from how dates are written gives way to the trader's word, and a date that disproves it is refused. On a
 * fault (a damaged file, one that the format refuses as a whole, or rows that do not add up) everything the visitor got
 * must be dropped.
 */
export function assemble(
  file: OpenedFile,
  recognition: Recognition,
  { answers, zoneAssumed }: AssembleOptions,
  visitor: AssemblyVisitor,
): Result<Assembly> {
  const { zone, dateOrder, newestFirst } = recognition;
  if (dateOrder.kind === 'undecided' && answers.dateOrder === null) return undecided(dateOrder.readings);
  const reader = recognition.reader({
    ...answers,
    zone: zone.kind === 'known' ? zone.zone : answers.zone,
    dateOrder: answers.dateOrder ?? (dateOrder.kind === 'decided' ? dateOrder.order : null),
  });
  const marked = zoneAssumed && zone.kind === 'none';
  const parts = new Set<number>();
  const ignored = new Map<string, number>();
  const failed: Omit<FailedRow, 'raw'>[] = [];
  const events: Record<string, number> = {};
  let rows = 0;
  let accepted = 0;
  let closes = 0;

  function draft(
    place: Place,
    read: LedgerEvent,
    rows: number,
    brokerAccount: string | null,
    terms: readonly Instrument[],
  ): void {
    const event: LedgerEvent = marked ? { ...read, flags: [...read.flags, 'timezone-assumed'] } : read;
    events[event.kind] = (events[event.kind] ?? 0) + 1;
    visitor.event({
      event,
      line: place.line,
      byteOffset: place.byteOffset,
      byteLength: place.byteLength,
      rows,
      brokerAccount,
      terms,
      sequence: newestFirst ? file.bytes - place.byteOffset : place.byteOffset,
    });
  }

  function take(place: Place, outcome: RowOutcome): void {
    switch (outcome.kind) {
      case 'event': {
        accepted += 1;
        const rows = 1 + outcome.joined.length;
        draft(place, outcome.event, rows, outcome.brokerAccount ?? null, outcome.terms ?? []);
        for (const event of outcome.also ?? []) draft(place, event, 0, outcome.brokerAccount ?? null, []);
        if (outcome.marks !== undefined) visitor.marks(outcome.marks, 0);
        break;
      }
      case 'marks':
        accepted += 1;
        visitor.marks(outcome.marks, 1);
        break;
      case 'close':
        accepted += 1;
        closes += 1;
        visitor.close(outcome.close, place);
        break;
      case 'part':
        accepted += 1;
        parts.add(place.byteOffset);
        break;
      case 'ignored':
        ignored.set(outcome.reason, (ignored.get(outcome.reason) ?? 0) + 1);
        break;
      case 'failed':
        failed.push({
          line: place.line,
          byteOffset: place.byteOffset,
          byteLength: place.byteLength,
          code: outcome.code,
          message: outcome.message,
          instrument: outcome.instrument,
          brokerAccount: outcome.brokerAccount ?? null,
        });
        break;
      default:
        assertNever(outcome);
    }
    visitor.row?.(place, outcome);
  }

  const read = file.walk((record) => {
    rows += 1;
    take(record, reader.row(record));
  });
  if (!read.ok) return read;
  for (const late of reader.finish()) {
    // A late outcome takes the place of the part that its record was.
    if (!parts.delete(late.byteOffset)) return lost(file.rows, `line ${late.line} was answered twice`);
    accepted -= 1;
    take(late, late.outcome);
  }
  if (accepted === 0 && failed.length === 0 && [...ignored.keys()].every((reason) => emptyRows.has(reason)))
    return nothingInIt();
  const refusal = reader.refuse?.() ?? null;
  if (refusal !== null) return { ok: false, fault: refusal };
  const ignoredRows = [...ignored].map(([reason, count]) => ({ reason, count }));
  if (rows !== file.rows) return lost(file.rows, `${rows} were read`);
  const raws = rawTextsOf(file.source, file.encoding, failed);
  const failures = failed.map((row, index) => ({ ...row, raw: raws[index] ?? '' }));
  return success({ rows, accepted, ignored: ignoredRows, failures, events, closes });
}

/** What a file holds that holds nothing. */
const emptyRows: ReadonlySet<string> = new Set(['header', 'preamble', 'blank cells only']);

function nothingInIt(): ReturnType<typeof failure> {
  return failure(
    'no-rows',
    'The file has a header and no rows: nothing stands in it that could be imported.',
    'Export it again for a time in which something happened; if nothing did, there is nothing to do.',
  );
}

function undecided([dayFirst, monthFirst]: readonly [string, string]): ReturnType<typeof failure> {
  return failure(
    'date-order-undecided',
    `The dates of this file can be read in two ways: ${dayFirst}, or ${monthFirst}.`,
    'Say which: DMY for the day first, MDY for the month first.',
  );
}

function lost(rows: number, what: string): ReturnType<typeof failure> {
  return failure(
    'rows-do-not-add-up',
    `The file has ${rows} rows, but ${what}. This is a fault of Ballast; nothing was imported.`,
    'Report it with the first lines of the file.',
  );
}
