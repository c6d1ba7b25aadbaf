import { createHash } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Files } from '../../db/stores/files.ts';

/** Small enough that showing one row unpacks little, large enough to compress well. */
const blockBytes = 1 << 20;

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Keeps the bytes of a file once, compressed block by block; answers the id of the file. */
export function keepFile(files: Files, sha256: string, bytes: Uint8Array): number {
  return files.find(sha256) ?? files.insert(sha256, bytes.length, compressedBlocks(bytes));
}

/** The text of a stretch of a kept file, or null when it was not kept. */
export function keptText(files: Files, fileId: number, byteOffset: number, byteLength: number): string | null {
  const blocks = files.blocks(fileId, byteOffset, byteLength);
  const start = blocks[0]?.byteOffset;
  if (start === undefined) return null;
  const joined = Buffer.concat(blocks.map((block) => zstdDecompressSync(block.compressed)));
  return joined.toString('utf8', byteOffset - start, byteOffset - start + byteLength);
}

function* compressedBlocks(bytes: Uint8Array) {
  for (let offset = 0; offset < bytes.length; offset += blockBytes) {
    const block = bytes.subarray(offset, offset + blockBytes);
    yield { byteOffset: offset, sizeBytes: block.length, compressed: zstdCompressSync(block) };
  }
}
