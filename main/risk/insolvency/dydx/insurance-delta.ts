import { magnitudeOf } from '../../../../shared/units/decimal.ts';
import { ceilDivide, ppmOfOne, type Ratio } from '../../margin/dydx/quantums.ts';
import type { DydxPosition, DydxSubaccount } from '../../margin/dydx/subaccount-risk.ts';
import { bankruptcyPriceQuoteQuantums } from './bankruptcy-price.ts';

/** A liquidation fill. */
export interface LiquidationFill {
  /** Signed change of the position: a sale < 0. */
  readonly deltaBaseQuantums: bigint;
  /** Price obtained, in quote quantums a base quantum. */
  readonly quoteQuantumsPerBaseQuantum: Ratio;
}

/**
 * What the insurance fund gains from a liquidation fill, in quote quantums. Above 0: the liquidated account pays what it got
 * beyond the bankruptcy price, but no more than the largest fee on the value filled (rounded up). Below 0: the fund pays.
 *
 * @param maxFeePpm largest liquidation fee, 5,000 by default
 * Source: dydxprotocol/v4-chain, x/clob/keeper/liquidations.go, GetLiquidationInsuranceFundDelta.
 */
export function insuranceFundDeltaQuoteQuantums(
  subaccount: DydxSubaccount,
  position: DydxPosition,
  { deltaBaseQuantums, quoteQuantumsPerBaseQuantum: price }: LiquidationFill,
  maxFeePpm: bigint,
): bigint {
  // The venue drops what is less than a quantum of a fill, bought or sold.
  const received = (-deltaBaseQuantums * price.numerator) / price.denominator;
  const beyondBankruptcy = received - bankruptcyPriceQuoteQuantums(subaccount, position, deltaBaseQuantums);
  const largestFee = ceilDivide(magnitudeOf(received) * maxFeePpm, ppmOfOne);
  return beyondBankruptcy < largestFee ? beyondBankruptcy : largestFee;
}
