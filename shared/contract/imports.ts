import { z } from 'zod';
import { call } from './core.ts';
import { instantMs } from './common.ts';
import { mapping, mappingProof, mappingRemark } from './mapping.ts';

/** A file by its path (command line, Electron) or by the id that an upload answered (Chromium has no path). */
const fileSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path: z.string() }),
  z.object({ kind: z.literal('upload'), uploadId: z.string() }),
]);
export type FileSource = z.infer<typeof fileSource>;

const importOptions = z.object({
  /** Format id; found by content when absent. */
  format: z.string().nullable().default(null),
  account: z.string().nullable().default(null),
  /** IANA zone or offset in which local times are read. */
  timezone: z.string().nullable().default(null),
  dateOrder: z.enum(['DMY', 'MDY']).nullable().default(null),
  /** Refuse instead of assuming UTC. */
  strict: z.boolean().default(false),
  /** For price history: the instrument it belongs to. */
  instrument: z.string().nullable().default(null),
  /** What the columns of an unknown table mean; comes before what the vault remembers of its header. */
  mapping: mapping.nullable().default(null),
});
export type ImportOptions = z.infer<typeof importOptions>;

const rowFailure = z.object({ line: z.number().int(), code: z.string(), message: z.string(), raw: z.string() });

/** Rows add up: rows = accepted + duplicates + ignored + failures, counted independently of the format. */
const fileReport = z.object({
  path: z.string(),
  sha256: z.string(),
  format: z.string().nullable(),
  account: z.string().nullable(),
  rows: z.number().int(),
  accepted: z.number().int(),
  duplicates: z.number().int(),
  /** What was taken for granted, such as `timezone-utc`. */
  assumed: z.array(z.string()),
  ignored: z.array(z.object({ reason: z.string(), count: z.number().int() })),
  failures: z.array(rowFailure),
  events: z.record(z.string(), z.number().int()),
  importId: z.number().int().nullable(),
  error: z.object({ code: z.string(), message: z.string(), mend: z.string() }).nullable(),
});
export type FileReport = z.infer<typeof fileReport>;

/** A row of the preview; runs of alike rows are folded into one. */
const previewRow = z.object({
  line: z.number().int(),
  result: z.enum(['accepted', 'duplicate', 'ignored', 'failed', 'fold']),
  timeMs: instantMs.nullable(),
  instrument: z.string().nullable(),
  kind: z.string().nullable(),
  side: z.string().nullable(),
  quantity: z.string().nullable(),
  price: z.string().nullable(),
  /** Why it was ignored or failed, or what is remarkable. */
  why: z.string(),
  /** The raw text of a failed row. */
  raw: z.string().nullable(),
});
export type PreviewRow = z.infer<typeof previewRow>;

/** What the file cannot say and the trader can. */
const question = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('timezone'), text: z.string(), answered: z.string().nullable() }),
  z.object({ kind: z.literal('date-order'), text: z.string(), answered: z.string().nullable() }),
  z.object({ kind: z.literal('instrument'), text: z.string(), answered: z.string().nullable() }),
  z.object({ kind: z.literal('history'), text: z.string(), account: z.string(), instrument: z.string() }),
]);
export type Question = z.infer<typeof question>;

const importPreview = z.object({
  /** For `imports.accept`; null when the file is refused. */
  previewId: z.string().nullable(),
  formatName: z.string().nullable(),
  bytes: z.number().int(),
  /** Whether accepting writes anything; also a file of which every row is known is kept, unless it is in the vault itself. */
  changes: z.boolean(),
  report: fileReport,
  rows: z.array(previewRow),
  questions: z.array(question),
  /** Refused, but a table whose columns the trader can map. */
  canMap: z.boolean(),
  /** By which an unknown table was read; null when the format is one of Ballast's own. */
  mapping: mapping.nullable(),
});
export type ImportPreview = z.infer<typeof importPreview>;

const importEntry = z.object({
  importId: z.number().int(),
  madeMs: instantMs,
  path: z.string(),
  format: z.string(),
  account: z.string(),
  rows: z.number().int(),
  accepted: z.number().int(),
  duplicates: z.number().int(),
  ignored: z.number().int(),
  /** Rows that could not be read, dismissed or not. */
  failed: z.number().int(),
  /** Those of them that nobody has dismissed. */
  failedOpen: z.number().int(),
  withdrawn: z.boolean(),
  /** Taken back, and not imported again since from the file that is kept. */
  canRedo: z.boolean(),
});
export type ImportEntry = z.infer<typeof importEntry>;

