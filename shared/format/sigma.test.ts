import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sigmaText } from './sigma.ts';

test('a distance in sigmas never reads as more than it is', () => {
  expect([0.96, 0.999, 1, 2.96, 0.84].map(sigmaText)).toEqual(['0.9', '0.9', '1.0', '2.9', '0.8']);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 500, noNaN: true }), (sigmas) => {
      const shown = Number(sigmaText(sigmas));
      expect(shown).toBeLessThanOrEqual(sigmas + 1e-9);
      expect(shown).toBeGreaterThan(sigmas - 0.1 - 1e-9);
    }),
  );
});

test('a number of tenths reads as itself, whatever floats make of it', () => {
  for (let tenths = 0; tenths <= 300; tenths += 1) expect(sigmaText(tenths / 10)).toBe((tenths / 10).toFixed(1));
});

test('sigmas carry no sign, zero neither', () => {
  expect([-0.84, -0, 0].map(sigmaText)).toEqual(['0.8', '0.0', '0.0']);
});
