import type { CashKind, EventFlag, FillEffect, FillEvent } from '../../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import { scaledOf, type Decimal } from '../../../../shared/units/decimal.ts';
import type { EpochMs } from '../../../../shared/units/unit.ts';
import type { RowOutcome } from '../../importer.ts';
import { absolute, isNegative, negate } from '../../read-fields.ts';
import { bybitDerivative, bybitSpotSide, type SpotSide } from './bybit-contract.ts';
import { changeHolds, type LogRow, type RowIdentity } from './bybit-log-row.ts';
import { rowFault, type RowFault } from '../row-time.ts';

/** What a row of the log is: a fill of a contract, one leg of a spot trade, a movement of cash, or nothing known. */
export type RowKind = 'contract-fill' | 'spot-leg' | 'cash' | 'unknown';

/** Row types that are fills; a liquidation is told apart from a trade. */
const fillTypes: Readonly<Record<string, FillEvent['kind']>> = {
  TRADE: 'trade',
  LIQUIDATION: 'liquidation',
  ADL: 'liquidation',
  ADLTRADE: 'liquidation',
  DELIVERY: 'trade',
};

/** Row types that only move a balance. The blank type is the sweeping of dust. */
const cashTypes: Readonly<Record<string, CashKind>> = {
  SETTLEMENT: 'funding',
  INTEREST: 'interest',
  TRANSFER_IN: 'transfer',
  TRANSFER_OUT: 'transfer',
  CURRENCY_BUY: 'adjustment',
  CURRENCY_SELL: 'adjustment',
  BONUS: 'adjustment',
  BONUS_RECOLLECT: 'adjustment',
  AIRDROP: 'adjustment',
  FEE_REFUND: 'adjustment',
  '': 'adjustment',
};

/** Actions that only rows of contracts name. */
const contractActions: ReadonlySet<string> = new Set(['OPEN', 'CLOSE', 'SETTLEMENT']);

/**
 * Tells spot from contracts. A contract row names OPEN or CLOSE and its Cash Flow is realised profit; the rows of a spot
 * trade name no action, move one of the two coins of the pair each, and their Cash Flow is the amount of that coin.
 */
export function kindOfRow(row: RowIdentity): RowKind {
  if (row.type !== null && Object.hasOwn(fillTypes, row.type)) {
    return row.type !== 'DELIVERY' && row.action === null && isPair(row.contract) ? 'spot-leg' : 'contract-fill';
  }
  return Object.hasOwn(cashTypes, row.type ?? '') ? 'cash' : 'unknown';
}

/** The instrument of a row whose amounts cannot be read; null where even that is unreadable. */
export function instrumentOfRow(row: RowIdentity): InstrumentSymbol | null {
  const kind = kindOfRow(row);
  if (kind === 'spot-leg') return bybitSpotSide(row.contract, row.currency)?.symbol ?? null;
  if (kind !== 'contract-fill' && !contractActions.has(row.action ?? '')) return null;
  const derivative = bybitDerivative(row.contract);
  return derivative.ok ? derivative.value.symbol : null;
}

/** A fill of a perpetual, a dated future or an option. */
export function contractFill(row: LogRow, timeMs: EpochMs, flags: readonly EventFlag[]): RowOutcome {
  const derivative = bybitDerivative(row.contract);
  if (!derivative.ok) return rowFault(derivative.fault.code, derivative.fault.message, null);
  const { symbol, settleAsset, isOption } = derivative.value;
  if (row.currency !== settleAsset) return wrongCoin(row, settleAsset, symbol);
  const type = row.type ?? '';
  const kind = fillTypes[type] ?? 'trade';
  const name = type.toLowerCase();
  if (row.direction === null) return rowFault('side-missing', `the ${name} row does not say BUY or SELL`, symbol);
  if (row.quantity === null || row.quantity === '0') {
    return rowFault('quantity-missing', `the ${name} row has no quantity`, symbol);
  }
  if (row.price === null || row.price === '0' || isNegative(row.price)) {
    return rowFault('price-missing', `the ${name} row has no price above 0`, symbol);
  }
  if (row.action !== null && row.action !== 'OPEN' && row.action !== 'CLOSE') {
    return rowFault('action-unknown', `the ${name} row has the action ${row.action}, not OPEN or CLOSE`, symbol);
  }
  if (row.action === null && type === 'TRADE') {
    return rowFault('action-missing', 'the trade row does not say whether it opens or closes the position', symbol);
  }
  if (row.action === null && type === 'DELIVERY') {
    return rowFault(
      'delivery-side',
      `${row.contract} was delivered, but the row does not say CLOSE, so it is not certain whether ${row.direction} is the side of the position or of its closing; state the position after the expiry`,
      symbol,
    );
  }
  const quantity = absolute(row.quantity);
  const { effect, positionAfter } = effectOf(row, row.direction, quantity);
  const profit = row.cashFlow;
  // An option's Cash Flow is its premium, not a profit.
  const reports = !isOption && profit !== null && (effect !== 'open' || profit !== '0');
  return booked({
    kind,
    instrument: symbol,
    side: row.direction,
    quantity,
    price: row.price,
    fee: row.fee === null ? null : { asset: row.currency, amount: negate(row.fee) },
    positionSide: null,
    effect,
    reportedPnl: reports ? { amount: profit, basis: 'gross' } : null,
    positionAfter,
    balanceAfter: row.balance,
    timeMs,
    sourceId: sourceIdOf(row, (row.action ?? '').toLowerCase()),
    flags: changeHolds(row) ? flags : [...flags, 'amount-differs'],
  });
}

