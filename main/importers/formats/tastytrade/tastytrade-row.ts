import { isCash } from '../../../../shared/book/asset.ts';
import { isDecimal, describeBadDecimal, readGroupedDecimal } from '../../read-fields.ts';
import { mulDiv, scaledOf, scaledOne, type Scaled } from '../../../../shared/units/decimal.ts';
import type { RawRecord } from '../../importer.ts';
import type { LocalClock } from '../../local-time.ts';
import { instantOfRow, isRowFault, rowFault, type RowFault, type RowTime } from '../row-time.ts';
import type { tastyCells } from './tastytrade-columns.ts';
import { readTastyDescription, type TastyDescription } from './tastytrade-description.ts';
import { readTastyInstrument, type TastyInstrument } from './tastytrade-instrument.ts';

/** A row of the export with its cells read; nothing is decided yet about what it means. */
export interface TastyRow {
  readonly record: RawRecord;
  readonly time: RowTime;
  /** In small letters, as are `subType`, `action` (with blanks for underscores) and `instrumentType`. */
  readonly type: string;
  readonly subType: string;
  /** Its sub type where the row leaves its action blank. */
  readonly action: string;
  readonly description: string;
  readonly said: TastyDescription;
  /** Null on a row about money alone. */
  readonly instrument: TastyInstrument | null;
  /** Signed cash of the row before costs, as written. */
  readonly value: Scaled;
  readonly quantity: Scaled;
  /** As written: the broker writes a cost below zero. */
  readonly commissions: Scaled;
  readonly fees: Scaled;
  readonly total: Scaled | null;
  readonly currency: string;
}

/** Reads the cells of a row, or says which of them cannot be read. */
export function readTastyRow(
  record: RawRecord,
  cell: ReturnType<typeof tastyCells>,
  clock: LocalClock,
): TastyRow | RowFault {
  const currency = cell(record, 'currency').toUpperCase() || 'USD';
  if (!isCash(currency))
    return rowFault('currency-unreadable', `Currency "${cell(record, 'currency')}" is no currency`, null);
  const symbol = cell(record, 'symbol');
  const description = cell(record, 'description');
  const words = (field: 'type' | 'subType' | 'action'): string =>
    cell(record, field)
      .toLowerCase()
      .replace(/[\s_]+/g, ' ');
  const read = symbol === '' ? null : readTastyInstrument(record, cell, currency);
  // Money moves whether or not the row says plainly what it was paid on.
  if (isRowFault(read) && words('type') !== 'money movement') return read;
  const instrument = isRowFault(read) ? null : read;
  const about = instrument?.instrument.symbol ?? null;
  const time = instantOfRow(cell(record, 'date'), clock, about);
  if (isRowFault(time)) return time;
  // A trade of a future moves no money; a movement of money does.
  if (words('type') === 'money movement' && noAmount(cell(record, 'value')))
    return rowFault('number-missing', 'the row has no Value, so nothing says how much was paid', about);
  const value = readAmount('Value', cell(record, 'value'), about);
  if (isRowFault(value)) return value;
  const quantity = readAmount('Quantity', cell(record, 'quantity'), about);
  if (isRowFault(quantity)) return quantity;
  const commissions = readAmount('Commissions', cell(record, 'commissions'), about);
  if (isRowFault(commissions)) return commissions;
  const fees = readAmount('Fees', cell(record, 'fees'), about);
  if (isRowFault(fees)) return fees;
  const totalText = cell(record, 'total');
  const total = totalText === '' ? null : readAmount('Total', totalText, about);
  if (isRowFault(total)) return total;
  return {
    record,
    time,
    type: words('type'),
    subType: words('subType'),
    action: words('action') || words('subType'),
    description,
    said: readTastyDescription(description),
    instrument,
    value,
    quantity,
    commissions,
    fees,
    total,
    currency,
  };
}

/** `"-1,100.00"`, `--` for none, and the noise of a float (0.17199999999999993) taken off. */
function readAmount(column: string, text: string, about: string | null): Scaled | RowFault {
  if (noAmount(text)) return 0n;
  const read = readGroupedDecimal(text, ',', '.');
  if (!isDecimal(read)) return rowFault('number-unreadable', describeBadDecimal(column, text, read), about);
  const amount = scaledOf(read);
  // tastytrade writes three decimals; what has thirteen or more went through a float on its way.
  return amount % noise === 0n ? amount : mulDiv(amount, 1n, tenth) * tenth;
}

function noAmount(text: string): boolean {
  return text === '' || text === '--';
}

const noise = scaledOne / 10n ** 12n;
const tenth = scaledOne / 10n ** 10n;
