import { blocksOf, type ByteSource } from './byte-source.ts';
import { decodeText, type TextEncoding } from './text-encoding.ts';

/** Longer raw texts are cut: a row is shown to be recognised, not to be archived (the file itself is kept). */
const longestRawBytes = 4_000;

/** The text of some records of a file, gathered in one walk over its bytes; in the order asked. */
export function rawTextsOf(
  source: ByteSource,
  encoding: TextEncoding,
  places: readonly { readonly byteOffset: number; readonly byteLength: number }[],
): readonly string[] {
  if (places.length === 0) return [];
  const order = places.map((_, index) => index).sort((a, b) => offsetOf(places, a) - offsetOf(places, b));
  const texts: string[] = places.map(() => '');
  let next = 0;
  let begin = 0;
  let carried: Uint8Array = new Uint8Array(0);
  for (const block of blocksOf(source)) {
    const bytes = carried.length === 0 ? block : Buffer.concat([carried, block]);
    const from = begin - carried.length;
    const until = from + bytes.length;
    begin += block.length;
    carried = new Uint8Array(0);
    for (; next < order.length; next += 1) {
      const index = order[next] ?? 0;
      const place = places[index];
      if (place === undefined || place.byteOffset >= until) break;
      const length = Math.min(place.byteLength, longestRawBytes);
      const at = place.byteOffset - from;
      if (at + length > bytes.length) {
        carried = new Uint8Array(bytes.subarray(at));
        break;
      }
      const text = decodeText(bytes.subarray(at, at + length), encoding);
      texts[index] = place.byteLength > length ? `${text}...` : text;
    }
    if (next === order.length) break;
  }
  return texts;
}

function offsetOf(places: readonly { readonly byteOffset: number }[], index: number): number {
  return places[index]?.byteOffset ?? 0;
}
