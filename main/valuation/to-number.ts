import type { Decimal } from '../../shared/units/decimal.ts';

/**
 * THE crossing from exact amounts to float64: the nearest double, once. Everything before it is exact, everything after
 * it is the engine's.
 */
export function toNumber(exact: Decimal): number {
  return Number(exact);
}
