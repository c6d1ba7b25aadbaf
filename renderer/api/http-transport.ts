import type { Notice, Reply, Transport } from '../../shared/contract/core.ts';
import { failure } from '../../shared/result/result.ts';

/** What the transport needs of the page around it; a test passes its own. */
export interface PageSurroundings {
  readonly origin: string;
  /** The one-time token of the address, taken out of it so that it stands in no history. Undefined after a reload. */
  readonly takeToken: () => string | undefined;
  /** Lives as long as the window and survives a reload. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** The page's own fetch, which names its origin. */
  readonly fetch: (address: string, init: PageRequest) => Promise<Response>;
}

export type PageRequest = Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> };

/** Carries calls to the Ballast process on this machine that served the page. */
export function createHttpTransport(page: PageSurroundings = browserPage()): Transport {
  const key = openSession(page);
  const listeners = new Set<(notice: Notice) => void>();
  let stream: AbortController | undefined;

  async function send(path: string, body: BodyInit): Promise<Reply> {
    try {
      const response = await page.fetch(`${page.origin}${path}`, {
        method: 'POST',
        body,
        headers: { Authorization: `Bearer ${await key}` },
      });
      return (await response.json()) as Reply;
    } catch {
      return failure(
        'disconnected',
        'the window has lost its connection to Ballast',
        'Close the window and start Ballast again.',
      );
    }
  }

  async function listen(signal: AbortSignal): Promise<void> {
    for (let broken = false; !signal.aborted; broken = true) {
      try {
        const response = await page.fetch(`${page.origin}/events`, {
          signal,
          headers: { Authorization: `Bearer ${await key}` },
        });
        if (response.ok && response.body !== null) {
          // What was said while nobody listened is lost: let every panel look again.
          if (broken) tellAll({ topic: 'changed', payload: null });
          await readEvents(response.body, tellAll);
        }
      } catch {
        // Aborted, or the connection broke: the loop decides.
      }
      if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }

  function tellAll(notice: Notice): void {
    for (const listener of listeners) listener(notice);
  }

  return {
    call: (name, input) => send(`/call/${encodeURIComponent(name)}`, JSON.stringify(input ?? null)),
    upload: (name, bytes) =>
      send(`/upload?name=${encodeURIComponent(name)}`, new Blob([bytes as Uint8Array<ArrayBuffer>])),
    subscribe: (listener) => {
      listeners.add(listener);
      if (stream === undefined) {
        stream = new AbortController();
        void listen(stream.signal);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stream?.abort();
        stream = undefined;
      };
    },
  };
}

const KEY = 'ballast.session';

async function openSession(page: PageSurroundings): Promise<string> {
  const token = page.takeToken();
  if (token !== undefined) {
    const response = await page
      .fetch(`${page.origin}/session`, { method: 'POST', body: JSON.stringify({ token }) })
      .catch(() => undefined);
    const reply = (await response?.json().catch(() => undefined)) as Reply | undefined;
    if (reply?.ok === true) page.storage.setItem(KEY, (reply.value as { readonly key: string }).key);
  }
  return page.storage.getItem(KEY) ?? '';
}

/** Reads a stream of server-sent events; each carries one notice on one `data:` line. */
async function readEvents(body: ReadableStream<Uint8Array>, tell: (notice: Notice) => void): Promise<void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data: ')) tell(JSON.parse(line.slice('data: '.length)) as Notice);
  }
}

function browserPage(): PageSurroundings {
  return {
    origin: location.origin,
    storage: sessionStorage,
    fetch: (address, init) => fetch(address, init),
    takeToken: () => {
      if (location.hash.length < 2) return undefined;
      const token = location.hash.slice(1);
      history.replaceState(null, '', location.pathname + location.search);
      return token;
    },
  };
}
