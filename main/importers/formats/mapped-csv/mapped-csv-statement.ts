import { endOfUtcDay, utcDay } from '../../../../shared/units/unit.ts';
import type { Decimal } from '../../../../shared/units/decimal.ts';
import type { RowOutcome } from '../../importer.ts';
import { absolute, isNegative, negate } from '../../read-fields.ts';
import { readQuantity, readSide } from './mapped-csv-fill.ts';
import { termsOf, type MappedRow } from './mapped-csv-row.ts';
import { isRowFault, rowFault, type RowFault } from '../row-time.ts';

/** A price by the mapping of its table: a mark at its instant, or the close of a day. A mark of a whole day is that of its end. */
export function readMappedPrice(kind: 'mark' | 'close', row: MappedRow): RowOutcome {
  const { record, cells, mapping } = row;
  const instrument = cells.instrument(record);
  if (isRowFault(instrument)) return instrument;
  const named = (fault: RowFault): RowFault => ({ ...fault, instrument: instrument.symbol });
  if (mapping.price === null) return named(rowFault('price-missing', 'No column says the price', null));
  const price = cells.number(record, mapping.price.column);
  if (isRowFault(price)) return named(price);
  if (price === null) return { kind: 'ignored', reason: 'row without a price' };
  if (price.amount === '0' || isNegative(price.amount))
    return named(rowFault('price-not-positive', `a price of ${price.amount} is none`, null));
  const day = utcDay(row.timeMs);
  if (kind === 'close') {
    if (!row.daily)
      return named(
        rowFault('close-without-day', 'a close belongs to a whole day, and this row names a time of day', null),
      );
    return { kind: 'close', close: { day, open: null, high: null, low: null, close: price.amount } };
  }
  const timeMs = row.daily ? endOfUtcDay(day) : row.timeMs;
  return { kind: 'marks', marks: [{ instrument: instrument.symbol, price: price.amount, timeMs }] };
}

/** A position that is stated at an instant: from then on it is this, whatever came before. A whole day means its beginning. */
export function readMappedPosition(row: MappedRow): RowOutcome {
  const { record, cells, mapping } = row;
  const instrument = cells.instrument(record);
  if (isRowFault(instrument)) return instrument;
  const named = (fault: RowFault): RowFault => ({ ...fault, instrument: instrument.symbol });
  const quantity = signedQuantity(row);
  if (isRowFault(quantity)) return named(quantity);
  const price = mapping.price === null ? null : cells.number(record, mapping.price.column);
  if (isRowFault(price)) return named(price);
  if (quantity !== '0' && (price === null || price.amount === '0' || isNegative(price.amount)))
    return named(rowFault('price-missing', 'a position needs the average price at which it was entered', null));
  return {
    kind: 'event',
    event: {
      kind: 'opening-position',
      timeMs: row.timeMs,
      sourceId: row.sourceId,
      flags: row.flags,
      instrument: instrument.symbol,
      quantity,
      averagePrice: quantity === '0' || price === null ? null : price.amount,
      positionSide: null,
    },
    joined: [],
    terms: termsOf(instrument),
  };
}

/** Long > 0, short < 0: by the words of the side where the mapping names them, else by the sign that is written. */
export function signedQuantity(row: MappedRow): Decimal | RowFault {
  const written = readQuantity(row);
  if (isRowFault(written) || row.mapping.side === null || written === '0') return written;
  const side = readSide(row, written);
  if (typeof side !== 'string') return side;
  return side === 'sell' ? negate(absolute(written)) : absolute(written);
}
