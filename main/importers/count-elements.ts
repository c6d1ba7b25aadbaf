import { blocksOf, type ByteSource } from './byte-source.ts';
import { encodingOf } from './text-encoding.ts';

/**
 * Counts the leaf elements of an XML file, byte by byte and before any format is known: the check that no row is lost on
 * the way. On purpose it shares no code with the walk over the elements and keeps no stack: an element is a leaf when its
 * end is the next tag after its beginning. What it makes of damaged markup does not matter: the walk refuses that.
 */
export function countElements(source: ByteSource): { readonly leaves: number; readonly bytes: number } {
  let leaves = 0;
  let bytes = 0;
  let first = true;
  let wide = false;
  let bigEndian = false;
  let half = -1;
  let state: number = text;
  // The last two characters of the markup, and how many it has.
  let one = 0;
  let two = 0;
  let length = 0;
  let justOpened = false;

  for (const block of blocksOf(source)) {
    let at = 0;
    if (first && block.length > 0) {
      const encoding = encodingOf(block);
      at = encoding.markBytes;
      wide = encoding.bytesPerUnit === 2;
      bigEndian = encoding.name === 'utf-16be';
      first = false;
    }
    for (; at < block.length; at += 1) {
      let code = block[at] ?? 0;
      if (wide) {
        if (half === -1) {
          half = code;
          continue;
        }
        code = bigEndian ? half * 256 + code : code * 256 + half;
        half = -1;
      }
      if (state === text) {
        if (code === lessThan) {
          state = begun;
          length = 0;
          one = 0;
          two = 0;
        }
        continue;
      }
      length += 1;
      if (state === begun) {
        state =
          code === slash ? endTag : code === question ? instruction : code === exclamation ? declaration : startTag;
      } else if (state === declaration && length === 3 && one === dash && code === dash) {
        state = comment;
        length = 0;
      } else if (state === declaration && length === 2 && code === bracket) {
        state = characters;
        length = 0;
      } else if (state === startTag && (code === doubleQuote || code === singleQuote)) {
        state = code;
      } else if (state === doubleQuote || state === singleQuote) {
        if (code === state) state = startTag;
      } else if (code === greaterThan) {
        if (state === startTag) {
          if (one === slash) leaves += 1;
          justOpened = one !== slash;
          state = text;
        } else if (state === endTag) {
          if (justOpened) leaves += 1;
          justOpened = false;
          state = text;
        } else if (
          state === declaration ||
          (state === instruction && one === question && length > 2) ||
          (state === comment && one === dash && two === dash && length > 2) ||
          (state === characters && one === closing && two === closing)
        ) {
          state = text;
        }
      }
      two = one;
      one = code;
    }
    bytes += block.length;
  }
  return { leaves, bytes };
}

const text = 0;
const begun = 1;
const startTag = 2;
const endTag = 3;
const instruction = 4;
const declaration = 5;
const comment = 6;
const characters = 7;
const doubleQuote = 34;
const singleQuote = 39;
const lessThan = 60;
const greaterThan = 62;
const slash = 47;
const question = 63;
const exclamation = 33;
const dash = 45;
const bracket = 91;
const closing = 93;
