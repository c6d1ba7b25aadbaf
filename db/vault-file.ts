import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { failure, success, type Result } from '../shared/result/result.ts';

/** "Blst": marks a SQLite file as a vault of Ballast (bytes 68 to 71 of the header). */
export const vaultApplicationId = 0x426c7374;

export type VaultFile =
  | { readonly kind: 'absent' }
  /** Made by another program to be filled: holds no byte, so nothing can be lost. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'vault'; readonly schemaVersion: number };

const magic = 'SQLite format 3\0';
const headerBytes = 100;

/**
 * Looks at a file without SQLite, which would create side files and could write into it.
 * Faults: `vault-not-a-file`, `vault-foreign` (no SQLite file, or another program's), `vault-newer`, `vault-damaged` (cut off),
 * `vault-unreadable`.
 * Source: https://www.sqlite.org/fileformat2.html, section 1.3 (user version at 60, application id at 68).
 */
export function inspectVaultFile(path: string, newestVersion: number): Result<VaultFile> {
  if (!existsSync(path)) return success({ kind: 'absent' });
  let header: Buffer;
  try {
    if (!statSync(path).isFile())
      return failure('vault-not-a-file', `${path} is not a file`, 'Name the vault file itself.');
    header = readHeader(path);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return failure('vault-unreadable', `${path} cannot be read: ${cause}`, 'Check who may read the file.');
  }
  if (header.length === 0) return success({ kind: 'empty' });
  if (header.toString('latin1', 0, 16) !== magic) return foreign(path, 'it is not a Ballast vault');
  if (header.length < headerBytes) return cutOff(path, header.length, null);
  if (header.readUInt32BE(68) !== vaultApplicationId) return foreign(path, 'it is a database of another program');
  const schemaVersion = header.readUInt32BE(60);
  if (schemaVersion > newestVersion) return newerVault(path, schemaVersion, newestVersion);
  const wanted = wantedBytes(header);
  const held = statSync(path).size;
  if (wanted !== null && held < wanted && !hasLog(path)) return cutOff(path, held, wanted);
  return success({ kind: 'vault', schemaVersion });
}

/** The size that the header states (page size at 16, pages at 28), or null where a writer left it out of date (24 and 92 differ). */
function wantedBytes(header: Buffer): number | null {
  if (header.readUInt32BE(24) !== header.readUInt32BE(92)) return null;
  const pageSize = header.readUInt16BE(16);
  return header.readUInt32BE(28) * (pageSize === 1 ? 65_536 : pageSize);
}

/** What a crash left beside the file may hold the pages that it lacks; SQLite puts them in or takes the header back. */
function hasLog(path: string): boolean {
  return ['-wal', '-journal'].some((end) => (statSync(path + end, { throwIfNoEntry: false })?.size ?? 0) > 0);
}

function cutOff(path: string, held: number, wanted: number | null) {
  return failure(
    'vault-damaged',
    `${path} is cut off: ${held} bytes are there${wanted === null ? '' : ` of ${wanted}`}`,
    'Put a backup in its place with `ballast restore FILE`; the damaged file is kept beside it.',
  );
}

export function newerVault(path: string, found: number, newest: number) {
  return failure(
    'vault-newer',
    `${path} was written by a newer Ballast (schema ${found}; this one knows ${newest})`,
    'Update Ballast, or open the vault with the version that wrote it.',
  );
}

function foreign(path: string, why: string) {
  return failure('vault-foreign', `${path} was left untouched: ${why}`, 'Choose another file name for the vault.');
}

function readHeader(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(headerBytes);
    return buffer.subarray(0, readSync(file, buffer, 0, headerBytes, 0));
  } finally {
    closeSync(file);
  }
}
