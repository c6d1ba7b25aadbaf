import { failure, success, type Fault, type Result } from '../../shared/result/result.ts';
import type { ByteSource } from './byte-source.ts';
import type { RawRecord, XmlElement } from './importer.ts';
import type { TextEncoding } from './text-encoding.ts';
import { decodeUnits, unitTextsOf } from './unit-texts.ts';
import { endTagName, readStartTag } from './xml-tag.ts';

/** Longer than any element of a broker; a longer one is a quote or comment that never closes. */
const longestMarkup = 1 << 20;
const deepest = 64;

/**
 * Walks the leaf elements of an XML file in its order, block by block, each with its exact place in the bytes: a parser
 * that builds a tree of a file holds all of it in memory and knows no byte offsets. Fails (after having visited what came
 * before) on markup that is damaged or ends too early, on a document type (it could define entities) and on an encoding
 * other than UTF-8 and UTF-16. A visitor that throws ends the walk.
 */
export function readElements(source: ByteSource, visit: (record: RawRecord) => void): Result<null> {
  let walker: ElementWalker | null = null;
  for (const { text, encoding } of unitTextsOf(source)) {
    walker ??= createElementWalker(encoding, visit);
    const fault = walker.write(text);
    if (fault !== null) return { ok: false, fault };
  }
  if (walker === null) return failure('file-empty', 'The file is empty.', 'Export it again.');
  const fault = walker.finish();
  return fault === null ? success(null) : { ok: false, fault };
}

interface OpenElement {
  readonly element: XmlElement;
  readonly line: number;
  readonly byteOffset: number;
  isLeaf: boolean;
}

interface ElementWalker {
  readonly write: (text: string) => Fault | null;
  readonly finish: () => Fault | null;
}

function createElementWalker(encoding: TextEncoding, visit: (record: RawRecord) => void): ElementWalker {
  const { bytesPerUnit, markBytes } = encoding;
  const decode = (units: string): string => decodeUnits(units, encoding);
  const open: OpenElement[] = [];
  let carried = '';
  let byteOffset = markBytes;
  let line = 1;
  let roots = 0;

  function damaged(what: string): Fault {
    return failure('xml-damaged', `line ${line}: ${what}`, 'Export the file again, and import it as it was downloaded.')
      .fault;
  }

  /** Takes one piece of markup that is whole. */
  function take(markup: string): Fault | null {
    if (markup.startsWith('<!--') || markup.startsWith('<![CDATA[')) return null;
    if (markup.startsWith('<?')) return declarationFault(markup);
    if (markup.startsWith('<!')) {
      return failure(
        'xml-document-type',
        `line ${line}: the file defines a document type (${markup.slice(0, 40)}); no export of a broker does, and such definitions can be harmful.`,
        'Import the file as your broker made it.',
      ).fault;
    }
    if (markup.startsWith('</')) return takeEnd(markup);
    const tag = readStartTag(decode(markup));
    if (tag === null) return damaged(`"${markup.slice(0, 60)}" is no tag that can be read`);
    const parent = open.at(-1);
    if (parent === undefined && roots > 0)
      return damaged(`a second <${tag.name}> stands after the end of the document`);
    if (open.length >= deepest) return damaged(`elements stand inside each other more than ${deepest} deep`);
    if (parent === undefined) roots += 1;
    else parent.isLeaf = false;
    const element = { name: tag.name, attributes: tag.attributes, parent: parent?.element ?? null };
    if (!tag.closed) open.push({ element, line, byteOffset, isLeaf: true });
    else visit({ fields: noFields, line, byteOffset, byteLength: markup.length * bytesPerUnit, element });
    return null;
  }

  function takeEnd(markup: string): Fault | null {
    const ended = open.pop();
    const name = endTagName(decode(markup));
    if (ended === undefined || ended.element.name !== name) {
      return damaged(
        ended === undefined
          ? `</${name}> ends what never began`
          : `</${name}> stands where <${ended.element.name}> of line ${ended.line} must end`,
      );
    }
    if (!ended.isLeaf) return null;
    const end = byteOffset + markup.length * bytesPerUnit;
    const { element, line: begun, byteOffset: from } = ended;
    visit({ fields: noFields, line: begun, byteOffset: from, byteLength: end - from, element });
    return null;
  }

  function move(text: string, from: number, to: number): void {
    byteOffset += (to - from) * bytesPerUnit;
    line += lineEndsIn(text, from, to);
  }

  function walk(text: string): Fault | null {
    let position = 0;
    while (position < text.length) {
      const begin = text.indexOf('<', position);
      // The last character is kept back: it may be the first half of CR LF.
      const until = begin === -1 ? Math.max(position, text.length - 1) : begin;
      if (open.length === 0 && outside.test(text.slice(position, until)))
        return damaged('text stands outside the elements');
      move(text, position, until);
      position = until;
      if (begin === -1) break;
      const end = markupEnd(text, begin);
      if (end === -1) break;
      const fault = take(text.slice(begin, end));
      if (fault !== null) return fault;
      move(text, begin, end);
      position = end;
    }
    carried = text.slice(position);
    return carried.length > longestMarkup
      ? damaged('what begins here does not end within a megabyte: a quote or a comment is not closed')
      : null;
  }

  return {
    write: (text) => walk(carried + text),
    finish: () => {
      const inside = open.at(-1);
      const cut = (where: string): Fault =>
        failure(
          'xml-cut-off',
          `The file ends in the middle of ${where}: it was cut off, and what is missing cannot be known.`,
          'Download it again.',
        ).fault;
      if (carried.includes('<')) return cut(`an element, on line ${line}`);
      if (inside !== undefined) return cut(`<${inside.element.name}>, which begins on line ${inside.line}`);
      if (roots === 0) return damaged('there is no element in the file');
      return outside.test(carried) ? damaged('text stands outside the elements') : null;
    },
  };
}

