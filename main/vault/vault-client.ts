import { Worker } from 'node:worker_threads';
import type { Notice, Reply } from '../../shared/contract/core.ts';
import { failure, success } from '../../shared/result/result.ts';
import { createCancelFlags } from './cancel-flags.ts';
import type { FromThread, ThreadStart, ToThread } from './thread-messages.ts';

/** The vault thread as its starter sees it; the shape that a host carries calls to. */
export interface VaultClient {
  readonly call: (name: string, input: unknown) => Promise<Reply>;
  readonly subscribe: (listener: (notice: Notice) => void) => () => void;
  readonly upload: (name: string, bytes: Uint8Array) => Promise<Reply>;
  readonly close: () => Promise<void>;
}

export interface VaultThreadOptions {
  readonly vaultPath: string;
  /** Fills an empty vault with the demo book. */
  readonly book?: string;
  /** Where the list of recent vaults is kept; none is kept without. */
  readonly recentFile?: string;
  /** The vault is removed when the window closes. */
  readonly isTemporary?: boolean;
  /** Where new vaults lie while the open one is temporary. */
  readonly dataFolder?: string;
}

const stopped = failure(
  'vault-thread-ended',
  'The part of Ballast that keeps the vault has stopped.',
  'Close the window and start Ballast again; what was saved is safe.',
);

/**
 * Starts the thread that owns the vault.
 * @throws Error with a message for the trader, where the vault cannot be opened
 */
export async function startVaultThread(options: VaultThreadOptions): Promise<VaultClient> {
  const flags = createCancelFlags();
  const start: ThreadStart = {
    vaultPath: options.vaultPath,
    book: options.book ?? null,
    recentFile: options.recentFile ?? null,
    isTemporary: options.isTemporary ?? false,
    dataFolder: options.dataFolder ?? null,
    cancelBuffer: flags.buffer,
  };
  const worker = new Worker(threadFile(), { workerData: start });
  const listeners = new Set<(notice: Notice) => void>();
  const waiting = new Map<number, (reply: Reply) => void>();
  const running = new Map<string, number>();
  let lastId = 0;
  let ended = false;

  const opened = Promise.withResolvers<Reply>();
  const end = (error?: Error) => {
    ended = true;
    const reply =
      error === undefined
        ? stopped
        : failure(stopped.fault.code, `${stopped.fault.message} (${error.message})`, stopped.fault.mend);
    opened.resolve(reply);
    for (const settle of waiting.values()) settle(reply);
    waiting.clear();
  };
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'notice') for (const listener of listeners) listener(message.notice);
    else if (message.kind === 'opened') opened.resolve(message.reply);
    else {
      waiting.get(message.id)?.(message.reply);
      waiting.delete(message.id);
    }
  });
  worker.on('error', end);
  worker.on('exit', () => end());

  const send = (message: (id: number) => ToThread): Promise<Reply> => {
    if (ended) return Promise.resolve(stopped);
    const id = (lastId += 1);
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      worker.postMessage(message(id));
    });
  };

  const reply = await opened.promise;
  if (!reply.ok) {
    await worker.terminate();
    throw new Error(`${reply.fault.message} ${reply.fault.mend}`.trim());
  }
  return {
    call: async (name, input) => {
      // The thread is busy with the very job: the wish reaches it over shared memory, not as a message.
      if (name === 'jobs.cancel') return cancelJob(input, running, flags.cancel);
      const jobId = jobIdOf(input);
      if (jobId === null) return send((id) => ({ kind: 'call', id, name, input }));
      running.set(jobId, (running.get(jobId) ?? 0) + 1);
      try {
        return await send((id) => ({ kind: 'call', id, name, input }));
      } finally {
        const left = (running.get(jobId) ?? 1) - 1;
        if (left === 0) {
          running.delete(jobId);
          flags.clear(jobId);
        } else running.set(jobId, left);
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    upload: (name, bytes) => send((id) => ({ kind: 'upload', id, name, bytes })),
    close: async () => {
      if (!ended) await send((id) => ({ kind: 'close', id }));
      await worker.terminate();
    },
  };
}

function cancelJob(input: unknown, running: ReadonlyMap<string, number>, cancel: (jobId: string) => void): Reply {
  const jobId = jobIdOf(input);
  if (jobId === null || !running.has(jobId)) return success({ cancelled: false });
  cancel(jobId);
  return success({ cancelled: true });
}

function jobIdOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !('jobId' in input)) return null;
  return typeof input.jobId === 'string' ? input.jobId : null;
}

/** Beside this file, as source or as built. */
function threadFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './vault-thread.ts' : './vault-thread.js', import.meta.url);
}
