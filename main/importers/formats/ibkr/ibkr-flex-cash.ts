import { majorCurrency } from '../../../../shared/book/asset.ts';
import type { CashEvent, CashKind } from '../../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import { formatScaled, scaledOf } from '../../../../shared/units/decimal.ts';
import type { RowOutcome } from '../../importer.ts';
import type { LocalClock } from '../../local-time.ts';
import { isNegative } from '../../read-fields.ts';
import { symbolOfRow } from './ibkr-flex-instrument.ts';
import { amountOf, attributeOf, idOf, isAmountFault, type FlexRow } from './ibkr-flex-row.ts';
import { instantOfRow } from './ibkr-flex-time.ts';
import { isRowFault, rowFault } from '../row-time.ts';

/** What each type of cash transaction is, by the words of Interactive Brokers; a reversal has its type and the other sign. */
const kinds: readonly (readonly [RegExp, CashKind | 'deposit-or-withdrawal'])[] = [
  [/^dividends?$|^payment in lieu of dividends?/, 'dividend'],
  [/withholding|^sales tax|^transaction tax|^871\(m\)/, 'tax'],
  [/^broker interest (paid|received)$|^bond interest|^interest\b/, 'interest'],
  [/^deposits? ?(?:&|\/|and) ?withdrawals?$/, 'deposit-or-withdrawal'],
  [/^commission adjustments?$|^commission credits?|\bfees?\b/, 'fee'],
  [/^internal transfers?$|^account transfers?$/, 'transfer'],
  [/^price adjustments?$|^other income$/, 'adjustment'],
];

/** A movement of cash that no trade explains: dividend, tax withheld or given back, interest, deposit, fee. */
export function cashOutcome(row: FlexRow, clock: LocalClock): RowOutcome {
  const symbol = symbolOfRow(row);
  const amount = amountOf(row, 'amount');
  if (isAmountFault(amount)) return amount;
  if (amount.value === null) return rowFault('number-unreadable', 'amount is blank', null);
  if (amount.value === '0') return { kind: 'ignored', reason: 'cash row of zero' };
  const currency = attributeOf(row, 'currency').toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) {
    return rowFault('currency-missing', 'the row does not say in which currency it is; add Currency', null);
  }
  const type = attributeOf(row, 'type');
  const found = kinds.find(([words]) => words.test(type.toLowerCase()))?.[1];
  if (found === undefined) {
    return rowFault('type-unknown', `Ballast does not know cash transactions of type "${type}"`, null);
  }
  const comesIn = !isNegative(amount.value);
  const kind = found === 'deposit-or-withdrawal' ? (comesIn ? 'deposit' : 'withdrawal') : found;
  const part = kind === 'deposit' ? 'begin' : 'end';
  const time = instantOfRow(row, ['dateTime', 'reportDate', 'settleDate'], clock, part, null);
  if (isRowFault(time)) return time;
  const id = idOf(row, 'transactionID');
  // IBKR keeps pounds: what is paid in pence moves a hundredth of it.
  const major = majorCurrency(currency);
  const event: CashEvent = {
    kind,
    timeMs: time.ms,
    // A reversal may carry the id of what it reverses.
    sourceId: id === null ? null : `${id}/${amount.value}`,
    flags: time.ambiguous ? ['time-ambiguous'] : [],
    asset: major ?? currency,
    amount: major === null ? amount.value : formatScaled(scaledOf(amount.value) / 100n),
    instrument: symbol === null ? null : (symbol as InstrumentSymbol),
    grain: 'own',
    balanceAfter: null,
  };
  return { kind: 'event', event, joined: [] };
}
