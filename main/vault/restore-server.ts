import { serve, type Reply } from '../../shared/contract/core.ts';
import { safetyCalls } from '../../shared/contract/safety.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { restoreVault } from '../services/vaults/vault-safety.ts';

const call = 'vault.restore';

/** Answers `vault.restore` alone, for a vault that nobody has open: it need not be there, nor be whole. */
export function createRestoreServer(
  vaultPath: string,
  now: () => EpochMs,
): (name: string, input: unknown) => Promise<Reply> {
  return serve(
    { [call]: safetyCalls[call] },
    { [call]: ({ path }) => restoreVault(vaultPath, path, now(), (swap) => swap()) },
  );
}
