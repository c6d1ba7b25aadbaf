import { failure, type Fault } from '../../shared/result/result.ts';
import type { Delimiter } from './find-delimiter.ts';
import type { RawRecord } from './importer.ts';

/** Longer than any record of a broker; a longer one is a file without line ends or with a quote that never closes. */
const longestRecordUnits = 1 << 20;

export interface SplitOptions {
  readonly delimiter: Delimiter;
  /** Bytes that one character of the block strings stands for. */
  readonly bytesPerUnit: 1 | 2;
  /** Byte offset of the first character. */
  readonly byteOffset: number;
  /** What a byte order mark looks like in the block strings. */
  readonly mark: string;
  /** Turns the characters of a field into its text and removes byte order marks; called for fields that hold more than ASCII. */
  readonly decode: (field: string) => string;
  readonly visit: (record: RawRecord) => void;
}

export interface RecordSplitter {
  /** Takes the next stretch of the file; `ascii` when it is known to hold nothing else. */
  readonly write: (block: string, ascii: boolean) => Fault | null;
  /** The file has ended. */
  readonly finish: () => Fault | null;
}

/**
 * Cuts text into records and fields: lines end with LF, CRLF or CR; a field may be quoted, then holds delimiters, line
 * ends and doubled quotes; a quote inside an unquoted field, or text after a closing quote, is kept as it stands; blank
 * lines are no records. Lines without any quote, nearly all of them, are cut by `indexOf` and `split` alone.
 */
