import { createHash } from 'node:crypto';
import { createInMemoryTransport } from '../../main/ipc/in-memory-transport.ts';
import { silentJobs } from '../../main/services/job-board.ts';
import { openVaultServer, type VaultServer } from '../../main/vault/vault-server.ts';
import { contract, type BallastContract } from '../../shared/contract/contract.ts';
import { createClient, type Client } from '../../shared/contract/core.ts';
import type { Result } from '../../shared/result/result.ts';
import { epochMs } from '../../shared/units/unit.ts';

/** A vault opened in this process, with a clock that is set by hand. */
export interface OpenBook {
  readonly client: Client<BallastContract>;
  readonly setClock: (ms: number) => void;
  readonly close: VaultServer['close'];
}

/** @throws Error where the vault does not open */
export function openBook(path: string, whenAbsent: 'create' | 'refuse'): OpenBook {
  let nowMs = 0;
  const server = valueOf(openVaultServer({ path, whenAbsent, now: () => epochMs(nowMs), jobs: silentJobs }));
  return {
    client: createClient(contract, createInMemoryTransport(server)),
    setClock: (ms) => {
      nowMs = ms;
    },
    close: server.close,
  };
}

const asOfMs = Date.UTC(2026, 5, 1);

/** Everything that a trader can read in a book, as one hash: two books with the same are the same book. */
export async function bookText({ client }: OpenBook): Promise<string> {
  const parts = [
    valueOf(await client['book.positions']({ asOfMs })),
    valueOf(await client['book.events']({})),
    valueOf(await client['vault.changes']({ limit: 10_000 })),
    valueOf(await client['accounts.list']({})),
    valueOf(await client['imports.list']({})),
    valueOf(await client['layouts.get']({ name: 'workspace' })),
  ];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(JSON.stringify(part));
  return hash.digest('hex');
}

/** What `vault.check` finds wrong, empty when the vault holds. */
export async function brokenChecks({ client }: OpenBook): Promise<readonly string[]> {
  const { checks } = valueOf(await client['vault.check']({}));
  return checks.filter(({ ok }) => !ok).map(({ id, found }) => `${id}: ${found.join(' ')}`);
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.fault.code}: ${result.fault.message}`);
}
