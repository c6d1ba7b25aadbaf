import { success, type Result } from '../../shared/result/result.ts';
import { bytesAt, type ByteSource } from './byte-source.ts';
import { countRecords } from './count-records.ts';
import { findDelimiter, type Delimiter } from './find-delimiter.ts';
import type { FileHead, RawRecord } from './importer.ts';
import { readRecords } from './read-records.ts';
import { refuseContent } from './refuse.ts';
import { decodeText, encodingOf, type TextEncoding } from './text-encoding.ts';

/** A file that is text of records, before it is known whose. */
export interface OpenedFile {
  readonly source: ByteSource;
  readonly encoding: TextEncoding;
  readonly delimiter: Delimiter;
  /** Non-blank records, counted by the independent pass. */
  readonly rows: number;
  readonly bytes: number;
  readonly head: FileHead;
}

/** Looks at a file: refuses what is no table of records, finds its delimiter, counts its rows, shows its first and last. */
export function openFile(name: string, source: ByteSource): Result<OpenedFile> {
  const beginning = bytesAt(source, 0, beginningBytes);
  const refusal = refuseContent(beginning);
  if (refusal !== null) return { ok: false, fault: refusal };
  const encoding = encodingOf(beginning);
  const delimiter = findDelimiter(decodeText(beginning, encoding));
  const { records: rows, lastOffset, lastLength, bytes } = countRecords(source, delimiter);
  const first = firstRecords(beginning, delimiter, bytes > beginning.length);
  if (!first.ok) return first;
  const head: FileHead = {
    name,
    records: first.value,
    last: rows === 0 ? null : lastRecord(source, encoding, delimiter, lastOffset, lastLength),
  };
  return success({ source, encoding, delimiter, rows, bytes, head });
}

const beginningBytes = 1 << 18;
const recordsLookedAt = 40;

function firstRecords(beginning: Uint8Array, delimiter: Delimiter, cut: boolean): Result<readonly RawRecord[]> {
  const records: RawRecord[] = [];
  const outcome = readRecords(beginning, delimiter, (record) => {
    if (records.length <= recordsLookedAt) records.push(record);
  });
  if (!outcome.ok) return outcome;
  // The last one may have been cut by the end of the stretch.
  if (cut && records.length <= recordsLookedAt) records.pop();
  return success(records.slice(0, recordsLookedAt));
}

function lastRecord(
  source: ByteSource,
  encoding: TextEncoding,
  delimiter: Delimiter,
  offset: number,
  length: number,
): RawRecord | null {
  const mark = bytesAt(source, 0, encoding.markBytes);
  const raw = bytesAt(source, offset, Math.min(length, beginningBytes));
  let last: RawRecord | null = null;
  readRecords(Buffer.concat([mark, raw]), delimiter, (record) => {
    last ??= { ...record, line: 0, byteOffset: offset, byteLength: length };
  });
  return last;
}