/**
 * What the fill does, and the signed position after it. Bybit documents Position ("size") as what is left after the
 * trade, with a minus for a short (docs v5, Get Transaction Log). The action and the side say its sign a second time:
 * opening by a sale leaves a short, closing by a sale leaves the rest of a long. Where Position is printed without its
 * sign, the sign is taken from there; where the two contradict each other, the fill either went through zero or the
 * column cannot be trusted, and then it is left out.
 */
function effectOf(
  row: LogRow,
  side: 'buy' | 'sell',
  quantity: Decimal,
): { readonly effect: FillEffect; readonly positionAfter: Decimal | null } {
  const effect: FillEffect = row.action === 'OPEN' ? 'open' : 'close';
  if (row.position === null) return { effect, positionAfter: null };
  if (row.position === '0') return { effect, positionAfter: effect === 'close' ? row.position : null };
  const isShortAfter = (effect === 'open') === (side === 'sell');
  const size = scaledOf(absolute(row.position));
  const traded = scaledOf(quantity);
  if (effect === 'close') {
    if (!isNegative(row.position)) {
      if (!isShortAfter) return { effect, positionAfter: row.position };
      // A short that is being bought back and yet printed without a minus: the rest of it written without its sign, or,
      // where more was bought than is left, perhaps a long after a flip. Then the row does not say which.
      return size < traded ? { effect: null, positionAfter: null } : { effect, positionAfter: negate(row.position) };
    }
    if (isShortAfter) return { effect, positionAfter: row.position };
    return size < traded ? { effect: 'flip', positionAfter: row.position } : { effect, positionAfter: null };
  }
  if (isNegative(row.position) && !isShortAfter) return { effect, positionAfter: null };
  const positionAfter = isShortAfter ? negate(absolute(row.position)) : row.position;
  // More was traded than is held afterwards: part of it closed what stood on the other side.
  return { effect: traded > size ? 'flip' : effect, positionAfter };
}

/** Funding, interest, transfers and corrections. */
export function cashMovement(row: LogRow, timeMs: EpochMs, flags: readonly EventFlag[]): RowOutcome {
  const type = row.type ?? '';
  const kind = cashTypes[type] ?? 'adjustment';
  const name = type === '' ? 'untyped' : type;
  const derivative = kind === 'funding' ? bybitDerivative(row.contract) : null;
  if (derivative?.ok === false) return rowFault(derivative.fault.code, derivative.fault.message, null);
  const instrument = derivative === null ? null : derivative.value.symbol;
  if (derivative !== null && derivative.value.settleAsset !== row.currency) {
    return wrongCoin(row, derivative.value.settleAsset, derivative.value.symbol);
  }
  const amount = row.change;
  if (row.currency === '') return rowFault('currency-missing', `the ${name} row names no coin`, instrument);
  if (amount === null) return rowFault('change-missing', `the ${name} row has no Change`, instrument);
  if (kind === 'funding' && row.cashFlow !== null && row.cashFlow !== '0') {
    return rowFault(
      'session-settlement',
      `besides funding, the row settles ${row.cashFlow} ${row.currency} of the open position's profit in cash; Ballast cannot book such a daily settlement yet`,
      instrument,
    );
  }
  if (!changeHolds(row) || (kind === 'funding' && row.funding !== null && row.funding !== amount)) {
    return rowFault(
      'amounts-contradict',
      `Change ${amount} is not Cash Flow ${row.cashFlow ?? '--'} + Funding ${row.funding ?? '--'} + Fee Paid ${row.fee ?? '--'}`,
      instrument,
    );
  }
  if ((type === 'TRANSFER_IN' && isNegative(amount)) || (type === 'TRANSFER_OUT' && !isNegative(amount))) {
    return rowFault('amounts-contradict', `the ${name} row moves ${amount} ${row.currency}, the other way`, instrument);
  }
  return {
    kind: 'event',
    event: {
      kind,
      asset: row.currency,
      amount,
      instrument,
      grain: 'own',
      balanceAfter: row.balance,
      timeMs,
      sourceId: sourceIdOf(row, row.currency),
      flags,
    },
    joined: [],
  };
}

