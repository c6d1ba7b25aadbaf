import type { Handlers } from '../../../shared/contract/core.ts';
import type { vaultCalls } from '../../../shared/contract/vault.ts';
import { success } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../../services/context.ts';
import { openDemo } from '../../services/open-demo.ts';
import { changesList, undoNewest, vaultInfo } from '../../services/vault-overview.ts';

export function vaultHandlers(context: ServiceContext): Handlers<typeof vaultCalls> {
  const { layouts } = context.vault;
  return {
    'vault.info': () => success(vaultInfo(context)),
    'vault.openDemo': () => openDemo(context),
    'vault.undo': () => undoNewest(context),
    'vault.changes': ({ limit }) => success(changesList(context, limit)),
    // Calls are answered one after the other, so by the time it is this one's turn the job has ended. The window's wish
    // to cancel does not come this way: see vault-client.ts.
    'jobs.cancel': () => success({ cancelled: false }),
    'layouts.get': ({ name }) => success({ layout: layouts.get(name) }),
    'layouts.set': ({ name, layout }) => {
      layouts.set(name, layout);
      return success({ saved: true });
    },
  };
}
