import type { PriceOutcome } from '../../../../shared/measures/outcome.ts';
import { inversePriceOf } from '../inverse-price.ts';

/** An isolated inverse position of a unified account. */
export interface InverseIsolatedPosition {
  readonly side: 'long' | 'short';
  /** Contracts of one US dollar, > 0. */
  readonly contracts: number;
  readonly entry: number;
  readonly leverage: number;
  readonly maintenanceRate: number;
  /** Maintenance amount of the tier, in coin. */
  readonly deduction: number;
  /** Margin added by hand, in coin. */
  readonly extraMargin: number;
  /** Taker fee, a fraction. */
  readonly takerFeeRate: number;
}

/**
 * Liquidation price by the page of 2026, the default: maintenance on the value at the liquidation price. Long: Q (1 + m) / (Q / E +
 * Q / (E L) + extra / (1 + f) + deduction); short: Q (1 - m) / (Q / E - Q / (E L) - extra / (1 - f) - deduction). None for a short
 * whose coins cover all that it can lose.
 * Source: Bybit help centre, Liquidation Price Calculation under Isolated Mode (Unified Trading Account), read 2026.
 */
export function inverseIsolatedLiquidationPrice(position: InverseIsolatedPosition): PriceOutcome {
  const { side, contracts, maintenanceRate, deduction, extraMargin, takerFeeRate } = position;
  const { entryValue, initialMargin } = entryFigures(position);
  return side === 'long'
    ? inversePriceOf(
        side,
        contracts * (1 + maintenanceRate),
        entryValue + initialMargin + extraMargin / (1 + takerFeeRate) + deduction,
      )
    : inversePriceOf(
        side,
        contracts * (1 - maintenanceRate),
        entryValue - initialMargin - extraMargin / (1 - takerFeeRate) - deduction,
      );
}

/**
 * The same by the page before 2026, for exports of that time: maintenance on the value at ENTRY, no fee. Q / (Q / E + s (initial
 * margin - maintenance)).
 * Source: the same article, older version: initial margin = position value / leverage, maintenance = position value x rate - deduction.
 */
export function inverseIsolatedLiquidationPriceBefore2026(position: InverseIsolatedPosition): PriceOutcome {
  const { side, contracts, maintenanceRate, deduction, extraMargin } = position;
  const { entryValue, initialMargin } = entryFigures(position);
  const room = initialMargin + extraMargin - (entryValue * maintenanceRate - deduction);
  return inversePriceOf(side, contracts, side === 'long' ? entryValue + room : entryValue - room);
}

/** Value and initial margin at entry, in coin. */
function entryFigures({ contracts, entry, leverage }: InverseIsolatedPosition): {
  readonly entryValue: number;
  readonly initialMargin: number;
} {
  const entryValue = contracts / entry;
  return { entryValue, initialMargin: entryValue / leverage };
}
