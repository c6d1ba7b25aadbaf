import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canonicalJson } from '../canonical-json.ts';
import { engineVersion } from './engine.ts';

test('the engine says the version of the package', () => {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  expect((JSON.parse(text) as { version: string }).version).toBe(engineVersion);
});

test('equal values have equal canonical text, whatever the order of their keys', () => {
  expect(canonicalJson({ b: 1, a: [{ d: null, c: 2 }] })).toBe('{"a":[{"c":2,"d":null}],"b":1}');
  expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
});
