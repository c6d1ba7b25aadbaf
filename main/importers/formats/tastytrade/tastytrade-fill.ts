import type { EventFlag, FillEffect, FillEvent, FillKind } from '../../../../shared/book/event.ts';
import {
  formatScaled,
  magnitudeOf,
  mulDiv,
  mulScaled,
  scaledOf,
  scaledOne,
  type Decimal,
  type Scaled,
} from '../../../../shared/units/decimal.ts';
import { isNegative } from '../../read-fields.ts';
import { isRowFault, rowFault, type RowFault } from '../row-time.ts';
import { cashOf, costOf, type CostSigns } from './tastytrade-costs.ts';
import type { TastyInstrument } from './tastytrade-instrument.ts';
import type { TastyRow } from './tastytrade-row.ts';

/** A row that is about an instrument; its quantity is above zero wherever a fill is made of it. */
export type InstrumentRow = TastyRow & { readonly instrument: TastyInstrument };

/** A purchase or sale, also the shares (or the future) that an assignment or exercise delivers at the strike. */
export function tastyTrade(row: InstrumentRow, signs: CostSigns): FillEvent | RowFault {
  const side = sideOf(row.action);
  const symbol = row.instrument.instrument.symbol;
  if (side === null) return rowFault('side-unknown', `Action "${row.action}" is neither a purchase nor a sale`, symbol);
  const price = row.instrument.kind === 'future' ? pointPrice(row) : priceOf(row, side);
  if (isRowFault(price)) return price;
  return fillOf(row, signs, { kind: 'trade', side, price, effect: effectOf(row) });
}

interface FillWords {
  readonly kind: FillKind;
  readonly side: 'buy' | 'sell';
  readonly price: Decimal;
  readonly effect: FillEffect;
}

/** The fill of a row whose side and price are known; fails on a quantity that its own sentence contradicts. */
export function fillOf(row: InstrumentRow, signs: CostSigns, words: FillWords): FillEvent | RowFault {
  const { symbol } = row.instrument.instrument;
  const quantity = formatScaled(row.quantity);
  if (row.said.quantity !== null && scaledOf(row.said.quantity) !== row.quantity)
    return rowFault(
      'amount-differs',
      `Quantity says ${quantity}, but the description says ${row.said.quantity}: "${row.description}"`,
      symbol,
    );
  const differs = totalFault(row, signs);
  if (differs !== null) return differs;
  return {
    ...words,
    timeMs: row.time.ms,
    // The order number is shared by all fills of an order; a row has no id of its own.
    sourceId: null,
    flags: flagsOf(row),
    instrument: symbol,
    quantity,
    fee: { asset: row.currency, amount: formatScaled(costOf(row, signs)) },
    positionSide: null,
    reportedPnl: null,
    positionAfter: null,
    balanceAfter: null,
  };
}

export function flagsOf({ time }: TastyRow): readonly EventFlag[] {
  return time.ambiguous ? ['time-ambiguous'] : [];
}

/** Why the cash of a row cannot be believed: the Total that it prints is not its Value and its costs together. */
export function totalFault(row: TastyRow, signs: CostSigns): RowFault | null {
  const cash = cashOf(row, signs);
  if (row.total === null || row.total === cash) return null;
  return rowFault(
    'amount-differs',
    `Total ${formatScaled(row.total)} is not Value ${formatScaled(row.value)} and the costs together, which are ${formatScaled(cash)}`,
    row.instrument?.instrument.symbol ?? null,
  );
}

/**
 * The price per unit by what was paid, which is the truth of a fill at several prices: Value over quantity and
 * multiplier, to the eighteenth digit. It must be the price of the description as rounded there, or make its value to the cent.
 */
export function priceOf(row: InstrumentRow, side: 'buy' | 'sell'): Decimal | RowFault {
  const { symbol, multiplier } = row.instrument.instrument;
  const value = formatScaled(row.value);
  const units = mulScaled(row.quantity, scaledOf(multiplier));
  const paid = side === 'buy' ? -row.value : row.value;
  if (paid <= 0n)
    return rowFault(
      'amount-differs',
      `Value ${value} cannot be that of a ${side}: a purchase costs money and a sale brings it`,
      symbol,
    );
  const price = mulDiv(paid, scaledOne, units);
  if (row.said.price !== null && !isAsDescribed(row.said.price, row.said.priceDigits, price, units, paid))
    return rowFault(
      'amount-differs',
      `Value ${value} is not ${formatScaled(row.quantity)} at ${row.said.price} times ${multiplier}: one of them is wrong`,
      symbol,
    );
  return formatScaled(price);
}

function isAsDescribed(said: Decimal, digits: number, price: Scaled, units: Scaled, paid: Scaled): boolean {
  const lastDigit = scaledOne / 10n ** BigInt(digits);
  if (2n * magnitudeOf(scaledOf(said) - price) <= lastDigit) return true;
  return 2n * magnitudeOf(mulScaled(scaledOf(said), units) - paid) <= cent;
}

const cent = scaledOne / 100n;

/** Futures pay nothing when they are traded: their price stands in the description only, `Bought 1 /MESZ5 @ 6012.25`. */
function pointPrice({ said, description, instrument }: InstrumentRow): Decimal | RowFault {
  const { symbol } = instrument.instrument;
  if (said.price === null)
    return rowFault('price-unreadable', `"${description}" names no price that Ballast can read`, symbol);
  return said.price === '0' || isNegative(said.price)
    ? rowFault('not-positive', `the price ${said.price} of "${description}" is not above zero`, symbol)
    : said.price;
}

function sideOf(words: string): 'buy' | 'sell' | null {
  if (/^buy\b/.test(words)) return 'buy';
  return /^sell\b/.test(words) ? 'sell' : null;
}

/** Coins are bought and sold; the words open and close say nothing of them. */
function effectOf({ action, subType, instrument }: InstrumentRow): FillEffect {
  if (instrument.kind === 'coin') return null;
  const words = `${action} ${subType}`;
  if (words.includes('to open')) return 'open';
  return words.includes('to close') ? 'close' : null;
}
