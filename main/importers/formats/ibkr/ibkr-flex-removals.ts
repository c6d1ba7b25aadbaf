import type { ReportedPositionEvent } from '../../../../shared/book/event.ts';
import type { Instrument } from '../../../../shared/book/instrument.ts';
import type { Decimal } from '../../../../shared/units/decimal.ts';
import type { LateOutcome, RowOutcome } from '../../importer.ts';
import type { LocalClock } from '../../local-time.ts';
import { instrumentOfRow, symbolOfRow } from './ibkr-flex-instrument.ts';
import { attributeOf, codesOf, lateOutcome, type FlexRow } from './ibkr-flex-row.ts';
import { endOfDay } from './ibkr-flex-time.ts';
import { isRowFault, rowFault } from '../row-time.ts';

/**
 * The section of options that were exercised, assigned or expired. It says again what executions of the kind BookTrade say;
 * where the file has none of them, the row is the only word that an option left or that shares were delivered.
 */
export interface FlexRemovals {
  /** Notes an execution: it books what a row of this section says again. */
  readonly trade: (row: FlexRow) => void;
  readonly take: (row: FlexRow) => RowOutcome;
  /** Every row of the section, once all executions are known. */
  readonly finish: () => readonly LateOutcome[];
}

export function createFlexRemovals(clock: LocalClock): FlexRemovals {
  const booked = new Set<string>();
  const rows: FlexRow[] = [];

  function outcomeOf(row: FlexRow): RowOutcome {
    const type = attributeOf(row, 'transactionType').toLowerCase();
    const delivers = /^(?:buy|sell)/.test(type);
    if (booked.has(keyOf(row)) || (!delivers && !/^(?:assign|exerc|expir)/.test(type))) return restated;
    const symbol = symbolOfRow(row);
    if (delivers)
      return rowFault(
        'delivery-missing',
        `the file says that ${symbol} was delivered by an option, but has no execution of it; run the Flex Query with Trades (Execution) and import that, then dismiss this row`,
        symbol,
      );
    const instrument = instrumentOfRow(row);
    if (isRowFault(instrument)) return instrument;
    const gone = goneAt(row, instrument, clock);
    return gone === null
      ? rowFault(
          'removal-missing',
          `the file says ${type} of ${symbol}, but has no execution of it; run the Flex Query with Trades (Execution) and import that, then dismiss this row`,
          symbol,
        )
      : { kind: 'event', event: gone, joined: [], terms: [instrument] };
  }

  return {
    trade: (row) => {
      const codes = codesOf(row);
      if (['A', 'Ex', 'Ep'].some((code) => codes.has(code))) booked.add(keyOf(row));
    },
    take: (row) => {
      rows.push(row);
      return { kind: 'part' };
    },
    finish: () => rows.map((row) => lateOutcome(row, outcomeOf(row))),
  };
}

const restated: RowOutcome = {
  kind: 'ignored',
  reason: 'option exercises, assignments and expirations (the executions count)',
};

function keyOf(row: FlexRow): string {
  return `${row.account ?? ''}|${symbolOfRow(row) ?? ''}`;
}

/**
 * After the day of its expiry nothing of an option is held: evidence that the executions must meet, from whatever file they
 * come, and that moves nothing. An option that leaves earlier may leave in part: then the row says nothing of what is left.
 */
function goneAt(row: FlexRow, instrument: Instrument, clock: LocalClock): ReportedPositionEvent | null {
  if (instrument.kind !== 'option') return null;
  const timeMs = endOfDay(attributeOf(row, 'date'), clock);
  if (timeMs === null || timeMs < instrument.expiryMs) return null;
  return {
    kind: 'reported-position',
    timeMs,
    sourceId: null,
    flags: [],
    instrument: instrument.symbol,
    quantity: '0' as Decimal,
    averagePrice: null,
    positionSide: null,
    mark: null,
    liquidationPrice: null,
  };
}
