import type { BookedEvent, FillEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol, OptionInstrument } from '../../shared/book/instrument.ts';
import { missing } from '../../shared/measures/outcome.ts';
import { formatScaled, magnitudeOf, mulScaled, scaledOf, type Scaled } from '../../shared/units/decimal.ts';
import { isoTimeOfMs } from '../../shared/units/iso-day.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { moveByUnknown } from './balance.ts';
import { fastScaled } from './fast-scaled.ts';
import { legOf, markIncomplete, type InstrumentState } from './instrument-state.ts';
import { balanceOf, instrumentStateOf, type AccountState, type LedgerState } from './ledger-state.ts';

/** Shares that an option of the present instant delivers. */
export interface Delivery {
  readonly account: AccountState;
  readonly option: OptionInstrument;
  readonly kind: 'assignment' | 'exercise';
  /** The ticker in the option's symbol. */
  readonly root: string;
  /** Whether they are received. */
  readonly comesIn: boolean;
  /** > 0. */
  readonly shares: Scaled;
}

/**
 * Notes what an option delivers that is assigned or exercised. Left out: what settles in cash (it leaves at a price, or is
 * on an index), options on anything but a stock, and adjusted options (GREE1), of which the symbol does not say what they deliver.
 */
export function noteDelivery(
  ledger: LedgerState,
  account: AccountState,
  { instrument }: InstrumentState,
  fill: BookedEvent & FillEvent,
): void {
  if (fill.kind !== 'assignment' && fill.kind !== 'exercise') return;
  if (instrument.kind !== 'option' || fill.price !== '0') return;
  const root = occ.exec(instrument.symbol)?.[1];
  if (root === undefined || indices.has(root)) return;
  // Who closes by a purchase was short: a call takes the shares away from him, a put brings them.
  const comesIn = (fill.side === 'buy') === (instrument.right === 'put');
  const shares = mulScaled(fastScaled(fill.quantity), scaledOf(instrument.multiplier));
  ledger.deliveries.push({ account, option: instrument, kind: fill.kind, root, comesIn, shares });
}

const occ = /^([A-Z.]{1,6})\d{6}[CP]\d{8}$/;

/** Indices on which Cboe and Nasdaq list options: they settle in cash. */
const indices: ReadonlySet<string> = new Set(
  'SPX SPXW SPXPM XSP NANOS NDX NDXP XND RUT RUTW MRUT VIX VIXW DJX OEX XEO'.split(' '),
);

/**
 * Brokers book the shares at the instant at which the option leaves. Where they are not there, shares and money moved that
 * the book does not know of: another file holds the row, or somebody took it out.
 */
export function settleDeliveries(ledger: LedgerState, timeMs: EpochMs): void {
  if (ledger.deliveries.length === 0) return;
  const taken = new Map<string, Scaled>();
  for (const delivery of ledger.deliveries) {
    const stock = stockStateOf(ledger, delivery);
    if (stock === null) continue;
    const { account, root, comesIn, shares } = delivery;
    const key = `${account.account}/${root}/${comesIn}`;
    const wanted = (taken.get(key) ?? 0n) + shares;
    taken.set(key, wanted);
    if (tradedAt(stock, timeMs, comesIn) < wanted) markUndelivered(ledger, delivery, stock, timeMs);
  }
  ledger.deliveries = [];
}

/** The stock by its ticker; an option's symbol writes BRK.B without its point. Null where the ticker is no stock of the book's. */
function stockStateOf(ledger: LedgerState, { account, root }: Delivery): InstrumentState | null {
  for (const state of account.instruments.values())
    if (state.instrument.kind === 'stock' && state.instrument.symbol.replaceAll('.', '') === root) return state;
  const symbol = root as InstrumentSymbol;
  return ledger.settings.instrumentOf(symbol).kind === 'stock' ? instrumentStateOf(ledger, account, symbol) : null;
}

/** What was bought (or sold) at an instant. */
function tradedAt({ recent }: InstrumentState, timeMs: EpochMs, buy: boolean): Scaled {
  return recent.rows
    .filter((row) => row.timeMs === timeMs && row.amount < 0n !== buy)
    .reduce((sum, { amount }) => sum + magnitudeOf(amount), 0n);
}

function markUndelivered(ledger: LedgerState, delivery: Delivery, stock: InstrumentState, timeMs: EpochMs): void {
  const { account, option, kind, comesIn, shares } = delivery;
  const { symbol, settleAsset } = stock.instrument;
  const count = formatScaled(shares);
  const leg = legOf(stock, 'net');
  leg.lastEventMs = timeMs;
  const moved = comesIn ? 'brought' : 'took';
  const reason = `The history of ${symbol} in ${account.account} is incomplete: the ${kind} of ${option.symbol} ${moved} ${count} ${symbol} at ${isoTimeOfMs(timeMs)}, and no row of that time books them.`;
  const mend = `Import the file that holds the row of the ${count} ${symbol} at ${option.strike}, or state the position of ${symbol} in ${account.account} after it.`;
  markIncomplete(leg, missing(reason, mend), timeMs);
  moveByUnknown(balanceOf(ledger, account, settleAsset), timeMs);
}
