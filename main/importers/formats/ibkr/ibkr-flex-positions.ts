import type { BalanceEvent, ReportedPositionEvent } from '../../../../shared/book/event.ts';
import type { Instrument } from '../../../../shared/book/instrument.ts';
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
import type { EpochMs } from '../../../../shared/units/unit.ts';
import type { RowMark, RowOutcome } from '../../importer.ts';
import type { LocalClock } from '../../local-time.ts';
import { absolute, isNegative, negate } from '../../read-fields.ts';
import { moneyAgrees } from './ibkr-flex-money.ts';
import { amountOf, attributeOf, isAmountFault, positiveOf, statementAttribute, type FlexRow } from './ibkr-flex-row.ts';
import { endOfDay, endOfDayBefore } from './ibkr-flex-time.ts';
import { rowFault, type RowFault } from '../row-time.ts';

/** A position as one row of the report has it. */
export interface FlexPosition {
  readonly timeMs: EpochMs;
  /** Signed. */
  readonly quantity: Decimal;
  /** Per unit of price, as the broker calculates it (it includes commissions). */
  readonly averagePrice: Decimal | null;
  readonly mark: Decimal | null;
}

/** Reads a row of the open positions, which count at the end of the report's date. */
export function positionOf(row: FlexRow, instrument: Instrument, clock: LocalClock): FlexPosition | RowFault {
  const { symbol } = instrument;
  const date = attributeOf(row, 'reportDate') || statementAttribute(row, 'toDate');
  const timeMs = endOfDay(date, clock);
  if (timeMs === null) return rowFault('time-unreadable', `"${date}" is no date of a report`, symbol);
  const position = amountOf(row, 'position', symbol);
  if (isAmountFault(position)) return position;
  const mark = amountOf(row, 'markPrice', symbol);
  if (isAmountFault(mark)) return mark;
  if (position.value === null) return rowFault('quantity-missing', `the row has no position of ${symbol}`, symbol);
  const short = attributeOf(row, 'side').toLowerCase() === 'short';
  const quantity = short && !isNegative(position.value) ? negate(position.value) : position.value;
  const averagePrice = averageOf(row, instrument, quantity);
  if (averagePrice !== null && typeof averagePrice !== 'string') return averagePrice;
  return { timeMs, quantity, averagePrice, mark: positiveOf(mark.value) };
}

export function positionOutcome(
  instrument: Instrument,
  { timeMs, quantity, averagePrice, mark }: FlexPosition,
  joined: readonly number[],
): RowOutcome {
  const event: ReportedPositionEvent = {
    kind: 'reported-position',
    timeMs,
    sourceId: null,
    flags: [],
    instrument: instrument.symbol,
    quantity,
    averagePrice,
    positionSide: null,
    mark,
    liquidationPrice: null,
  };
  const marks: readonly RowMark[] = mark === null ? [] : [{ instrument: instrument.symbol, price: mark, timeMs }];
  return { kind: 'event', event, joined, terms: [instrument], marks };
}

/** The lots of one position as one: quantities add up, the average is that of the cost. */
export function positionOfLots(first: FlexPosition, rest: readonly FlexPosition[]): FlexPosition {
  let quantity = scaledOf(first.quantity);
  let cost = costOf(first);
  for (const lot of rest) {
    quantity += scaledOf(lot.quantity);
    const more = costOf(lot);
    cost = cost === null || more === null ? null : cost + more;
  }
  const averagePrice =
    cost === null || quantity === 0n ? null : formatScaled(mulDiv(magnitudeOf(cost), scaledOne, magnitudeOf(quantity)));
  return { timeMs: first.timeMs, quantity: formatScaled(quantity), averagePrice, mark: first.mark };
}

/** Signed as its quantity; null where the row does not say. */
function costOf({ quantity, averagePrice }: FlexPosition): Scaled | null {
  return averagePrice === null ? null : mulScaled(scaledOf(quantity), scaledOf(averagePrice));
}

/** What a currency's line of the cash report says: the cash at the end of the period, and at the end of the day before it. */
export function cashReportOutcome(row: FlexRow, clock: LocalClock): RowOutcome {
  const currency = attributeOf(row, 'currency').toUpperCase();
  if (currency === 'BASE_SUMMARY')
    return { kind: 'ignored', reason: 'cash report in the base currency (sums the others up)' };
  if (!/^[A-Z]{3}$/.test(currency)) return rowFault('currency-missing', 'the row does not say its currency', null);
  const ending = balanceOf(row, 'endingCash', 'toDate', endOfDay, currency, clock);
  const starting = balanceOf(row, 'startingCash', 'fromDate', endOfDayBefore, currency, clock);
  const events: BalanceEvent[] = [];
  for (const outcome of [starting, ending]) {
    if (outcome === null) continue;
    if (outcome.kind === 'failed') return outcome;
    events.push(outcome);
  }
  const [event, ...also] = events;
  if (event === undefined) return { kind: 'ignored', reason: 'cash report without starting and ending cash' };
  return { kind: 'event', event, joined: [], also };
}

function balanceOf(
  row: FlexRow,
  name: string,
  dateName: string,
  instant: (text: string, clock: LocalClock) => EpochMs | null,
  currency: string,
  clock: LocalClock,
): BalanceEvent | RowFault | null {
  const amount = amountOf(row, name);
  if (isAmountFault(amount)) return amount;
  if (amount.value === null) return null;
  const date = attributeOf(row, dateName) || statementAttribute(row, dateName);
  const timeMs = instant(date, clock);
  if (timeMs === null) return rowFault('time-unreadable', `"${date}" is no date of a report (${dateName})`, null);
  return { kind: 'reported-balance', timeMs, sourceId: null, flags: [], asset: currency, amount: amount.value };
}

/**
 * `costBasisPrice` per unit of price: a statement that writes it for the whole contract betrays it by its cost basis. Null
 * where the two agree in neither way.
 */
function averageOf(row: FlexRow, { symbol, multiplier }: Instrument, quantity: Decimal): Decimal | null | RowFault {
  const price = amountOf(row, 'costBasisPrice', symbol);
  if (isAmountFault(price)) return price;
  const money = amountOf(row, 'costBasisMoney', symbol);
  if (isAmountFault(money)) return money;
  if (price.value === null || quantity === '0') return null;
  const size = absolute(quantity);
  if (money.value === null || moneyAgrees(money.value, size, price.value, multiplier)) return price.value;
  return moneyAgrees(money.value, size, price.value, one)
    ? formatScaled(mulDiv(scaledOf(price.value), scaledOne, scaledOf(multiplier)))
    : null;
}

const one = '1' as Decimal;
