import type {
  CancelEvent,
  CashEvent,
  EventFlag,
  FillEffect,
  FillEvent,
  FillKind,
} from '../../../../shared/book/event.ts';
import type { Instrument } from '../../../../shared/book/instrument.ts';
import {
  formatScaled,
  magnitudeOf,
  scaledOf,
  scaledOne,
  type Decimal,
  type Scaled,
} from '../../../../shared/units/decimal.ts';
import type { RowOutcome } from '../../importer.ts';
import type { LocalClock } from '../../local-time.ts';
import { absolute, isNegative } from '../../read-fields.ts';
import { moneyAgrees, priceFromMoney } from './ibkr-flex-money.ts';
import { amountOf, attributeOf, codesOf, idOf, isAmountFault, sizeOf, type FlexRow } from './ibkr-flex-row.ts';
import { instantOfRow, readFlexTime } from './ibkr-flex-time.ts';
import { isRowFault, rowFault, type RowFault, type RowTime } from '../row-time.ts';

/**
 * One execution: a fill (an option that is assigned, exercised or expires among them), or the broker taking an earlier
 * one back. The commission is the fill's fee, in its own currency; a tax on the trade is a movement of its own, because
 * a fill has one fee only and a cancelled trade gives its tax back on a row of its own. `fifoPnlRealized` is left alone:
 * it is first-in first-out and after commissions, and no average cost can agree with it.
 */
export function tradeOutcome(row: FlexRow, instrument: Instrument, clock: LocalClock): RowOutcome {
  const { symbol } = instrument;
  const time = instantOfRow(row, ['dateTime'], clock, 'end', symbol);
  if (isRowFault(time)) return time;
  const amounts = readAmounts(row, instrument);
  if (isRowFault(amounts)) return amounts;
  const intent = intentOf(row, amounts);
  if (isRowFault(intent)) return { ...intent, instrument: symbol };
  const { quantity, price } = amounts;
  const id = identityOf(row, amounts, intent.kind);
  const flags: EventFlag[] = time.ambiguous ? ['time-ambiguous'] : [];
  if (!amounts.agrees) flags.push('amount-differs');
  const also = taxOf(amounts, time, instrument, id, flags);
  if (intent.kind === 'cancel') {
    const cancel: CancelEvent = {
      kind: 'cancel',
      timeMs: time.ms,
      sourceId: id,
      flags,
      instrument: symbol,
      side: intent.side,
      quantity,
      price,
      fee: givenBack(row, instrument, amounts.commission),
      cancelledMs: cancelledInstant(row, clock),
    };
    return { kind: 'event', event: cancel, joined: noLines, also };
  }
  const kind = fillKindOf(row, instrument, price);
  if (isRowFault(kind)) return kind;
  const fee = feeOf(row, instrument, amounts.commission);
  if (isRowFault(fee)) return fee;
  const fill: FillEvent = {
    kind,
    timeMs: time.ms,
    sourceId: id,
    // What ends or is delivered costs nothing unless the row says so.
    flags: fee === null && (kind === 'trade' || kind === 'liquidation') ? [...flags, 'fee-unknown'] : flags,
    instrument: symbol,
    side: intent.side,
    quantity,
    price,
    fee,
    positionSide: null,
    effect: effectOf(row, kind),
    reportedPnl: null,
    positionAfter: null,
    balanceAfter: null,
  };
  return { kind: 'event', event: fill, joined: noLines, also };
}

interface TradeAmounts {
  /** > 0 */
  readonly quantity: Decimal;
  /** As the row has it, with its sign. */
  readonly signedQuantity: Decimal;
  readonly price: Decimal;
  readonly commission: Decimal | null;
  readonly taxes: Decimal | null;
  /** Received > 0, paid < 0; null when the row does not say. */
  readonly proceeds: Decimal | null;
  readonly currency: string;
  /** Whether the money is price times quantity. */
  readonly agrees: boolean;
}

