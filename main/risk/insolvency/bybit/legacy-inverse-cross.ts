import type { PriceOutcome } from '../../../../shared/measures/outcome.ts';
import { inversePriceOf } from '../../margin/inverse-price.ts';
import { inverseBankruptcyPrice, type BackedPosition } from '../bankruptcy-price.ts';

/**
 * Liquidation price of an inverse cross position of Bybit's old derivatives account (before the unified account): the
 * balance, less the maintenance on the ENTRY value and the fee of closing at the bankruptcy price, is used up.
 * s Q (1 / E - 1 / P) = -(balance - Q m / E - Q f / bankruptcy price).
 *
 * @param position its `backing` is the balance less what open orders hold
 * Source: Bybit help centre, articles/360039261334, How to calculate Liquidation Price (Inverse Contract). Its example prints
 * 5,739.50 where its own formula gives 5,739.08.
 */
export function legacyInverseCrossLiquidationPrice(position: BackedPosition, maintenanceRate: number): PriceOutcome {
  const { side, size, entry, backing, closingFeeRate } = position;
  const bankruptcy = inverseBankruptcyPrice(position);
  // Without a bankruptcy price the fee fades to nothing as the price rises; the maintenance still ends the position.
  const closingFee = bankruptcy.status === 'value' ? (size * closingFeeRate) / bankruptcy.value : 0;
  const entryValue = size / entry;
  const room = backing - entryValue * maintenanceRate - closingFee;
  return inversePriceOf(side, size, side === 'long' ? entryValue + room : entryValue - room);
}
