import type { CashEvent, CashKind } from '../../../../shared/book/event.ts';
import { formatScaled, scaledOf, type Decimal, type Scaled } from '../../../../shared/units/decimal.ts';
import type { RowOutcome } from '../../importer.ts';
import { isNegative } from '../../read-fields.ts';
import { rowFault } from '../row-time.ts';
import { cashOf, type CostSigns } from './tastytrade-costs.ts';
import { flagsOf, totalFault } from './tastytrade-fill.ts';
import type { TastyRow } from './tastytrade-row.ts';

/**
 * A row of type Money Movement. Futures are settled in cash every day; their fills alone say what was won or lost, so
 * the daily settlement would count it twice and is left out, by name.
 * @param dividends what all rows called dividend pay together on the same instrument at the same instant
 */
export function tastyMoney(row: TastyRow, signs: CostSigns, dividends: Scaled | undefined): RowOutcome {
  const instrument = row.instrument?.instrument.symbol ?? null;
  if (/^mark to market$|^futures? settlement$/.test(row.subType))
    return { kind: 'ignored', reason: 'daily settlement of futures: their fills say the same profit' };
  const differs = totalFault(row, signs);
  if (differs !== null) return differs;
  const amount = formatScaled(cashOf(row, signs));
  const kind = kindOf(row, amount, dividends);
  if (kind === null)
    return rowFault('sub-type-unknown', `Ballast does not know money movements called "${row.subType}"`, instrument);
  if (amount === '0') return { kind: 'ignored', reason: 'money movement of 0' };
  const event: CashEvent = {
    kind,
    timeMs: row.time.ms,
    sourceId: null,
    flags: flagsOf(row),
    asset: row.currency,
    amount,
    instrument,
    grain: 'own',
    balanceAfter: null,
  };
  return { kind: 'event', event, joined: [], terms: row.instrument?.terms ?? [] };
}

function kindOf(row: TastyRow, amount: Decimal, dividends: Scaled | undefined): CashKind | null {
  switch (row.subType) {
    case 'credit interest':
    case 'debit interest':
    case 'fully paid stock lending income':
      return 'interest';
    case 'dividend':
      return dividendKind(row, amount, dividends);
    case 'fee':
      return 'fee';
    case 'balance adjustment':
      return 'adjustment';
    case 'deposit':
    case 'withdrawal':
    case 'transfer':
      return transferKind(row, amount);
    default:
      return /lending/.test(row.subType) ? 'interest' : null;
  }
}

/** Tax is withheld beside a dividend of which something is left; without one, who pays is short the share. */
function dividendKind(row: TastyRow, amount: Decimal, dividends: Scaled | undefined): CashKind {
  if (/withh|\btax\b|\bnra\b/i.test(row.description)) return 'tax';
  const isTax = isNegative(amount) && dividends !== undefined && dividends - row.value > -scaledOf(amount);
  return isTax ? 'tax' : 'dividend';
}

/**
 * The words are used for more than wires: interest (by its description), and payments on a share that are booked again.
 * The sign, not the word, says which way a wire went: a "Withdrawal" of "Wire Funds Received" came in.
 */
function transferKind(row: TastyRow, amount: Decimal): CashKind {
  if (/^interest on\b|^from \d{2}\/\d{2} thru \d{2}\/\d{2}/i.test(row.description)) return 'interest';
  if (row.instrument !== null) return 'adjustment';
  if (row.subType === 'transfer' && !/\b(?:wire|ach|check|deposit|withdrawal)\b/i.test(row.description))
    return 'transfer';
  return isNegative(amount) ? 'withdrawal' : 'deposit';
}
