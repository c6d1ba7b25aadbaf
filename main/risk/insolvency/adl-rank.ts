/** A position as BitMEX values it: values are signed, in the settlement asset, below 0 for a short. */
export interface ValuedForAdl {
  readonly markValue: number;
  readonly entryValue: number;
  /** At the bankruptcy price. */
  readonly bankruptValue: number;
}

export interface AdlScore {
  /** Profit as a fraction of the entry value. */
  readonly profitFraction: number;
  readonly effectiveLeverage: number;
  /** The higher, the earlier it is closed against somebody else's bankruptcy; losing positions are below 0 and come last. */
  readonly score: number;
}

/**
 * Auto-deleveraging by BitMEX: profit in per cent times effective leverage; divided by it for a loss. Where a position stands among
 * other traders' is not known from one's own book: it is a score, comparable on one venue.
 * Source: BitMEX support, What is Auto-Deleveraging (article 18589621443357).
 */
export function bitmexAdlScore({ markValue, entryValue, bankruptValue }: ValuedForAdl): AdlScore {
  const profitFraction = (markValue - entryValue) / Math.abs(entryValue);
  const effectiveLeverage = Math.abs(markValue) / (markValue - bankruptValue);
  return { profitFraction, effectiveLeverage, score: scoreOf(profitFraction, effectiveLeverage) };
}

/**
 * Auto-deleveraging by profit and leverage of the account, as Binance and Hyperliquid rank.
 *
 * @param profit unrealised, signed
 * @param entryNotional > 0
 * @param notional at the mark, > 0
 * @param equity what carries the position: wallet and unrealised profit, > 0
 */
export function leverageAdlScore(profit: number, entryNotional: number, notional: number, equity: number): AdlScore {
  const [profitFraction, effectiveLeverage] = [profit / entryNotional, notional / equity];
  return { profitFraction, effectiveLeverage, score: scoreOf(profitFraction, effectiveLeverage) };
}

function scoreOf(profitFraction: number, leverage: number): number {
  return profitFraction * leverage ** Math.sign(profitFraction);
}
