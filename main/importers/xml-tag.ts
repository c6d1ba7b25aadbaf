/** What stands between `<` and `>` of a start tag. */
export interface StartTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** `<Trade ... />`: no end tag follows. */
  readonly closed: boolean;
}

/**
 * Reads a start tag, from `<` to `>` inclusive: values in either kind of quote, the five named entities and character
 * references resolved, line breaks and tabs inside a value read as blanks, as XML has it. An `&` that begins none of them
 * is kept as it stands (files edited by hand have "AT&T"), so no entity of anybody's own is ever expanded.
 * @returns null where it is no tag: no name, an attribute without value or quote, an attribute named twice
 */
export function readStartTag(text: string): StartTag | null {
  const end = text.endsWith('/>') ? text.length - 2 : text.length - 1;
  tagName.lastIndex = 1;
  const name = tagName.exec(text)?.[0];
  if (name === undefined) return null;
  const attributes = Object.create(null) as Record<string, string>;
  let at = 1 + name.length;
  while (at < end) {
    attribute.lastIndex = at;
    const match = attribute.exec(text);
    if (match === null || attribute.lastIndex > end) break;
    const [, key, double, single] = match;
    if (key === undefined || key in attributes) return null;
    attributes[key] = textOf(double ?? single ?? '');
    at = attribute.lastIndex;
  }
  return text.slice(at, end).trim() === '' ? { name, attributes, closed: end === text.length - 2 } : null;
}

/** The name in an end tag, from `</` to `>` inclusive. */
export function endTagName(text: string): string {
  return text.slice(2, -1).trim();
}

const tagName = /[A-Za-z_:][\w:.-]*/y;
const attribute = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const reference = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-fA-F]{1,6}));/g;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function textOf(value: string): string {
  const blanked = /[\t\r\n]/.test(value) ? value.replaceAll(/\r\n|[\t\r\n]/g, ' ') : value;
  if (!blanked.includes('&')) return blanked;
  return blanked.replaceAll(reference, (whole: string, word?: string, decimal?: string, hex?: string) => {
    if (word !== undefined) return named[word] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