/** A spot row in a coin that is neither of the pair's: a fee paid in a third coin, or a failed row. */
export function thirdCoinFee(row: LogRow, timeMs: EpochMs, flags: readonly EventFlag[]): RowOutcome {
  const isFee = row.cashFlow === '0' && row.fee !== null && row.fee !== '0' && row.change === row.fee;
  if (row.change === null || !isFee) {
    const coin = row.currency === '' ? 'no coin' : row.currency;
    return rowFault('spot-coin', `the row moves ${coin}, which is neither coin of ${row.contract}`, null);
  }
  return {
    kind: 'event',
    event: {
      kind: 'fee',
      asset: row.currency,
      amount: row.change,
      instrument: null,
      grain: 'own',
      balanceAfter: row.balance,
      timeMs,
      sourceId: sourceIdOf(row, `fee:${row.currency}`),
      flags,
    },
    joined: [],
  };
}

/** Why a row cannot be a leg of a spot trade; null when it can. */
export function spotLegFault(row: LogRow, { role, symbol }: SpotSide): RowFault | null {
  if (row.cashFlow === null || row.cashFlow === '0' || row.quantity === null) {
    return rowFault('spot-amount', `the row names no action, as spot rows do, but moves no ${row.currency}`, null);
  }
  if (absolute(row.cashFlow) !== absolute(row.quantity)) {
    // It may be a contract's fill whose action is missing, so not even the instrument is certain.
    return rowFault(
      'spot-amount',
      `the row names no action, as spot rows do, but its Quantity ${row.quantity} is not its Cash Flow ${row.cashFlow} ${row.currency}`,
      null,
    );
  }
  if (row.price === null || row.price === '0' || isNegative(row.price)) {
    return rowFault('price-missing', 'the spot row has no price above 0', symbol);
  }
  if (row.direction !== null && row.direction !== sideOf(role, row.cashFlow)) {
    const moved = isNegative(row.cashFlow) ? 'leaves' : 'comes in';
    return rowFault(
      'side-contradicts',
      `the row says ${row.direction.toUpperCase()} ${symbol}, yet ${absolute(row.cashFlow)} ${row.currency} ${moved}`,
      symbol,
    );
  }
  return null;
}

/** Coins of the base that come in were bought; coins of the quote that come in were received for a sale. */
export function sideOf(role: SpotSide['role'], amount: Decimal): 'buy' | 'sell' {
  return (role === 'base') === isNegative(amount) ? 'sell' : 'buy';
}

function booked(event: FillEvent): RowOutcome {
  return { kind: 'event', event, joined: [] };
}

function wrongCoin(row: LogRow, settleAsset: string, instrument: InstrumentSymbol): RowOutcome {
  const coin = row.currency === '' ? 'no coin' : row.currency;
  return rowFault('contract-coin', `${row.contract} settles in ${settleAsset}, but the row moves ${coin}`, instrument);
}

/** TradeId alone is not unique: one execution that turns a position is written as a CLOSE and an OPEN row. */
function sourceIdOf({ type, tradeId }: LogRow, part: string): string | null {
  return tradeId === null
    ? null
    : [(type ?? 'dust').toLowerCase(), tradeId, part].filter((text) => text !== '').join(':');
}

/** A plain pair of coins, as spot names it: no date, no strike, no PERP. */
function isPair(contract: string): boolean {
  return contract !== '' && !contract.includes('-');
}
