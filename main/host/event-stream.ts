import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BackEnd } from './host.ts';

/** Server-sent events to every open page. */
export interface EventStream {
  readonly open: (request: IncomingMessage, response: ServerResponse) => void;
  readonly pages: () => number;
  readonly onPages: (listener: (count: number) => void) => void;
  readonly close: () => void;
}

export function streamNotices(backEnd: BackEnd): EventStream {
  const open = new Set<ServerResponse>();
  const listeners = new Set<(count: number) => void>();
  const stop = backEnd.subscribe((notice) => {
    const line = `data: ${JSON.stringify(notice)}\n\n`;
    for (const response of open) response.write(line);
  });
  // A comment now and then lets a dead connection be noticed on both sides.
  const beat = setInterval(() => {
    for (const response of open) response.write(': still here\n\n');
  }, 15_000);
  beat.unref();

  function tell(): void {
    for (const listener of listeners) listener(open.size);
  }

  return {
    open: (request, response) => {
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      response.write(': open\n\n');
      open.add(response);
      request.socket.setNoDelay(true);
      response.on('close', () => {
        open.delete(response);
        tell();
      });
      tell();
    },
    pages: () => open.size,
    onPages: (listener) => {
      listeners.add(listener);
    },
    close: () => {
      stop();
      clearInterval(beat);
      for (const response of open) response.end();
    },
  };
}
