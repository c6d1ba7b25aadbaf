/** How many observations make a year, and which days are none. */
export interface MarketYear {
  /** 365 where marks come every day, else 252. */
  readonly periodsPerYear: number;
  /** UTC days on which no market was open: no observations of a yearly figure. Empty where marks come every day. */
  readonly closedDays: ReadonlySet<number>;
}

/**
 * The year of an equity curve: of 365 days where a weekend had marks of everything held (or no weekend was seen yet), else
 * of 252 exchange days, its Saturdays and Sundays being closed.
 *
 * @param days UTC days since 1970-01-01; `stale` where something held had no mark of that day
 */
export function marketYear(days: readonly { readonly day: number; readonly stale: boolean }[]): MarketYear {
  const weekend = days.filter(({ day }) => isWeekend(day));
  return weekend.length === 0 || weekend.some(({ stale }) => !stale)
    ? { periodsPerYear: 365, closedDays: new Set() }
    : { periodsPerYear: 252, closedDays: new Set(weekend.map(({ day }) => day)) };
}

/** Day 0 was a Thursday: 2 and 3 after it fall on Saturday and Sunday. */
function isWeekend(day: number): boolean {
  return day % 7 === 2 || day % 7 === 3;
}
