import { existsSync } from 'node:fs';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createElectronHost, PAGE_ADDRESS } from './electron-host.ts';
import { app, recorded, resetStandIn, WebContents, type BrowserWindow } from './electron-stand-in.ts';
import type { HostWindow } from './host.ts';
import { smallBackEnd, type SmallBackEnd } from './testing/small-back-end.ts';
import { smallRenderer } from './testing/small-renderer.ts';

const renderer = smallRenderer();
let backEnd: SmallBackEnd;
let opened: HostWindow;
let window: BrowserWindow;

beforeEach(async () => {
  resetStandIn();
  backEnd = smallBackEnd();
  const host = createElectronHost({
    backEnd: Promise.resolve(backEnd),
    rendererFolder: renderer.folder,
    preloadFile: '/app/preload.cjs',
  });
  opened = await host.openWindow({ size: { width: 1440, height: 900 } });
  const [first] = recorded.windows;
  if (first === undefined) throw new Error('no window was opened');
  window = first;
});

afterAll(renderer.remove);

const ourPage = { senderFrame: { parent: null, url: PAGE_ADDRESS } };

test('the page is sandboxed, isolated and without Node', () => {
  expect(recorded.sandboxEnabled).toBe(true);
  expect(window.options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    preload: '/app/preload.cjs',
  });
});

test('the page comes over a scheme of its own, with the same policy as in the browser', async () => {
  expect(recorded.schemes).toEqual([
    { scheme: 'app', privileges: expect.objectContaining({ standard: true, secure: true }) },
  ]);
  expect(window.loaded).toBe('app://ballast/');
  const serve = recorded.schemeHandlers.get('app');
  const page = serve?.({ url: 'app://ballast/', method: 'GET' });
  expect(page?.headers.get('content-security-policy')).toMatch(/^default-src 'self'; style-src 'self' 'nonce-[^']+'/);
  expect(await page?.text()).toContain('Ballast');
  expect(serve?.({ url: 'app://elsewhere/', method: 'GET' }).status).toBe(404);
  expect(serve?.({ url: 'app://ballast/..%2fsecret.txt', method: 'GET' }).status).toBe(404);
});

test('calls from the page are answered; from any other sender they are refused', async () => {
  const call = recorded.ipcHandlers.get('ballast:call');
  expect(await call?.(ourPage, 'book.positions', { asOf: 1 })).toEqual({
    ok: true,
    value: { name: 'book.positions', input: { asOf: 1 } },
  });
  const strangers = [
    { senderFrame: null },
    { senderFrame: { parent: null, url: 'https://evil.example/' } },
    { senderFrame: { parent: null, url: 'app://ballast.evil/' } },
    { senderFrame: { parent: { url: PAGE_ADDRESS }, url: PAGE_ADDRESS } },
  ];
  for (const stranger of strangers) {
    expect(await call?.(stranger, 'book.positions', {})).toMatchObject({ ok: false, fault: { code: 'wrong-sender' } });
    expect(await recorded.ipcHandlers.get('ballast:upload')?.(stranger, 'a.csv', new Uint8Array(1))).toMatchObject({
      ok: false,
    });
  }
});

test('a dropped file reaches the back end as bytes; anything that is not bytes is refused', async () => {
  const upload = recorded.ipcHandlers.get('ballast:upload');
  expect(await upload?.(ourPage, 'a.csv', new Uint8Array(5))).toEqual({ ok: true, value: { name: 'a.csv', size: 5 } });
  expect(await upload?.(ourPage, 'a.csv', '/etc/passwd')).toMatchObject({ ok: false });
});

test('notices go to the page until the window is closed', () => {
  backEnd.tell({ topic: 'changed', payload: 1 });
  expect(window.webContents.sent).toEqual([['ballast:notice', { topic: 'changed', payload: 1 }]]);
  window.close();
  expect(backEnd.listening()).toBe(0);
});

test('the page cannot wander: no navigation, no new window, no webview, no permission', () => {
  for (const [event, details] of [
    ['will-navigate', { url: 'https://evil.example/' }],
    ['will-navigate', { url: 'file:///etc/passwd' }],
    ['will-redirect', { url: PAGE_ADDRESS }],
    ['will-attach-webview', {}],
  ] as const) {
    let prevented = false;
    window.webContents.emit(event, { ...details, preventDefault: () => (prevented = true) });
    expect(prevented, event).toBe(true);
  }
  expect(window.webContents.windowOpen?.({ url: 'https://evil.example/' })).toEqual({ action: 'deny' });

  let granted: boolean | undefined;
  recorded.permissionRequest?.(...([{}, 'media', (answer: boolean) => (granted = answer)] as never[]));
  expect(granted).toBe(false);
  expect(recorded.permissionCheck?.()).toBe(false);
  expect(recorded.devicePermission?.()).toBe(false);
});

test('closing the window does not end the process before the vault is closed', () => {
  // Electron quits by itself only when nobody listens: documentation of app, event window-all-closed.
  expect(app.listenerCount('window-all-closed')).toBe(1);
});

test('a reload of the page itself is allowed', () => {
  let prevented = false;
  window.webContents.emit('will-navigate', { url: PAGE_ADDRESS, preventDefault: () => (prevented = true) });
  expect(prevented).toBe(false);
});

test('it reads what the page says of its panels', async () => {
  expect(await opened.paintState()).toEqual({ kind: 'silent' });
  window.webContents.painted = 'incomplete:ladder,drawdown';
  expect(await opened.paintState()).toEqual({ kind: 'incomplete', panels: ['ladder', 'drawdown'] });
  window.webContents.painted = 'ready';
  expect(await opened.paintState()).toEqual({ kind: 'ready' });
});

test('a snapshot is printed in a hidden window without scripts, which is gone afterwards with its file', async () => {
  const page = { name: 'ballast-2026.html', format: 'html', text: '<h1>Snapshot</h1>' };
  backEnd.answers.set('snapshot.make', { stem: 'ballast-2026', files: [page] });
  const call = recorded.ipcHandlers.get('ballast:call');
  expect(await call?.(ourPage, 'snapshot.print', { paper: 'letter' })).toEqual({
    ok: true,
    value: { name: 'ballast-2026.pdf', base64: btoa('%PDF-1.4') },
  });
  const hidden = recorded.windows[1];
  expect(hidden?.options).toMatchObject({ show: false, webPreferences: { sandbox: true, javascript: false } });
  expect(hidden?.file).toBe('<h1>Snapshot</h1>');
  expect(hidden?.webContents.printed).toEqual([{ printBackground: true, preferCSSPageSize: true }]);
  expect(hidden?.destroyed).toBe(true);
  expect(existsSync(hidden?.loaded ?? '')).toBe(false);

  const pdf = WebContents.pdf;
  WebContents.pdf = new Error('the printer is on fire');
  try {
    expect(await call?.(ourPage, 'snapshot.print', {})).toMatchObject({
      ok: false,
      fault: { code: 'not-printed', message: expect.stringContaining('on fire') },
    });
    expect(recorded.windows[2]?.destroyed).toBe(true);
  } finally {
    WebContents.pdf = pdf;
  }
});
