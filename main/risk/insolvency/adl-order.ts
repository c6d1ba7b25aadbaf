import { known, missing, notApplicable, type Maybe, type Outcome } from '../../../shared/measures/outcome.ts';
import { assertNever } from '../../../shared/result/result.ts';
import { bitmexAdlScore, leverageAdlScore } from './adl-rank.ts';

/** The venues whose formula can be cited; `unknown` for any other, OKX among them. */
export type AdlFormula = 'bitmex' | 'binance' | 'hyperliquid' | 'bybit' | 'unknown';

/** A position as its venue's order of auto-deleveraging sees it. Prices in the quote asset, > 0. */
export interface AdlPosition {
  readonly label: string;
  readonly side: 'long' | 'short';
  readonly payoff: 'linear' | 'inverse';
  /** Coins or shares (linear), quote units (inverse), > 0. */
  readonly size: number;
  readonly entryPrice: number;
  readonly markPrice: number;
  readonly bankruptcyPrice: Maybe;
  /** Margin of the position or of its pool with all unrealised profit of it, settlement asset. */
  readonly equity: Maybe;
  /** As set by the trader. */
  readonly leverage: Maybe;
}

/**
 * The score by which a venue orders positions for auto-deleveraging: the higher, the sooner closed. It is a score, not a
 * rank: the rank depends on the positions of other traders, which no book holds.
 *
 * - BitMEX, Binance: profit over entry value, times the effective leverage if a gain, over it if not. Effective leverage is
 *   value at the mark over what is left until bankruptcy (BitMEX), over the margin with unrealised profit (Binance).
 * - Hyperliquid: (mark / entry) x (notional / account value), its documentation's sorting index, which names no side. For a
 *   short position we turn the price ratio over, so that the index rises with the profit. Only positions in profit are
 *   affected; a losing one has no score.
 * - Bybit: change of the price in the position's favour x the leverage set by the trader.
 *
 * Missing-data where the formula is not known or one of its inputs; not-applicable where nothing of the margin is left.
 * Sources: BitMEX support, "What is the ADL ranking?" (article 18589621443357); Binance support, auto-deleveraging;
 * Hyperliquid documentation, Trading, Auto-deleveraging; Bybit help, auto-deleveraging.
 */
export function adlScore(formula: AdlFormula, position: AdlPosition): Outcome {
  switch (formula) {
    case 'bitmex':
      return bitmexOf(position);
    case 'binance':
      return withEquity(position, (equity) => {
        const { entryPrice, markPrice } = position;
        const profit = signedValue(position, markPrice) - signedValue(position, entryPrice);
        const [entry, notional] = [notionalAt(position, entryPrice), notionalAt(position, markPrice)];
        return leverageAdlScore(profit, entry, notional, equity).score;
      });
    case 'hyperliquid':
      if (priceRatio(position) <= 1) return notApplicable('Only positions in profit are deleveraged.');
      return withEquity(
        position,
        (equity) => (priceRatio(position) * notionalAt(position, position.markPrice)) / equity,
      );
    case 'bybit':
      return position.leverage.status === 'value'
        ? known((priceRatio(position) - 1) * position.leverage.value)
        : position.leverage;
    case 'unknown':
      return missing(
        'How this venue orders positions for auto-deleveraging is not known.',
        'Look at the indicator of the venue itself.',
      );
    default:
      return assertNever(formula);
  }
}

export interface RankedPosition {
  readonly position: AdlPosition;
  readonly score: Outcome;
}

/** The trader's own positions on one venue, highest score first, so gains before losses; those without a score last, as given. */
export function rankForAdl(formula: AdlFormula, positions: readonly AdlPosition[]): readonly RankedPosition[] {
  const orderOf = ({ score }: RankedPosition): number =>
    score.status === 'value' ? score.value : Number.NEGATIVE_INFINITY;
  const scored = positions.map((position) => ({ position, score: adlScore(formula, position) }));
  // Of two without a score the difference is no number, which sorting takes for equal.
  return scored.sort((a, b) => orderOf(b) - orderOf(a));
}

function bitmexOf(position: AdlPosition): Outcome {
  const { bankruptcyPrice, markPrice, entryPrice } = position;
  if (bankruptcyPrice.status === 'missing-data') return bankruptcyPrice;
  const values = {
    markValue: signedValue(position, markPrice),
    entryValue: signedValue(position, entryPrice),
    bankruptValue: signedValue(position, bankruptcyPrice.value),
  };
  return values.markValue > values.bankruptValue ? known(bitmexAdlScore(values).score) : nothingLeft();
}

/** A long contract settled in its coin is worth minus its coins: fewer of them as the price rises. */
function signedValue({ side, payoff, size }: AdlPosition, price: number): number {
  const direction = side === 'long' ? 1 : -1;
  return payoff === 'linear' ? direction * size * price : (-direction * size) / price;
}

function withEquity(position: AdlPosition, scoreOf: (equity: number) => number): Outcome {
  const { equity } = position;
  if (equity.status === 'missing-data') return equity;
  return equity.value > 0 ? known(scoreOf(equity.value)) : nothingLeft();
}

function notionalAt(position: AdlPosition, price: number): number {
  return Math.abs(signedValue(position, price));
}

/** Above 1 when the price went the position's way. */
function priceRatio({ side, entryPrice, markPrice }: AdlPosition): number {
  return side === 'long' ? markPrice / entryPrice : entryPrice / markPrice;
}

function nothingLeft(): Outcome {
  return notApplicable('Nothing is left of the margin: the position is liquidated, not deleveraged.');
}