const noFields: readonly string[] = [];
const outside = /\S/;

/** Where the markup that begins at `begin` is over, or -1 when its end has not come yet. */
function markupEnd(text: string, begin: number): number {
  const after = (closing: string, from: number): number => {
    const found = text.indexOf(closing, from);
    return found === -1 ? -1 : found + closing.length;
  };
  if (text.startsWith('<!--', begin)) return after('-->', begin + 4);
  if (text.startsWith('<![CDATA[', begin)) return after(']]>', begin + 9);
  if (text.startsWith('<?', begin)) return after('?>', begin + 2);
  // Too short to tell what it is.
  if (text.length - begin < 9 && text.startsWith('<!', begin) && !text.includes('>', begin)) return -1;
  if (text.startsWith('</', begin) || text.startsWith('<!', begin)) return after('>', begin);
  let at = begin + 1;
  for (;;) {
    tagMark.lastIndex = at;
    const mark = tagMark.exec(text);
    if (mark === null) return -1;
    if (mark[0] === '>') return mark.index + 1;
    const close = text.indexOf(mark[0], mark.index + 1);
    if (close === -1) return -1;
    at = close + 1;
  }
}

const tagMark = /["'>]/g;

/** Line ends in a stretch; a CR before LF counts with its LF. Never looks beyond the stretch: a file may be one line. */
function lineEndsIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) count += 1;
  }
  return count;
}

function declarationFault(markup: string): Fault | null {
  const named = /^<\?xml[^?]*\bencoding\s*=\s*["']([\w.-]+)["']/i.exec(markup)?.[1];
  if (named === undefined || /^(?:utf-?8|utf-?16(?:le|be)?|us-ascii|ascii)$/i.test(named)) return null;
  return failure(
    'xml-encoding',
    `The file is written in ${named}; Ballast reads UTF-8 and UTF-16.`,
    'Export it again, or save it as UTF-8.',
  ).fault;
}
