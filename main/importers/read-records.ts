import { isAscii } from 'node:buffer';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { blocksOf, type ByteSource } from './byte-source.ts';
import type { Delimiter } from './find-delimiter.ts';
import type { RawRecord } from './importer.ts';
import { createRecordSplitter } from './split-records.ts';
import { encodingOf, type TextEncoding } from './text-encoding.ts';

/**
 * Walks the records of a file in its order, block by block. Byte offsets and lengths are exact in the original bytes; a
 * leading byte order mark belongs to no record. Fails (after having visited what came before) on a record longer than a
 * megabyte. A visitor that throws ends the walk.
 */
export function readRecords(
  source: ByteSource,
  delimiter: Delimiter,
  visit: (record: RawRecord) => void,
): Result<{ readonly encoding: TextEncoding }> {
  let reader: BlockReader | null = null;
  for (const block of blocksOf(source)) {
    if (block.length === 0) continue;
    reader ??= createBlockReader(encodingOf(block), delimiter, visit);
    const fault = reader.write(block);
    if (fault !== null) return { ok: false, fault };
  }
  if (reader === null) return failure('file-empty', 'The file is empty.', 'Export it again.');
  const fault = reader.finish();
  return fault === null ? success({ encoding: reader.encoding }) : { ok: false, fault };
}

interface BlockReader {
  readonly encoding: TextEncoding;
  readonly write: (block: Uint8Array) => ReturnType<ReturnType<typeof createRecordSplitter>['write']>;
  readonly finish: ReturnType<typeof createRecordSplitter>['finish'];
}

/**
 * UTF-8 is walked as one character a byte: no byte of a multi-byte character looks like a delimiter, quote or line end,
 * so offsets are exact for free and only fields beyond ASCII need decoding.
 */
function createBlockReader(
  encoding: TextEncoding,
  delimiter: Delimiter,
  visit: (record: RawRecord) => void,
): BlockReader {
  const wide = encoding.bytesPerUnit === 2;
  const splitter = createRecordSplitter({
    delimiter,
    bytesPerUnit: encoding.bytesPerUnit,
    byteOffset: encoding.markBytes,
    mark: wide ? '\uFEFF' : 'ï»¿',
    decode: wide ? removeMarks : decodeUtf8,
    visit,
  });
  let skip = encoding.markBytes;
  let oddByte: Uint8Array = new Uint8Array(0);
  return {
    encoding,
    write: (block) => {
      const bytes = skip === 0 ? block : block.subarray(skip);
      skip = 0;
      const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (!wide) return splitter.write(view.toString('latin1'), isAscii(bytes));
      const joined = oddByte.length === 0 ? view : Buffer.concat([oddByte, view]);
      const even = joined.length - (joined.length % 2);
      oddByte = Buffer.from(joined.subarray(even));
      const units = Buffer.from(joined.subarray(0, even));
      return splitter.write((encoding.name === 'utf-16be' ? units.swap16() : units).toString('utf16le'), false);
    },
    finish: splitter.finish,
  };
}

function removeMarks(field: string): string {
  return field.replaceAll('\uFEFF', '');
}

function decodeUtf8(field: string): string {
  return removeMarks(Buffer.from(field, 'latin1').toString('utf8'));
}
