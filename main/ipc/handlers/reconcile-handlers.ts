import type { Handlers } from '../../../shared/contract/core.ts';
import type { reconcileCalls } from '../../../shared/contract/reconcile.ts';
import type { ServiceContext } from '../../services/context.ts';
import { reconcileBook } from '../../services/reconciliation/reconcile-book.ts';

export function reconcileHandlers(context: ServiceContext): Handlers<typeof reconcileCalls> {
  return {
    'book.reconcile': ({ account, asOfMs }) => reconcileBook(context, account, asOfMs),
  };
}
