import { expect, test } from 'vitest';
import { printHeadless } from './print-headless.ts';

test('a browser that is named but is none is no reason to take another; the mend says what to do', async () => {
  const printed = await printHeadless('<p>page</p>', { BALLAST_BROWSER: '/there/is/none' });
  expect(printed).toMatchObject({ ok: false, fault: { code: 'no-browser' } });
  expect(printed.ok ? '' : printed.fault.mend).toContain('BALLAST_BROWSER');
});

test('a program that is no browser cannot print, and says so', async () => {
  const printed = await printHeadless('<p>page</p>', { BALLAST_BROWSER: process.execPath });
  expect(printed).toMatchObject({ ok: false, fault: { code: 'not-printed' } });
});

test('a PDF of the size that the page states, a sheet for each of its pages', async () => {
  const page = (size: string): string =>
    `<style>@page { size: ${size} } p { break-after: page }</style><p>one</p><p>two</p><div>three</div>`;
  // Points of 1/72 inch: A4 is 210 x 297 mm, letter 8.5 x 11 inches.
  for (const [size, width, height] of [
    ['A4', 595, 842],
    ['letter', 612, 792],
  ] as const) {
    const printed = await printHeadless(page(size));
    if (!printed.ok) throw new Error(printed.fault.message);
    const text = Buffer.from(printed.value).toString('latin1');
    const sheets = [...text.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(sheets.length).toBe(3);
    for (const [, wide, high] of sheets)
      expect([Math.round(Number(wide)), Math.round(Number(high))]).toEqual([width, height]);
  }
});
