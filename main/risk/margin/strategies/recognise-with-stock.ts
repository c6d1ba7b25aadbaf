import type { LoanValueDays, Strategy } from './candidate.ts';
import { net, recogniseStrategies } from './recognise.ts';
import { stockAlone, stockWithOption, type StockStrategy } from './stock-strategy.ts';
import type { OptionLeg, Underlying } from './strategy-legs.ts';

/** Beyond so many ways to share out the stock, the series that saves most a share is paired first. */
const mostWays = 200;

export interface RecognisedStrategies {
  readonly stock: readonly StockStrategy[];
  readonly options: readonly Strategy[];
}

/**
 * Stock and options of one underlying as strategies with the lowest total maintenance: every way to pair whole contracts
 * with the signed shares is tried, the options left over being recognised among themselves. Beyond 200 ways the
 * series that saves most a share is paired first, which is legal but may miss a cheaper pairing.
 */
export function recogniseWithStock(
  legs: readonly OptionLeg[],
  shares: number,
  underlying: Underlying,
  loanValueDays: LoanValueDays,
): RecognisedStrategies {
  if (shares === 0) return { stock: [], options: recogniseStrategies(legs, underlying, loanValueDays) };
  const series = net(legs);
  const sign = Math.sign(shares) as 1 | -1;
  const savings = series.map((leg) => savedPerShare(leg, sign, underlying, loanValueDays));
  const most = series.map((leg, at) => (savings[at] === null ? 0 : fitting(leg, Math.abs(shares))));
  const ways = most.reduce((product, contracts) => product * (contracts + 1), 1);
  const pairings = ways <= mostWays ? everyPairing(most) : [greatestSavingFirst(series, savings, Math.abs(shares))];
  return pairings
    .filter((paired) => sharesOf(series, paired) <= Math.abs(shares))
    .map((paired) => decompose(series, paired, shares, underlying, loanValueDays))
    .reduce((best, next) => (totalMaintenance(next) < totalMaintenance(best) ? next : best));
}

/** Maintenance of all strategies, settlement currency. */
export function totalMaintenance({ stock, options }: RecognisedStrategies): number {
  return [...stock, ...options].reduce((sum, { maintenance }) => sum + maintenance, 0);
}

function decompose(
  series: readonly OptionLeg[],
  paired: readonly number[],
  shares: number,
  underlying: Underlying,
  loanValueDays: LoanValueDays,
): RecognisedStrategies {
  const sign = Math.sign(shares) as 1 | -1;
  const pairs = series.flatMap((leg, at) => {
    const quantity = Math.sign(leg.quantity) * (paired[at] as number);
    const pair = quantity === 0 ? null : stockWithOption(sign, { ...leg, quantity }, underlying);
    return pair === null ? [] : [pair];
  });
  const left = series.map((leg, at) => ({
    ...leg,
    quantity: leg.quantity - Math.sign(leg.quantity) * (paired[at] as number),
  }));
  const over = shares - sign * sharesOf(series, paired);
  const stock = over === 0 ? pairs : [...pairs, stockAlone(over, underlying)];
  return { stock, options: recogniseStrategies(left, underlying, loanValueDays) };
}

/** What pairing one contract with stock saves a share against both alone; null where the rule knows no pair. */
function savedPerShare(
  leg: OptionLeg,
  stock: 1 | -1,
  underlying: Underlying,
  loanValueDays: LoanValueDays,
): number | null {
  const one = { ...leg, quantity: Math.sign(leg.quantity) };
  const pair = stockWithOption(stock, one, underlying);
  if (pair === null) return null;
  const apart = totalMaintenance({
    stock: [stockAlone(pair.shares, underlying)],
    options: recogniseStrategies([one], underlying, loanValueDays),
  });
  return (apart - pair.maintenance) / leg.multiplier;
}

function fitting({ quantity, multiplier }: OptionLeg, shares: number): number {
  return Math.min(Math.abs(quantity), Math.floor(shares / multiplier));
}

function sharesOf(series: readonly OptionLeg[], paired: readonly number[]): number {
  return series.reduce((sum, { multiplier }, at) => sum + multiplier * (paired[at] as number), 0);
}

function everyPairing(most: readonly number[]): readonly (readonly number[])[] {
  return most.reduce<readonly (readonly number[])[]>(
    (all, contracts) => all.flatMap((one) => Array.from({ length: contracts + 1 }, (_, count) => [...one, count])),
    [[]],
  );
}

function greatestSavingFirst(
  series: readonly OptionLeg[],
  savings: readonly (number | null)[],
  shares: number,
): readonly number[] {
  const order = savings
    .flatMap((saved, at) => (saved !== null && saved > 0 ? [{ at, saved }] : []))
    .toSorted((a, b) => b.saved - a.saved);
  const paired = series.map(() => 0);
  let free = shares;
  for (const { at } of order) {
    const leg = series[at] as OptionLeg;
    const contracts = fitting(leg, free);
    paired[at] = contracts;
    free -= contracts * leg.multiplier;
  }
  return paired;
}
