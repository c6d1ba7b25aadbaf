import { vaultCalls } from '../../shared/contract/vault.ts';
import { success } from '../../shared/result/result.ts';
import type { BackEnd } from './host.ts';

export type VaultPurpose = 'open' | 'create' | 'backup' | 'restore';

/**
 * Asks for the path of a vault or a backup by the system's own dialog; null when the trader thinks better of it.
 * @param name proposed for a file that is to be made
 */
export type ChooseVaultPath = (purpose: VaultPurpose, folder: string, name: string) => Promise<string | null>;

const name = 'vault.choosePath';

/** A back end whose question for a path is answered by the host, which alone can show dialogs; all else passes through. */
export function withVaultDialogs(backEnd: BackEnd, choose: ChooseVaultPath): BackEnd {
  return {
    ...backEnd,
    call: async (called, input) => {
      const asked = called === name ? vaultCalls[name].input.safeParse(input) : null;
      if (asked?.success !== true) return backEnd.call(called, input);
      const recent = await backEnd.call('vault.recent', {});
      const read = recent.ok ? vaultCalls['vault.recent'].output.safeParse(recent.value) : null;
      const folder = read?.success === true ? read.data.folder : '';
      return success({ path: await choose(asked.data.for, folder, asked.data.name) });
    },
  };
}
