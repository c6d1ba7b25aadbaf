import { ceilDivide, ppmOfOne } from './quantums.ts';

/** How the initial margin of a market rises with its open interest; all in quote quantums. */
export interface OpenInterestScale {
  /** Value of the open interest at the oracle price. */
  readonly openInterestQuoteQuantums: bigint;
  /** Up to here the base fraction holds. */
  readonly lowerCapQuoteQuantums: bigint;
  /** From here on a position is paid in full; 0: open interest does not matter. At least the lower cap. */
  readonly upperCapQuoteQuantums: bigint;
}

/**
 * Initial margin of a position in quote quantums, rounded up (against the trader): notional x (base + (1 - base) x
 * clamp((open interest - lower cap) / (upper cap - lower cap), 0, 1)).
 *
 * @param notionalQuoteQuantums value at the oracle price, >= 0
 * @param initialMarginPpm base fraction of the liquidity tier
 * @param scale null where the market has none
 * Source: dydxprotocol/v4-chain, x/perpetuals/types/liquidity_tier.go, GetInitialMarginQuoteQuantums.
 */
export function initialMarginQuoteQuantums(
  notionalQuoteQuantums: bigint,
  initialMarginPpm: bigint,
  scale: OpenInterestScale | null,
): bigint {
  if (scale === null) return share(notionalQuoteQuantums, initialMarginPpm);
  const { openInterestQuoteQuantums: openInterest, lowerCapQuoteQuantums: lower, upperCapQuoteQuantums: upper } = scale;
  if (upper === 0n || openInterest < lower) return share(notionalQuoteQuantums, initialMarginPpm);
  // Equal caps are a step: at them it is paid in full already.
  if (openInterest >= upper) return notionalQuoteQuantums;
  const risen = initialMarginPpm * (upper - lower) + (ppmOfOne - initialMarginPpm) * (openInterest - lower);
  return ceilDivide(notionalQuoteQuantums * risen, ppmOfOne * (upper - lower));
}

function share(quoteQuantums: bigint, ppm: bigint): bigint {
  return ceilDivide(quoteQuantums * ppm, ppmOfOne);
}
