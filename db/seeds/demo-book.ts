import type { CashEvent, CashKind, FillEvent, LedgerEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { AccountChange } from '../../shared/contract/book.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { closeStamp, demoAssets, demoMarket, instantOf, type DemoMarket } from './demo-market.ts';
import { demoAccounts, type DemoAccount, type DemoPosition } from './demo-positions.ts';
import { seededRandom, type Random } from './random.ts';

export interface DemoMark {
  readonly instrument: string;
  readonly price: Decimal;
  readonly timeMs: EpochMs;
  readonly origin: 'mark' | 'close';
}

/** A whole invented book: what importing files and stating settings would have made. */
export interface DemoBook {
  readonly accounts: readonly AccountChange[];
  /** Chronological. */
  readonly events: readonly { readonly account: string; readonly event: LedgerEvent }[];
  readonly marks: readonly DemoMark[];
}

/** The seed of the book that `npm start` offers. */
export const demoSeed = 2;

const historyDays = 400;
/** The balancing flow happens this many days before the end. */
const settlingDays = 16;

/**
 * About 40 positions on four venues over 400 days, one account near liquidation. Prices and trades are invented;
 * the same seed gives the same book, moved in time so that it ends at `asOfMs`.
 */
export function demoBook(seed: number, asOfMs: EpochMs): DemoBook {
  const random = seededRandom(seed);
  const market = demoMarket(random, asOfMs, historyDays);
  const events = demoAccounts.flatMap((account) =>
    accountEvents(account, market, random).map((event) => ({ account: account.settings.name, event })),
  );
  events.sort((a, b) => a.event.timeMs - b.event.timeMs);
  return {
    accounts: demoAccounts.map((account) => account.settings),
    events: events.filter(({ event }) => event.timeMs <= asOfMs),
    marks: demoMarks(market, asOfMs),
  };
}

/** Trading of one instrument: its events and what they did to the wallet, in its settlement asset. */
interface Trading {
  readonly events: LedgerEvent[];
  cash: number;
  held: number;
  entry: number;
}

function accountEvents(account: DemoAccount, market: DemoMarket, random: Random): LedgerEvent[] {
  const events: LedgerEvent[] = [cashEvent('deposit', instantOf(market, 1, 0.3), account.cash, account.firstDeposit)];
  for (const coin of account.coins)
    events.push(cashEvent('deposit', instantOf(market, 1, 0.31), coin.asset, coin.amount));
  let wallet = account.firstDeposit;
  for (const position of account.positions) {
    const trading = tradeInstrument(position, account, market, random);
    events.push(...trading.events);
    if (position.instrument.includes('/USD:')) continue;
    wallet += trading.cash + trading.held * (market.last(position.priced) - trading.entry);
  }
  const flow = Math.round(account.finalEquity - wallet);
  const time = instantOf(market, historyDays - settlingDays, flow > 0 ? 0.2 : 0.9);
  if (flow !== 0) events.push(cashEvent(flow > 0 ? 'deposit' : 'withdrawal', time, account.cash, flow));
  return events;
}

function tradeInstrument(position: DemoPosition, account: DemoAccount, market: DemoMarket, random: Random): Trading {
  const trading: Trading = { events: [], cash: 0, held: 0, entry: 0 };
  const opened = historyDays - position.heldDays;
  const roundTrips = 1 + Math.floor(random.uniform() * 4);
  const span = Math.floor((opened - 12) / roundTrips);
  for (let trip = 0; trip < roundTrips; trip += 1) {
    const start = 4 + trip * span + Math.floor(random.uniform() * span * 0.3);
    const end = start + 2 + Math.floor(random.uniform() * (span * 0.55));
    const side = random.uniform() < 0.62 ? Math.sign(position.quantity) : -Math.sign(position.quantity);
    const size = lot(Math.abs(position.quantity) * position.earlierShare * (0.5 + random.uniform()), position);
    if (size === 0) continue;
    fill(trading, position, account, market, random, start, side * size);
    funding(trading, position, market, random, start, end);
    fill(trading, position, account, market, random, end, -side * size);
  }
  const parts = [0.4, 0.35];
  let left = position.quantity;
  parts.forEach((share, index) => {
    const part = lot(position.quantity * share, position);
    left -= part;
    fill(trading, position, account, market, random, opened + index * 2, part);
  });
  fill(trading, position, account, market, random, opened + 4, lot(left, position));
  funding(trading, position, market, random, opened + 4, historyDays);
  return trading;
}

function fill(
  trading: Trading,
  position: DemoPosition,
  account: DemoAccount,
  market: DemoMarket,
  random: Random,
  day: number,
  signed: number,
): void {
  const inverse = position.instrument.includes('/USD:');
  const { priceDecimals } = demoAssets[position.priced] as { priceDecimals: number };
  const price = Number((market.close(position.priced, day) * (1 + 0.002 * random.normal())).toFixed(priceDecimals));
  const notional = inverse ? Math.abs(signed) / price : Math.abs(signed) * price;
  const fee = Number((notional * account.takerFee).toFixed(8));
  const settle = position.instrument.split(':')[1] as string;
  const event: FillEvent = {
    kind: 'trade',
    timeMs: instantOf(market, day, 0.35 + 0.3 * random.uniform()),
    sourceId: null,
    flags: [],
    instrument: position.instrument as InstrumentSymbol,
    side: signed > 0 ? 'buy' : 'sell',
    quantity: decimal(Math.abs(signed), position.lotDecimals),
    price: decimal(price, priceDecimals),
    fee: { asset: settle, amount: decimal(fee, 8) },
    positionSide: null,
    effect: null,
    reportedPnl: null,
    positionAfter: null,
    balanceAfter: null,
  };
  trading.events.push(event);
  const closing = trading.held !== 0 && Math.sign(trading.held) !== Math.sign(signed);
  trading.cash += (closing ? -signed * (price - trading.entry) : 0) - fee;
  if (!closing) trading.entry = (trading.entry * trading.held + price * signed) / (trading.held + signed);
  trading.held = lot(trading.held + signed, position);
}

/** One payment a day at midnight: the long side pays in most weeks, at about 0.01 % in eight hours. */
function funding(
  trading: Trading,
  position: DemoPosition,
  market: DemoMarket,
  random: Random,
  from: number,
  to: number,
): void {
  const settle = position.instrument.split(':')[1] as string;
  const inverse = position.instrument.includes('/USD:');
  for (let day = from + 1; day <= to; day += 1) {
    const price = market.close(position.priced, day);
    const notional = inverse ? trading.held / price : trading.held * price;
    const amount = Number((-notional * (0.0002 + 0.0003 * random.normal())).toFixed(8));
    if (amount === 0) continue;
    trading.events.push(cashEvent('funding', instantOf(market, day, 0), settle, amount, position.instrument));
    trading.cash += amount;
  }
}

function cashEvent(
  kind: CashKind,
  timeMs: EpochMs,
  asset: string,
  amount: number,
  instrument: string | null = null,
): CashEvent {
  return {
    kind,
    timeMs,
    sourceId: null,
    flags: [],
    asset,
    amount: decimal(amount, 8),
    instrument: instrument as InstrumentSymbol | null,
    grain: 'own',
    balanceAfter: null,
  };
}

function demoMarks(market: DemoMarket, asOfMs: EpochMs): DemoMark[] {
  const instruments = new Map<string, string>([
    ['BTC/USDT', 'BTC'],
    ['ETH/USDT', 'ETH'],
  ]);
  for (const account of demoAccounts)
    for (const { instrument, priced } of account.positions) instruments.set(instrument, priced);
  const marks: DemoMark[] = [];
  for (const [instrument, priced] of instruments) {
    const { priceDecimals } = demoAssets[priced] as { priceDecimals: number };
    for (let day = 0; day < historyDays; day += 1) {
      marks.push({
        instrument,
        price: decimal(market.close(priced, day), priceDecimals),
        timeMs: closeStamp(market, day),
        origin: 'close',
      });
    }
    marks.push({ instrument, price: decimal(market.last(priced), priceDecimals), timeMs: asOfMs, origin: 'mark' });
  }
  return marks;
}

function lot(quantity: number, position: DemoPosition): number {
  return Number(quantity.toFixed(position.lotDecimals));
}

/** Canonical decimal text of a float rounded to `digits` decimals. */
function decimal(value: number, digits: number): Decimal {
  const text = value.toFixed(digits);
  const trimmed = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return (trimmed === '-0' ? '0' : trimmed) as Decimal;
}