export function createRecordSplitter(options: SplitOptions): RecordSplitter {
  const { delimiter, bytesPerUnit, mark, decode, visit } = options;
  let carried = '';
  let carriedAscii = true;
  let byteOffset = options.byteOffset;
  let line = 1;

  function emit(fields: readonly string[], at: number, begin: number, end: number): void {
    visit({
      fields,
      line: at,
      byteOffset: byteOffset + begin * bytesPerUnit,
      byteLength: (end - begin) * bytesPerUnit,
    });
  }

  function split(text: string, ascii: boolean, ended: boolean): Fault | null {
    let position = 0;
    let quote = text.indexOf('"');
    let carriageReturn = text.indexOf('\r');
    // Each of these is searched for again only once it has been passed, or a file without it would be searched for ever.
    let lineFeed = text.indexOf('\n');
    let cut = text.indexOf(delimiter);
    while (position < text.length) {
      if (lineFeed !== -1 && lineFeed < position) lineFeed = text.indexOf('\n', position);
      let end = lineFeed === -1 ? text.length : lineFeed;
      let next = lineFeed === -1 ? text.length : lineFeed + 1;
      let complete = lineFeed !== -1 || ended;
      if (carriageReturn !== -1 && carriageReturn < position) carriageReturn = text.indexOf('\r', position);
      if (carriageReturn !== -1 && carriageReturn < end) {
        // A CR that is the last character seen may be the first half of a CRLF.
        if (carriageReturn + 1 !== lineFeed) next = carriageReturn + 1;
        end = carriageReturn;
        complete = next < text.length || lineFeed !== -1 || ended;
      }
      if (quote !== -1 && quote < position) quote = text.indexOf('"', position);
      if (quote !== -1 && quote < end) {
        const found = splitQuoted(text, position, ended, ascii);
        if (found === null) break;
        if (found.end - position > longestRecordUnits) return tooLong(line, true);
        emit(found.fields, line, position, found.end);
        line += found.lines;
        position = found.next;
        continue;
      }
      if (!complete) break;
      if (end - position > longestRecordUnits) return tooLong(line, false);
      if (end > position) {
        const record = text.slice(position, end);
        if (!ascii && beyondAscii.test(record)) {
          const fields = record.split(delimiter).map(decode);
          if (fields.some((field) => !blankAscii.test(field)) || (delimiter !== '\t' && fields.length > 1)) {
            emit(fields, line, position, end);
          }
        } else if (record.charCodeAt(0) > 32 || !blankAscii.test(record)) {
          const fields: string[] = [];
          let at = position;
          if (cut !== -1 && cut < at) cut = text.indexOf(delimiter, at);
          while (cut !== -1 && cut < end) {
            fields.push(text.slice(at, cut));
            at = cut + 1;
            cut = text.indexOf(delimiter, at);
          }
          fields.push(text.slice(at, end));
          emit(fields, line, position, end);
        }
      }
      line += 1;
      position = next;
    }
    carried = text.slice(position);
    carriedAscii = ascii;
    byteOffset += position * bytesPerUnit;
    if (carried.length > longestRecordUnits) return tooLong(line, quote !== -1 && quote >= position);
    return null;
  }

  /** One record that holds a quote; null when its end has not been read yet. */
  function splitQuoted(text: string, begin: number, ended: boolean, ascii: boolean): QuotedRecord | null {
    const fields: string[] = [];
    let at = begin;
    let lines = 1;
    for (;;) {
      while (text.startsWith(mark, at)) at += mark.length;
      let field = '';
      if (text[at] === '"') {
        let segment = at + 1;
        let search = segment;
        for (;;) {
          const quote = text.indexOf('"', search);
          if (!ended && (quote === -1 || quote + 1 === text.length)) return null;
          if (quote === -1) {
            // It never closes: then it is no opening quote but a character.
            const end = endOfPlain(text, at);
            field = text.slice(at, end);
            at = end;
            break;
          }
          const after = text[quote + 1];
          if (after === '"') {
            field += text.slice(segment, quote + 1);
            segment = quote + 2;
            search = segment;
          } else if (after === undefined || after === delimiter || after === '\n' || after === '\r') {
            field += text.slice(segment, quote);
            at = quote + 1;
            break;
          } else {
            const end = endOfPlain(text, quote + 1);
            field = `"${field}${text.slice(segment, end)}`;
            at = end;
            break;
          }
        }
        lines += lineEndsIn(field);
      } else {
        const end = endOfPlain(text, at);
        field = text.slice(at, end);
        at = end;
      }
      fields.push(ascii ? field : decode(field));
      const stop = text[at];
      if (stop === delimiter) at += 1;
      else if (stop === undefined) return ended ? { fields, end: at, next: at, lines } : null;
      else {
        if (stop === '\r' && at + 1 === text.length && !ended) return null;
        const next = stop === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
        return { fields, end: at, next, lines };
      }
    }
  }

  function endOfPlain(text: string, from: number): number {
    let at = from;
    for (; at < text.length; at += 1) {
      const character = text[at];
      if (character === delimiter || character === '\n' || character === '\r') break;
    }
    return at;
  }

  return {
    write: (block, ascii) => split(carried + block, ascii && carriedAscii, false),
    finish: () => split(carried, carriedAscii, true),
  };
}

interface QuotedRecord {
  readonly fields: readonly string[];
  /** Position of the line end that closes it. */
  readonly end: number;
  /** Position after that line end. */
  readonly next: number;
  /** Lines it stands on. */
  readonly lines: number;
}

// oxlint-disable-next-line no-control-regex -- the control characters are the point
const beyondAscii = /[^\x00-\x7f]/;
const blankAscii = /^[ \t\v\f]*$/;

function lineEndsIn(field: string): number {
  let count = 0;
  for (let at = 0; at < field.length; at += 1) {
    const code = field.charCodeAt(at);
    if (code === 10 || (code === 13 && field.charCodeAt(at + 1) !== 10)) count += 1;
  }
  return count;
}

function tooLong(line: number, openQuote: boolean): Fault {
  return openQuote
    ? failure(
        'quote-never-closes',
        `line ${line} opens a quote that does not close within a megabyte`,
        'Export the file again; it was damaged after the broker wrote it.',
      ).fault
    : failure(
        'record-too-long',
        `line ${line} is longer than a megabyte: this is not a table of records`,
        'Check that this is the file your broker exported.',
      ).fault;
}