/** A table as the trader sees it before its columns are named. */
const mappingProposal = z.object({
  fileName: z.string(),
  /** In the order of the file, with up to five different values each. */
  columns: z.array(z.object({ column: z.string(), title: z.string(), samples: z.array(z.string()) })),
  /** The whole line on which the header stands. */
  headerLine: z.number().int(),
  rowsLookedAt: z.number().int(),
  /** What is remembered of this header, else a guess whose open parts are null. */
  mapping,
  isRemembered: z.boolean(),
  doubts: z.array(mappingRemark),
  proofs: z.array(mappingProof),
  missing: z.array(mappingRemark),
});
export type MappingProposal = z.infer<typeof mappingProposal>;

/** What a mapping makes of the first rows of a file; nothing is looked up in the vault. */
const mappingTrial = z.object({
  missing: z.array(mappingRemark),
  rowsRead: z.number().int(),
  accepted: z.number().int(),
  ignored: z.number().int(),
  failed: z.number().int(),
  /** Rows whose printed value is not price x quantity. */
  differing: z.number().int(),
  rows: z.array(previewRow),
  /** Different values of the column of kinds or of sides, the commonest first. */
  values: z.array(z.object({ column: z.string(), value: z.string(), count: z.number().int() })),
});
export type MappingTrial = z.infer<typeof mappingTrial>;

const keptMapping = z.object({ id: z.number().int(), savedMs: instantMs, mapping });
export type KeptMappingEntry = z.infer<typeof keptMapping>;

export const mappingCalls = {
  /** Looks at a file as a table and guesses what its columns mean. Faults: those of reading; `no-table`. */
  'mappings.propose': call(z.object({ source: fileSource }), mappingProposal),
  /** Reads the first rows of a file by a mapping, also an unfinished one. */
  'mappings.try': call(
    z.object({ source: fileSource, mapping, options: importOptions.omit({ mapping: true }).prefault({}) }),
    mappingTrial,
  ),
  'mappings.list': call(z.object({}), z.object({ mappings: z.array(keptMapping) })),
  /** Remembers a mapping for its header; an import by a mapping does so itself. */
  'mappings.keep': call(z.object({ mapping }), z.object({ id: z.number().int() })),
  'mappings.rename': call(z.object({ id: z.number().int(), name: z.string() }), z.object({ name: z.string() })),
  'mappings.remove': call(z.object({ id: z.number().int() }), z.object({ removed: z.boolean() })),
  /** A mapping as the text of its file. */
  'mappings.write': call(z.object({ mapping }), z.object({ fileName: z.string(), text: z.string() })),
  /** Reads the text of a mapping file. Faults: `mapping-unreadable`, `mapping-newer`, `mapping-form`, `mapping-field`, `mapping-columns`. */
  'mappings.read': call(z.object({ text: z.string() }), z.object({ mapping })),
} as const;

export const importCalls = {
  'imports.formats': call(
    z.object({}),
    z.object({
      formats: z.array(
        z.object({ id: z.string(), broker: z.string(), export: z.string(), detects: z.string(), seen: z.string() }),
      ),
    }),
  ),
  /** Reads a file whole and says what an import would do; writes nothing. */
  'imports.preview': call(
    z.object({ source: fileSource, options: importOptions.prefault({}), jobId: z.string().nullable().default(null) }),
    importPreview,
  ),
  /** Imports what a preview showed, as one change. */
  'imports.accept': call(z.object({ previewId: z.string(), jobId: z.string().nullable().default(null) }), fileReport),
  'imports.discard': call(z.object({ previewId: z.string() }), z.object({ discarded: z.boolean() })),
  /** Preview and accept in one step, for the command line. A refused file is a report with `error`. */
  'imports.run': call(
    z.object({ source: fileSource, options: importOptions.prefault({}), jobId: z.string().nullable().default(null) }),
    fileReport,
  ),
  'imports.list': call(z.object({}), z.object({ imports: z.array(importEntry) })),
  'imports.failures': call(
    z.object({ importId: z.number().int() }),
    z.object({ failures: z.array(rowFailure.extend({ failureId: z.number().int(), dismissed: z.boolean() })) }),
  ),
  /** Says that failed rows may be left out (null: all that are open), as one change; their instruments are whole again. */
  'imports.dismissFailures': call(
    z.object({ importId: z.number().int(), failureIds: z.array(z.number().int()).nullable() }),
    z.object({ dismissed: z.number().int() }),
  ),
} as const;
