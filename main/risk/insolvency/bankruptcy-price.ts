import { known, type PriceOutcome } from '../../../shared/measures/outcome.ts';
import { coveredAtAnyPrice, exhaustedAtAnyPrice, inversePriceOf } from '../margin/inverse-price.ts';

/** A contract position by itself, with what stands behind it. */
export interface BackedPosition {
  readonly side: 'long' | 'short';
  /** Linear: coins. Inverse: contracts worth one unit of the quote currency each. > 0. */
  readonly size: number;
  readonly entry: number;
  /** Settlement asset: the isolated margin, or of a cross pool its wallet and the unrealised P&L of its other positions. Signed. */
  readonly backing: number;
  /** Fee of closing at that price, a fraction of the value closed; 0 for the bankruptcy price before fees. */
  readonly closingFeeRate: number;
}

/**
 * The price at which what stands behind a linear position is used up, the others at their marks: E - s W / q, divided by
 * (1 - s f) with the closing fee. None for a long that is paid for in full.
 * Source: equity W + s q (P - E) - f q P = 0.
 */
export function linearBankruptcyPrice({ side, size, entry, backing, closingFeeRate }: BackedPosition): PriceOutcome {
  if (side === 'long') {
    const price = (entry - backing / size) / (1 - closingFeeRate);
    return price > 0 ? known(price) : coveredAtAnyPrice;
  }
  const price = (entry + backing / size) / (1 + closingFeeRate);
  return price > 0 ? known(price) : exhaustedAtAnyPrice;
}

/**
 * The same for an inverse position of Q contracts: Q (1 + s f) / (Q / E + s W). None for a short whose coins cover all that it can
 * lose.
 * Source: equity W + s Q (1 / E - 1 / P) - f Q / P = 0; Bybit help centre, How to calculate Liquidation Price (Inverse Contract).
 */
export function inverseBankruptcyPrice({ side, size, entry, backing, closingFeeRate }: BackedPosition): PriceOutcome {
  return side === 'long'
    ? inversePriceOf(side, size * (1 + closingFeeRate), size / entry + backing)
    : inversePriceOf(side, size * (1 - closingFeeRate), size / entry - backing);
}
