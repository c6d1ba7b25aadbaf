import type { Instrument } from '../../shared/book/instrument.ts';
import type { DatedPrice } from '../../shared/book/valued-book.ts';
import { known, missing, type Maybe } from '../../shared/measures/outcome.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { utcDay, type EpochMs } from '../../shared/units/unit.ts';
import { markAt, type MarkBook } from './mark-book.ts';
import { withoutOwnTransfers, type PathFlow } from './own-transfers.ts';
import { toNumber } from './to-number.ts';
import { unrealizedPnl } from './unrealized-pnl.ts';

/** What one day changed in the scope of a path. */
export interface PathDay {
  readonly day: number;
  readonly balances: readonly {
    readonly account: string;
    readonly asset: string;
    readonly amount: Decimal;
    readonly status: 'known' | 'unknown' | 'left-out';
  }[];
  readonly positions: readonly {
    readonly account: string;
    readonly instrument: string;
    readonly leg: string;
    readonly quantity: Decimal;
    readonly averagePrice: Decimal | null;
  }[];
  readonly flows: readonly PathFlow[];
}

/** Everything held on the day to which it was advanced. */
export interface Holdings {
  readonly balances: Map<string, PathDay['balances'][number]>;
  readonly positions: Map<string, PathDay['positions'][number]>;
}

export function holdingsOf(): Holdings {
  return { balances: new Map(), positions: new Map() };
}

export function addDay(holdings: Holdings, day: PathDay | undefined): void {
  if (day === undefined) return;
  for (const balance of day.balances) holdings.balances.set(`${balance.account}/${balance.asset}`, balance);
  for (const position of day.positions) {
    const key = keyOf(position);
    if (position.quantity === '0') holdings.positions.delete(key);
    else holdings.positions.set(key, position);
  }
}

export function keyOf({ account, instrument, leg }: PathDay['positions'][number]): string {
  return `${account}/${instrument}/${leg}`;
}

interface DayPrices {
  readonly day: number;
  readonly instant: EpochMs;
  readonly marks: MarkBook;
  readonly instrumentOf: (symbol: string) => Instrument;
  readonly rate: (asset: string) => Maybe<DatedPrice>;
  /** Whether a row of a later day removes what is held under this key. */
  readonly isRemovedLater: (key: string) => boolean;
}

/** Balances, stocks and options at their marks and unrealised profit at the end of a day, in the base currency; missing where one part is. */
export function equityOn(
  holdings: Holdings,
  prices: DayPrices,
): Maybe<{ readonly equity: number; readonly stale: boolean }> {
  let equity = 0;
  let stale = false;
  const carried = (price: DatedPrice): boolean => price.via !== null && utcDay(price.asOfMs) < prices.day;
  for (const { account, asset, amount, status } of holdings.balances.values()) {
    if (status === 'left-out') continue;
    if (status === 'unknown')
      return missing(`The ${asset} balance of ${account} is not known.`, `State the ${asset} wallet of ${account}.`);
    if (amount === '0') continue;
    const rate = prices.rate(asset);
    if (rate.status !== 'value') return rate;
    equity += toNumber(amount) * rate.value.price;
    stale ||= carried(rate.value);
  }
  for (const [key, { account, instrument: symbol, quantity, averagePrice }] of holdings.positions) {
    const instrument = prices.instrumentOf(symbol);
    const [mark, rate] = [markAt(prices.marks, symbol, prices.instant), prices.rate(instrument.settleAsset)];
    if (mark === null)
      return missing(
        `There is no mark of ${symbol} for every day on which ${account} held it.`,
        `Import a price history of ${symbol}.`,
      );
    if (rate.status !== 'value') return rate;
    const { kind, payoff } = instrument;
    // Brokers print the removal up to some days after the expiry: until then the last mark is carried.
    const expires = kind === 'future' || kind === 'option';
    if (expires && instrument.expiryMs <= prices.instant && !prices.isRemovedLater(key))
      return missing(`${symbol} in ${account} has expired.`, `State its position (0 if it was settled).`);
    stale ||= carried(mark) || carried(rate.value);
    if (kind === 'stock' || kind === 'option') {
      equity += toNumber(quantity) * toNumber(instrument.multiplier) * mark.price * rate.value.price;
      continue;
    }
    if (averagePrice === null)
      return missing(`${symbol} in ${account} has no entry price.`, 'State its average price.');
    const open = { payoff, quantity: toNumber(quantity), multiplier: toNumber(instrument.multiplier) };
    equity += unrealizedPnl({ ...open, entryPrice: toNumber(averagePrice) }, mark.price) * rate.value.price;
  }
  return known({ equity, stale });
}

/** A flow in the base currency. */
export interface ValuedFlow {
  readonly account: string;
  readonly amount: number;
  readonly timeMs: EpochMs;
  /** It is what was there when the balance first became known. */
  readonly opening: boolean;
}

/** The flows of a day at its last rates and marks; missing where one has none. */
export function flowsOn(
  day: PathDay | undefined,
  wholeBook: boolean,
  { rate, marks, instant, instrumentOf }: Pick<DayPrices, 'rate' | 'marks' | 'instant' | 'instrumentOf'>,
): Maybe<readonly ValuedFlow[]> {
  const valued: ValuedFlow[] = [];
  const flows = day?.flows ?? [];
  for (const { account, asset, instrument, amount, kind, timeMs } of wholeBook ? withoutOwnTransfers(flows) : flows) {
    const price = rate(asset);
    if (price.status !== 'value') return price;
    let worth = toNumber(amount) * price.value.price;
    if (instrument !== null) {
      const mark = markAt(marks, instrument, instant);
      if (mark === null)
        return missing(
          `There is no mark of ${instrument} for the day on which it came into ${account}.`,
          `Import a price history of ${instrument}.`,
        );
      worth *= toNumber(instrumentOf(instrument).multiplier) * mark.price;
    }
    valued.push({ account, amount: worth, timeMs, opening: kind === 'opening' });
  }
  return known(valued);
}
