import { randomUUID } from 'node:crypto';
import type { Output } from '../../../shared/contract/core.ts';
import type {
  FileReport,
  FileSource,
  importCalls,
  ImportOptions,
  PreviewRow,
  Question,
} from '../../../shared/contract/imports.ts';
import type { Mapping } from '../../../shared/contract/mapping.ts';
import { failure, success, type Fault, type Result } from '../../../shared/result/result.ts';
import type { Decision } from '../../../db/stores/changes.ts';
import { changeBook, type ServiceContext } from '../context.ts';
import { foldBook } from '../book/fold-book.ts';
import { openQuestions } from './import-answers.ts';
import { importFile, type ImportOutcome } from './import-file.ts';
import { importMarks } from './import-marks.ts';
import { marksFormat } from './marks-format.ts';
import { readImportSource, type ImportSource } from './import-source.ts';
import { refusedReport } from './import-report.ts';
import type { Job } from '../job-board.ts';
import { createPreviewRows, type PreviewRows } from './preview-rows.ts';
import { keepMapping, rememberedBy, settledOptions } from './mapped-import.ts';
import { recogniseFile, type FoundFile } from './recognise-file.ts';

type Preview = Output<(typeof importCalls)['imports.preview']>;

/** Where files wait between preview and acceptance. */
export interface ImportDesk {
  readonly preview: (source: FileSource, options: ImportOptions, jobId: string | null) => Result<Preview>;
  readonly accept: (previewId: string, jobId: string | null) => Result<FileReport>;
  readonly discard: (previewId: string) => boolean;
  /** A refused file is a report with `error`. */
  readonly run: (source: FileSource, options: ImportOptions, jobId: string | null) => Result<FileReport>;
}

interface WaitingFile {
  readonly source: FileSource;
  readonly sha256: string;
  readonly options: ImportOptions;
}

export function createImportDesk(context: ServiceContext): ImportDesk {
  const waiting = new Map<string, WaitingFile>();

  function run(source: FileSource, options: ImportOptions, jobId: string | null): Result<FileReport> {
    const file = readImportSource(context, source);
    if (!file.ok) return success(refusedReport(pathOf(source), '', file.fault));
    const found = recogniseFile(file.value.name, file.value.content, options, rememberedBy(context));
    if (!found.ok) return success(refusedReport(file.value.path, file.value.sha256, found.fault));
    const made = importFound(context, file.value, found.value, options, { jobId, keep: true, preview: null });
    if (made.ok) {
      keepMapping(context, found.value);
      return success(made.value.report);
    }
    return isRefusal(made.fault) ? success(refusedReport(file.value.path, file.value.sha256, made.fault)) : made;
  }

  return {
    run,
    preview: (source, options, jobId) => {
      const file = readImportSource(context, source);
      if (!file.ok) return file;
      const { path, sha256, content, sizeBytes } = file.value;
      const refused = (
        fault: Fault,
        formatName: string | null,
        questions: readonly Question[],
        canMap: boolean,
        mapping: Mapping | null,
      ): Result<Preview> =>
        success({
          previewId: null,
          formatName,
          bytes: sizeBytes,
          changes: false,
          report: refusedReport(path, sha256, fault),
          rows: [],
          questions: [...questions],
          canMap,
          mapping,
        });
      const found = recogniseFile(file.value.name, content, options, rememberedBy(context));
      if (!found.ok) return refused(found.fault, null, [], found.canMap, options.mapping);
      const rows = createPreviewRows();
      const made = importFound(context, file.value, found.value, options, { jobId, keep: false, preview: rows });
      if (!made.ok) {
        if (!isRefusal(made.fault)) return made;
        return refused(
          made.fault,
          nameOf(found.value),
          openQuestionsOf(found.value, options),
          false,
          mappingOf(found.value),
        );
      }
      const previewId = randomUUID();
      waiting.set(previewId, { source, sha256, options });
      return success({
        previewId,
        formatName: nameOf(found.value),
        bytes: sizeBytes,
        changes: made.value.changed,
        report: { ...made.value.report, importId: null },
        rows: rows.rows() satisfies PreviewRow[],
        questions: [...made.value.questions],
        canMap: false,
        mapping: mappingOf(found.value),
      });
    },
    accept: (previewId, jobId) => {
      const file = waiting.get(previewId);
      if (file === undefined)
        return failure('preview-unknown', 'This preview is no longer at hand.', 'Choose the file again.');
      const now = readImportSource(context, file.source);
      if (!now.ok) return now;
      if (now.value.sha256 !== file.sha256)
        return failure('file-changed', 'The file has changed since the preview.', 'Choose it again.');
      const report = run(file.source, file.options, jobId);
      if (report.ok && report.value.error === null) forget(context, waiting, previewId);
      return report;
    },
    discard: (previewId) => forget(context, waiting, previewId),
  };
}

