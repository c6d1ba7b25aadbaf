import type { FileReport, ImportOptions, Question } from '../../shared/contract/imports.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import { parseInstrument } from '../../shared/book/instrument.ts';
import { venueName } from '../../shared/book/venue.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { endOfUtcDay } from '../../shared/units/unit.ts';
import { assemble, type Place } from '../importers/assemble.ts';
import { isIdentity, keyOf } from '../importers/dedupe-key.ts';
import type { DailyClose, Format, Recognition } from '../importers/importer.ts';
import type { OpenedFile } from '../importers/open-file.ts';
import { accountNameFault, accountSettings } from './account-settings.ts';
import type { ServiceContext } from './context.ts';
import { readAnswers } from './import-answers.ts';
import type { ImportSource } from './import-source.ts';
import type { Job } from './job-board.ts';
import { createKnownRows } from './known-rows.ts';
import type { PreviewRows } from './preview-rows.ts';
import { hashRow, storedHash } from './row-hash.ts';
import { keepFile } from './stored-file.ts';
import { createTwinRows } from './twin-rows.ts';

/** A file whose format is found. */
export interface RecognisedFile {
  readonly file: OpenedFile;
  readonly format: Format;
  readonly recognition: Recognition;
}

export interface ImportOutcome {
  readonly report: FileReport;
  readonly questions: readonly Question[];
  /** Whether the vault holds anything new. */
  readonly changed: boolean;
}

/** How often, in rows, a job says how far it is and hears whether it shall stop. */
const rowsBetweenReports = 4096;

/** Ends the walk through a file whose job was cancelled. */
class Cancelled extends Error {}

/**
 * Reads a recognised file into the vault under a change. Must run inside that change's transaction: the caller decides
 * whether it is kept, so that a preview shows exactly what accepting will do.
 * Faults: those of reading the file, `account-name`, `timezone-unknown`, `timezone-missing` (strict), `date-order`,
 * `instrument-missing`, `cancelled`.
 */
export function importFile(
  context: ServiceContext,
  changeId: number,
  source: ImportSource,
  recognised: RecognisedFile,
  options: ImportOptions,
  preview: PreviewRows | null,
  job: Job,
): Result<ImportOutcome> {
  const { file, format, recognition } = recognised;
  const answered = readAnswers(recognition, options, format.grain);
  if (!answered.ok) return answered;
  const account = format.grain === 'prices' ? null : (options.account ?? venueName(format.venue ?? format.broker));
  const nameFault = account === null ? null : accountNameFault(account);
  if (nameFault !== null) return nameFault;
  const sink = createSink(context, changeId, account, file, preview);
  const { answers, zoneAssumed, assumed, questions } = answered.value;
  const priced = answers.instrument === null ? null : parseInstrument(answers.instrument);
  if (priced !== null && !priced.ok) return priced;
  let visited = 0;
  let read;
  try {
    read = assemble(
      file,
      recognition,
      { answers, zoneAssumed },
      {
        event: sink.event,
        close: (close, place) => {
          if (priced === null) throw new Error('a price history without its instrument');
          sink.close(close, place, priced.value.symbol);
        },
        row: (place, outcome) => {
          sink.row(place, outcome);
          visited += 1;
          if (visited % rowsBetweenReports === 0 && !job.goOn(visited, file.rows)) throw new Cancelled();
        },
      },
    );
  } catch (error) {
    if (error instanceof Cancelled) return failure('cancelled', 'Stopped; nothing was imported.', '');
    throw error;
  }
  if (!read.ok) return read;
  if (!source.isUnchanged()) return failure('file-changed', 'The file changed while it was read.', 'Import it again.');
  job.goOn(file.rows, file.rows);

  const { duplicates, newEvents } = sink.finish();
  const { imports } = context.vault;
  for (const failed of read.value.failures) preview?.failed(failed.line, failed.message, failed.raw, failed.instrument);
  const newFailures = read.value.failures.filter((failed) => !imports.failureIsKnown(account, failed.raw));
  for (const failed of newFailures) imports.insertFailure(changeId, account, failed);
  const changed = newFailures.length > 0 || Object.keys(newEvents).length > 0;
  const report: FileReport = {
    path: source.path,
    sha256: source.sha256,
    format: format.id,
    account,
    rows: read.value.rows,
    accepted: read.value.accepted - duplicates,
    duplicates,
    assumed: zoneAssumed && !sink.sawTimes() ? [] : [...assumed],
    ignored: [...read.value.ignored],
    failures: read.value.failures.map(({ line, code, message, raw }) => ({ line, code, message, raw })),
    events: newEvents,
    importId: changed ? changeId : null,
    error: null,
  };
  if (changed) recordImport(context, changeId, source, format, options, report);
  return success({ report, questions, changed });
}

