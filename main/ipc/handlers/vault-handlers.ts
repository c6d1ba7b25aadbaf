import type { Handlers } from '../../../shared/contract/core.ts';
import type { vaultCalls } from '../../../shared/contract/vault.ts';
import { failure, success } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../../services/context.ts';
import { openDemo } from '../../services/vaults/open-demo.ts';
import { previewUndo } from '../../services/edits/preview-undo.ts';
import { redoChange, redoNewest, undoChange, undoNewest } from '../../services/edits/undo-change.ts';
import { changesList, vaultInfo } from '../../services/vaults/vault-overview.ts';
import { createNew, openOther, recentVaults, type VaultShelf } from '../../services/vaults/vault-shelf.ts';

export function vaultHandlers(context: ServiceContext, shelf: VaultShelf): Handlers<typeof vaultCalls> {
  const { layouts } = context.vault;
  return {
    'vault.info': () => success(vaultInfo(context)),
    'vault.openDemo': () => openDemo(context),
    'vault.undo': () => undoNewest(context),
    'vault.redo': () => redoNewest(context),
    'vault.previewUndo': ({ changeId, jobId }) => previewUndo(context, changeId, jobId),
    'vault.undoChange': ({ changeId, jobId }) => undoChange(context, changeId, jobId),
    'vault.redoChange': ({ changeId, jobId }) => redoChange(context, changeId, jobId),
    'vault.changes': ({ limit }) => success(changesList(context, limit)),
    'vault.recent': () => success(recentVaults(context, shelf)),
    'vault.create': ({ path }) => createNew(context, shelf, path),
    'vault.open': ({ path }) => openOther(context, shelf, path),
    'vault.forget': ({ path }) => {
      shelf.recent.forget(path);
      return success({ forgotten: true });
    },
    // A host that has dialogs answers before it comes here: see main/host/vault-dialogs.ts.
    'vault.choosePath': () =>
      failure('pick-in-page', 'In this window, paths are typed.', 'Type the path of the vault.'),
    // Calls are answered one after the other, so by the time it is this one's turn the job has ended. The window's wish
    // to cancel does not come this way: see vault-client.ts.
    'jobs.cancel': () => success({ cancelled: false }),
    'layouts.get': ({ name }) => success({ layout: layouts.get(name) }),
    'layouts.set': ({ name, layout }) => {
      layouts.set(name, layout);
      return success({ saved: true });
    },
    'layouts.list': ({ prefix }) => success({ names: [...layouts.list(prefix)] }),
    'layouts.remove': ({ name }) => success({ removed: layouts.remove(name) }),
  };
}
