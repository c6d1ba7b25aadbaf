import { formatScaled, type Scaled } from '../../../../shared/units/decimal.ts';
import type { RowOutcome } from '../../importer.ts';
import { isRowFault, rowFault, type RowFault } from '../row-time.ts';
import { costSignsOf } from './tastytrade-costs.ts';
import { exchangeEvent, isExchange, pairExchanges } from './tastytrade-exchange.ts';
import { tastyTrade, type InstrumentRow } from './tastytrade-fill.ts';
import { sideAfter, type HeldSide } from './tastytrade-held-side.ts';
import { tastyMoney } from './tastytrade-money.ts';
import { removalBy, tastyRemoval } from './tastytrade-removal.ts';
import type { TastyRow } from './tastytrade-row.ts';

/**
 * What every row of a file means, read in the order of time. A row that is the second half of an exchange has no outcome
 * of its own.
 * @param rows in the order of the file
 */
export function tastyOutcomes(
  rows: readonly TastyRow[],
  newestFirst: boolean,
): readonly { readonly row: TastyRow; readonly outcome: RowOutcome }[] {
  const signs = costSignsOf(rows);
  const halves = rows.filter(isInstrumentRow).filter((row) => isExchange(row.subType) && hasQuantity(row));
  const exchanges = new Map(pairExchanges(halves).map((pair) => [pair.out, pair]));
  const seconds = new Set([...exchanges.values()].map(({ into }) => into));
  const dividends = dividendSums(rows);
  const held = new Map<string, HeldSide>();

  function note(row: InstrumentRow): void {
    const side = sideAfter(row);
    if (side !== null) held.set(row.instrument.instrument.symbol, side);
  }

  function outcomeOf(row: TastyRow): RowOutcome | null {
    if (row.type === 'money movement') return tastyMoney(row, signs, dividends.get(dividendKey(row)));
    if (row.type !== 'trade' && row.type !== 'receive deliver') return unknown(row);
    if (!isInstrumentRow(row)) return rowFault('symbol-missing', `a row of type ${row.type} names no symbol`, null);
    const { symbol } = row.instrument.instrument;
    const delivers = row.type === 'receive deliver';
    const isHalf = delivers && isExchange(row.subType);
    const removal = delivers ? removalBy(row.subType) : undefined;
    if (!isHalf && removal === undefined && !/^(?:buy|sell)\b/.test(row.subType)) return unknown(row);
    note(row);
    if (!hasQuantity(row))
      return rowFault('not-positive', `Quantity ${formatScaled(row.quantity)} is not above zero`, symbol);
    if (isHalf) return exchanged(row);
    const before = held.get(symbol) ?? null;
    const fill = removal === undefined ? tastyTrade(row, signs) : tastyRemoval(row, removal, signs, before);
    if (isRowFault(fill)) return fill;
    return { kind: 'event', event: fill, joined: [], terms: row.instrument.terms };
  }

  function exchanged(row: InstrumentRow): RowOutcome | null {
    const exchange = exchanges.get(row);
    if (exchange !== undefined) {
      const terms = [...row.instrument.terms, ...exchange.into.instrument.terms];
      return { kind: 'event', event: exchangeEvent(exchange), joined: [exchange.into.record.line], terms };
    }
    return seconds.has(row) ? null : unpaired(row);
  }

  return inTime(rows, newestFirst).flatMap((row) => {
    const outcome = outcomeOf(row);
    return outcome === null ? [] : [{ row, outcome }];
  });
}

function isInstrumentRow(row: TastyRow): row is InstrumentRow {
  return row.instrument !== null;
}

function inTime(rows: readonly TastyRow[], newestFirst: boolean): readonly TastyRow[] {
  const inOrder = newestFirst ? rows.toReversed() : rows;
  return inOrder.toSorted((a, b) => a.time.ms - b.time.ms);
}

function unknown(row: TastyRow): RowFault {
  const symbol = row.instrument?.instrument.symbol ?? null;
  const mend = symbol === null ? '' : `; state the position of ${symbol} after it by hand, then dismiss the row`;
  return rowFault('sub-type-unknown', `Ballast does not know rows of ${row.type}, ${row.subType}${mend}`, symbol);
}

function unpaired(row: InstrumentRow): RowFault {
  return rowFault(
    'exchange-unpaired',
    `the other row of this ${row.subType} is not in the file, or does not carry the same money over`,
    row.instrument.instrument.symbol,
  );
}

function hasQuantity({ quantity }: TastyRow): boolean {
  return quantity > 0n;
}

/** What all rows called dividend pay together on an instrument at an instant, for telling the tax beside them. */
function dividendSums(rows: readonly TastyRow[]): ReadonlyMap<string, Scaled> {
  const sums = new Map<string, Scaled>();
  for (const row of rows) {
    if (row.subType !== 'dividend') continue;
    const key = dividendKey(row);
    sums.set(key, (sums.get(key) ?? 0n) + row.value);
  }
  return sums;
}

function dividendKey({ time, instrument, currency }: TastyRow): string {
  return `${time.ms}|${instrument?.instrument.symbol ?? ''}|${currency}`;
}
