import { blocksOf, type ByteSource } from './byte-source.ts';
import type { Delimiter } from './find-delimiter.ts';
import { encodingOf } from './text-encoding.ts';

export interface RecordCount {
  /** Non-blank records. */
  readonly records: number;
  /** Where the last of them stands, in bytes. */
  readonly lastOffset: number;
  readonly lastLength: number;
  /** Bytes of the whole file. */
  readonly bytes: number;
}

/**
 * Counts the non-blank records of a file, byte by byte and before any format is known: the check that no row is lost on
 * the way. On purpose it shares no code with the record splitter, so that both would have to be wrong in the same way.
 */
export function countRecords(source: ByteSource, delimiter: Delimiter): RecordCount {
  let outcome = countFrom(source, delimiter, { records: 0, lastOffset: 0, lastLength: 0, start: 0, resumeAt: 0 });
  // A quote that never closes is no quote but a character: back to it, and on from there.
  while (outcome.openQuote !== null) outcome = countFrom(source, delimiter, outcome.openQuote);
  return outcome.count;
}

/** What was counted before a position of the file. */
interface Before {
  readonly records: number;
  readonly lastOffset: number;
  readonly lastLength: number;
  /** Where the record begins that the position stands in. */
  readonly start: number;
  /** The position: 0, or that of the first byte after a quote that is none. */
  readonly resumeAt: number;
}

function countFrom(
  source: ByteSource,
  delimiter: Delimiter,
  before: Before,
): { readonly count: RecordCount; readonly openQuote: Before | null } {
  const delimiterCode = delimiter.charCodeAt(0);
  let { records, lastOffset, lastLength, start } = before;
  let openQuote = before;
  let total = 0;
  let wide = 0;
  let bigEndian = false;
  let first = true;
  let state: number = before.resumeAt === 0 ? fieldBegins : plain;
  let blank = before.resumeAt === 0;
  let markBytes = 0;
  let highByte = -1;
  let endedByReturn = false;

  function endRecord(end: number, next: number): void {
    if (!blank) {
      records += 1;
      lastOffset = start;
      lastLength = end - start;
    }
    blank = true;
    state = fieldBegins;
    start = next;
    markBytes = 0;
  }

  for (const block of blocksOf(source)) {
    let index = 0;
    if (first && block.length > 0) {
      const encoding = encodingOf(block);
      wide = encoding.bytesPerUnit - 1;
      bigEndian = encoding.name === 'utf-16be';
      if (before.resumeAt === 0) {
        index = encoding.markBytes;
        start = index;
      }
      first = false;
    }
    index = Math.max(index, before.resumeAt - total);
    const plainUntil = wide === 0 && !block.includes(34) && !block.includes(13) ? block.length : 0;
    for (; index < block.length; index += 1) {
      // Lines of a block without quotes and CR that begin with a letter or digit: nothing to watch but their end.
      while (state === fieldBegins && start === total + index && index < plainUntil && isWordByte(block[index])) {
        const lineFeed = block.indexOf(10, index);
        if (lineFeed === -1) break;
        blank = false;
        endRecord(total + lineFeed, total + lineFeed + 1);
        endedByReturn = false;
        index = lineFeed + 1;
      }
      if (index >= block.length) break;
      if (state === plain && !blank && markBytes === 0 && wide === 0) {
        // Nothing but a delimiter or a line end changes anything now.
        while (index < block.length) {
          const code = block[index];
          if (code === delimiterCode || code === 10 || code === 13) break;
          index += 1;
        }
        if (index === block.length) break;
      }
      let code = block[index] as number;
      if (wide === 1) {
        if (highByte === -1) {
          highByte = code;
          continue;
        }
        code = bigEndian ? highByte * 256 + code : code * 256 + highByte;
        highByte = -1;
      }
      // Position of this character and of the next one.
      const here = total + index - wide;
      const next = total + index + 1;
      if (code === 10 && endedByReturn) {
        endedByReturn = false;
        start = next;
        continue;
      }
      endedByReturn = false;
      if (state === quoted) {
        if (code === 34) state = quoteInQuoted;
        continue;
      }
      if (state === quoteInQuoted) {
        if (code === 34) {
          state = quoted;
          continue;
        }
        state = plain;
      }
      if (code === 10 || code === 13) {
        endRecord(here, next);
        endedByReturn = code === 13;
      } else if (code === delimiterCode) {
        state = fieldBegins;
        markBytes = 0;
        if (code !== 9) blank = false;
      } else if (isMark(code, wide, markBytes)) {
        markBytes = wide === 1 ? 0 : (markBytes + 1) % 3;
      } else {
        if (markBytes !== 0) {
          // It began like a byte order mark and was another character.
          blank = false;
          markBytes = 0;
          if (state === fieldBegins) state = plain;
        }
        if (code === 34 && state === fieldBegins) {
          state = quoted;
          blank = false;
          openQuote = { records, lastOffset, lastLength, start, resumeAt: next };
        } else {
          state = plain;
          if (code !== 32 && code !== 9 && code !== 11 && code !== 12) blank = false;
        }
      }
    }
    total += block.length;
  }
  const isOpen = state === quoted;
  if (markBytes !== 0) blank = false;
  endRecord(total, total);
  return { count: { records, lastOffset, lastLength, bytes: total }, openQuote: isOpen ? openQuote : null };
}

const fieldBegins = 0;
const plain = 1;
const quoted = 2;
const quoteInQuoted = 3;

function isWordByte(code: number | undefined): boolean {
  return code !== undefined && ((code > 47 && code < 58) || (code > 64 && code < 91) || (code > 96 && code < 123));
}

const utf8Mark = [0xef, 0xbb, 0xbf];

function isMark(code: number, wide: number, seen: number): boolean {
  return wide === 1 ? code === 0xfeff : code > 127 && code === utf8Mark[seen];
}
