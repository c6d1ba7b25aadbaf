import { isDecimal, describeBadDecimal, readGroupedDecimal } from '../read-fields.ts';
import { mulDiv, scaledOf, scaledOne, type Scaled } from '../../../shared/units/decimal.ts';
import type { RawRecord } from '../importer.ts';
import type { LocalClock } from '../local-time.ts';
import { instantOfRow, isRowFault, rowFault, type RowFault, type RowTime } from './row-time.ts';
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
  const amounts = { value: 0n, quantity: 0n, commissions: 0n, fees: 0n };
  for (const field of ['value', 'quantity', 'commissions', 'fees'] as const) {
    const read = readAmount(columnTitles[field], cell(record, field), about);
    if (isRowFault(read)) return read;
    amounts[field] = read;
  }
  const totalText = cell(record, 'total');
  const total = totalText === '' ? null : readAmount('Total', totalText, about);
  if (isRowFault(total)) return total;
  return {
    record,
    time,
    type: words('type'),
    subType: words('subType'),
    action: words('action'),
    description,
    said: readTastyDescription(description),
    instrument,
    ...amounts,
    total,
    currency,
  };
}

const columnTitles = { value: 'Value', quantity: 'Quantity', commissions: 'Commissions', fees: 'Fees' } as const;

/** `"-1,100.00"`, `--` for none, and the noise of a float (0.17199999999999993) taken off. */
function readAmount(column: string, text: string, about: string | null): Scaled | RowFault {
  if (text === '' || text === '--') return 0n;
  const read = readGroupedDecimal(text, ',', '.');
  if (!isDecimal(read)) return rowFault('number-unreadable', describeBadDecimal(column, text, read), about);
  const amount = scaledOf(read);
  // tastytrade writes three decimals; what has thirteen or more went through a float on its way.
  return amount % noise === 0n ? amount : mulDiv(amount, 1n, tenth) * tenth;
}

const noise = scaledOne / 10n ** 12n;
const tenth = scaledOne / 10n ** 10n;
