import type { Readable, Writable } from 'node:stream';

/** A connection to a Chromium over its debugging pipe: JSON messages, each ended by a zero byte. */
export interface DevTools {
  /** Sends one command and gives its result. Rejects when the browser refuses it or goes away. */
  readonly send: (method: string, parameters?: object, sessionId?: string) => Promise<DevToolsResult>;
  /** Hears the events of one name. */
  readonly on: (method: string, listener: (parameters: DevToolsResult, sessionId: string | undefined) => void) => void;
  /** No answer will come any more: every waiting command is told so. */
  readonly end: (reason: string) => void;
}

export type DevToolsResult = Readonly<Record<string, unknown>>;

export function connectDevTools(input: Writable, output: Readable): DevTools {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, ((parameters: DevToolsResult, sessionId: string | undefined) => void)[]>();
  let last = 0;
  let ended: string | undefined;
  let parts: Buffer[] = [];

  function take(message: Message): void {
    if (message.id === undefined) {
      for (const listener of listeners.get(message.method ?? '') ?? [])
        listener(message.params ?? {}, message.sessionId);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) asked?.resolve(message.result ?? {});
    else asked?.reject(new Error(`${asked.method}: ${message.error.message}`));
  }

  function end(reason: string): void {
    ended ??= reason;
    for (const asked of waiting.values()) asked.reject(new Error(`${asked.method}: ${reason}`));
    waiting.clear();
  }

  output.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let zero = chunk.indexOf(0); zero !== -1; zero = chunk.indexOf(0, from)) {
      parts.push(chunk.subarray(from, zero));
      take(JSON.parse(Buffer.concat(parts).toString('utf8')) as Message);
      parts = [];
      from = zero + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  });
  output.on('close', () => end('the browser has gone'));
  output.on('error', () => end('the browser has gone'));
  input.on('error', () => end('the browser has gone'));

  return {
    send: (method, parameters = {}, sessionId) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) return reject(new Error(`${method}: ${ended}`));
        const id = ++last;
        waiting.set(id, { method, resolve, reject });
        input.write(
          `${JSON.stringify({ id, method, params: parameters, ...(sessionId === undefined ? {} : { sessionId }) })}\0`,
        );
      }),
    on: (method, listener) => {
      listeners.set(method, [...(listeners.get(method) ?? []), listener]);
    },
    end,
  };
}

interface Waiting {
  readonly method: string;
  readonly resolve: (result: DevToolsResult) => void;
  readonly reject: (error: Error) => void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: DevToolsResult;
  readonly sessionId?: string;
  readonly result?: DevToolsResult;
  readonly error?: { readonly message: string };
}