function readAmounts(row: FlexRow, instrument: Instrument): TradeAmounts | RowFault {
  const { symbol, multiplier, quoteAsset } = instrument;
  const read: Record<string, Decimal | null> = {};
  for (const name of ['quantity', 'tradePrice', 'ibCommission', 'taxes', 'proceeds', 'tradeMoney', 'netCash']) {
    const amount = amountOf(row, name, symbol);
    if (isAmountFault(amount)) return amount;
    read[name] = amount.value;
  }
  const signedQuantity = read['quantity'] ?? null;
  const quantity = sizeOf(signedQuantity);
  if (signedQuantity === null || quantity === null) {
    return rowFault('quantity-missing', `the row has no quantity of ${symbol} above or below zero`, symbol);
  }
  const proceeds = read['proceeds'] ?? null;
  const netCash = read['netCash'] ?? null;
  const commission =
    read['ibCommission'] ?? provenCommission(row, instrument, proceeds, read['taxes'] ?? none, netCash);
  // A future moves no money when it is traded: its proceeds may be 0.
  const moved = [proceeds, read['tradeMoney'] ?? null].filter((amount) => amount !== null);
  const money = instrument.kind === 'future' ? moved.filter((amount) => amount !== '0') : moved;
  const gross = grossOf(row, quoteAsset, netCash, commission);
  const taxes = signedTax(read['taxes'] ?? null, proceeds, gross);
  const paid = money[0] ?? (gross === null ? null : formatScaled(gross - scaledOf(taxes ?? none)));
  const price = read['tradePrice'] ?? priceFromMoney(paid, quantity, multiplier);
  if (price === null) {
    return rowFault(
      'price-missing',
      `the row has neither a price nor proceeds of ${symbol}, and its cost basis proves neither; add Trade Price to the Flex Query`,
      symbol,
    );
  }
  if (isNegative(price)) return rowFault('not-positive', `tradePrice ${price} is below zero`, symbol);
  return {
    quantity,
    signedQuantity,
    price,
    commission,
    taxes,
    proceeds,
    currency: quoteAsset,
    agrees:
      money.every((amount) => moneyAgrees(amount, quantity, price, multiplier)) &&
      (gross === null || proceeds === null || !isOutright(instrument) || sumAgrees(gross, proceeds, taxes ?? none)),
  };
}

/** Stocks and options are paid outright: their net cash is all that a trade moved. */
function isOutright({ kind }: Instrument): boolean {
  return kind === 'stock' || kind === 'option';
}

/** What the net cash leaves beside proceeds and taxes, where the query has no commission; null where nothing proves it. */
function provenCommission(
  row: FlexRow,
  instrument: Instrument,
  proceeds: Decimal | null,
  taxes: Decimal,
  netCash: Decimal | null,
): Decimal | null {
  if (netCash === null || netCash === '0' || proceeds === null || !isOutright(instrument)) return null;
  const stated = attributeOf(row, 'ibCommissionCurrency').toUpperCase();
  if (stated !== '' && stated !== instrument.quoteAsset) return null;
  return formatScaled(scaledOf(netCash) - scaledOf(proceeds) - scaledOf(taxes));
}

/** Each of the sums may be rounded to the cent. */
function sumAgrees(gross: Scaled, proceeds: Decimal, taxes: Decimal): boolean {
  return magnitudeOf(gross - scaledOf(proceeds) - scaledOf(taxes)) <= cent;
}

const cent = scaledOne / 100n;

/** What a trade moved but for its commission: proceeds and taxes together. Null where the row does not say. */
function grossOf(row: FlexRow, currency: string, netCash: Decimal | null, commission: Decimal | null): Scaled | null {
  // The net cash of a conversion of currencies is written as 0.
  if (netCash === null || netCash === '0' || commission === null) return null;
  if (commission !== '0' && attributeOf(row, 'ibCommissionCurrency') !== currency) return null;
  return scaledOf(netCash) - scaledOf(commission);
}

/** Paid < 0 as IBKR writes it; where the row's own sum shows the other sign, that one. */
function signedTax(taxes: Decimal | null, proceeds: Decimal | null, gross: Scaled | null): Decimal | null {
  if (taxes === null || taxes === '0') return null;
  if (proceeds === null || gross === null) return taxes;
  const proven = gross - scaledOf(proceeds);
  return magnitudeOf(proven) === magnitudeOf(scaledOf(taxes)) ? formatScaled(proven) : taxes;
}

const none = '0' as Decimal;

interface Intent {
  readonly kind: 'fill' | 'cancel';
  readonly side: 'buy' | 'sell';
}

/** Which side, and whether the row takes a trade back: `buySell` comes before the sign of the quantity. */
function intentOf(row: FlexRow, { signedQuantity, proceeds }: TradeAmounts): Intent | RowFault {
  const written = attributeOf(row, 'buySell').toUpperCase();
  const stated = written.startsWith('BUY') ? 'buy' : written.startsWith('SELL') ? 'sell' : null;
  if (stated === null && written !== '') {
    return rowFault('side-unknown', `buySell "${written}" is neither BUY nor SELL`, null);
  }
  const bySign = isNegative(signedQuantity) ? 'sell' : 'buy';
  const opposite = bySign === 'buy' ? 'sell' : 'buy';
  if (written.includes('CA.') || attributeOf(row, 'transactionType').toUpperCase() === 'TRADECANCEL') {
    return { kind: 'cancel', side: stated ?? opposite };
  }
  if (stated === null) {
    return codesOf(row).has('Ca') ? cancelUnclear : { kind: 'fill', side: bySign };
  }
  // Money that flows the other way than the side says: the trade is being undone.
  const undone = proceeds === null || proceeds === '0' ? null : isNegative(proceeds) !== (stated === 'buy');
  const contradicts = stated === 'buy' && bySign === 'sell';
  if (undone === true || contradicts) {
    return idOf(row, 'origTradeID') !== null || codesOf(row).has('Ca')
      ? { kind: 'cancel', side: stated }
      : cancelUnclear;
  }
  if (codesOf(row).has('Ca')) return cancelUnclear;
  return { kind: 'fill', side: stated };
}

