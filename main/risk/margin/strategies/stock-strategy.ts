import type { OptionLeg, Underlying } from './strategy-legs.ts';

/** Stock, alone or with options of as many shares, and what it asks for, settlement currency. */
export interface StockStrategy {
  readonly name: string;
  /** Signed: long > 0. */
  readonly shares: number;
  readonly option: OptionLeg | null;
  /** Margin account: before the proceeds of a short option, with the price of a long one. */
  readonly initial: number;
  /** Cash account; null where it cannot hold the position, as with stock sold short. */
  readonly cash: number | null;
  /** Against equity that counts stock and options at market value, long > 0 and short < 0. */
  readonly maintenance: number;
}

/** Regulation T 220.12: 50 % initial. FINRA Rule 4210(c): 25 % long, and short 30 % with the least amounts a share in dollars. */
export function stockAlone(shares: number, { price }: Underlying): StockStrategy {
  const value = Math.abs(shares) * price;
  if (shares > 0)
    return { name: 'long stock', shares, option: null, initial: value / 2, cash: value, maintenance: value / 4 };
  const maintenance = -shares * shortStockRate(price);
  return {
    name: 'short stock',
    shares,
    option: null,
    initial: Math.max(value / 2, maintenance),
    cash: null,
    maintenance,
  };
}

/** The contracts of one option with as many shares, long (1) or short (-1); null where the rule knows no such pair. */
export function stockWithOption(stock: 1 | -1, option: OptionLeg, underlying: Underlying): StockStrategy | null {
  const contracts = Math.abs(option.quantity);
  const shares = stock * contracts * option.multiplier;
  if (option.quantity < 0) return covered(shares, option, underlying);
  return protectedStock(shares, option, underlying);
}

/**
 * FINRA Rule 4210(f)(2): nothing for a short option that stock covers, but the stock counts for no more than the strike of
 * a call and no less than that of a put. The rule's equity leaves such an option out; ours counts it at market, so what it is
 * in the money is added and its premium taken off.
 */
function covered(shares: number, option: OptionLeg, { price }: Underlying): StockStrategy | null {
  const count = Math.abs(shares);
  const premium = count * option.price;
  if (shares > 0 && option.right === 'call') {
    const counted = Math.min(price, option.strike);
    return {
      name: 'covered call',
      shares,
      option,
      initial: count * (counted / 2 + price - counted),
      cash: count * price - premium,
      maintenance: count * (counted / 4 + price - counted) - premium,
    };
  }
  if (shares > 0 || option.right === 'call') return null;
  const counted = Math.max(price, option.strike);
  const rate = shortStockRate(counted);
  return {
    name: 'covered put',
    shares,
    option,
    initial: count * (Math.max(counted / 2, rate) + counted - price),
    cash: null,
    maintenance: count * (rate + counted - price) - premium,
  };
}

/** FINRA Rule 4210(f)(2): the lesser of 10 % of the strike and what the option is out of the money, and the stock's own rate. */
function protectedStock(shares: number, option: OptionLeg, underlying: Underlying): StockStrategy | null {
  const long = shares > 0;
  if (long !== (option.right === 'put')) return null;
  const alone = stockAlone(shares, underlying);
  const count = Math.abs(shares);
  const outOfTheMoney = Math.max(0, long ? underlying.price - option.strike : option.strike - underlying.price);
  const premium = count * option.price;
  return {
    name: long ? 'protective put' : 'protective call',
    shares,
    option,
    initial: alone.initial + premium,
    cash: alone.cash === null ? null : alone.cash + premium,
    maintenance: Math.min(alone.maintenance, count * (0.1 * option.strike + outOfTheMoney)) + premium,
  };
}

/** FINRA Rule 4210(c)(2) and (3), a share: below 5 dollars the greater of 2.50 and all of it, else the greater of 5 and 30 %. */
function shortStockRate(price: number): number {
  return price < 5 ? Math.max(2.5, price) : Math.max(5, 0.3 * price);
}
