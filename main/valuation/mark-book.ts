import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { DatedPrice } from '../../shared/book/valued-book.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { dayMs, epochMs, type EpochMs } from '../../shared/units/unit.ts';
import {
  priceInLaterShares,
  pricesOfTheirDays,
  type PlainMark,
  type PriceSplit,
  type SplitFactor,
} from './split-prices.ts';
import { toNumber } from './to-number.ts';

/** A price of an instrument, in its quote asset. */
export interface Mark {
  readonly instrument: InstrumentSymbol;
  readonly price: Decimal;
  readonly timeMs: EpochMs;
  /** `close`: a daily close, stamped with its day's last millisecond. */
  readonly origin: 'mark' | 'close';
}

/** All prices by instrument, oldest first, each in the shares of its own day. */
export interface MarkBook {
  readonly marks: ReadonlyMap<string, readonly PlainMark[]>;
  readonly splits: ReadonlyMap<string, readonly SplitFactor[]>;
}

/**
 * Sorts prices for looking them up. Where two share an instant, a mark comes after a close and so goes before it.
 * @param splits of which the prices may be from before
 */
export function markBookOf(marks: Iterable<Mark>, splits: readonly PriceSplit[] = []): MarkBook {
  const byInstrument = new Map<string, readonly PlainMark[]>();
  const gathered = new Map<string, PlainMark[]>();
  for (const { instrument, price, timeMs, origin } of marks) {
    const one: PlainMark = { timeMs, price: toNumber(price), origin };
    const known = gathered.get(instrument);
    if (known === undefined) gathered.set(instrument, [one]);
    else known.push(one);
  }
  const ofInstrument = Map.groupBy(splits, (split) => split.instrument);
  const factors = new Map<string, readonly SplitFactor[]>();
  for (const [instrument, series] of gathered) {
    series.sort((a, b) => a.timeMs - b.timeMs || Number(a.origin === 'mark') - Number(b.origin === 'mark'));
    const own = ofInstrument.get(instrument);
    if (own === undefined) byInstrument.set(instrument, series);
    else {
      const split = pricesOfTheirDays(series, own);
      byInstrument.set(instrument, split.series);
      factors.set(instrument, split.factors);
    }
  }
  return { marks: byInstrument, splits: factors };
}

/**
 * The newest price at or before an instant, in the shares of that instant; null where there is none. Stale when older than
 * a day, or of before a split.
 */
export function markAt(book: MarkBook, instrument: string, asOfMs: EpochMs): DatedPrice | null {
  const series = book.marks.get(instrument) ?? [];
  const found = series[lastAtOrBefore(series, asOfMs)];
  if (found === undefined) return null;
  const splits = book.splits.get(instrument);
  const today = splits === undefined ? null : priceInLaterShares(found, splits, asOfMs);
  if (splits !== undefined && today === null) return null;
  return {
    price: today === null ? found.price : today.price,
    asOfMs: found.timeMs,
    origin: found.origin,
    stale: asOfMs - found.timeMs > dayMs || today?.crossed === true,
    via: instrument,
  };
}

/** The instant of the newest price of any of the instruments at or before `asOfMs`; null where there is none. */
export function newestMarkMs(book: MarkBook, instruments: Iterable<string>, asOfMs: EpochMs): EpochMs | null {
  const times = [...instruments].flatMap((instrument) => markAt(book, instrument, asOfMs)?.asOfMs ?? []);
  return times.length === 0 ? null : epochMs(Math.max(...times));
}

/** Index of the last element whose instant is not after `asOfMs`; -1 where all are. */
function lastAtOrBefore(series: readonly PlainMark[], asOfMs: EpochMs): number {
  let low = 0;
  let high = series.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const one = series[middle];
    if (one !== undefined && one.timeMs <= asOfMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
