import { sum } from '../../numerics/sum.ts';
import { strategyOf, type LoanValueDays, type Strategy } from './candidate.ts';
import { cheapestPairing, greatestCommon, leftAlone, type Candidate } from './cheapest-pairing.ts';
import { groupsOf, only, unitsOf, type Units } from './groups.ts';
import { netSeries } from './series.ts';
import { stockAlone, type StockStrategy } from './stock-strategy.ts';
import { stockWithOptions } from './stock-with-options.ts';
import type { OptionLeg, Underlying } from './strategy-legs.ts';

export interface RecognisedStrategies {
  readonly stock: readonly StockStrategy[];
  readonly options: readonly Strategy[];
}

/** The options of one underlying without stock, as `recogniseWithStock`. */
export function recogniseStrategies(
  legs: readonly OptionLeg[],
  underlying: Underlying,
  loanValueDays: LoanValueDays,
): readonly Strategy[] {
  return recogniseWithStock(legs, 0, underlying, loanValueDays).options;
}

/**
 * Stock and options of one underlying as the named strategies with the lowest total maintenance. No share and no contract is
 * used twice.
 *
 * Equal series are netted and sorted, so neither order nor splitting matters. A strategy of several is taken only where it
 * asks for less than its parts. A small book is searched exhaustively, a large one in its greatest common part, by the
 * greatest saving and expiry by expiry (`cheapestPairing`, `groupsOf`).
 * @param shares signed: long > 0
 */
export function recogniseWithStock(
  legs: readonly OptionLeg[],
  shares: number,
  underlying: Underlying,
  loanValueDays: LoanValueDays,
): RecognisedStrategies {
  const series = netSeries(legs);
  if (series.length === 0) return { stock: stockLeft(shares, underlying), options: [] };
  const lot = series.map(({ multiplier }) => multiplier).reduce(greatestCommon);
  // Shares that make no lot belong to no contract.
  const holdings = [...series.map(({ quantity }) => Math.abs(quantity)), Math.floor(Math.abs(shares) / lot)];
  const strategyIn = (units: Units): Strategy | StockStrategy | null => {
    const used = series.flatMap((leg, at) => {
      const unit = units[at] as number;
      return unit === 0 ? [] : [{ ...leg, quantity: Math.sign(leg.quantity) * unit }];
    });
    const lots = units.at(-1) as number;
    return lots === 0
      ? strategyOf(used, underlying, loanValueDays)
      : stockWithOptions(Math.sign(shares) * lots * lot, used, underlying);
  };
  const chosen = cheapestPairing(
    holdings,
    [...series.map(({ daysToExpiry }) => daysToExpiry), 'stock'],
    candidates(series, lot, strategyIn),
  );
  const together = [...chosen].map(([{ units }, times]) => units.map((unit) => unit * times));
  const left = leftAlone(holdings, chosen);
  const alone = series.map((_, at) => only(at, left[at] as number, holdings.length));
  const found = [...together, ...alone].flatMap((units) => strategyIn(units) ?? []);
  const stock = found.filter((one) => 'shares' in one);
  const sharesLeft = shares - sum(stock.map((one) => one.shares));
  return { stock: [...stock, ...stockLeft(sharesLeft, underlying)], options: found.filter((one) => 'legs' in one) };
}

function stockLeft(shares: number, underlying: Underlying): readonly StockStrategy[] {
  return shares === 0 ? [] : [stockAlone(shares, underlying)];
}

/** What asks for less together than its parts. */
function candidates(
  series: readonly OptionLeg[],
  lot: number,
  strategyIn: (units: Units) => Strategy | StockStrategy | null,
): readonly Candidate[] {
  const alone = [...series, null].map((_, at, { length }) => strategyIn(only(at, 1, length))?.maintenance as number);
  const apart = (units: Units): number => sum(units.map((unit, at) => unit * (alone[at] as number)));
  const asked = (units: Units): number => Math.min(apart(units), strategyIn(units)?.maintenance ?? Infinity);
  return groupsOf(series, lot).flatMap((splits): readonly Candidate[] => {
    const units = unitsOf(splits[0]);
    const strategy = strategyIn(units);
    if (strategy === null) return [];
    const least = Math.min(...splits.map((parts) => sum(parts.map(asked))));
    const { maintenance } = strategy;
    return inCents(maintenance) < inCents(least) ? [{ units, saved: apart(units) - maintenance }] : [];
  });
}

/** What is less than half a cent apart is the same: the same amounts added in another order are. */
function inCents(amount: number): number {
  return Number(amount.toFixed(2));
}
