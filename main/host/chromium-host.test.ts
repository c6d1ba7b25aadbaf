import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { createChromiumHost } from './chromium-host.ts';
import { chromiumArguments } from './chromium-process.ts';
import { findChromium } from './find-chromium.ts';
import type { Host, HostWindow } from './host.ts';
import { takeScreenshot } from './take-screenshot.ts';
import { smallBackEnd } from './testing/small-back-end.ts';
import { smallRenderer } from './testing/small-renderer.ts';

// A page that needs its script, its style nonce and its fragment, as the real one does.
const PAGE =
  '<!doctype html><html lang="en"><head><meta property="csp-nonce" nonce="BALLAST_CSP_NONCE">' +
  '<style nonce="BALLAST_CSP_NONCE">body { background: rgb(1, 2, 3); }</style>' +
  '<script type="module" src="./assets/page.js"></script></head><body>Ballast</body></html>';

const size = { width: 640, height: 480 };
const renderer = smallRenderer(PAGE);
let host: Host;
let window: HostWindow;

beforeEach(async () => {
  const browser = findChromium();
  if (browser === undefined) throw new Error('npm test puts a browser on this machine before the tests run');
  host = createChromiumHost({
    browserPath: browser.path,
    rendererFolder: renderer.folder,
    backEnd: Promise.resolve(smallBackEnd()),
    headless: true,
  });
  window = await host.openWindow({ size, exactViewport: true });
});
afterEach(() => host.close());
afterAll(renderer.remove);

test('a page that says nothing of its panels makes no picture, and the reason is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-shot-'));
  expect(await window.paintState()).toEqual({ kind: 'silent' });
  expect(await takeScreenshot(window, join(folder, 'shot.png'), 200)).toMatchObject({
    ok: false,
    fault: { code: 'not-painted' },
  });
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

test('a picture has exactly the size of the viewport that was asked for', async () => {
  const png = Buffer.from(await window.screenshot());
  // PNG specification, 11.2.2: width and height stand big-endian at the head of the IHDR chunk, 16 bytes in.
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([640, 480]);
});

test('a document is printed to PDF while the window stays open', async () => {
  const printed = await host.print('<!doctype html><h1>Snapshot</h1>');
  expect(printed.ok && Buffer.from(printed.value).subarray(0, 5).toString()).toBe('%PDF-');
  expect(await window.paintState()).toEqual({ kind: 'silent' });
});

test('when the window closes, `closed` resolves, and the browser leaves no profile behind', async () => {
  await window.close();
  await window.closed;
  await expect(window.paintState()).rejects.toThrow('the browser has gone');
});

test('the token is not in the process list: the browser starts on an empty page and is sent to the address by the pipe', () => {
  const given = chromiumArguments({ path: 'chromium', size }, '/tmp/profile');
  expect(given).toContain('--app=about:blank');
  expect(given).toContain('--remote-debugging-pipe');
  expect(given).toContain('--user-data-dir=/tmp/profile');
  expect(given.some((argument) => argument.includes('127.0.0.1'))).toBe(false);
  for (const flag of [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
  ]) {
    expect(given).toContain(flag);
  }
  expect(given.includes('--no-sandbox')).toBe(process.getuid?.() === 0);
});

test('a browser that cannot start is named, with what it said', async () => {
  const lost = createChromiumHost({
    browserPath: process.execPath,
    rendererFolder: renderer.folder,
    backEnd: Promise.resolve(smallBackEnd()),
  });
  await expect(lost.openWindow({ size })).rejects.toThrow(/did not start: .*bad option/s);
});
