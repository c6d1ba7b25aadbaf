import type { Decimal } from '../../../../shared/units/decimal.ts';
import { endOfUtcDay, utcDay } from '../../../../shared/units/unit.ts';
import type { RowMark, RowOutcome } from '../../importer.ts';
import { isNegative } from '../../read-fields.ts';
import { signedQuantity } from './mapped-csv-statement.ts';
import { termsOf, type MappedRow } from './mapped-csv-row.ts';
import { isRowFault, type RowFault } from '../row-time.ts';

/**
 * A position as a broker's own list prints it: evidence that the rows must meet, with its average entry, its mark and its
 * liquidation price where these are printed (a blank or a 0 is none). A whole day means its end. The mark is a price of its instant.
 */
export function readReportedPosition(row: MappedRow): RowOutcome {
  const { record, cells, mapping } = row;
  const instrument = cells.instrument(record);
  if (isRowFault(instrument)) return instrument;
  const named = (fault: RowFault): RowFault => ({ ...fault, instrument: instrument.symbol });
  const quantity = signedQuantity(row);
  if (isRowFault(quantity)) return named(quantity);
  const [averagePrice, mark, liquidationPrice] = [mapping.price, mapping.mark, mapping.liquidationPrice].map((of) =>
    priceIn(row, of),
  ) as [PrintedPrice, PrintedPrice, PrintedPrice];
  for (const price of [averagePrice, mark, liquidationPrice]) if (isFault(price)) return named(price);
  const timeMs = row.daily ? endOfUtcDay(utcDay(row.timeMs)) : row.timeMs;
  const marks: readonly RowMark[] =
    typeof mark === 'string' ? [{ instrument: instrument.symbol, price: mark, timeMs }] : [];
  return {
    kind: 'event',
    event: {
      kind: 'reported-position',
      timeMs,
      sourceId: row.sourceId,
      flags: row.flags,
      instrument: instrument.symbol,
      quantity,
      averagePrice: quantity === '0' ? null : textOrNull(averagePrice),
      positionSide: null,
      mark: textOrNull(mark),
      liquidationPrice: textOrNull(liquidationPrice),
    },
    joined: [],
    terms: termsOf(instrument),
    marks,
  };
}

type PrintedPrice = Decimal | RowFault | null;

function priceIn({ record, cells }: MappedRow, of: { readonly column: string } | null): PrintedPrice {
  const read = of === null ? null : cells.number(record, of.column);
  if (read === null || isRowFault(read)) return read;
  return read.amount === '0' || isNegative(read.amount) ? null : read.amount;
}

function isFault(price: PrintedPrice): price is RowFault {
  return price !== null && typeof price !== 'string';
}

function textOrNull(price: PrintedPrice): Decimal | null {
  return typeof price === 'string' ? price : null;
}
