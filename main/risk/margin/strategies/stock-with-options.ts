import { covered, protectedStock, stockAlone, type StockStrategy } from './stock-strategy.ts';
import { isLong, type OptionLeg, type Underlying } from './strategy-legs.ts';

/** Stock and options of as many shares each as one strategy; null where the rules know none. Quantities count. */
export function stockWithOptions(
  shares: number,
  options: readonly OptionLeg[],
  underlying: Underlying,
): StockStrategy | null {
  const [first, second] = options;
  if (first === undefined) return stockAlone(shares, underlying);
  if (options.some(({ quantity, multiplier }) => Math.abs(quantity * multiplier) !== Math.abs(shares))) return null;
  if (second !== undefined) return collar(shares, options, underlying);
  return isLong(first.quantity) ? protectedStock(shares, first, underlying) : covered(shares, first, underlying);
}

/**
 * FINRA Rule 4210(f)(2)(H)(v): stock between a sold option that it covers and a bought one that protects it, both of one
 * expiry. The stock asks for 10 % of the strike where both have the same (a conversion, reversed with stock sold short), and
 * between a put and a higher call for 10 % of the put's strike and what it is out of the money; the rule's other limit, 25 %
 * of the call's strike, is never less than the covered call beside the put asks for. What the sold option is in the money
 * is added and its premium taken off as for any that stock covers.
 */
function collar(shares: number, options: readonly OptionLeg[], underlying: Underlying): StockStrategy | null {
  const bought = options.find(({ quantity }) => isLong(quantity));
  const sold = options.find(({ quantity }) => !isLong(quantity));
  if (bought === undefined || sold === undefined || bought.daysToExpiry !== sold.daysToExpiry) return null;
  const writing = covered(shares, sold, underlying);
  if (writing === null || protectedStock(shares, bought, underlying) === null) return null;
  const { price } = underlying;
  const count = Math.abs(shares);
  const premium = count * bought.price;
  const inTheMoney = Math.max(0, isLong(shares) ? price - sold.strike : sold.strike - price);
  const named = (name: string, outOfTheMoney: number): StockStrategy => ({
    name,
    shares,
    options,
    initial: writing.initial + premium,
    cash: writing.cash === null ? null : writing.cash + premium,
    maintenance: count * (bought.strike / 10 + outOfTheMoney + inTheMoney - sold.price) + premium,
  });
  const above = Math.sign(sold.strike - bought.strike);
  if (above === 0) return named(isLong(shares) ? 'conversion' : 'reverse conversion', 0);
  return isLong(shares) && above === 1 ? named('collar', Math.max(0, price - bought.strike)) : null;
}