function recordImport(
  context: ServiceContext,
  changeId: number,
  source: ImportSource,
  format: Format,
  options: ImportOptions,
  report: FileReport,
): void {
  const { vault } = context;
  if (report.account !== null) {
    vault.accounts.state(changeId, report.account, { key: 'named', value: '' });
    const { venue } = accountSettings(context, report.account);
    if (venue === null && format.venue !== null)
      vault.accounts.state(changeId, report.account, { key: 'venue', value: format.venue });
  }
  vault.imports.insert(changeId, {
    fileId: keepFile(vault.files, source),
    path: report.path,
    format: format.id,
    account: report.account,
    options,
    rows: report.rows,
    accepted: report.accepted,
    duplicates: report.duplicates,
    assumed: report.assumed,
    ignored: report.ignored,
    events: report.events,
  });
}

/** Puts what is new of a file into the vault and counts it. */
function createSink(
  context: ServiceContext,
  changeId: number,
  account: string | null,
  file: OpenedFile,
  preview: PreviewRows | null,
) {
  const { events, marks } = context.vault;
  const known = createKnownRows(account === null ? [] : events.dedupeHashes(account), account === null ? 0 : file.rows);
  const twins = account === null || events.count({ account }) === 0 ? null : createTwinRows(events, account, changeId);
  const writer = account === null ? null : events.writer(changeId, account);
  const newEvents: Record<string, number> = {};
  let duplicates = 0;
  let times = 0;

  const count = (kind: string) => {
    newEvents[kind] = (newEvents[kind] ?? 0) + 1;
  };
  return {
    event: (draft: Parameters<Parameters<typeof assemble>[3]['event']>[0]) => {
      if (writer === null) throw new Error('an event in a price history');
      times += 1;
      const key = keyOf(draft.event);
      const hash = hashRow(key);
      const hasId = isIdentity(key);
      const isKnown = known.isKnown(hash, hasId) || (twins?.isKnown(draft.event, hasId) ?? false);
      preview?.event(draft, isKnown);
      if (isKnown) {
        duplicates += draft.rows;
        writer.cover(draft.event);
        return;
      }
      count(draft.event.kind);
      const { line, byteOffset, byteLength, sequence } = draft;
      writer.add(draft.event, { line, byteOffset, byteLength, sequence, dedupeHash: storedHash(hash) });
    },
    close: ({ day, close }: DailyClose, place: Place, instrument: InstrumentSymbol) => {
      times += 1;
      const at = { instrument, timeMs: endOfUtcDay(day), origin: 'close' } as const;
      const isKnown = marks.find(at) === close;
      preview?.close(place.line, at.timeMs, instrument, close, isKnown);
      if (isKnown) {
        duplicates += 1;
        return;
      }
      count('close');
      marks.insert(changeId, { ...at, price: close });
    },
    row: (place: Place, outcome: { readonly kind: string; readonly reason?: string }) => {
      if (outcome.kind === 'ignored') preview?.ignored(place.line, outcome.reason ?? '');
    },
    /** To be called when all rows went by. */
    finish: () => {
      writer?.finish();
      return { duplicates, newEvents };
    },
    /** Whether any row had a time, so that an assumed zone mattered. */
    sawTimes: () => times > 0,
  };
}