const cancelUnclear = rowFault(
  'cancel-unclear',
  'the row looks like a cancelled trade (code Ca, or quantity or proceeds against its side), but does not say which; add Transaction Type and Orig Trade ID to the Flex Query',
  null,
);

/**
 * By what an execution is known where statements overlap. A trade id may come back when a trade is cancelled and booked
 * again, so it never stands alone.
 */
function identityOf(row: FlexRow, amounts: TradeAmounts, kind: Intent['kind']): string | null {
  const own = idOf(row, 'transactionID', 'ibExecID');
  if (own !== null) return own;
  const trade = idOf(row, ...(kind === 'cancel' ? ['origTradeID', 'tradeID'] : ['tradeID']));
  if (trade === null) return null;
  const { signedQuantity, price, commission } = amounts;
  // What is booked again is reported on a later day, if nothing else differs.
  const reported = readFlexTime(attributeOf(row, 'reportDate'))?.local;
  const day = reported === undefined ? '' : `/${reported.year}-${reported.month}-${reported.day}`;
  return `${trade}/${signedQuantity}@${price}/${commission ?? ''}${day}`;
}

function taxOf(
  { taxes, currency }: TradeAmounts,
  time: RowTime,
  instrument: Instrument,
  id: string | null,
  flags: readonly EventFlag[],
): readonly CashEvent[] {
  if (taxes === null) return [];
  return [
    {
      kind: 'tax',
      timeMs: time.ms,
      sourceId: id === null ? null : `${id}/taxes`,
      flags,
      asset: currency,
      amount: taxes,
      instrument: instrument.symbol,
      grain: 'own',
      balanceAfter: null,
    },
  ];
}

function feeOf(row: FlexRow, instrument: Instrument, commission: Decimal | null): FillEvent['fee'] | RowFault {
  if (commission === null) return null;
  const stated = attributeOf(row, 'ibCommissionCurrency').toUpperCase();
  // A commission on currencies is charged in the account's own currency, which the pair does not tell.
  if (stated === '' && instrument.kind === 'spot' && commission !== '0') {
    return rowFault(
      'fee-asset-unknown',
      `ibCommission ${commission} does not say in which currency it was paid; add IB Commission Currency`,
      instrument.symbol,
    );
  }
  const asset = stated === '' ? instrument.quoteAsset : stated;
  return { asset, amount: commission === '0' ? commission : negative(commission) };
}

/** The commission that a cancellation gives back, as the cost that it was. */
function givenBack(row: FlexRow, instrument: Instrument, commission: Decimal | null): FillEvent['fee'] {
  const fee = feeOf(row, instrument, commission);
  return fee === null || isRowFault(fee) ? null : { asset: fee.asset, amount: negative(fee.amount) };
}

/** IBKR writes a cost below zero, the book above. */
function negative(amount: Decimal): Decimal {
  return isNegative(amount) ? absolute(amount) : (`-${amount}` as Decimal);
}

function fillKindOf(row: FlexRow, { kind, symbol }: Instrument, price: Decimal): FillKind | RowFault {
  const codes = codesOf(row);
  // The future or the stock that an option turns into is a trade at the strike.
  if (kind === 'option') {
    if (codes.has('A')) return 'assignment';
    if (codes.has('Ex')) return 'exercise';
  }
  if ((kind === 'option' || kind === 'future') && codes.has('Ep')) return 'expiry';
  if (scaledOf(price) === 0n) {
    return rowFault('not-positive', `${symbol} is traded at 0 without being assigned, exercised or expired`, symbol);
  }
  // On a conversion of currencies L only says that IBKR ordered it, to pay for a purchase.
  return codes.has('L') && kind !== 'spot' ? 'liquidation' : 'trade';
}

function effectOf(row: FlexRow, kind: FillKind): FillEffect {
  if (removals.has(kind)) return 'close';
  const stated = attributeOf(row, 'openCloseIndicator').toUpperCase();
  const codes = stated === '' ? codesOf(row) : new Set(stated);
  const closes = codes.has('C');
  return codes.has('O') ? (closes ? 'flip' : 'open') : closes ? 'close' : null;
}

const removals: ReadonlySet<FillKind> = new Set(['assignment', 'exercise', 'expiry']);

/** When the cancelled trade was made, where its time is written beside its date. */
function cancelledInstant(row: FlexRow, clock: LocalClock): CancelEvent['cancelledMs'] {
  const text = attributeOf(row, 'origTradeDate');
  const read = readFlexTime(text);
  if (read === null || read.dateOnly) return null;
  const reading = clock.read(read.local);
  return typeof reading === 'string' ? null : reading.ms;
}

const noLines: readonly number[] = [];
