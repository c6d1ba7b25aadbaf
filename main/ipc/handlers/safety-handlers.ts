import type { Handlers } from '../../../shared/contract/core.ts';
import type { safetyCalls } from '../../../shared/contract/safety.ts';
import { success } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../../services/context.ts';
import {
  backUpVault,
  checkVault,
  restoreVault,
  vaultNotices,
  type ExchangeVault,
} from '../../services/vaults/vault-safety.ts';

export function safetyHandlers(context: ServiceContext, exchange: ExchangeVault): Handlers<typeof safetyCalls> {
  return {
    'vault.backup': ({ path, jobId }) => backUpVault(context, path, jobId),
    'vault.restore': ({ path }) => restoreVault(context.vault.path, path, context.now(), exchange),
    'vault.check': ({ jobId }) => checkVault(context, jobId),
    'vault.notices': () => success({ notices: [...vaultNotices(context.vault)] }),
  };
}
