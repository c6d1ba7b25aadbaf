import { isAscii } from 'node:buffer';
import { blocksOf, type ByteSource } from './byte-source.ts';
import { encodingOf, type TextEncoding } from './text-encoding.ts';

/** A stretch of a file as text in which every character is one unit of its encoding. */
export interface UnitText {
  readonly text: string;
  /** Known to hold nothing but ASCII. */
  readonly ascii: boolean;
  readonly encoding: TextEncoding;
}

/**
 * The bytes of a file as text, block by block, without its byte order mark: one character for each byte of UTF-8 (no byte
 * of a longer character looks like a delimiter, a quote, a bracket or a line end, so positions are byte offsets for free
 * and only what is beyond ASCII needs decoding), one for two bytes of UTF-16.
 */
export function* unitTextsOf(source: ByteSource): Iterable<UnitText> {
  let encoding: TextEncoding | null = null;
  let odd: Uint8Array = new Uint8Array(0);
  for (const block of blocksOf(source)) {
    if (block.length === 0) continue;
    const skip: number = encoding === null ? encodingOf(block).markBytes : 0;
    encoding ??= encodingOf(block);
    const bytes = Buffer.from(block.buffer, block.byteOffset + skip, block.byteLength - skip);
    if (encoding.bytesPerUnit === 1) {
      yield { text: bytes.toString('latin1'), ascii: isAscii(bytes), encoding };
      continue;
    }
    const joined = odd.length === 0 ? bytes : Buffer.concat([odd, bytes]);
    const even = joined.length - (joined.length % 2);
    odd = Buffer.from(joined.subarray(even));
    const units = Buffer.from(joined.subarray(0, even));
    const text = (encoding.name === 'utf-16be' ? units.swap16() : units).toString('utf16le');
    yield { text, ascii: false, encoding };
  }
}

/** What characters of a unit text say. */
export function decodeUnits(units: string, encoding: TextEncoding): string {
  if (encoding.bytesPerUnit === 2 || !beyondAscii.test(units)) return units;
  return Buffer.from(units, 'latin1').toString('utf8');
}

// oxlint-disable-next-line no-control-regex -- the control characters are the point
const beyondAscii = /[^\x00-\x7f]/;
