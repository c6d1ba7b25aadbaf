import { randomUUID } from 'node:crypto';
import { openVault } from '../../db/open.ts';
import { contract } from '../../shared/contract/contract.ts';
import { serve, type Notice, type Transport } from '../../shared/contract/core.ts';
import { success, type Result } from '../../shared/result/result.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { createHandlers } from '../ipc/handlers/handlers.ts';
import { createImportDesk } from '../services/import-desk.ts';
import type { JobBoard } from '../services/job-board.ts';
import type { ServiceContext } from '../services/context.ts';

export interface VaultServerOptions {
  /** `:memory:` for a vault that nobody keeps. */
  readonly path: string;
  readonly whenAbsent: 'create' | 'refuse';
  readonly now: () => EpochMs;
  readonly jobs: JobBoard;
}

/** A vault that answers the calls of the contract, in the thread that opened it. */
export interface VaultServer extends Transport {
  readonly close: () => void;
}

/** Opens a vault and builds everything that answers for it. Faults: those of `openVault`. */
export function openVaultServer(options: VaultServerOptions): Result<VaultServer> {
  const opened = openVault(options.path, options.whenAbsent);
  if (!opened.ok) return opened;
  const vault = opened.value;
  const listeners = new Set<(notice: Notice) => void>();
  const context: ServiceContext = {
    vault,
    now: options.now,
    jobs: options.jobs,
    uploads: new Map(),
    notify: (notice) => {
      for (const listener of listeners) listener(notice);
    },
  };
  const answer = serve(contract, createHandlers(context, createImportDesk(context)));
  return success({
    call: answer,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    upload: async (name, bytes) => {
      const uploadId = randomUUID();
      context.uploads.set(uploadId, { name, bytes });
      return success({ uploadId });
    },
    close: vault.close,
  });
}
