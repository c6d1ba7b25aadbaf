import type { EventFlag } from '../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { formatScaled, mulDiv, scaleDigits, type Decimal } from '../../../shared/units/decimal.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { DateOrder, FileHead, RawRecord, Recognition, RowOutcome } from '../importer.ts';
import { createLocalClock, toUtc, type LocalTime } from '../local-time.ts';
import { describeBadDecimal, isDecimal, readDecimal, type BadDecimal } from '../read-fields.ts';
import { hyperliquidCoin } from './hyperliquid-coin.ts';
import { rowFault } from './row-time.ts';
import { dateOrderOf, isDayMonthDate, isNewestFirst, localTimeOf, readBrowserDate } from './hyperliquid-dates.ts';

/** One row of a Hyperliquid export, by column name. */
export interface TableRow {
  /** The field of a column, trimmed; blank when the file has no such column. */
  readonly cell: (column: string) => string;
  readonly timeMs: EpochMs;
  readonly flags: readonly EventFlag[];
}

/** What one kind of Hyperliquid export consists of. */
export interface TableLayout {
  /** Lower-case names that the header must have; `time` and `coin` are among them. */
  readonly columns: readonly string[];
  /**
   * How a row is read. It is given the first rows of the file, which may prove what a column means.
   */
  readonly rowReader: (
    sample: readonly Pick<TableRow, 'cell'>[],
    header: readonly string[],
  ) => (row: TableRow) => RowOutcome;
}

/** Recognises a Hyperliquid export by its header; null when it is another file. */
export function recogniseTable(head: FileHead, layout: TableLayout): Recognition | null {
  const at = head.records.findIndex(({ fields }) => isHeader(fields, layout));
  const headerRecord = head.records[at];
  if (headerRecord === undefined) return null;
  const header = namesOf(headerRecord.fields);
  const cellsOf = ({ fields }: RawRecord): TableRow['cell'] => {
    return (column) => (fields[header.indexOf(column)] ?? '').trim();
  };
  const { last } = head;
  const rows = head.records.slice(at + 1);
  const isApart = last !== null && last.byteOffset > (head.records.at(-1)?.byteOffset ?? headerRecord.byteOffset);
  const sample = isApart ? [...rows, last] : rows;
  const dates = sample.map((record) => readBrowserDate(cellsOf(record)('time'))).filter((date) => date !== null);
  const dateOrder = dateOrderOf(dates.filter(isDayMonthDate));
  const decided = dateOrder.kind === 'decided' ? dateOrder.order : null;
  const newestFirst = isNewestFirst(dates, decided);
  const read = layout.rowReader(
    sample.map((record) => ({ cell: cellsOf(record) })),
    header,
  );
  const width = header.findLastIndex((name) => name !== '') + 1;

  return {
    layout: `${width} columns${width > layout.columns.length ? `, with ${extraColumns(header, layout).join(' and ')}` : ''}`,
    // The page writes times by the clock of the browser and says nowhere which that was.
    zone: { kind: 'none' },
    dateOrder,
    needsInstrument: false,
    newestFirst,
    reader: (answers) => {
      const clock = createLocalClock(answers.zone, newestFirst ? 'newest-first' : 'oldest-first');
      const order = answers.dateOrder ?? decided;
      const row = (record: RawRecord): RowOutcome => {
        if (record.line < headerRecord.line) return { kind: 'ignored', reason: 'preamble' };
        if (isHeader(record.fields, layout)) return { kind: 'ignored', reason: 'header' };
        const cell = cellsOf(record);
        const instrument = hyperliquidCoin(cell('coin'))?.symbol ?? null;
        if (layout.columns.some((column) => header.indexOf(column) >= record.fields.length)) {
          const found = `${record.fields.length} columns where the header has ${width}`;
          return rowFault('row-short', `the row has ${found}`, instrument);
        }
        if (record.fields.slice(width).some((field) => field.trim() !== '')) {
          const found = `${record.fields.length} columns where the header has ${width}`;
          return rowFault('row-long', `the row has ${found}`, instrument);
        }
        const local = localOf(cell('time'), order);
        if (typeof local === 'string') return rowFault('time-unreadable', local, instrument);
        const reading =
          local.offsetMinutes === null
            ? clock.read(local.time)
            : toUtc(local.time, { kind: 'offset', minutes: local.offsetMinutes });
        if (reading === 'no-such-date') {
          return rowFault('time-impossible', `${cell('time')} is no date when read ${orderInWords(order)}`, instrument);
        }
        if (reading === 'skipped') {
          return rowFault(
            'time-impossible',
            `${cell('time')} does not exist in this time zone: the clock was put forward over it; check the time zone`,
            instrument,
          );
        }
        return read({ cell, timeMs: reading.ms, flags: reading.ambiguous ? ['time-ambiguous'] : [] });
      };
      return { row, finish: () => [] };
    },
  };
}

