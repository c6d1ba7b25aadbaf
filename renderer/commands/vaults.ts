import type { Api } from '../api/client.ts';
import { tellFault } from '../layout/toasts.tsx';
import { useImportSession } from '../panels/imports/import-session.ts';
import { useTheme } from '../theme/theme.ts';
import type { Fault } from '../../shared/result/result.ts';
import { sayAfterReload } from './after-reload.ts';
import { useDialogs } from './commands.ts';

/** Lets the trader name a vault: by the system's dialog where the window has one, else in the page. */
export async function chooseVault(api: Api, purpose: 'open' | 'create'): Promise<void> {
  const chosen = await api.client['vault.choosePath']({ for: purpose });
  if (!chosen.ok) {
    if (chosen.fault.code === 'pick-in-page') useDialogs.setState({ open: `${purpose}-vault` });
    else tellFault(chosen.fault);
    return;
  }
  if (chosen.value.path === null) return;
  const fault = await switchVault(api, purpose, chosen.value.path);
  if (fault !== null) tellFault(fault);
}

/**
 * Opens or makes a vault in place of the one that is open, and shows the window anew: nothing that it knew of the old
 * vault stays. Answers the fault; then the old vault is open still.
 */
export async function switchVault(api: Api, purpose: 'open' | 'create', path: string): Promise<Fault | null> {
  const call = purpose === 'open' ? api.client['vault.open'] : api.client['vault.create'];
  const opened = await call({ path });
  if (!opened.ok) return opened.fault;
  // A vault remembers its theme; a new one begins with that of the window.
  if (purpose === 'create') await api.client['layouts.set']({ name: 'theme', layout: useTheme.getState().theme });
  sayAfterReload(
    purpose === 'open' ? `${opened.value.name} is open` : `${opened.value.name} is made`,
    droppedText() ?? '',
  );
  location.reload();
  return null;
}

/** What a switch leaves behind: a file that was looked at and not imported. */
export function droppedText(): string | null {
  const { stage } = useImportSession.getState();
  switch (stage.kind) {
    case 'idle':
    case 'refused':
      return null;
    case 'preview':
      return `The preview of ${stage.file.name} is dropped; nothing of it was written.`;
    case 'mapping':
      return `The mapping of ${stage.file.name} is dropped; nothing of it was written.`;
    case 'reading':
    case 'writing':
      return `${stage.name} is not imported.`;
  }
}
