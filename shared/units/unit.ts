declare const unitName: unique symbol;

/** A number whose unit is part of its type: two different units cannot be mixed by accident. */
export type Unit<Name extends string> = number & { readonly [unitName]: Name };

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Unit<'epoch milliseconds'>;

/** A share of one: 0.05 is five per cent. Percent exists only in the renderer's formatters. */
export type Fraction = Unit<'fraction'>;

export const dayMs = 86_400_000;

/** Takes a plain number as an instant; the caller vouches that it counts milliseconds since the epoch in UTC. */
export function epochMs(value: number): EpochMs {
  return value as EpochMs;
}

/** The UTC day of an instant, as whole days since the epoch. */
export function utcDay(instant: EpochMs): number {
  return Math.floor(instant / dayMs);
}

/** The last millisecond of a UTC day: the stamp of a daily close. */
export function endOfUtcDay(day: number): EpochMs {
  return epochMs((day + 1) * dayMs - 1);
}
