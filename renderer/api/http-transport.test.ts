import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { startHttpServer, type HttpServer } from '../../main/host/http-server.ts';
import { smallBackEnd, type SmallBackEnd } from '../../main/host/testing/small-back-end.ts';
import { smallRenderer } from '../../main/host/testing/small-renderer.ts';
import type { Notice } from '../../shared/contract/core.ts';
import { createHttpTransport, type PageSurroundings } from './http-transport.ts';

// Both ends of the wire: the page's transport against the server that hosts it.
const renderer = smallRenderer();
let backEnd: SmallBackEnd;
let server: HttpServer;

beforeEach(async () => {
  backEnd = smallBackEnd();
  server = await startHttpServer({ backEnd, rendererFolder: renderer.folder });
});
afterEach(() => server.close());
afterAll(renderer.remove);

const ownFetch = (address: string, init: RequestInit): Promise<Response> => fetch(address, init);

/** A window: what it keeps outlives its pages; the token is in the address of the first page only. */
function browserWindow(send: typeof ownFetch = ownFetch): {
  readonly openPage: () => ReturnType<typeof createHttpTransport>;
} {
  const kept = new Map<string, string>();
  let token: string | undefined = new URL(server.address).hash.slice(1);
  const page: PageSurroundings = {
    origin: server.origin,
    // Node's fetch names no origin of its own; a browser names the page's.
    fetch: (address, init) => send(address, { ...init, headers: { ...init.headers, Origin: server.origin } }),
    storage: { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) },
    takeToken: () => {
      const taken = token;
      token = undefined;
      return taken;
    },
  };
  return { openPage: () => createHttpTransport(page) };
}

test('a call goes there and back, and so does a file', async () => {
  const page = browserWindow().openPage();
  expect(await page.call('book.positions', { asOf: 5 })).toEqual({
    ok: true,
    value: { name: 'book.positions', input: { asOf: 5 } },
  });
  expect(await page.upload('Été & co.csv', new Uint8Array(12))).toEqual({
    ok: true,
    value: { name: 'Été & co.csv', size: 12 },
  });
});

test('calls made at once share the one exchange of the token', async () => {
  const page = browserWindow().openPage();
  const replies = await Promise.all([page.call('a', null), page.call('b', null), page.upload('c', new Uint8Array(1))]);
  expect(replies.map((reply) => reply.ok)).toEqual([true, true, true]);
});

test('a reload goes on with the key that the window keeps', async () => {
  const window = browserWindow();
  expect((await window.openPage().call('before', null)).ok).toBe(true);
  expect((await window.openPage().call('after', null)).ok).toBe(true);
});

test('a second window on the used address is told so, and does not throw', async () => {
  await browserWindow().openPage().call('first', null);
  expect(await browserWindow().openPage().call('second', null)).toMatchObject({
    ok: false,
    fault: { code: 'no-session' },
  });
});

test('a notice reaches every listener until it stops listening; the last one to go closes the stream', async () => {
  const page = browserWindow().openPage();
  const [first, second]: [Notice[], Notice[]] = [[], []];
  const stopFirst = page.subscribe((notice) => first.push(notice));
  const stopSecond = page.subscribe((notice) => second.push(notice));
  await expect.poll(() => server.pages()).toBe(1);
  backEnd.tell({ topic: 'job', payload: { share: 0.5, note: 'a\nb é' } });
  await expect.poll(() => second).toEqual([{ topic: 'job', payload: { share: 0.5, note: 'a\nb é' } }]);
  stopFirst();
  backEnd.tell({ topic: 'changed', payload: 1 });
  await expect.poll(() => second.length).toBe(2);
  expect(first).toHaveLength(1);
  stopSecond();
  await expect.poll(() => server.pages()).toBe(0);
});

test('after a broken connection the page listens again, and looks at everything anew', async () => {
  const first = new AbortController();
  const window = browserWindow((address, init) =>
    fetch(address, address.endsWith('/events') && !first.signal.aborted ? { ...init, signal: first.signal } : init),
  );
  const heard: Notice[] = [];
  const stop = window.openPage().subscribe((notice) => heard.push(notice));
  await expect.poll(() => server.pages()).toBe(1);
  expect(heard).toEqual([]);
  first.abort();
  await expect.poll(() => heard, { timeout: 5000 }).toEqual([{ topic: 'changed', payload: null }]);
  backEnd.tell({ topic: 'job', payload: 1 });
  await expect.poll(() => heard.at(-1)).toEqual({ topic: 'job', payload: 1 });
  stop();
});

test('when Ballast has gone, a call is a fault that says so', async () => {
  const page = browserWindow().openPage();
  await page.call('before', null);
  await server.close();
  expect(await page.call('after', null)).toMatchObject({ ok: false, fault: { code: 'disconnected' } });
});
