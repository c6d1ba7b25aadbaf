import { maintenanceOf } from '../maintenance-segments.ts';
import { shareTiers } from '../regimes/cheap-short-stock.ts';
import { isLong, type OptionLeg, type Underlying } from './strategy-legs.ts';

/** Stock, alone or with options of as many shares, and what it asks for, settlement currency. */
export interface StockStrategy {
  readonly name: string;
  /** Signed: long > 0. */
  readonly shares: number;
  /** Of as many shares: one covered or held against the stock, or the sold and the bought one of a collar. */
  readonly options: readonly OptionLeg[];
  /** Margin account: before the proceeds of a short option, with the price of a long one. */
  readonly initial: number;
  /** Cash account; null where it cannot hold the position, as with stock sold short. */
  readonly cash: number | null;
  /** Against equity that counts stock and options at market value, long > 0 and short < 0. */
  readonly maintenance: number;
}

/** Regulation T 220.12: 50 % initial. FINRA Rule 4210(c): 25 % long, and short 30 % with the least amounts a share in dollars. */
export function stockAlone(shares: number, underlying: Underlying): StockStrategy {
  const { price } = underlying;
  const count = Math.abs(shares);
  const long = isLong(shares);
  const { initial, maintenance } = perShare(long, price, underlying);
  return {
    name: long ? 'long stock' : 'short stock',
    shares,
    options: [],
    initial: count * initial,
    cash: long ? count * price : null,
    maintenance: count * maintenance,
  };
}

/** What a share counted at a price asks for; the broker's own rates go before the least of the rules. */
function perShare(
  long: boolean,
  counted: number,
  { house, leverageFactor }: Underlying,
): { readonly initial: number; readonly maintenance: number } {
  if (house != null) return { initial: house.initialRate * counted, maintenance: house.maintenanceRate * counted };
  // FINRA Rule 4210(c)(2) and (3): stock sold short asks by the share.
  const rateOf = (plain: number): number => Math.min(1, plain * leverageFactor);
  const maintenance = long ? rateOf(0.25) * counted : maintenanceOf(shareTiers(rateOf(0.3)), counted);
  return { initial: Math.max(counted / 2, maintenance), maintenance };
}

/**
 * FINRA Rule 4210(f)(2): nothing for a short option that stock covers, but the stock counts for no more than the strike of
 * a call and no less than that of a put. The rule's equity leaves such an option out; ours counts it at market, so what it is
 * in the money is added and its premium taken off. Null for an option that the stock does not cover.
 */
export function covered(shares: number, option: OptionLeg, underlying: Underlying): StockStrategy | null {
  const { price } = underlying;
  const count = Math.abs(shares);
  const premium = count * option.price;
  if (isLong(shares) && option.right === 'call') {
    const counted = Math.min(price, option.strike);
    const rate = perShare(true, counted, underlying);
    return {
      name: 'covered call',
      shares,
      options: [option],
      initial: count * (rate.initial + price - counted),
      cash: count * price - premium,
      maintenance: count * (rate.maintenance + price - counted) - premium,
    };
  }
  if (isLong(shares) || option.right === 'call') return null;
  const counted = Math.max(price, option.strike);
  const rate = perShare(false, counted, underlying);
  return {
    name: 'covered put',
    shares,
    options: [option],
    initial: count * (rate.initial + counted - price),
    cash: null,
    maintenance: count * (rate.maintenance + counted - price) - premium,
  };
}

/**
 * FINRA Rule 4210(f)(2): the lesser of 10 % of the strike and what the option is out of the money, and the stock's own rate.
 * Null for an option that does not protect the stock.
 */
export function protectedStock(shares: number, option: OptionLeg, underlying: Underlying): StockStrategy | null {
  const long = isLong(shares);
  // The lesser of both is the rules': a broker with rates of his own may not grant it.
  if (underlying.house != null) return null;
  if (long !== (option.right === 'put')) return null;
  const alone = stockAlone(shares, underlying);
  const count = Math.abs(shares);
  const outOfTheMoney = Math.max(0, long ? underlying.price - option.strike : option.strike - underlying.price);
  const premium = count * option.price;
  return {
    name: long ? 'protective put' : 'protective call',
    shares,
    options: [option],
    initial: alone.initial + premium,
    cash: alone.cash === null ? null : alone.cash + premium,
    maintenance: Math.min(alone.maintenance, count * (0.1 * option.strike + outOfTheMoney)) + premium,
  };
}
