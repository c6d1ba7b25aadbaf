import type { InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import type { RowMark, RowOutcome, XmlElement } from '../../importer.ts';
import type { LocalClock } from '../../local-time.ts';
import { amountOf, attributeOf, isAmountFault, positiveOf, type FlexRow } from './ibkr-flex-row.ts';
import { endOfDay } from './ibkr-flex-time.ts';
import { rowFault } from '../row-time.ts';

/** The rates of a file: each once, since every row of a day repeats that day's. */
export interface FlexRates {
  /** Takes the base currency that an account information states for its statement, or for the whole file. */
  readonly base: (row: FlexRow) => void;
  /** `fxRateToBase` of a row: the worth of its currency in the account's base currency at the end of its day. */
  readonly ofRow: (row: FlexRow) => readonly RowMark[];
  /** An element of the section of conversion rates. */
  readonly conversion: (row: FlexRow) => RowOutcome;
}

export function createFlexRates(clock: LocalClock): FlexRates {
  const bases = new Map<XmlElement | null, string>();
  const seen = new Set<string>();

  function mark(from: string, to: string, rate: RowMark['price'], day: string): readonly RowMark[] {
    const timeMs = endOfDay(day, clock);
    const key = `${from}/${to}|${timeMs}`;
    if (timeMs === null || from === to || seen.has(key)) return [];
    seen.add(key);
    return [{ instrument: `${from}/${to}` as InstrumentSymbol, price: rate, timeMs }];
  }

  return {
    base: (row) => {
      const currency = attributeOf(row, 'currency').toUpperCase();
      if (/^[A-Z]{3}$/.test(currency)) bases.set(row.statement, currency);
    },
    ofRow: (row) => {
      const base = bases.get(row.statement) ?? bases.get(null);
      const currency = attributeOf(row, 'currency').toUpperCase();
      const rate = amountOf(row, 'fxRateToBase');
      if (base === undefined || !/^[A-Z]{3}$/.test(currency) || isAmountFault(rate)) return [];
      const price = positiveOf(rate.value);
      // The day by which the broker counts the row, not the moment of its trade.
      const day = attributeOf(row, 'reportDate', 'tradeDate', 'dateTime');
      return price === null ? [] : mark(currency, base, price, day);
    },
    conversion: (row) => {
      const [from, to] = [attributeOf(row, 'fromCurrency'), attributeOf(row, 'toCurrency')];
      const rate = amountOf(row, 'rate');
      if (isAmountFault(rate)) return rate;
      const price = positiveOf(rate.value);
      // -1 is written where there is no rate.
      if (price === null) return { kind: 'ignored', reason: 'conversion rate not available' };
      if (!/^[A-Z]{3}\/[A-Z]{3}$/.test(`${from}/${to}`)) {
        return rowFault('currency-missing', 'the conversion rate does not name two currencies', null);
      }
      if (from === to) return { kind: 'ignored', reason: 'conversion rate of a currency to itself' };
      const day = attributeOf(row, 'reportDate');
      if (endOfDay(day, clock) === null) return rowFault('time-unreadable', `"${day}" is no date`, null);
      return { kind: 'marks', marks: mark(from, to, price, day) };
    },
  };
}