/**
 * Reads a number that the page computed in binary floating point. Text of 16 or 17 significant digits is how such a
 * number is printed when it is not exactly what was meant (558.2603999999999 for 558.2604), and is rounded half-even to
 * 15; shorter text is taken as it stands, and longer text is no float and stays exact.
 */
export function readFloat(text: string): Decimal | BadDecimal {
  const match = floatText.exec(text);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  const digits = (whole + fraction).replace(/^0+/, '').replace(/0+$/, '');
  if (match === null || digits.length < 16 || digits.length > 17) return readDecimal(text);
  const scale = whole.replace(/^0+/, '') === '' ? -leadingZeros(fraction) : whole.replace(/^0+/, '').length;
  // digits x 10^(scale - digits.length), rounded to 15 of them
  const rounded = mulDiv(BigInt(digits), 1n, 10n ** BigInt(digits.length - 15));
  return readDecimal(`${sign}${rounded}e${scale - 15 + Number(exponent)}`);
}

/** Like `readFloat`, but what lies beyond the eighteenth decimal place is rounded away: for evidence, never for an amount. */
export function readEvidence(text: string): Decimal | BadDecimal {
  const exact = readFloat(text);
  const match = isDecimal(exact) || exact.fault !== 'too-fine' ? null : floatText.exec(text);
  if (match === null) return exact;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent) - fraction.length + scaleDigits;
  const magnitude = mulDiv(BigInt(whole + fraction), 1n, 10n ** BigInt(-shift));
  return formatScaled(sign === '-' ? -magnitude : magnitude);
}

/** An amount of a row, or the row's failure. */
export function amountOf(
  row: TableRow,
  column: string,
  instrument: InstrumentSymbol | null,
  read: (text: string) => Decimal | BadDecimal = readFloat,
): Decimal | RowOutcome {
  const text = row.cell(column);
  const amount = read(text);
  if (isDecimal(amount)) return amount;
  return rowFault(`amount-${amount.fault}`, describeBadDecimal(column, text, amount), instrument);
}

export function isAmount(outcome: Decimal | RowOutcome): outcome is Decimal {
  return typeof outcome === 'string';
}

const floatText = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?$/;

function leadingZeros(fraction: string): number {
  return fraction.length - fraction.replace(/^0+/, '').length;
}

function namesOf(fields: readonly string[]): readonly string[] {
  return fields.map((field) => field.trim().toLowerCase());
}

function isHeader(fields: readonly string[], { columns }: TableLayout): boolean {
  const names = namesOf(fields);
  return columns.every((column) => names.includes(column));
}

function extraColumns(header: readonly string[], { columns }: TableLayout): readonly string[] {
  return header.filter((name) => name !== '' && !columns.includes(name));
}

function localOf(
  text: string,
  order: DateOrder | null,
): { readonly time: LocalTime; readonly offsetMinutes: number | null } | string {
  const date = readBrowserDate(text);
  if (date === null) return text === '' ? 'the row has no time' : `"${text}" is no time that Ballast can read`;
  if (!isDayMonthDate(date)) return { time: date.local, offsetMinutes: date.offsetMinutes };
  if (order === null) return `"${text}" can be read day first or month first`;
  return { time: localTimeOf(date, order), offsetMinutes: null };
}

function orderInWords(order: DateOrder | null): string {
  return order === 'MDY' ? 'month first' : 'day first';
}
