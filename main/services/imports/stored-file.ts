import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { FileBlock, Files } from '../../../db/stores/files.ts';
import { blocksOf, type ByteSource } from '../../importers/byte-source.ts';
import type { ImportSource } from './import-source.ts';

/** Keeps the bytes of a file once, compressed block by block; answers the id of the file. */
export function keepFile(files: Files, { sha256, sizeBytes, content }: ImportSource): number {
  return files.find(sha256) ?? files.insert(sha256, sizeBytes, compressedBlocks(content));
}

/** The text of a stretch of a kept file, or null when it was not kept. */
export function keptText(files: Files, fileId: number, byteOffset: number, byteLength: number): string | null {
  const blocks = files.blocks(fileId, byteOffset, byteLength);
  const start = blocks[0]?.byteOffset;
  if (start === undefined) return null;
  const joined = Buffer.concat(blocks.map((block) => zstdDecompressSync(block.compressed)));
  return joined.toString('utf8', byteOffset - start, byteOffset - start + byteLength);
}

/** On a million fills level 1 packs as well as the default 3, in two thirds of the time. */
const fastest = { [constants.ZSTD_c_compressionLevel]: 1 };

/** Blocks of a megabyte: showing one row unpacks little, and they compress well. */
function* compressedBlocks(content: ByteSource): Iterable<FileBlock> {
  let byteOffset = 0;
  for (const block of blocksOf(content)) {
    yield { byteOffset, sizeBytes: block.length, compressed: zstdCompressSync(block, { params: fastest }) };
    byteOffset += block.length;
  }
}
