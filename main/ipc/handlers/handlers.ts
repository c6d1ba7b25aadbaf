import type { BallastContract } from '../../../shared/contract/contract.ts';
import type { Handlers } from '../../../shared/contract/core.ts';
import type { ServiceContext } from '../../services/context.ts';
import type { ImportDesk } from '../../services/imports/import-desk.ts';
import type { ExchangeVault } from '../../services/vaults/vault-safety.ts';
import type { VaultShelf } from '../../services/vaults/vault-shelf.ts';
import { bookHandlers } from './book-handlers.ts';
import { editHandlers } from './edit-handlers.ts';
import { importHandlers } from './import-handlers.ts';
import { mappingHandlers } from './mapping-handlers.ts';
import { reconcileHandlers } from './reconcile-handlers.ts';
import { cascadeHandlers, insolvencyHandlers, riskHandlers, viewHandlers } from './risk-handlers.ts';
import { safetyHandlers } from './safety-handlers.ts';
import { snapshotHandlers } from './snapshot-handlers.ts';
import { vaultHandlers } from './vault-handlers.ts';
import { limitHandlers, whatIfHandlers } from './whatif-handlers.ts';

/** What answers each call of the contract. */
export function createHandlers(
  context: ServiceContext,
  desk: ImportDesk,
  exchange: ExchangeVault,
  shelf: VaultShelf,
): Handlers<BallastContract> {
  return {
    ...vaultHandlers(context, shelf),
    ...safetyHandlers(context, exchange),
    ...importHandlers(context, desk),
    ...mappingHandlers(context),
    ...bookHandlers(context),
    ...editHandlers(context),
    ...reconcileHandlers(context),
    ...riskHandlers(context),
    ...cascadeHandlers(context),
    ...insolvencyHandlers(context),
    ...whatIfHandlers(context),
    ...limitHandlers(context),
    ...snapshotHandlers(context),
    ...viewHandlers(context),
  };
}
