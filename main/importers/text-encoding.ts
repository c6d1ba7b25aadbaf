/** How the characters of a file are written. Without a byte order mark it is UTF-8, unless every second byte is 0. */
export interface TextEncoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly bytesPerUnit: 1 | 2;
  /** Bytes of the mark at the beginning of the file. */
  readonly markBytes: number;
}

export function encodingOf(head: Uint8Array): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', bytesPerUnit: 2, markBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', bytesPerUnit: 2, markBytes: 2 };
  if (head[1] === 0 && head[3] === 0 && isLetter(head[0]) && isLetter(head[2]))
    return { name: 'utf-16le', bytesPerUnit: 2, markBytes: 0 };
  if (head[0] === 0 && head[2] === 0 && isLetter(head[1]) && isLetter(head[3]))
    return { name: 'utf-16be', bytesPerUnit: 2, markBytes: 0 };
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  return { name: 'utf-8', bytesPerUnit: 1, markBytes: marked ? 3 : 0 };
}

/** A printable character of ASCII, as every header begins with two of. */
function isLetter(code: number | undefined): boolean {
  return code !== undefined && code > 32 && code < 127;
}

/** The text of a stretch of a file, byte order marks removed; broken characters become U+FFFD. */
export function decodeText(bytes: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding.name).decode(bytes).replaceAll('\uFEFF', '');
}
