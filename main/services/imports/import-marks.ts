import type { FailedRow } from '../../../db/stores/imports.ts';
import { parseInstrument } from '../../../shared/book/parse-instrument.ts';
import type { FileReport, ImportOptions } from '../../../shared/contract/imports.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import { epochMs, type EpochMs } from '../../../shared/units/unit.ts';
import type { RawRecord, Zone } from '../../importers/importer.ts';
import { parseZone, toUtc, utcZone } from '../../importers/local-time.ts';
import { rawTextsOf } from '../../importers/raw-texts.ts';
import { isDecimal, isNegative, readDecimal, readYearFirstTime } from '../../importers/read-fields.ts';
import type { ServiceContext } from '../context.ts';
import type { ImportOutcome } from './import-file.ts';
import { isInVault } from './is-in-vault.ts';
import type { ImportSource } from './import-source.ts';
import { bareMarkColumns, marksColumns, marksFormat, type MarkColumns } from './marks-format.ts';
import type { PreviewRows } from './preview-rows.ts';
import type { MarksFile } from './recognise-file.ts';
import { keepFile } from './stored-file.ts';

interface ReadMark {
  readonly instrument: string;
  readonly price: Decimal;
  readonly timeMs: EpochMs;
  readonly zoned: boolean;
}

/**
 * Reads a list of marks into the vault under a change, in its transaction. Times without an offset are read in the zone
 * of the options, else in UTC, and that is said. Faults: `timezone-unknown`, `timezone-missing` (strict).
 */
export function importMarks(
  context: ServiceContext,
  changeId: number,
  source: ImportSource,
  { file }: MarksFile,
  options: ImportOptions,
  preview: PreviewRows | null,
): Result<ImportOutcome> {
  const zone = options.timezone === null ? success(utcZone) : parseZone(options.timezone);
  if (!zone.ok) return zone;
  const now = context.now();
  const failed: (Omit<FailedRow, 'raw'> & { readonly byteOffset: number; readonly byteLength: number })[] = [];
  let columns: MarkColumns = bareMarkColumns;
  const counts = { rows: 0, accepted: 0, duplicates: 0, headers: 0, unzoned: 0 };
  const walked = file.walk((record) => {
    counts.rows += 1;
    const header = counts.rows === 1 ? marksColumns(record) : null;
    if (header !== null) {
      columns = header;
      counts.headers += 1;
      preview?.ignored(record.line, 'header');
      return;
    }
    const read = readMark(record, columns, zone.value, now);
    if (!read.ok) {
      const { line, byteOffset, byteLength } = record;
      failed.push({
        line,
        byteOffset,
        byteLength,
        code: read.fault.code,
        message: read.fault.message,
        instrument: null,
      });
      return;
    }
    const { instrument, price, timeMs, zoned } = read.value;
    if (!zoned) counts.unzoned += 1;
    const isKnown = context.vault.marks.find({ instrument, timeMs, origin: 'mark' }) === price;
    preview?.close(record.line, timeMs, instrument, price, isKnown);
    if (isKnown) counts.duplicates += 1;
    else {
      counts.accepted += 1;
      context.vault.marks.insert(changeId, { instrument, timeMs, price, origin: 'mark' });
    }
  });
  if (!walked.ok) return walked;
  if (counts.unzoned > 0 && options.timezone === null && options.strict)
    return failure('timezone-missing', 'Times of this file name no time zone.', 'Say it with --timezone, such as UTC.');
  const raws = rawTextsOf(file.source, file.encoding, failed);
  const failures = failed.map(({ line, code, message }, index) => ({ line, code, message, raw: raws[index] ?? '' }));
  for (const { line, message, raw } of failures) preview?.failed(line, message, raw, null);
  const changed =
    counts.accepted > 0 || (counts.duplicates > 0 && !isInVault(context, source, marksFormat.id, options));
  const report: FileReport = {
    path: source.path,
    sha256: source.sha256,
    format: marksFormat.id,
    account: null,
    rows: counts.rows,
    accepted: counts.accepted,
    duplicates: counts.duplicates,
    assumed: counts.unzoned > 0 && options.timezone === null ? ['timezone-utc'] : [],
    ignored: counts.headers === 0 ? [] : [{ reason: 'header', count: counts.headers }],
    failures,
    events: counts.accepted === 0 ? {} : { mark: counts.accepted },
    importId: changed ? changeId : null,
    error: null,
  };
  if (changed) record(context, changeId, source, options, report);
  return success({ report, questions: [], changed });
}

function record(
  context: ServiceContext,
  changeId: number,
  source: ImportSource,
  options: ImportOptions,
  report: FileReport,
): void {
  const { vault } = context;
  vault.imports.insert(changeId, {
    fileId: keepFile(vault.files, source),
    path: report.path,
    format: marksFormat.id,
    account: null,
    options,
    rows: report.rows,
    accepted: report.accepted,
    duplicates: report.duplicates,
    assumed: report.assumed,
    ignored: report.ignored,
    events: report.events,
  });
  // A mark that failed makes no history incomplete: it is kept for the list of failed rows only.
  for (const failed of report.failures) vault.imports.insertFailure(changeId, null, { ...failed, instrument: null });
}

function readMark({ fields }: RawRecord, columns: MarkColumns, zone: Zone, now: EpochMs): Result<ReadMark> {
  const field = (column: number) => (fields[column] ?? '').trim();
  const instrument = parseInstrument(field(columns.instrument));
  if (!instrument.ok) return instrument;
  const price = readDecimal(field(columns.price));
  if (!isDecimal(price) || price === '0' || isNegative(price))
    return failure('price', `"${field(columns.price)}" is no price above 0`);
  const { symbol } = instrument.value;
  const text = columns.time === -1 ? '' : field(columns.time);
  if (text === '') return success({ instrument: symbol, price, timeMs: now, zoned: true });
  if (/^\d{13}$/.test(text)) return success({ instrument: symbol, price, timeMs: epochMs(Number(text)), zoned: true });
  const written = readYearFirstTime(text);
  if (written === null) return failure('time', `"${text}" is no time like 2026-03-01T12:00:00Z`);
  const { local, offsetMinutes } = written;
  const reading = toUtc(local, offsetMinutes === null ? zone : { kind: 'offset', minutes: offsetMinutes });
  if (typeof reading === 'string') return failure('time', `"${text}" is a time that never was`);
  return success({ instrument: symbol, price, timeMs: reading.ms, zoned: offsetMinutes !== null });
}
