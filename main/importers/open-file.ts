import { success, type Result } from '../../shared/result/result.ts';
import { bytesAt, type ByteSource } from './byte-source.ts';
import { countElements } from './count-elements.ts';
import { countRecords } from './count-records.ts';
import { findDelimiter, type Delimiter } from './find-delimiter.ts';
import type { FileHead, RawRecord } from './importer.ts';
import { readElements } from './read-elements.ts';
import { readRecords } from './read-records.ts';
import { isElementFile, refuseContent } from './refuse.ts';
import { decodeText, encodingOf, type TextEncoding } from './text-encoding.ts';

/** A file that is text of records, before it is known whose. */
export interface OpenedFile {
  readonly source: ByteSource;
  readonly encoding: TextEncoding;
  /** Non-blank records, or the leaf elements of an XML file, counted by the independent pass. */
  readonly rows: number;
  readonly bytes: number;
  /** Between two fields; null in an XML file. */
  readonly delimiter: Delimiter | null;
  readonly head: FileHead;
  /** Walks all its records in order; a fault comes after those before it were visited. */
  readonly walk: (visit: (record: RawRecord) => void) => Result<unknown>;
}

/** Looks at a file: refuses what is no table of records, finds how it is cut, counts its rows, shows its first and last. */
export function openFile(name: string, source: ByteSource): Result<OpenedFile> {
  const beginning = bytesAt(source, 0, beginningBytes);
  const refusal = refuseContent(beginning);
  if (refusal !== null) return { ok: false, fault: refusal };
  const encoding = encodingOf(beginning);
  const text = decodeText(beginning, encoding);
  if (isElementFile(text)) return openElements(name, source, beginning, encoding);
  const delimiter = findDelimiter(text);
  const { records: rows, lastOffset, lastLength, bytes } = countRecords(source, delimiter);
  const first = firstRecords(beginning, delimiter, bytes > beginning.length);
  if (!first.ok) return first;
  if (first.value.length === 0) {
    // The first line alone is longer than all that was looked at: say so, if it is too long.
    const whole = readRecords(source, delimiter, () => undefined);
    if (!whole.ok) return whole;
  }
  const head: FileHead = {
    name,
    records: first.value,
    last: rows === 0 ? null : lastRecord(source, encoding, delimiter, lastOffset, lastLength),
  };
  return success({
    source,
    encoding,
    rows,
    bytes,
    delimiter,
    head,
    walk: (visit) => readRecords(source, delimiter, visit),
  });
}

/** An XML file: its rows are its leaf elements. The last one is not shown: it says nothing without those around it. */
function openElements(
  name: string,
  source: ByteSource,
  beginning: Uint8Array,
  encoding: TextEncoding,
): Result<OpenedFile> {
  const { leaves: rows, bytes } = countElements(source);
  const records: RawRecord[] = [];
  const first = readElements(beginning, (record) => {
    if (records.length < recordsLookedAt) records.push(record);
  });
  // In the first stretch of a longer file the end is missing, which says nothing.
  const cut = bytes > beginning.length && !first.ok && first.fault.code === 'xml-cut-off';
  if (!first.ok && !cut) return first;
  if (cut && records.length === 0) {
    // No element ends in all that was looked at: say so, if one never does.
    const whole = readElements(source, () => undefined);
    if (!whole.ok) return whole;
  }
  const head: FileHead = { name, records, last: null };
  return success({
    source,
    encoding,
    rows,
    bytes,
    delimiter: null,
    head,
    walk: (visit) => readElements(source, visit),
  });
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
