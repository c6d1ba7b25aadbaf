import { isCash } from '../../shared/book/asset.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { changeBook, type ServiceContext } from './context.ts';
import { baseCurrency } from './vault-overview.ts';

/** Changes the currency in which every figure in money is told; undone as any change. Fault: `base-currency`. */
export function setBase(
  context: ServiceContext,
  currency: string,
): Result<{ readonly changeId: number | null; readonly description: string }> {
  const base = currency.trim().toUpperCase();
  if (!isCash(base))
    return failure(
      'base-currency',
      `"${currency}" is no currency in which Ballast can tell a book.`,
      'Name a currency such as USD, EUR or JPY, or a stablecoin such as USDT.',
    );
  if (base === baseCurrency(context))
    return success({ changeId: null, description: `The base currency is ${base} already` });
  const made = changeBook(context, 'base', (changeId) => {
    context.vault.settings.set(changeId, 'base', base);
    return success({ keep: true, description: `Base currency ${base}`, value: null });
  });
  return made.ok ? success({ changeId: made.value.changeId, description: `Base currency ${base}` }) : made;
}
