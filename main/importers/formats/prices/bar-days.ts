import { isNegative, isDecimal, readDecimal } from '../../read-fields.ts';
import type { Decimal } from '../../../../shared/units/decimal.ts';
import type { DailyClose, LateOutcome, RawRecord, RowOutcome } from '../../importer.ts';

/** One bar as a file states it. */
interface Bar {
  /** UTC day, in days since the epoch, to which its close belongs. */
  readonly day: number;
  /** Orders the bars of a day: the instant at which the bar opens, or the day itself where each has one bar. */
  readonly at: number;
  readonly open: Decimal | null;
  readonly high: Decimal | null;
  readonly low: Decimal | null;
  readonly close: Decimal;
}

/** Folds the bars of a file, daily or finer, to one close a UTC day: that of the day's last bar. */
export interface BarDays {
  /** Each bar is accepted as a part of its day; the record of the last one carries the close at the end. */
  readonly add: (bar: Bar, record: RawRecord) => RowOutcome;
  readonly finish: () => readonly LateOutcome[];
}

export function createBarDays(): BarDays {
  const days = new Map<
    number,
    {
      first: Bar;
      last: Bar;
      record: RawRecord;
      closes: Map<number, Decimal>;
      high: Decimal | null;
      low: Decimal | null;
    }
  >();
  return {
    add: (bar, record) => {
      const day = days.get(bar.day);
      if (day === undefined) {
        days.set(bar.day, {
          first: bar,
          last: bar,
          record,
          closes: new Map([[bar.at, bar.close]]),
          high: bar.high,
          low: bar.low,
        });
        return { kind: 'part' };
      }
      const same = day.closes.get(bar.at);
      if (same === bar.close) return { kind: 'ignored', reason: 'bar stated before' };
      if (same !== undefined) {
        return {
          kind: 'failed',
          code: 'bar-twice',
          message: `the file states this bar twice, with the closes ${same} and ${bar.close}; the first is kept`,
          instrument: null,
        };
      }
      day.closes.set(bar.at, bar.close);
      if (bar.at < day.first.at) day.first = bar;
      if (bar.at > day.last.at) {
        day.last = bar;
        day.record = record;
      }
      day.high = inOrder(day.high, bar.high)[1];
      day.low = inOrder(day.low, bar.low)[0];
      return { kind: 'part' };
    },
    finish: () =>
      [...days.values()].map(({ first, last, record, high, low }) => {
        const close: DailyClose = { day: last.day, open: first.open, high, low, close: last.close };
        const { line, byteOffset, byteLength } = record;
        return { line, byteOffset, byteLength, outcome: { kind: 'close', close } };
      }),
  };
}

/** The lower and the higher of two prices; neither is known where one of them is not. */
function inOrder(a: Decimal | null, b: Decimal | null): readonly [lower: Decimal | null, higher: Decimal | null] {
  if (a === null || b === null) return [null, null];
  const [lower = a, higher = b] = [a, b].toSorted((one, other) => Number(one) - Number(other));
  return [lower, higher];
}

/** Words with which files say that a price is not there. */
export function isNoPrice(text: string): boolean {
  return /^(?:|null|none|nan|n\/a|na|-|--)$/i.test(text.trim());
}

/** A price above zero; null where it is none. */
export function priceOf(text: string): Decimal | null {
  const read = readDecimal(text);
  return isDecimal(read) && read !== '0' && !isNegative(read) ? read : null;
}
