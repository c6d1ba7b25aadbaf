import type { Scaled } from '../../../shared/units/decimal.ts';
import type { RowOutcome } from '../importer.ts';
import { isRowFault, rowFault, type RowFault } from './row-time.ts';
import { costSignsOf } from './tastytrade-costs.ts';
import { exchangeEvent, isExchange, pairExchanges } from './tastytrade-exchange.ts';
import { tastyTrade, type InstrumentRow } from './tastytrade-fill.ts';
import { tastyMoney } from './tastytrade-money.ts';
import { isRemoval, tastyRemoval, type HeldSide } from './tastytrade-removal.ts';
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
  const exchanges = new Map(
    pairExchanges(rows.filter(isInstrumentRow).filter(({ subType }) => isExchange(subType))).map((pair) => [
      pair.out,
      pair,
    ]),
  );
  const seconds = new Set([...exchanges.values()].map(({ into }) => into));
  const dividends = grossDividends(rows);
  const held = new Map<string, HeldSide>();

  function note(row: InstrumentRow): void {
    const side = sideAfter(row);
    if (side !== null) held.set(row.instrument.instrument.symbol, side);
  }

  function outcomeOf(row: TastyRow): RowOutcome | null {
    if (row.type === 'money movement') return tastyMoney(row, signs, dividends.get(dividendKey(row)) ?? 0n);
    if (row.type !== 'trade' && row.type !== 'receive deliver') return unknown(row);
    if (!isInstrumentRow(row)) return rowFault('symbol-missing', `a row of type ${row.type} names no symbol`, null);
    const { symbol } = row.instrument.instrument;
    if (row.type === 'receive deliver' && isExchange(row.subType)) return exchanged(row);
    const removed = row.type === 'receive deliver' && isRemoval(row.subType);
    if (!removed && !/^(?:buy|sell)\b/.test(row.subType)) return unknown(row);
    note(row);
    const fill = removed ? tastyRemoval(row, signs, held.get(symbol) ?? null) : tastyTrade(row, signs);
    if (isRowFault(fill)) return fill;
    return { kind: 'event', event: fill, joined: [], terms: row.instrument.terms };
  }

  function exchanged(row: InstrumentRow): RowOutcome | null {
    note(row);
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

/**
 * The side on which whatever is left after a row is held, by its words: who sold to open or bought to close is short. An
 * option is never held on both sides at once, so the last words before an expiry say what it takes out.
 */
function sideAfter({ action, subType }: TastyRow): HeldSide | null {
  const words = action === '' ? subType : action;
  if (words === 'buy to open' || words === 'sell to close') return 'long';
  return words === 'sell to open' || words === 'buy to close' ? 'short' : null;
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

/** What is paid on an instrument at an instant, for telling the tax beside it. */
function grossDividends(rows: readonly TastyRow[]): ReadonlyMap<string, Scaled> {
  const gross = new Map<string, Scaled>();
  for (const row of rows) {
    if (row.subType !== 'dividend' || row.value <= 0n) continue;
    const key = dividendKey(row);
    gross.set(key, (gross.get(key) ?? 0n) + row.value);
  }
  return gross;
}

function dividendKey({ time, instrument, currency }: TastyRow): string {
  return `${time.ms}|${instrument?.instrument.symbol ?? ''}|${currency}`;
}
