import type Database from 'better-sqlite3';

/** One imported file as the vault keeps it. */
export interface KeptFile {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly blocks: Iterable<KeptBlock>;
}

interface KeptBlock {
  readonly byteOffset: number;
  readonly sizeBytes: number;
  readonly compressed: Uint8Array;
}

/** Says what is wrong with a kept file, or null: unpacking and hashing are given, for this folder knows SQL only. */
export type FileProof = (file: KeptFile) => string | null;

/** Says how far it is; answers whether to go on. */
export type GoOn = (done: number, total: number) => boolean;

/** Ends long work that was asked to stop. */
export class Stopped extends Error {}

interface FileRow {
  readonly id: number;
  readonly sha256: string;
  readonly size_bytes: number;
}

interface BlockRow {
  readonly byte_offset: number;
  readonly size_bytes: number;
  readonly compressed: Uint8Array;
}

/**
 * Unpacks every kept file and compares it with the hash under which it was imported.
 * @returns a sentence for each file that is not what was imported
 * @throws Stopped when `goOn` says so
 */
export function proveFiles(database: Database.Database, proof: FileProof, goOn: GoOn): readonly string[] {
  const files = database.prepare<[], FileRow>('SELECT id, sha256, size_bytes FROM source_file ORDER BY id').all();
  const blocks = database.prepare<[number], BlockRow>(
    'SELECT byte_offset, size_bytes, compressed FROM source_block WHERE file_id = ? ORDER BY byte_offset',
  );
  const found: string[] = [];
  for (const [index, file] of files.entries()) {
    if (!goOn(index, files.length)) throw new Stopped();
    const wrong = proof({ sha256: file.sha256, sizeBytes: file.size_bytes, blocks: blocksOf(blocks, file.id) });
    if (wrong !== null) found.push(`The kept file ${file.sha256.slice(0, 12)}: ${wrong}`);
  }
  return found;
}

function* blocksOf(blocks: Database.Statement<[number], BlockRow>, fileId: number): Iterable<KeptBlock> {
  for (const row of blocks.iterate(fileId))
    yield { byteOffset: row.byte_offset, sizeBytes: row.size_bytes, compressed: row.compressed };
}
