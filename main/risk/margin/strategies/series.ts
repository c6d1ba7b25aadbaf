import type { OptionLeg } from './strategy-legs.ts';

/** One leg a series, by right, strike and expiry; what nets to nothing is gone. */
export function netSeries(legs: readonly OptionLeg[]): readonly OptionLeg[] {
  const groups = Map.groupBy(legs, seriesOf);
  return [...groups.keys()].toSorted().flatMap((key) => {
    const [first, ...more] = groups.get(key) as [OptionLeg, ...OptionLeg[]];
    const quantity = more.reduce((sum, leg) => sum + leg.quantity, first.quantity);
    return quantity === 0 ? [] : [{ ...first, quantity }];
  });
}

/** What legs of one series share. */
export function seriesOf({ right, strike, daysToExpiry, multiplier, price }: OptionLeg): string {
  return [right, strike, daysToExpiry, multiplier, price].join(' ');
}
