import { isCash } from '../../../shared/book/asset.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import { makePlanned, type PlannedChange, type ServiceContext } from '../context.ts';
import { numberFault } from './edit-faults.ts';
import { baseCurrency } from '../vaults/vault-overview.ts';

/** Changes the currency in which every figure in money is told; undone as any change. Fault: `base-currency`. */
export function setBase(
  context: ServiceContext,
  currency: string,
): Result<{ readonly changeId: number | null; readonly description: string }> {
  const base = currency.trim().toUpperCase();
  if (base === baseCurrency(context))
    return success({ changeId: null, description: `The base currency is ${base} already` });
  const planned = planBase(context, currency, null);
  return planned.ok ? makePlanned(context, planned.value) : planned;
}

/**
 * The same, together with a rate of now: what one unit of the new currency is worth in the present one.
 * Faults: `base-currency`, `nothing-changes`, `rate-not-positive`.
 */
export function planBase(context: ServiceContext, currency: string, rate: string | null): Result<PlannedChange> {
  const base = currency.trim().toUpperCase();
  const present = baseCurrency(context);
  if (!isCash(base))
    return failure(
      'base-currency',
      `"${currency}" is no currency in which Ballast can tell a book.`,
      'Name a currency such as USD, EUR or JPY, or a stablecoin such as USDT.',
    );
  if (base === present) return failure('nothing-changes', `The base currency is ${base} already.`, 'Name another.');
  const fault = rate === null ? null : numberFault('rate', rate);
  if (fault !== null) return fault;
  return success({
    kind: 'base',
    description: rate === null ? `Base currency ${base}` : `Base currency ${base}, ${base}/${present} ${rate}`,
    write: (changeId) => {
      const { marks, settings } = context.vault;
      const timeMs = context.now();
      if (rate !== null)
        marks.insert(changeId, { instrument: `${base}/${present}`, timeMs, price: rate as Decimal, origin: 'mark' });
      settings.set(changeId, 'base', base);
    },
  });
}
