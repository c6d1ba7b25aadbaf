import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { startHttpServer, type HttpServer } from './http-server.ts';
import { smallBackEnd, type SmallBackEnd } from './testing/small-back-end.ts';
import { smallRenderer } from './testing/small-renderer.ts';

const renderer = smallRenderer();
let backEnd: SmallBackEnd;
let server: HttpServer;

beforeEach(async () => {
  backEnd = smallBackEnd();
  server = await startHttpServer({
    backEnd,
    rendererFolder: renderer.folder,
    callLimitBytes: 1000,
    uploadLimitBytes: 5_000_000,
  });
});
afterEach(() => server.close());
afterAll(renderer.remove);

const token = (): string => new URL(server.address).hash.slice(1);

function post(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(server.origin + path, { method: 'POST', body, headers: { Origin: server.origin, ...headers } });
}

async function openSession(): Promise<Record<string, string>> {
  const reply = (await (await post('/session', JSON.stringify({ token: token() }))).json()) as {
    value: { key: string };
  };
  return { Authorization: `Bearer ${reply.value.key}` };
}

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { fault: { code: string } }).fault.code;
}

/** fetch may not set the Host header and tidies paths; this sends what it is given. */
function raw(path: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port: new URL(server.origin).port, path, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString('utf8');
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}

test('it listens on this machine alone and keeps the token in the fragment, which browsers never send', () => {
  expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}$/);
});

test('the page is served with the strict policy and one nonce, fresh with every response', async () => {
  const [first, second] = [await fetch(`${server.origin}/`), await fetch(`${server.origin}/`)];
  const policy = first.headers.get('content-security-policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
  expect(policy).toBe(
    `default-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; ` +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(await first.text()).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
  expect(second.headers.get('content-security-policy')).not.toBe(policy);
});

test('a call from the page reaches the back end and its answer comes back', async () => {
  const session = await openSession();
  const reply = await post('/call/accounts.list', JSON.stringify({ of: 'book' }), session);
  expect(reply.status).toBe(200);
  expect(await reply.json()).toEqual({ ok: true, value: { name: 'accounts.list', input: { of: 'book' } } });
});

test('the bytes of a dropped file arrive whole, under the name they were dropped with', async () => {
  const session = await openSession();
  const reply = await post('/upload?name=Trades%20%26%20fees.csv', new Uint8Array(3_000_000), session);
  expect(await reply.json()).toEqual({ ok: true, value: { name: 'Trades & fees.csv', size: 3_000_000 } });
});

test('the token opens one window: used twice it is refused, and a wrong one never works', async () => {
  expect((await post('/session', JSON.stringify({ token: 'guess' }))).status).toBe(403);
  await openSession();
  const again = await post('/session', JSON.stringify({ token: token() }));
  expect(again.status).toBe(403);
  expect(await codeOf(again)).toBe('token-refused');
});

test('after a reload the same key goes on: it is not bound to one page', async () => {
  const session = await openSession();
  await fetch(`${server.origin}/`);
  expect((await post('/call/any', 'null', session)).status).toBe(200);
});

test.each(['/call/any', '/upload?name=x', '/events'])('%s without a session is refused', async (path) => {
  for (const headers of [{}, { Authorization: 'Bearer ' }, { Authorization: `Bearer ${token()}` }]) {
    const response =
      path === '/events' ? await fetch(server.origin + path, { headers }) : await post(path, 'null', headers);
    expect(response.status).toBe(403);
    expect(await codeOf(response)).toBe('no-session');
  }
});

test('another name that points at this machine is refused, for the page as for calls', async () => {
  const port = new URL(server.origin).port;
  for (const host of [`localhost:${port}`, `rebound.example:${port}`, '127.0.0.1']) {
    expect((await raw('/', { Host: host })).status, host).toBe(403);
  }
  expect((await raw('/', { Host: `127.0.0.1:${port}` })).status).toBe(200);
});

test('a page from elsewhere is refused, even with the key', async () => {
  const session = await openSession();
  for (const origin of ['http://evil.example', 'null', server.origin.replace('http', 'https'), `${server.origin}0`]) {
    const response = await post('/call/any', 'null', { ...session, Origin: origin });
    expect(response.status, origin).toBe(403);
    expect(await codeOf(response)).toBe('wrong-origin');
  }
  expect((await fetch(`${server.origin}/`, { headers: { Origin: 'http://evil.example' } })).status).toBe(403);
  expect((await raw('/', { Host: new URL(server.origin).host, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '//secret.txt',
  '/assets',
  '/assets/',
  '/none',
])('%s leads to nothing', async (path) => {
  const { status, body } = await raw(path, { Host: new URL(server.origin).host });
  expect(status).toBe(404);
  expect(body).not.toContain('not for serving');
});

test('what is neither file, session, call, upload nor events is not there', async () => {
  const session = await openSession();
  expect((await post('/other', 'null', session)).status).toBe(404);
  expect(
    (await fetch(`${server.origin}/`, { method: 'DELETE', headers: { Origin: server.origin, ...session } })).status,
  ).toBe(404);
});

test('too large a call or file is refused with a reason, and the next one is answered', async () => {
  const session = await openSession();
  const call = await post('/call/any', JSON.stringify('x'.repeat(2000)), session);
  expect(call.status).toBe(413);
  expect(await codeOf(call)).toBe('too-large');
  const upload = await post('/upload?name=big.csv', new Uint8Array(9_000_000), session);
  expect(upload.status).toBe(413);
  expect(await codeOf(upload)).toBe('too-large');
  expect((await post('/call/any', 'null', session)).status).toBe(200);
});

test('a call that is not JSON is refused with a reason', async () => {
  const response = await post('/call/any', '{', await openSession());
  expect(response.status).toBe(400);
  expect(await codeOf(response)).toBe('bad-json');
});

test('each page hears what happens, until it goes; the server counts them', async () => {
  const session = await openSession();
  const counts: number[] = [];
  server.onPages((count) => counts.push(count));
  const leave = new AbortController();
  const stream = await fetch(`${server.origin}/events`, { headers: session, signal: leave.signal });
  const reader = (stream.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe(': open\n\n');
  expect(server.pages()).toBe(1);

  backEnd.tell({ topic: 'changed', payload: { revision: 7 } });
  expect((await reader.read()).value).toBe('data: {"topic":"changed","payload":{"revision":7}}\n\n');

  leave.abort();
  await expect.poll(() => counts).toEqual([1, 0]);
});

test('when the server closes, it lets go of the back end and of every page', async () => {
  await fetch(`${server.origin}/events`, { headers: await openSession() });
  await server.close();
  expect(backEnd.listening()).toBe(0);
  await expect(fetch(`${server.origin}/`)).rejects.toThrow('fetch failed');
});
