import { scaledOf, type Decimal, type Scaled } from '../../../../shared/units/decimal.ts';
import { parseZone } from '../../local-time.ts';
import { describeBadDecimal, isDecimal, readDecimal } from '../../read-fields.ts';
import type { RawRecord, Zone } from '../../importer.ts';
import { columnName } from '../header-columns.ts';
import { rowFault, type RowFault } from '../row-time.ts';

/** Where the columns of a Bybit transaction log stand, in whatever order it writes them. */
export interface LogColumns {
  readonly uid: number | null;
  readonly currency: number;
  readonly contract: number;
  readonly type: number;
  readonly direction: number;
  readonly quantity: number;
  readonly position: number;
  readonly price: number;
  readonly funding: number;
  readonly fee: number;
  readonly cashFlow: number;
  readonly change: number;
  readonly balance: number;
  readonly action: number;
  readonly tradeId: number | null;
  readonly time: number;
  /** How the header writes the column of the time. */
  readonly timeHeader: string;
  /** The zone that the header names; null when it names none. */
  readonly zone: Zone | null;
  readonly width: number;
}

/** A row as its columns say it; null where the log writes `--` or nothing. */
export interface LogRow {
  readonly uid: string;
  readonly currency: string;
  readonly contract: string;
  /** Upper case, words joined by `_`; null for `--`. */
  readonly type: string | null;
  readonly direction: 'buy' | 'sell' | null;
  readonly quantity: Decimal | null;
  readonly position: Decimal | null;
  readonly price: Decimal | null;
  readonly funding: Decimal | null;
  readonly fee: Decimal | null;
  readonly cashFlow: Decimal | null;
  readonly change: Decimal | null;
  readonly balance: Decimal | null;
  readonly action: string | null;
  readonly tradeId: string | null;
  /** As written; the format reads it, by its own clock. */
  readonly time: string;
}

/** Reads a header by the names of its columns; null when the record is none of this log. */
export function readLogHeader(fields: readonly string[]): LogColumns | null {
  const names = fields.map(columnName);
  const at = (name: string): number => names.indexOf(name);
  const time = names.findIndex((name) => timeName.test(name));
  const columns = {
    currency: at('currency'),
    contract: at('contract'),
    type: at('type'),
    direction: at('direction'),
    quantity: at('quantity'),
    position: at('position'),
    price: at('filled price'),
    funding: at('funding'),
    fee: at('fee paid'),
    cashFlow: at('cash flow'),
    change: at('change'),
    balance: at('wallet balance'),
    action: at('action'),
    time,
  };
  if (Object.values(columns).some((index) => index < 0)) return null;
  const written = timeName.exec(names[time] ?? '')?.[1];
  const zone = written === undefined ? null : parseZone(written);
  return {
    ...columns,
    uid: at('uid') < 0 ? null : at('uid'),
    tradeId: at('tradeid') < 0 ? (at('trade id') < 0 ? null : at('trade id')) : at('tradeid'),
    timeHeader: fields[time]?.trim() ?? '',
    zone: zone?.ok === true ? zone.value : null,
    width: names.findLastIndex((name) => name !== '') + 1,
  };
}

/** The line `UID: 1234,Company Name: ,Country: ` that stands above the header of a data export. */
export function isLogPreamble(fields: readonly string[]): boolean {
  return /^\s*UID\s*:/i.test(fields[0] ?? '');
}

/** The texts that tell which instrument a row is about, even where its amounts cannot be read. */
export type RowIdentity = Pick<LogRow, 'contract' | 'currency' | 'type' | 'action'>;

/**
 * Reads one row, or says which of its fields cannot be read.
 * @param instrumentOf the unified symbol of a row that fails, as far as it can still be told
 */
export function readLogRow(
  { fields }: RawRecord,
  columns: LogColumns,
  instrumentOf: (identity: RowIdentity) => string | null,
): LogRow | RowFault {
  const cell = (index: number | null): string => {
    const text = index === null ? '' : (fields[index] ?? '').trim();
    return text === '--' ? '' : text;
  };
  const upper = (index: number): string =>
    cell(index)
      .toUpperCase()
      .replace(/[\s-]+/g, '_');
  const identity: RowIdentity = {
    currency: cell(columns.currency).toUpperCase(),
    contract: cell(columns.contract),
    type: upper(columns.type) === '' ? null : upper(columns.type),
    action: upper(columns.action) === '' ? null : upper(columns.action),
  };
  const faults: RowFault[] = [];
  const fault = (code: string, message: string): void => {
    faults.push(rowFault(code, message, instrumentOf(identity)));
  };
  if (fields.length < columns.width || fields.slice(columns.width).some((field) => field.trim() !== '')) {
    // A column too few or too many may have shifted all others.
    return rowFault('row-width', `the row has ${fields.length} columns where the header has ${columns.width}`, null);
  }
  const amount = (name: string, index: number): Decimal | null => {
    const text = cell(index);
    if (text === '') return null;
    const read = readDecimal(text);
    if (isDecimal(read)) return read;
    fault(`amount-${read.fault}`, describeBadDecimal(name, text, read));
    return null;
  };
  const direction = cell(columns.direction).toLowerCase();
  if (direction !== '' && direction !== 'buy' && direction !== 'sell' && direction !== 'none') {
    fault('direction-unknown', `Direction "${cell(columns.direction)}" is neither BUY nor SELL`);
  }
  const row: LogRow = {
    ...identity,
    uid: cell(columns.uid),
    direction: direction === 'buy' || direction === 'sell' ? direction : null,
    quantity: amount('Quantity', columns.quantity),
    position: amount('Position', columns.position),
    price: amount('Filled Price', columns.price),
    funding: amount('Funding', columns.funding),
    fee: amount('Fee Paid', columns.fee),
    cashFlow: amount('Cash Flow', columns.cashFlow),
    change: amount('Change', columns.change),
    balance: amount('Wallet Balance', columns.balance),
    tradeId: cell(columns.tradeId) === '' ? null : cell(columns.tradeId),
    time: cell(columns.time),
  };
  return faults[0] ?? row;
}

/**
 * Whether Change is Cash Flow + Funding + Fee Paid, as Bybit states it, to within 1e-12. A row that prints none of the
 * three has nothing to contradict its Change.
 */
export function changeHolds({
  change,
  cashFlow,
  funding,
  fee,
}: Pick<LogRow, 'change' | 'cashFlow' | 'funding' | 'fee'>): boolean {
  const parts = [cashFlow, funding, fee].filter((part) => part !== null);
  if (change === null || parts.length === 0) return true;
  const sum = parts.reduce<Scaled>((total, part) => total + scaledOf(part), 0n);
  const difference = sum - scaledOf(change);
  return difference <= identityTolerance && difference >= -identityTolerance;
}

/** 1e-12. */
const identityTolerance: Scaled = 1_000_000n;

/** `Time`, `Time(UTC)`, `TradedTime`, `Trade Time(UTC+8)`; the bracket names the zone. */
const timeName = /^(?:traded? ?)?time(?: ?\(((?:utc|gmt)[^)]*)\))?$/;
