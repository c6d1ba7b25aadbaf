import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { FileSource } from '../../shared/contract/imports.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import type { ServiceContext } from './context.ts';
import { sha256Of } from './stored-file.ts';

/** The bytes of a file to be imported. */
export interface ImportSource {
  /** As the trader knows it: a path, or the name of a dropped file. */
  readonly path: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** Reads a file by its path, or an upload. Faults: `upload-unknown`, `file-unreadable`, `file-is-folder`. */
export function readImportSource(context: ServiceContext, source: FileSource): Result<ImportSource> {
  if (source.kind === 'upload') {
    const upload = context.uploads.get(source.uploadId);
    if (upload === undefined)
      return failure('upload-unknown', 'The dropped file is no longer at hand.', 'Drop it again.');
    return success({ path: upload.name, name: upload.name, bytes: upload.bytes, sha256: sha256Of(upload.bytes) });
  }
  try {
    if (!statSync(source.path).isFile())
      return failure('file-is-folder', `${source.path} is a folder, not a file.`, 'Name the files in it.');
    const bytes = readFileSync(source.path);
    return success({ path: source.path, name: basename(source.path), bytes, sha256: sha256Of(bytes) });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return failure('file-unreadable', `The file cannot be read: ${cause}`, 'Check the name and who may read it.');
  }
}
