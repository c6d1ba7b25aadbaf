import { failure, type Fault } from '../../shared/result/result.ts';
import { decodeText, encodingOf } from './text-encoding.ts';

/**
 * Why a file is no table of records, from its first bytes, or null. Each kind is named, with what to do: a trader who
 * drops the wrong one of six downloads must see at once which it was.
 */
export function refuseContent(head: Uint8Array): Fault | null {
  if (head.length === 0) return failure('file-empty', 'The file is empty.', 'Export it again.').fault;
  const archive = binaryKindOf(head);
  if (archive !== null) return failure('file-not-text', archive.message, archive.mend).fault;
  const text = decodeText(head, encodingOf(head));
  const begin = text.trimStart().slice(0, 4_000);
  if (begin === '') return failure('file-empty', 'The file holds nothing but blanks.', 'Export it again.').fault;
  return textKindOf(begin) ?? binaryJunk(text);
}

interface Kind {
  readonly message: string;
  readonly mend: string;
}

const csvInstead = 'Export it from your broker as CSV and import that.';

const signatures: readonly (readonly [readonly number[], Kind])[] = [
  [[0x25, 0x50, 0x44, 0x46], { message: 'This is a PDF document, not a CSV export.', mend: csvInstead }],
  [[0x1f, 0x8b], { message: 'This is a gzip archive.', mend: 'Unpack it and import the file inside.' }],
  [[0x37, 0x7a, 0xbc, 0xaf], { message: 'This is a 7-Zip archive.', mend: 'Unpack it and import the file inside.' }],
  [[0x52, 0x61, 0x72, 0x21], { message: 'This is a RAR archive.', mend: 'Unpack it and import the file inside.' }],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    { message: 'This is an old Excel or Office document (.xls), not a CSV export.', mend: csvInstead },
  ],
  [
    [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
    {
      message: 'This is an SQLite database, not an export.',
      mend: 'To open another vault, choose it as vault instead.',
    },
  ],
  [[0x89, 0x50, 0x4e, 0x47], { message: 'This is a picture (PNG).', mend: csvInstead }],
  [[0xff, 0xd8, 0xff], { message: 'This is a picture (JPEG).', mend: csvInstead }],
];

function binaryKindOf(head: Uint8Array): Kind | null {
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)) {
    const names = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
    return /xl\/|\[Content_Types\]\.xml/.test(names)
      ? { message: 'This is an Excel workbook (.xlsx), not a CSV export.', mend: csvInstead }
      : { message: 'This is a ZIP archive.', mend: 'Unpack it and import the files inside.' };
  }
  return signatures.find(([bytes]) => bytes.every((byte, at) => head[at] === byte))?.[1] ?? null;
}

function textKindOf(begin: string): Fault | null {
  const refuse = (what: string, mend: string): Fault => failure('file-not-a-table', what, mend).fault;
  if (/^<\?OFX|^OFXHEADER\s*:|^<OFX>/i.test(begin)) {
    return refuse(
      'This is an OFX/QFX file (Open Financial Exchange). Ballast does not read it yet.',
      'Export the same account as CSV.',
    );
  }
  if (/^(?:<!--[\s\S]*?-->\s*)*<!doctype html|^(?:<\?xml[^>]*>\s*)?<html/i.test(begin)) {
    return /metatrader|metaquotes|closed transactions|detailed statement/i.test(begin)
      ? refuse(
          'This is an HTML page: a MetaTrader account statement. Ballast does not read it yet.',
          'It stays unread for now; no CSV of MetaTrader is read either.',
        )
      : refuse(
          'This is an HTML page, not a CSV export.',
          'The download was probably a login or error page; log in and export again.',
        );
  }
  const root = xmlRootOf(begin);
  if (root !== null && readRoots.has(root)) return null;
  if (root === 'FlexStatementResponse') {
    return refuse(
      'This is an answer of the Flex web service of Interactive Brokers (a ticket or an error), not the statement itself.',
      'Fetch the statement a minute later, or run the Flex Query in the client portal and download its XML.',
    );
  }
  if (root !== null)
    return refuse(
      `This is an XML file that Ballast does not read (it begins with <${root}>).`,
      'Of Interactive Brokers, run an activity Flex Query in the client portal and download it as XML (it begins with <FlexQueryResponse>); of any other broker, export it as CSV.',
    );
  if (/^\{\s*(?:"|\})|^\[\s*(?:\{|\[|"|\d|\])/.test(begin))
    return refuse('This is a JSON file, not a CSV export.', csvInstead);
  if (begin.startsWith('{\\rtf')) return refuse('This is a rich text document (RTF), not a CSV export.', csvInstead);
  return null;
}

/** Whether the rows of a file are the elements of XML; asked of what `refuseContent` lets pass. */
export function isElementFile(text: string): boolean {
  const root = xmlRootOf(text.trimStart().slice(0, 4_000));
  return root !== null && readRoots.has(root);
}

/** The outermost elements of the XML files that Ballast reads. */
const readRoots: ReadonlySet<string> = new Set(['FlexQueryResponse', 'FlexStatements', 'FlexStatement']);

function xmlRootOf(begin: string): string | null {
  const prologue = /^(?:(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>)\s*)*/i;
  return /^<([A-Za-z][\w:.-]*)[\s/>]/.exec(begin.replace(prologue, ''))?.[1] ?? null;
}

/** More control characters or broken bytes than any text has. */
function binaryJunk(text: string): Fault | null {
  const sample = text.slice(0, 16_384);
  let strange = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.charCodeAt(at);
    if (code === 0) strange += 10;
    else if ((code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 11) || code === 0xfffd)
      strange += 1;
  }
  return strange * 20 > sample.length
    ? failure('file-not-text', 'This is a binary file, not a CSV export.', csvInstead).fault
    : null;
}
