import { createHash } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import type { FileProof } from '../../../db/kept-files.ts';

/** Whether a kept file, unpacked block by block, is the file that was imported. */
export const proveFile: FileProof = ({ sha256, sizeBytes, blocks }) => {
  const hash = createHash('sha256');
  let at = 0;
  for (const block of blocks) {
    if (block.byteOffset !== at) return `bytes ${at} to ${block.byteOffset} are missing`;
    let bytes: Buffer;
    try {
      bytes = zstdDecompressSync(block.compressed);
    } catch {
      return `the bytes from ${at} on cannot be unpacked`;
    }
    if (bytes.length !== block.sizeBytes) return `the bytes from ${at} on are not as many as were kept`;
    hash.update(bytes);
    at += bytes.length;
  }
  if (at !== sizeBytes) return `${at} bytes are there instead of ${sizeBytes}`;
  return hash.digest('hex') === sha256 ? null : 'its content is not what was imported';
};
