import { failure, success, type Result } from '../../shared/result/result.ts';
import type { ByteSource } from './byte-source.ts';
import type { Delimiter } from './find-delimiter.ts';
import type { RawRecord } from './importer.ts';
import { createRecordSplitter, type RecordSplitter } from './split-records.ts';
import type { TextEncoding } from './text-encoding.ts';
import { decodeUnits, unitTextsOf } from './unit-texts.ts';

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
  let splitter: RecordSplitter | null = null;
  let written: TextEncoding | null = null;
  for (const { text, ascii, encoding } of unitTextsOf(source)) {
    written ??= encoding;
    splitter ??= splitterOf(encoding, delimiter, visit);
    const fault = splitter.write(text, ascii);
    if (fault !== null) return { ok: false, fault };
  }
  if (splitter === null || written === null) return failure('file-empty', 'The file is empty.', 'Export it again.');
  const fault = splitter.finish();
  return fault === null ? success({ encoding: written }) : { ok: false, fault };
}

function splitterOf(encoding: TextEncoding, delimiter: Delimiter, visit: (record: RawRecord) => void): RecordSplitter {
  return createRecordSplitter({
    delimiter,
    bytesPerUnit: encoding.bytesPerUnit,
    byteOffset: encoding.markBytes,
    mark: encoding.bytesPerUnit === 2 ? '\uFEFF' : 'ï»¿',
    decode: (field) => decodeUnits(field, encoding).replaceAll('\uFEFF', ''),
    visit,
  });
}
