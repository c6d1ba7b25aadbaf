import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createChromiumHost, type ChromiumHostOptions } from './chromium-host.ts';
import { findChromium } from './find-chromium.ts';
import type { Host, HostWindow } from './host.ts';
import { takeScreenshot } from './take-screenshot.ts';
import { smallBackEnd } from './testing/small-back-end.ts';
import { smallRenderer } from './testing/small-renderer.ts';

const size = { width: 640, height: 480 };
const usual = process.env['TMPDIR'];
let own: string;

// Everything that the browser leaves behind would lie here.
beforeAll(() => {
  own = mkdtempSync(join(tmpdir(), 'ballast-host-'));
  process.env['TMPDIR'] = own;
});
afterEach(() => expect(readdirSync(own).filter((name) => name.startsWith('ballast-window-'))).toEqual([]));
afterAll(() => {
  if (usual === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usual;
  rmSync(own, { recursive: true, maxRetries: 5 });
});

function hostOf(script: string, options: Partial<ChromiumHostOptions> = {}): Host {
  const browser = findChromium();
  if (browser === undefined) throw new Error('npm test puts a browser on this machine before the tests run');
  const renderer = smallRenderer(script);
  onTestFinished(renderer.remove);
  return createChromiumHost({
    browserPath: browser.path,
    rendererFolder: renderer.folder,
    backEnd: Promise.resolve(smallBackEnd()),
    headless: true,
    ...options,
  });
}

async function withWindow(script: string, story: (window: HostWindow, host: Host) => Promise<void>): Promise<void> {
  const host = hostOf(script);
  try {
    await story(await host.openWindow({ size, exactViewport: true }), host);
  } finally {
    await host.close();
  }
}

test('once the page says that it is painted, the picture has exactly the size of the viewport', () =>
  withWindow('setTimeout(() => { document.documentElement.dataset.painted = "ready"; }, 200);', async (window) => {
    const taken = await takeScreenshot(window, join(own, 'deep', 'shot.png'));
    expect(taken).toEqual({ ok: true, value: { file: join(own, 'deep', 'shot.png') } });
    const png = Buffer.from(await window.screenshot());
    // PNG specification, 11.2.2: width and height stand big-endian at the head of the IHDR chunk, 16 bytes in.
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([640, 480]);
  }));

test('a panel that does not paint is named, and there is no picture', () =>
  withWindow('document.documentElement.dataset.painted = "incomplete:ladder,drawdown";', async (window) => {
    expect(await takeScreenshot(window, join(own, 'none.png'), 300)).toMatchObject({
      ok: false,
      fault: { code: 'not-painted', message: expect.stringContaining('ladder, drawdown') },
    });
    expect(readdirSync(own)).not.toContain('none.png');
  }));

test('a document is printed to PDF while the window stays open; a page that says nothing is silent', () =>
  withWindow('', async (window, host) => {
    const printed = await host.print('<!doctype html><h1>Snapshot</h1>');
    expect(printed.ok && Buffer.from(printed.value).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await window.paintState()).toEqual({ kind: 'silent' });
  }));

test('when the window is closed, `closed` says so and nothing more can be asked of it', () =>
  withWindow('', async (window) => {
    await window.close();
    await window.closed;
    await expect(window.paintState()).rejects.toThrow('the browser has gone');
  }));

test('a page that has stopped listening for good takes the window and its browser with it', async () => {
  const listenAndLeave = `
    const token = location.hash.slice(1);
    const { value } = await (await fetch('/session', { method: 'POST', body: JSON.stringify({ token }) })).json();
    const leave = new AbortController();
    await fetch('/events', { signal: leave.signal, headers: { Authorization: 'Bearer ' + value.key } });
    setTimeout(() => leave.abort(), 100);`;
  const host = hostOf(listenAndLeave, { absenceMs: 200 });
  const window = await host.openWindow({ size });
  await window.closed;
  await host.close();
});

test('when the vault does not open, its reason arrives and the browser that was starting meanwhile goes', async () => {
  const host = hostOf('', { backEnd: Promise.reject(new Error('this vault was written by a newer Ballast')) });
  await expect(host.openWindow({ size })).rejects.toThrow('written by a newer Ballast');
  await host.close();
});
