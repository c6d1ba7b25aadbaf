import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

function folderWith(...programs: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-path-'));
  made.push(folder);
  for (const name of programs) {
    writeFileSync(join(folder, name), '#!/bin/sh\n');
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

test('Chromium on the PATH comes before Chrome, wherever on the PATH the two stand', () => {
  const [chrome, chromium] = [folderWith('google-chrome'), folderWith('chromium')];
  expect(findChromium({ PATH: `${chrome}:${chromium}` })).toEqual({
    path: join(chromium, 'chromium'),
    from: 'the PATH',
  });
});

test('BALLAST_BROWSER is taken before anything else', () => {
  const own = join(folderWith('my-browser'), 'my-browser');
  expect(findChromium({ PATH: folderWith('chromium'), BALLAST_BROWSER: own })).toEqual({
    path: own,
    from: 'BALLAST_BROWSER',
  });
});

test('a BALLAST_BROWSER that is no program is an error; no other browser is taken in its place', () => {
  expect(() => findChromium({ PATH: folderWith('chromium'), BALLAST_BROWSER: '/none' })).toThrow(
    '/none, which is not a program',
  );
});

test('a folder of that name is not a browser', () => {
  const folder = folderWith();
  mkdirSync(join(folder, 'chromium'));
  expect(findChromium({ PATH: folder })?.from).not.toBe('the PATH');
});
