import type Database from 'better-sqlite3';

/** A stretch of a file, packed by the caller. */
export interface FileBlock {
  readonly byteOffset: number;
  readonly sizeBytes: number;
  readonly compressed: Uint8Array;
}

export interface Files {
  readonly find: (sha256: string) => number | null;
  readonly byId: (fileId: number) => { readonly sha256: string; readonly sizeBytes: number } | null;
  /** Keeps a file that `find` does not know. */
  readonly insert: (sha256: string, sizeBytes: number, blocks: Iterable<FileBlock>) => number;
  /** The blocks that hold a stretch of the file, in order. */
  readonly blocks: (fileId: number, byteOffset: number, byteLength: number) => readonly FileBlock[];
}

interface BlockRow {
  readonly byte_offset: number;
  readonly size_bytes: number;
  readonly compressed: Uint8Array;
}

export function createFiles(database: Database.Database): Files {
  const find = database.prepare<[string], number>('SELECT id FROM source_file WHERE sha256 = ?').pluck();
  const byId = database.prepare<[number], { readonly sha256: string; readonly sizeBytes: number }>(
    'SELECT sha256, size_bytes AS sizeBytes FROM source_file WHERE id = ?',
  );
  const insertFile = database.prepare<[string, number]>('INSERT INTO source_file (sha256, size_bytes) VALUES (?, ?)');
  const insertBlock = database.prepare<[number, number, number, Uint8Array]>(
    'INSERT INTO source_block (file_id, byte_offset, size_bytes, compressed) VALUES (?, ?, ?, ?)',
  );
  const blocks = database.prepare<[number, number, number], BlockRow>(
    `SELECT byte_offset, size_bytes, compressed FROM source_block
      WHERE file_id = ? AND byte_offset < ? AND byte_offset + size_bytes > ? ORDER BY byte_offset`,
  );
  return {
    find: (sha256) => find.get(sha256) ?? null,
    byId: (fileId) => byId.get(fileId) ?? null,
    insert: (sha256, sizeBytes, packed) => {
      const fileId = Number(insertFile.run(sha256, sizeBytes).lastInsertRowid);
      for (const block of packed) insertBlock.run(fileId, block.byteOffset, block.sizeBytes, block.compressed);
      return fileId;
    },
    blocks: (fileId, byteOffset, byteLength) =>
      blocks.all(fileId, byteOffset + byteLength, byteOffset).map((row) => ({
        byteOffset: row.byte_offset,
        sizeBytes: row.size_bytes,
        compressed: row.compressed,
      })),
  };
}
