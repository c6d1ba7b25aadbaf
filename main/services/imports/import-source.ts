import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { FileSource } from '../../../shared/contract/imports.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { blocksOf, type ByteSource } from '../../importers/byte-source.ts';
import type { ServiceContext } from '../context.ts';

/** The bytes of a file to be imported. */
export interface ImportSource {
  /** As the trader knows it: a path, or the name of a dropped file. */
  readonly path: string;
  readonly name: string;
  /** Can be walked more than once; a file on disk never stands in memory whole. */
  readonly content: ByteSource;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Whether the file is still the one that was first looked at. */
  readonly isUnchanged: () => boolean;
}

/** Reads a file by its path, or an upload. Faults: `upload-unknown`, `file-unreadable`, `file-is-folder`. */
export function readImportSource(context: ServiceContext, source: FileSource): Result<ImportSource> {
  if (source.kind === 'upload') {
    const upload = context.uploads.get(source.uploadId);
    if (upload === undefined)
      return failure('upload-unknown', 'The dropped file is no longer at hand.', 'Drop it again.');
    const { name, bytes } = upload;
    const content = bytes;
    return success({
      path: name,
      name,
      content,
      sizeBytes: bytes.length,
      sha256: sha256Of(content),
      isUnchanged: () => true,
    });
  }
  const { path } = source;
  try {
    const before = statSync(path);
    if (!before.isFile()) return failure('file-is-folder', `${path} is a folder, not a file.`, 'Name the files in it.');
    const content = () => fileBlocks(path);
    return success({
      path,
      name: basename(path),
      content,
      sizeBytes: before.size,
      sha256: sha256Of(content),
      isUnchanged: () => {
        const now = statSync(path, { throwIfNoEntry: false });
        return now !== undefined && now.size === before.size && now.mtimeMs === before.mtimeMs;
      },
    });
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    return failure(
      'file-unreadable',
      `The file cannot be read: ${error.message}`,
      'Check the name and who may read it.',
    );
  }
}

const blockBytes = 1 << 20;

function* fileBlocks(path: string): Iterable<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    // One for the whole walk: new ones would fill the memory faster than they are collected.
    const block = Buffer.allocUnsafeSlow(blockBytes);
    for (;;) {
      const size = readSync(file, block, 0, blockBytes, null);
      if (size === 0) return;
      yield size === blockBytes ? block : block.subarray(0, size);
    }
  } finally {
    closeSync(file);
  }
}

function sha256Of(content: ByteSource): string {
  const hash = createHash('sha256');
  for (const block of blocksOf(content)) hash.update(block);
  return hash.digest('hex');
}
