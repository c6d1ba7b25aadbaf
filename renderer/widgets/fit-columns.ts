/** A column that wants a place in a grid. */
export interface Wanted {
  readonly id: string;
  readonly width: number;
  /** Who gives way first when the grid is too narrow: the smallest number; null stays whatever happens. */
  readonly giveWay: number | null;
}

/** Which columns must be hidden so that the rest shows every digit: never an ellipsis on a number. */
export function hiddenColumns(wanted: readonly Wanted[], available: number): ReadonlySet<string> {
  const hidden = new Set<string>();
  let needed = wanted.reduce((sum, { width }) => sum + width, 0);
  const candidates = wanted
    .filter(({ giveWay }) => giveWay !== null)
    .toSorted((a, b) => (a.giveWay ?? 0) - (b.giveWay ?? 0));
  for (const { id, width } of candidates) {
    if (needed <= available) break;
    hidden.add(id);
    needed -= width;
  }
  return hidden;
}

/**
 * The width in which every one of these texts stands whole, and the header over them.
 * @param besides what stands beside the text in its cell, in pixels
 */
export function widthOf(texts: Iterable<string>, header: string, besides = 0): number {
  let widest = headerWidth(header) + headerRoom;
  for (const text of texts) widest = Math.max(widest, dataWidth(text) + besides);
  return Math.ceil(widest) + cellPadding;
}

/** Padding and border on both sides. */
const cellPadding = 16;

/** What a header keeps free for its arrow and its edge, beyond the padding of a cell. */
const headerRoom = 6;

/** Inter at 12 px with tabular figures, the strong weight: measured, rounded up. */
function dataWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character === ',' || character === '.' ? 3.3 : 7.8;
  return width;
}

/** Inter at 11 px. */
function headerWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[iljt,. 1]/.test(character)
      ? 3.2
      : /[mMW%]/.test(character)
        ? 9.7
        : /[A-Zwσ&]/.test(character)
          ? 7.7
          : 6.1;
  return width;
}
