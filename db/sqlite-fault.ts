import Database from 'better-sqlite3';
import { failure } from '../shared/result/result.ts';

/** What a refused answer looks like. */
type Refusal = ReturnType<typeof failure>;

/**
 * What the world did to a vault, in the trader's words: a full disk, a read-only folder, a damaged or vanished file.
 * @returns null for what is no doing of the world but a bug, and must go on
 * Codes: `vault-busy`, `vault-disk-full`, `vault-not-writable`, `vault-damaged`, `vault-vanished`, `vault-write-failed`.
 */
export function worldFault(error: unknown, path: string): Refusal | null {
  const code = codeOf(error);
  if (code === null || !(error instanceof Error)) return null;
  const kind = kinds.find(([pattern]) => pattern.test(code))?.[1];
  return kind === undefined ? null : kind(path, error.message);
}

type Kind = (path: string, cause: string) => Refusal;

const kinds: readonly (readonly [RegExp, Kind])[] = [
  [
    /^SQLITE_(BUSY|LOCKED)/,
    (path) =>
      failure(
        'vault-busy',
        `Another program holds ${path}, or is writing to it`,
        'Close it there, or try again when it has finished.',
      ),
  ],
  [
    /^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)/,
    (path, cause) =>
      failure(
        'vault-disk-full',
        `There is no room left to write ${path} (${cause})`,
        'Nothing was changed. Free some space on that disk and do it again.',
      ),
  ],
  [/^SQLITE_READONLY_DBMOVED/, (path) => vanished(path)],
  [
    /^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH)|EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EISDIR|ERR_FS_EISDIR|ENAMETOOLONG)/,
    (path, cause) => notWritable(path, cause),
  ],
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    (path, cause) =>
      failure(
        'vault-damaged',
        `${path} is damaged: ${cause}`,
        'Put a backup in its place with `ballast restore FILE`; the damaged file is kept beside it.',
      ),
  ],
  [
    /^(SQLITE_IOERR|EIO|ENXIO|ESTALE|ENODEV)/,
    (path, cause) =>
      failure(
        'vault-write-failed',
        `${path} could not be read or written: ${cause}`,
        'Nothing was changed. Check that the disk is still connected and has room, then do it again.',
      ),
  ],
];

export function notWritable(path: string, cause: string): Refusal {
  return failure(
    'vault-not-writable',
    `${path} cannot be written: ${cause}`,
    'Nothing was changed. Allow writing to the file and its folder, or copy the vault to a folder of your own and open it there.',
  );
}

export function vanished(path: string): Refusal {
  return failure(
    'vault-vanished',
    `${path} is no longer there: it was moved or deleted, or its disk was disconnected`,
    'Nothing was changed. Make a backup to another place now: Ballast still holds what was saved. Then put the file back or restore that backup.',
  );
}

function codeOf(error: unknown): string | null {
  if (error instanceof Database.SqliteError) return error.code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return null;
}