function forget(context: ServiceContext, waiting: Map<string, WaitingFile>, previewId: string): boolean {
  const file = waiting.get(previewId);
  if (file?.source.kind === 'upload') {
    const { uploadId } = file.source;
    const stillNeeded = [...waiting].some(
      ([id, one]) => id !== previewId && one.source.kind === 'upload' && one.source.uploadId === uploadId,
    );
    if (!stillNeeded) context.uploads.delete(uploadId);
  }
  return waiting.delete(previewId);
}

interface Manner {
  readonly jobId: string | null;
  /** false: everything is rolled back, its numbers are those of accepting. */
  readonly keep: boolean;
  readonly preview: PreviewRows | null;
}

function importFound(
  context: ServiceContext,
  source: ImportSource,
  found: FoundFile,
  asked: ImportOptions,
  manner: Manner,
): Result<ImportOutcome> {
  const options = settledOptions(found, asked);
  const job = context.jobs.start(manner.jobId, `Reading ${source.name}`);
  try {
    const made = changeBook(context, 'import', (changeId): Result<Decision<ImportOutcome>> => {
      const outcome = readFound(context, changeId, source, found, options, manner.preview, job);
      if (!outcome.ok) return outcome;
      const { report, changed, questions } = outcome.value;
      if (manner.keep && changed)
        return success({ keep: true, description: describe(source, report), value: outcome.value });
      const asked = manner.keep ? questions : [...questions, ...historyQuestions(context, report.account)];
      return success({ keep: false, value: { ...outcome.value, questions: asked } });
    });
    return made.ok ? success(made.value.value) : made;
  } finally {
    job.end();
  }
}

function readFound(
  context: ServiceContext,
  changeId: number,
  source: ImportSource,
  found: FoundFile,
  options: ImportOptions,
  preview: PreviewRows | null,
  job: Job,
): Result<ImportOutcome> {
  return found.kind === 'marks'
    ? importMarks(context, changeId, source, found, options, preview)
    : importFile(context, changeId, source, found, options, preview, job);
}

/** Instruments whose history would be incomplete: asked for before anything is written. */
function historyQuestions(context: ServiceContext, account: string | null): readonly Question[] {
  if (account === null) return [];
  const { doubts } = foldBook(context, context.now(), account);
  return doubts.flatMap(({ account: name, instrument, incomplete }) =>
    incomplete === null || instrument === null
      ? []
      : [
          {
            kind: 'history',
            text: `${incomplete.reason} ${incomplete.mend}`,
            account: name,
            instrument,
          } as const,
        ],
  );
}

function mappingOf(found: FoundFile): Mapping | null {
  return found.kind === 'marks' ? null : found.mapping;
}

function nameOf(found: FoundFile): string {
  const format = found.kind === 'marks' ? marksFormat : found.format;
  return `${format.broker}: ${format.export}`;
}

function openQuestionsOf(found: FoundFile, options: ImportOptions): readonly Question[] {
  return found.kind === 'marks' ? [] : openQuestions(found.recognition, options, found.format.grain);
}

function describe(source: ImportSource, report: FileReport): string {
  return `Import of ${source.name}: ${report.accepted} rows${report.account === null ? '' : ` into ${report.account}`}`;
}

/** Faults of the file or of what was said about it, as against those of the vault. */
function isRefusal({ code }: Fault): boolean {
  return !code.startsWith('vault-') && code !== 'cancelled';
}

function pathOf(source: FileSource): string {
  return source.kind === 'path' ? source.path : source.uploadId;
}
