import type { Api } from '../../api/client.ts';
import { tellFault } from '../../layout/toasts.tsx';
import { backupName } from './backup-name.ts';
import { startTask } from './safety-store.ts';

/** Asks where the copy shall lie, by the system's dialog where the window has one, else in the page. */
export async function saveBackup(api: Api, vaultPath: string): Promise<void> {
  const name = backupName(vaultPath, new Date());
  await askPath(api, 'backup', name, (path) => startTask({ kind: 'backup', path, name }));
}

/** Asks which backup is meant; nothing is done before the trader has seen what will happen. */
export async function restoreBackup(api: Api): Promise<void> {
  await askPath(api, 'restore', '', (path) => startTask({ kind: 'restore', path }));
}

export function checkVault(): void {
  startTask({ kind: 'check' });
}

async function askPath(
  api: Api,
  purpose: 'backup' | 'restore',
  name: string,
  goOn: (path: string | null) => void,
): Promise<void> {
  const chosen = await api.client['vault.choosePath']({ for: purpose, name });
  if (chosen.ok) {
    if (chosen.value.path !== null) goOn(chosen.value.path);
  } else if (chosen.fault.code === 'pick-in-page') goOn(null);
  else tellFault(chosen.fault);
}
