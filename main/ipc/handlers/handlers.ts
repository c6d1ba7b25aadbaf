import type { BallastContract } from '../../../shared/contract/contract.ts';
import type { Handlers } from '../../../shared/contract/core.ts';
import type { ServiceContext } from '../../services/context.ts';
import type { ImportDesk } from '../../services/import-desk.ts';
import { bookHandlers } from './book-handlers.ts';
import { importHandlers } from './import-handlers.ts';
import { riskHandlers, viewHandlers } from './risk-handlers.ts';
import { vaultHandlers } from './vault-handlers.ts';

/** What answers each call of the contract. */
export function createHandlers(context: ServiceContext, desk: ImportDesk): Handlers<BallastContract> {
  return {
    ...vaultHandlers(context),
    ...importHandlers(context, desk),
    ...bookHandlers(context),
    ...riskHandlers(context),
    ...viewHandlers(context),
  };
}
