/**
 * The bytes of a file: whole, or as blocks that can be walked more than once (a file of any size never stands in memory
 * whole). A block holds only until the next one is asked for: whoever needs its bytes longer copies them.
 */
export type ByteSource = Uint8Array | (() => Iterable<Uint8Array>);

const blockBytes = 1 << 20;

/** The bytes of a source block by block; a whole array is cut into views of 1 MiB. */
export function* blocksOf(source: ByteSource): Iterable<Uint8Array> {
  if (typeof source === 'function') {
    yield* source();
    return;
  }
  for (let at = 0; at < source.length; at += blockBytes) yield source.subarray(at, at + blockBytes);
}

/** A stretch of a source as one array; shorter where the source ends first. */
export function bytesAt(source: ByteSource, offset: number, length: number): Uint8Array {
  if (typeof source !== 'function') return source.subarray(offset, offset + length);
  const parts: Uint8Array[] = [];
  let begin = 0;
  for (const block of source()) {
    const from = Math.max(offset - begin, 0);
    const to = Math.min(offset + length - begin, block.length);
    if (from < to) parts.push(new Uint8Array(block.subarray(from, to)));
    begin += block.length;
    if (begin >= offset + length) break;
  }
  return Buffer.concat(parts);
}
