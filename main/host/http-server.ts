import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failure, success, type Fault } from '../../shared/result/result.ts';
import { contentPolicy } from './content-policy.ts';
import { streamNotices } from './event-stream.ts';
import type { BackEnd } from './host.ts';
import { rendererFiles } from './renderer-files.ts';
import { readBody } from './request-body.ts';
import { createSession } from './session.ts';

export interface HttpServer {
  /** The address with its one-time token in the fragment, which a browser never sends. */
  readonly address: string;
  readonly origin: string;
  /** How many pages listen to events now: a window is open as long as one does. */
  readonly pages: () => number;
  /** Hears each change in the number of pages. */
  readonly onPages: (listener: (count: number) => void) => void;
  readonly close: () => Promise<void>;
}

export interface HttpServerOptions {
  readonly backEnd: BackEnd;
  /** The folder of the built renderer. */
  readonly rendererFolder: string;
  /** Largest accepted call, in bytes. */
  readonly callLimitBytes?: number;
  /** Largest accepted file, in bytes. */
  readonly uploadLimitBytes?: number;
}

/**
 * Serves the window to a browser on this machine: its files, the session, calls, uploads and events. Everything that does not come
 * from the page itself is turned away: another Host (a name that was pointed at this machine), another Origin, no key.
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { backEnd, callLimitBytes = 64 * MEBIBYTE, uploadLimitBytes = 1024 * MEBIBYTE } = options;
  const fileAt = rendererFiles(options.rendererFolder);
  const session = createSession();
  const events = streamNotices(backEnd);
  let host = '';

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.host !== host)
      return refuse(response, 403, 'wrong-host', 'this address is not the one of Ballast');
    if (!comesFromPage(request, `http://${host}`))
      return refuse(response, 403, 'wrong-origin', 'only the page of Ballast may ask');
    const url = new URL(`http://${host}${request.url ?? '/'}`);

    if (request.method === 'GET' && url.pathname !== '/events') {
      const file = fileAt(url.pathname);
      if (file === undefined) return refuse(response, 404, 'unknown-path', 'there is nothing at this address');
      response.writeHead(200, { ...file.headers }).end(file.body);
      return;
    }
    if (request.method === 'POST' && url.pathname === '/session') {
      const body = await readJson(request, 4096);
      const key = body.ok ? session.exchange(tokenOf(body.value)) : undefined;
      if (key === undefined)
        return refuse(response, 403, 'token-refused', 'this address was used already; it opens one window', REOPEN);
      return send(response, 200, success({ key }));
    }
    if (!session.admits(request.headers.authorization))
      return refuse(response, 403, 'no-session', 'this page has no session', REOPEN);

    if (request.method === 'GET' && url.pathname === '/events') return events.open(request, response);
    if (request.method === 'POST' && url.pathname.startsWith('/call/')) {
      const body = await readJson(request, callLimitBytes);
      if (!body.ok) return send(response, body.fault.code === 'too-large' ? 413 : 400, body, true);
      return send(
        response,
        200,
        await backEnd.call(decodeURIComponent(url.pathname.slice('/call/'.length)), body.value),
      );
    }
    if (request.method === 'POST' && url.pathname === '/upload') {
      const body = await readBody(request, uploadLimitBytes);
      if (!body.ok) return send(response, body.fault.code === 'too-large' ? 413 : 400, body, true);
      return send(response, 200, await backEnd.upload(url.searchParams.get('name') ?? '', body.value));
    }
    return refuse(response, 404, 'unknown-path', 'there is nothing at this address');
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else refuse(response, 400, 'bad-request', `this request could not be read: ${text}`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    address: `http://${host}/#${session.token}`,
    origin: `http://${host}`,
    pages: events.pages,
    onPages: events.onPages,
    close: async () => {
      events.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const MEBIBYTE = 1024 * 1024;
const REOPEN = 'Close this page and start Ballast again.';

/** A browser names the origin of every POST and of every request from elsewhere; typing the address names none. */
function comesFromPage(request: IncomingMessage, origin: string): boolean {
  const named = request.headers.origin;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return named === undefined ? request.method === 'GET' : named === origin;
}

async function readJson(request: IncomingMessage, limitBytes: number) {
  const body = await readBody(request, limitBytes);
  if (!body.ok) return body;
  try {
    return success(JSON.parse(Buffer.from(body.value).toString('utf8')) as unknown);
  } catch {
    return failure('bad-json', 'what was sent is not JSON');
  }
}

function tokenOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'token' in body ? body.token : undefined;
}

function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  mend: Fault['mend'] = '',
): void {
  // What was refused may still be sending; the connection ends with the answer.
  send(response, status, failure(code, message, mend), true);
}

function send(response: ServerResponse, status: number, payload: unknown, last = false): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': contentPolicy('none'),
    ...(last ? { Connection: 'close' } : {}),
  });
  response.end(JSON.stringify(payload));
}
