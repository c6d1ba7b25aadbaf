import type { LedgerPosition } from '../../../shared/book/position.ts';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import type { PositionRow, PositionsDocument } from '../../../shared/contract/book.ts';
import { scopeText } from '../../../shared/measures/scope.ts';
import { scaledOf } from '../../../shared/units/decimal.ts';
import { defaultAxis } from '../../risk/assessment/assessment.ts';
import { isOutright, positionTerms, signedNotional, strikeNotional } from '../../risk/exposure/position-terms.ts';
import { markAt } from '../../valuation/mark-book.ts';
import { rateOf } from '../../valuation/rates.ts';
import { toNumber } from '../../valuation/to-number.ts';
import { unrealizedPnl } from '../../valuation/unrealized-pnl.ts';
import { pastExpiry } from '../../valuation/value-position.ts';
import { instantOf, bookAt, type BookAt } from './book-at.ts';
import type { ServiceContext } from '../context.ts';
import { riskPicture } from '../figures/risk-picture.ts';
import { isoTimeOf } from '../iso-time.ts';

/** Every instrument that was ever traded, with what the ledger says exactly and what its mark makes of it. */
export function positionsDocument(context: ServiceContext, asOfMs: number | null): PositionsDocument {
  const book = bookAt(context, instantOf(context, asOfMs));
  return {
    asOf: isoTimeOf(book.asOfMs),
    positions: book.ledger.positions.map((position) => ({
      ...positionRow(book, position),
      brokerLiquidation: brokerOf(context, book, position),
    })),
    balances: book.ledger.balances.map(({ account, asset, amount, status, flags }) => ({
      account,
      asset,
      amount,
      status,
      flags: [...flags],
    })),
  };
}

function positionRow(book: BookAt, position: LedgerPosition): PositionRow {
  const instrument = book.instrumentOf(position.instrument);
  const incomplete = position.incomplete !== null;
  const expired = position.status === 'open' ? pastExpiry(position, instrument, book.asOfMs) : null;
  const doubt = position.incomplete ?? expired;
  const valued = position.status === 'open' ? valueAtMark(book, position) : nothing;
  const settings = book.settings.find((one) => one.name === position.account);
  return {
    account: position.account,
    venue: settings?.venue ?? null,
    instrument: position.instrument,
    side: sideOf(position),
    quantity: incomplete ? null : position.quantity,
    averagePrice: incomplete ? null : position.averagePrice,
    // What was sold without a known cost has earned nobody knows what.
    realizedPnl: incomplete || position.flags.includes('realised-without-cost') ? null : position.realizedPnl,
    fees: position.fees.map(({ asset, amount }) => ({ asset, amount })),
    funding: position.funding,
    settlementAsset: instrument.settleAsset,
    ...valued,
    mark: valued.mark ?? markAt(book.marks, position.instrument, book.asOfMs)?.price ?? null,
    status: position.status,
    reason: doubt?.reason ?? null,
    mend: doubt?.mend ?? null,
    flags: [...position.flags, ...(expired === null ? [] : ['past-expiry']), ...valued.flags],
  };
}

/** Nothing is assessed where no broker prints a price. */
function brokerOf(context: ServiceContext, book: BookAt, position: LedgerPosition): PositionRow['brokerLiquidation'] {
  const { account, instrument } = position;
  const side = sideOf(position);
  const evidence = book.ledger.evidence.find((one) => one.account === account);
  const isPrinted = evidence?.positions.some(
    ({ newest }) => newest.instrument === instrument && newest.liquidationPrice !== null,
  );
  if (isPrinted !== true || (side !== 'long' && side !== 'short')) return null;
  const { document } = riskPicture(context, book.asOfMs, defaultAxis);
  const scope = scopeText({ kind: 'position', account, instrument, side });
  return document.brokerLiquidations?.find((one) => one.scope === scope) ?? null;
}

/** A leg of an account in hedge mode keeps its side when it is flat or unknown. */
function sideOf(position: LedgerPosition): PositionRow['side'] {
  if (position.status === 'closed') return 'flat';
  if (position.leg !== 'net') return position.leg;
  if (position.status === 'history-incomplete') return null;
  const quantity = scaledOf(position.quantity);
  return quantity === 0n ? 'flat' : quantity > 0n ? 'long' : 'short';
}

interface AtMark {
  readonly mark: number | null;
  /** Settlement asset. */
  readonly unrealizedPnl: number | null;
  /** Signed, base currency. */
  readonly notional: number | null;
  readonly marketValue: number | null;
  readonly strikeNotional: number | null;
  readonly flags: readonly string[];
}

const nothing: AtMark = {
  mark: null,
  unrealizedPnl: null,
  notional: null,
  marketValue: null,
  strikeNotional: null,
  flags: [],
};

function valueAtMark(book: BookAt, position: LedgerPosition): AtMark {
  const valued = book.valued.accounts
    .find((account) => account.name === position.account)
    ?.positions.find((one) => one.instrument.symbol === position.instrument && one.leg === position.leg);
  return valued === undefined ? spotAtMark(book, position) : derivativeAtMark(valued);
}

function derivativeAtMark(valued: ValuedPosition): AtMark {
  if (valued.mark.status !== 'value' || valued.incomplete !== null) return nothing;
  const { price, stale } = valued.mark.value;
  const terms = positionTerms(valued);
  const strike = strikeNotional(valued);
  const isOption = valued.instrument.kind === 'option';
  return {
    mark: price,
    unrealizedPnl: valued.entryMissing === null ? unrealizedPnl(openOf(valued), price) : null,
    // The exposure of an option is by its delta, which is not calculated yet.
    notional: terms.status === 'value' && !isOption ? signedNotional(valued, terms.value) : null,
    marketValue: terms.status === 'value' && isOutright(valued.instrument) ? signedNotional(valued, terms.value) : null,
    strikeNotional: strike?.status === 'value' ? strike.value : null,
    flags: stale ? ['mark-stale'] : [],
  };
}

/** An option is paid in the asset in which it is quoted, whatever it is on. */
function openOf(valued: ValuedPosition): Parameters<typeof unrealizedPnl>[0] {
  const { payoff, kind } = valued.instrument;
  return { ...valued, payoff: kind === 'option' ? 'linear' : payoff };
}

/** Spot holdings are balances to the engine; here they stand with their average price. */
function spotAtMark(book: BookAt, position: LedgerPosition): AtMark {
  const instrument = book.instrumentOf(position.instrument);
  const mark = markAt(book.marks, position.instrument, book.asOfMs);
  if (instrument.kind !== 'spot' || mark === null) return nothing;
  const { rate } = rateOf(instrument.quoteAsset, book.base, book.asOfMs, book.marks);
  const quantity = toNumber(position.quantity);
  const entry = position.averagePrice;
  return {
    mark: mark.price,
    unrealizedPnl: entry === null ? null : quantity * (mark.price - toNumber(entry)),
    notional: rate.status === 'value' ? quantity * mark.price * rate.value.price : null,
    marketValue: null,
    strikeNotional: null,
    flags: mark.stale ? ['mark-stale'] : [],
  };
}
