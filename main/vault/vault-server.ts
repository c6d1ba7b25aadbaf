import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { realVaultPath } from '../../db/lock.ts';
import { openVault } from '../../db/open.ts';
import { contract } from '../../shared/contract/contract.ts';
import { serve, type Notice, type Reply, type Transport } from '../../shared/contract/core.ts';
import { success, type Result } from '../../shared/result/result.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { createHandlers } from '../ipc/handlers/handlers.ts';
import { createImportDesk } from '../services/imports/import-desk.ts';
import type { JobBoard } from '../services/job-board.ts';
import type { ServiceContext } from '../services/context.ts';
import { createRecentVaults } from '../services/vaults/recent-vaults.ts';
import { vaultNotices, type ExchangeVault } from '../services/vaults/vault-safety.ts';
import type { VaultShelf } from '../services/vaults/vault-shelf.ts';
import { guardHandlers } from './guard-handlers.ts';

export interface VaultServerOptions {
  /** `:memory:` for a vault that nobody keeps. */
  readonly path: string;
  readonly whenAbsent: 'create' | 'refuse';
  readonly now: () => EpochMs;
  readonly jobs: JobBoard;
  /** Where the list of recent vaults is kept; none is kept without. */
  readonly recentFile?: string | null;
  /** A vault that is removed when the window closes is not put on that list. */
  readonly isTemporary?: boolean;
  /** Where new vaults lie as long as the open one is temporary; its own folder goes with it. */
  readonly dataFolder?: string | null;
}

/** A vault that answers the calls of the contract, in the thread that opened it. */
export interface VaultServer extends Transport {
  /** What opening the vault did that the trader should know. */
  readonly notices: readonly string[];
  readonly close: () => void;
}

/** Opens a vault and builds everything that answers for it. Faults: those of `openVault`. */
export function openVaultServer(options: VaultServerOptions): Result<VaultServer> {
  const listeners = new Set<(notice: Notice) => void>();
  const notify = (notice: Notice) => {
    for (const listener of listeners) listener(notice);
  };
  let here = options;
  const shelf: VaultShelf = {
    recent: createRecentVaults(options.recentFile ?? null),
    folder: () =>
      here.path === ':memory:' || isTemporary(here) ? (options.dataFolder ?? homedir()) : dirname(resolve(here.path)),
    isSame: (a, b) => realVaultPath(a) === realVaultPath(b),
    // The new one first: one that does not open leaves the old one as it is.
    switchTo: (path, whenAbsent) => {
      const other = { ...options, path, whenAbsent, isTemporary: isTemporary(options) && path === options.path };
      const reached = openBehind(other, notify, exchange, shelf);
      if (!reached.ok) return reached;
      behind.close();
      behind = reached.value;
      here = other;
      notify({ topic: 'changed', payload: { what: 'vault' } });
      return success(null);
    },
  };
  // A restored vault is another file: everything that answered for the one before goes with it.
  const exchange: ExchangeVault = (swap) => {
    behind.close();
    const swapped = swap();
    const reopened = openBehind(here, notify, exchange, shelf);
    behind = reopened.ok ? reopened.value : closedBehind(reopened);
    notify({ topic: 'changed', payload: { what: 'restore' } });
    return swapped.ok && !reopened.ok ? reopened : swapped;
  };
  const opened = openBehind(here, notify, exchange, shelf);
  if (!opened.ok) return opened;
  let behind = opened.value;
  if (!isTemporary(options) && options.path !== ':memory:') shelf.recent.note(options.path, options.now());
  return success({
    notices: opened.value.notices,
    call: (name, input) => behind.answer(name, input),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    upload: async (name, bytes) => {
      const uploadId = randomUUID();
      behind.uploads.set(uploadId, { name, bytes });
      return success({ uploadId });
    },
    close: () => behind.close(),
  });
}

function isTemporary(options: VaultServerOptions): boolean {
  return options.isTemporary === true;
}

/** An open vault and what answers for it. */
interface Behind {
  readonly answer: (name: string, input: unknown) => Promise<Reply>;
  readonly uploads: ServiceContext['uploads'];
  readonly notices: readonly string[];
  readonly close: () => void;
}

function openBehind(
  options: VaultServerOptions,
  notify: (notice: Notice) => void,
  exchange: ExchangeVault,
  shelf: VaultShelf,
): Result<Behind> {
  const opened = openVault(options.path, options.whenAbsent);
  if (!opened.ok) return opened;
  const vault = opened.value;
  const context: ServiceContext = { vault, now: options.now, jobs: options.jobs, uploads: new Map(), notify };
  const handlers = createHandlers(context, createImportDesk(context), exchange, shelf);
  return success({
    answer: serve(contract, guardHandlers(handlers, vault.path)),
    uploads: context.uploads,
    notices: vaultNotices(vault),
    close: vault.close,
  });
}

function closedBehind(fault: Reply): Behind {
  return { answer: async () => fault, uploads: new Map(), notices: [], close: () => undefined };
}
