import { basename } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import type { ImportEntry } from '../../../db/stores/imports.ts';
import { importCalls, type ImportOptions } from '../../../shared/contract/imports.ts';
import { failure, success, type Fault, type Result } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../context.ts';
import { importFile, type ImportOutcome } from './import-file.ts';
import { importMarks } from './import-marks.ts';
import type { ImportSource } from './import-source.ts';
import type { Job } from '../job-board.ts';
import { recogniseFile } from './recognise-file.ts';

/**
 * Imports the kept file of an import once more under another change, with the options and at the instant of then. Must run
 * inside that change's transaction. Faults: `file-not-kept`, `cancelled`, and those of importing.
 */
export function rereadImport(
  context: ServiceContext,
  changeId: number,
  entry: ImportEntry,
  job: Job,
): Result<ImportOutcome> {
  const source = keptSource(context, entry);
  if (!source.ok) return source;
  const options = optionsOf(entry);
  const found = recogniseFile(
    source.value.name,
    source.value.content,
    { ...options, format: entry.format },
    () => null,
  );
  if (!found.ok) return found;
  // A list of marks may state prices of "now", and that was then.
  const then: ServiceContext = { ...context, now: () => entry.madeMs };
  return found.value.kind === 'marks'
    ? importMarks(then, changeId, source.value, found.value, options, null)
    : importFile(then, changeId, source.value, found.value, options, null, job);
}

/** Within the transaction in which something before it was taken back: gives an import what its file says beyond what is left. */
export function reviveImport(context: ServiceContext, stepId: number, entry: ImportEntry, job: Job): Result<number> {
  const { imports } = context.vault;
  let outcome: ImportOutcome | null = null;
  const revived = imports.reread(entry.importId, (scratchId) => {
    const read = rereadImport(context, scratchId, entry, job);
    if (!read.ok) return read;
    outcome = read.value;
    return success(read.value.changed);
  });
  if (!revived.ok) return namedFault(revived.fault, entry);
  const { rows, changed } = revived.value;
  if (changed && outcome !== null) {
    const { accepted, duplicates, events } = (outcome as ImportOutcome).report;
    imports.noteRevival(stepId, entry.importId, { accepted, duplicates, events });
  }
  return success(rows);
}

/** The trader asked about another file: say of which one this is. */
function namedFault({ code, message, mend }: Fault, { path }: ImportEntry): ReturnType<typeof failure> {
  if (code === 'cancelled' || code.startsWith('vault-')) return failure(code, message, mend);
  return failure(code, `The later import of ${path} cannot be read again: ${message}`, mend);
}

function optionsOf(entry: ImportEntry): ImportOptions {
  return importCalls['imports.run'].input.shape.options.parse(entry.options);
}

function keptSource(context: ServiceContext, entry: ImportEntry): Result<ImportSource> {
  const { files } = context.vault;
  const kept = files.byId(entry.fileId);
  if (kept === null)
    return failure('file-not-kept', `The vault no longer holds the file of ${entry.path}.`, 'Import the file again.');
  const content = function* (): Iterable<Uint8Array> {
    for (const block of files.blocks(entry.fileId, 0, kept.sizeBytes)) yield zstdDecompressSync(block.compressed);
  };
  return success({
    path: entry.path,
    name: basename(entry.path.replaceAll('\\', '/')),
    content,
    sizeBytes: kept.sizeBytes,
    sha256: kept.sha256,
    isUnchanged: () => true,
  });
}
