import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const rendererFolder = new URL('../../renderer/', import.meta.url).pathname;

test('the page of the grid bench is no part of the window: nothing outside its folder names it', () => {
  const files = globSync('**/*.{ts,tsx,css,html}', { cwd: rendererFolder }).filter(
    (path) => !path.startsWith('bench/') && !path.includes('node_modules'),
  );
  expect(files).toContain('index.html');
  // What a build holds is what can be reached from index.html, so a folder that no file names is not in it.
  const naming = files.filter((path) =>
    /bench\/|gridBench|grid-page/.test(readFileSync(join(rendererFolder, path), 'utf8')),
  );
  expect(naming).toEqual([]);
  expect(globSync('bench/*', { cwd: rendererFolder }).toSorted()).toContain('bench/grid-page.tsx');
});
