import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksOf, bytesAt, type ByteSource } from './byte-source.ts';
import { rawTextsOf } from './raw-texts.ts';

/** As a file is read: every block stands in the same memory, which the next one overwrites. */
function overwriting(bytes: Uint8Array, blockBytes: number): ByteSource {
  return function* () {
    const block = Buffer.alloc(blockBytes);
    for (let at = 0; at < bytes.length; at += blockBytes) {
      const size = Math.min(blockBytes, bytes.length - at);
      block.fill(0x23);
      block.set(bytes.subarray(at, at + size));
      yield block.subarray(0, size);
    }
    block.fill(0x23);
  };
}

const text = new TextEncoder().encode('time,side,price\n2026-01-01,buy,91000\n2026-01-02,sell,92000 é\n');
const utf8 = { name: 'utf-8', bytesPerUnit: 1, markBytes: 0 } as const;

test('a stretch is the same from the whole file and from blocks of any size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.nat(70), fc.nat(70), (size, offset, length) => {
      const whole = bytesAt(text, offset, length);
      expect([...bytesAt(overwriting(text, size), offset, length)]).toEqual([...whole]);
    }),
  );
});

test('raw texts of records that lie across blocks are whole', () => {
  const places = [
    { byteOffset: 37, byteLength: 24 },
    { byteOffset: 16, byteLength: 20 },
  ];
  for (let size = 1; size <= text.length; size += 1)
    expect(rawTextsOf(overwriting(text, size), utf8, places)).toEqual([
      '2026-01-02,sell,92000 é',
      '2026-01-01,buy,91000',
    ]);
});

test('a whole file is walked in views of a megabyte', () => {
  const large = new Uint8Array(2_500_000);
  expect(Array.from(blocksOf(large), (block) => block.length)).toEqual([1 << 20, 1 << 20, 2_500_000 - (2 << 20)]);
});
