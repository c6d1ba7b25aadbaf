import type { FileReport, ImportOptions, Question } from '../../../shared/contract/imports.ts';
import { parseInstrument } from '../../../shared/book/parse-instrument.ts';
import { venueName } from '../../../shared/book/venue.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { assemble } from '../../importers/assemble.ts';
import type { Format, Recognition } from '../../importers/importer.ts';
import type { OpenedFile } from '../../importers/open-file.ts';
import { accountNameFault, accountSettings } from '../edits/account-settings.ts';
import type { ServiceContext } from '../context.ts';
import { readAnswers } from './import-answers.ts';
import { createImportSink } from './import-sink.ts';
import type { ImportSource } from './import-source.ts';
import type { Job } from '../job-board.ts';
import type { PreviewRows } from './preview-rows.ts';
import { isInVault } from './is-in-vault.ts';
import { keepFile } from './stored-file.ts';

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
  const { answers, zoneAssumed, assumed, questions } = answered.value;
  const holder = { name: account, venue: format.venue, zone: answers.zone };
  const sink = createImportSink(context, changeId, holder, file, preview);
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
        marks: sink.marks,
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

  const { duplicates, newEvents, accounts, fault } = sink.finish();
  if (fault !== null) return { ok: false, fault };
  const { imports } = context.vault;
  for (const failed of read.value.failures) preview?.failed(failed.line, failed.message, failed.raw, failed.instrument);
  const newFailures = read.value.failures
    .map((failed) => ({ failed, of: sink.accountOf(failed.brokerAccount) }))
    .filter(({ failed, of }) => !imports.failureIsKnown(of, failed.raw));
  for (const { failed, of } of newFailures) imports.insertFailure(changeId, of, failed);
  // A row that failed in an earlier file too is known as one that was read there is: it stays when that file is taken back.
  const knownRows = duplicates + read.value.failures.length - newFailures.length;
  const changed =
    newFailures.length > 0 ||
    Object.keys(newEvents).length > 0 ||
    (knownRows > 0 && !isInVault(context, source, format.id, options));
  const report: FileReport = {
    path: source.path,
    sha256: source.sha256,
    format: format.id,
    account: accounts.length > 0 ? accounts.join(', ') : account,
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
  if (changed) recordImport(context, changeId, source, format, options, report, accounts);
  return success({ report, questions, changed });
}

function recordImport(
  context: ServiceContext,
  changeId: number,
  source: ImportSource,
  format: Format,
  options: ImportOptions,
  report: FileReport,
  accounts: readonly string[],
): void {
  const { vault } = context;
  for (const account of accounts) {
    vault.accounts.state(changeId, account, { key: 'named', value: '' });
    const { venue } = accountSettings(context, account);
    if (venue === null && format.venue !== null)
      vault.accounts.state(changeId, account, { key: 'venue', value: format.venue });
  }
  vault.imports.insert(changeId, {
    fileId: keepFile(vault.files, source),
    path: report.path,
    format: format.id,
    account: accounts[0] ?? report.account,
    options,
    rows: report.rows,
    accepted: report.accepted,
    duplicates: report.duplicates,
    assumed: report.assumed,
    ignored: report.ignored,
    events: report.events,
  });
}
