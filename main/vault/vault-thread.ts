// The vault thread: owns the one SQLite connection and answers calls one after the other.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { success } from '../../shared/result/result.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { createJobBoard } from '../services/job-board.ts';
import { createCancelFlags } from './cancel-flags.ts';
import type { FromThread, ThreadStart, ToThread } from './thread-messages.ts';
import { openVaultServer, type VaultServer } from './vault-server.ts';

if (parentPort === null) throw new Error('the vault thread was started outside a worker');
await serveVault(parentPort, workerData as ThreadStart);

async function serveVault(port: MessagePort, start: ThreadStart): Promise<void> {
  const say = (message: FromThread) => port.postMessage(message);
  const flags = createCancelFlags(start.cancelBuffer);
  const opened = openVaultServer({
    path: start.vaultPath,
    whenAbsent: 'create',
    recentFile: start.recentFile,
    isTemporary: start.isTemporary,
    dataFolder: start.dataFolder,
    now: () => epochMs(Date.now()),
    jobs: createJobBoard({
      tell: (progress) => say({ kind: 'notice', notice: { topic: 'job', payload: progress } }),
      isCancelled: flags.isCancelled,
      ended: flags.clear,
      ticks: () => performance.now(),
    }),
  });
  if (!opened.ok) {
    say({ kind: 'opened', reply: opened });
    return;
  }
  const server = opened.value;
  if (start.book !== null) {
    const filled = await fillWithDemo(server);
    if (!filled.ok) {
      server.close();
      say({ kind: 'opened', reply: filled });
      return;
    }
  }
  server.subscribe((notice) => say({ kind: 'notice', notice }));
  // One call after the other: a handler that waits does not let the next one in between.
  let queue: Promise<unknown> = Promise.resolve();
  port.on('message', (message: ToThread) => {
    queue = queue.then(() => answer(server, message, say, port));
  });
  say({ kind: 'opened', reply: success(null) });
  // The window asks for this first: it is worked out while the window is still being built.
  queue = queue.then(() => server.call('views.headline', {}));
}

async function answer(
  server: VaultServer,
  message: ToThread,
  say: (message: FromThread) => void,
  port: MessagePort,
): Promise<void> {
  switch (message.kind) {
    case 'call':
      say({ kind: 'reply', id: message.id, reply: await server.call(message.name, message.input) });
      return;
    case 'upload':
      say({ kind: 'reply', id: message.id, reply: await server.upload(message.name, message.bytes) });
      return;
    case 'close':
      server.close();
      say({ kind: 'reply', id: message.id, reply: success(null) });
      port.close();
  }
}

/** A vault that holds something already keeps it. */
async function fillWithDemo(server: VaultServer) {
  const info = await server.call('vault.info', {});
  if (!info.ok) return info;
  return (info.value as { readonly isEmpty: boolean }).isEmpty ? server.call('vault.openDemo', {}) : success(null);
}
