import type { AssetAmount, EventFlag, FillEffect, FillEvent, ReportedPnl } from '../../../../shared/book/event.ts';
import type { Instrument } from '../../../../shared/book/instrument.ts';
import type { Decimal } from '../../../../shared/units/decimal.ts';
import type { RowOutcome } from '../../importer.ts';
import { absolute, isNegative, negate } from '../../read-fields.ts';
import { titled } from './mapped-csv-cells.ts';
import { exactProduct, sumOf } from './mapped-csv-number.ts';
import { sameWord, termsOf, type MappedRow } from './mapped-csv-row.ts';
import { isRowFault, rowFault, type RowFault } from '../row-time.ts';

/** A purchase or sale by the mapping of its table. */
export function readMappedFill(kind: 'fill' | 'buy' | 'sell', row: MappedRow): RowOutcome {
  const { record, cells, mapping } = row;
  const instrument = cells.instrument(record);
  if (isRowFault(instrument)) return instrument;
  const named = (fault: RowFault): RowFault => ({ ...fault, instrument: instrument.symbol });
  const quantity = readQuantity(row);
  if (isRowFault(quantity)) return named(quantity);
  if (quantity === '0') return { kind: 'ignored', reason: 'nothing traded: the quantity is 0' };
  const side = kind === 'fill' ? readSide(row, quantity) : kind;
  if (typeof side !== 'string') return named(side);
  if (side === 'buy' && isNegative(quantity) && mapping.side?.from !== 'money-sign')
    return named(rowFault('side-contradicts', `a purchase of a negative quantity (${quantity})`, null));
  const price =
    mapping.price === null
      ? rowFault('price-missing', 'No column says the price', null)
      : cells.neededNumber(record, mapping.price.column);
  if (isRowFault(price)) return named(price);
  if (price.amount === '0' || isNegative(price.amount))
    return named(rowFault('price-not-positive', `a price of ${price.amount} is none`, null));
  const fee = readFee(row, instrument);
  if (isRowFault(fee)) return named(fee);
  const reportedPnl = readProfit(row);
  if (isRowFault(reportedPnl)) return named(reportedPnl);
  const balance = mapping.balanceAfter === null ? null : cells.number(record, mapping.balanceAfter.column);
  if (isRowFault(balance)) return named(balance);
  const event: FillEvent = {
    kind: 'trade',
    timeMs: row.timeMs,
    sourceId: row.sourceId,
    flags: [...row.flags, ...valueFlags(row, instrument, price.amount, absolute(quantity))],
    instrument: instrument.symbol,
    side,
    quantity: absolute(quantity),
    price: price.amount,
    fee,
    positionSide: null,
    effect: readEffect(row),
    reportedPnl,
    positionAfter: null,
    balanceAfter: balance === null ? null : balance.amount,
  };
  return { kind: 'event', event, joined: [], terms: termsOf(instrument) };
}

/** The signed quantity in coins, shares or contracts: as written times the multiplier of the mapping. */
export function readQuantity({ record, cells, mapping }: MappedRow): Decimal | RowFault {
  if (mapping.quantity === null) return rowFault('quantity-missing', 'No column says the quantity', null);
  const { column, multiplier } = mapping.quantity;
  const written = cells.neededNumber(record, column);
  if (isRowFault(written)) return written;
  const quantity = exactProduct(written.amount, (multiplier ?? '1') as Decimal);
  return quantity ?? rowFault('quantity-too-fine', `${titled(column)} has more than 18 decimal places`, null);
}

/** The side that the mapping names: a word, the sign of the quantity, or that of the money. */
export function readSide(
  { record, cells, mapping: { side } }: MappedRow,
  quantity: Decimal,
): 'buy' | 'sell' | RowFault {
  if (side === null) return rowFault('side-missing', 'No column says whether it is a purchase or a sale', null);
  switch (side.from) {
    case 'quantity-sign':
      return isNegative(quantity) ? 'sell' : 'buy';
    case 'money-sign': {
      const money = cells.neededNumber(record, side.column);
      if (isRowFault(money)) return money;
      if (money.amount === '0') return rowFault('side-missing', `${titled(side.column)} is 0 and has no sign`, null);
      return isNegative(money.amount) ? 'buy' : 'sell';
    }
    case 'column': {
      const word = cells.at(record, side.column);
      if (side.buy.some((one) => sameWord(one, word))) return 'buy';
      if (side.sell.some((one) => sameWord(one, word))) return 'sell';
      return rowFault('side-unknown', `${titled(side.column)} "${word}" is neither a purchase nor a sale`, null);
    }
  }
}

/** A cost >= 0, a rebate < 0; null where all its cells are blank. */
export function readFee(
  { record, cells, mapping: { fee } }: MappedRow,
  instrument: Instrument | null,
): AssetAmount | RowFault | null {
  if (fee === null) return null;
  const amounts: Decimal[] = [];
  let beside: string | null = null;
  for (const column of fee.columns) {
    const read = cells.number(record, column);
    if (isRowFault(read)) return read;
    if (read === null) continue;
    amounts.push(read.amount);
    beside ??= read.asset;
  }
  if (amounts.length === 0) return null;
  const written = sumOf(amounts);
  const amount = fee.cost === 'negative' ? negate(written) : written;
  const asset =
    fee.asset === null
      ? rowFault('asset-missing', 'The mapping does not say the currency of fees', null)
      : cells.asset(record, fee.asset, beside, instrument);
  if (isRowFault(asset)) return amount === '0' ? null : asset;
  return { asset, amount };
}

function readProfit({ record, cells, mapping: { profit } }: MappedRow): ReportedPnl | RowFault | null {
  if (profit === null) return null;
  const read = cells.number(record, profit.column);
  if (read === null || isRowFault(read)) return read;
  return { amount: read.amount, basis: profit.basis };
}

function readEffect({ record, cells, mapping: { effect } }: MappedRow): FillEffect {
  if (effect === null) return null;
  const word = cells.at(record, effect.column);
  if (effect.open.some((one) => sameWord(one, word))) return 'open';
  return effect.close.some((one) => sameWord(one, word)) ? 'close' : null;
}

/** The printed value held against price x quantity, within the rounding of its last digit. */
function valueFlags(
  { record, cells, mapping: { value, numbers } }: MappedRow,
  instrument: Instrument,
  price: Decimal,
  quantity: Decimal,
): readonly EventFlag[] {
  if (value === null || instrument.payoff === 'inverse') return [];
  const read = cells.number(record, value.column);
  if (read === null || isRowFault(read)) return [];
  const product = Number(price) * Number(quantity) * Number(instrument.multiplier);
  const difference = Math.abs(product - Math.abs(Number(read.amount)));
  const step = lastDigit(cells.at(record, value.column), numbers?.decimal ?? '.');
  // What is left of a large product after fifteen digits is the noise of the check itself.
  return difference <= Math.max(step, product * 1e-9) ? [] : ['amount-differs'];
}

/** The worth of the last digit that is written: 0.01 for 12.50, 1 for 300. */
export function lastDigit(text: string, decimal: '.' | ','): number {
  const digits = /\d[\d.,' \u00a0]*/.exec(text)?.[0].trimEnd() ?? '';
  const fraction = digits.split(decimal)[1] ?? '';
  return 10 ** -fraction.length;
}
