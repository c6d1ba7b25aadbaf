/** An exact fraction; the denominator is above 0. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Parts per million in a whole. */
export const ppmOfOne = 1_000_000n;

/** The quotient rounded towards minus infinity; the divisor is above 0. Throws a RangeError for a divisor of 0. */
export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return quotient * divisor > dividend ? quotient - 1n : quotient;
}

/** The quotient rounded towards plus infinity; the divisor is above 0. */
export function ceilDivide(dividend: bigint, divisor: bigint): bigint {
  return -floorDivide(-dividend, divisor);
}
