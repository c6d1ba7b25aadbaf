import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, missing, type Maybe, type Outcome, type PriceOutcome } from '../../../shared/measures/outcome.ts';
import type { AssessedPool } from '../assessment/assessed-pool.ts';
import { isOutright, positionTerms, signedNotional } from '../exposure/position-terms.ts';
import { rankForAdl, type AdlFormula, type AdlPosition } from './adl-order.ts';

/** A position in profit that its venue may close against somebody else's bankruptcy. */
export interface AdlCandidate {
  readonly pool: AssessedPool;
  readonly position: ValuedPosition;
  /** Base currency, > 0. */
  readonly unrealized: number;
  /** Base currency at the mark, signed. */
  readonly exposure: number;
  /** As the order of its venue sees it. */
  readonly seen: Omit<AdlPosition, 'label'>;
}

/**
 * Every contract in profit at a venue that deleverages, or of which that is not known. Paid-for stocks and options are in nobody's
 * queue, nor is what a venue lists no auto-deleveraging for among those who bear a debt.
 */
export function adlCandidates(pools: readonly AssessedPool[]): readonly AdlCandidate[] {
  return pools.flatMap((pool) => {
    const bearers = pool.table.rules?.bearers ?? [];
    if (bearers.length > 0 && !bearers.includes('auto-deleveraging')) return [];
    return pool.positions.flatMap(({ position, prices }) => {
      const { instrument, side, quantity, multiplier, entryPrice, leverage } = position;
      const terms = positionTerms(position);
      if (isOutright(instrument) || terms.status !== 'value') return [];
      const { mark, settleRate, baseTerm, quoteTerm } = terms.value;
      // Of a contract on profit both terms together are its profit.
      const unrealized = baseTerm + quoteTerm;
      if (unrealized <= 0) return [];
      const { equity } = pool.figures;
      const seen = {
        side,
        payoff: instrument.payoff,
        size: Math.abs(quantity * multiplier),
        entryPrice,
        markPrice: mark,
        bankruptcyPrice: priceOrGap(prices.bankruptcy),
        equity: equity.status === 'value' ? known(equity.value / settleRate) : equity,
        leverage:
          leverage === null
            ? missing('The leverage of this position is not stated.', 'State its leverage in Accounts.')
            : known(leverage),
      };
      return [{ pool, position, unrealized, exposure: signedNotional(position, terms.value), seen }];
    });
  });
}

export interface AdlRanked {
  readonly candidate: AdlCandidate;
  readonly score: Outcome;
  /** Among the trader's own on this venue, from 1; null without a score. */
  readonly order: number | null;
}

/** The candidates venue by venue in the order of its formula. */
export function adlRanks(candidates: readonly AdlCandidate[]): readonly AdlRanked[] {
  return [...Map.groupBy(candidates, ({ pool }) => pool.table.venue)].flatMap(([venue, own]) => {
    const byLabel = new Map(own.map((candidate, index) => [String(index), candidate]));
    const ranked = rankForAdl(
      adlFormulaOf(venue),
      [...byLabel].map(([label, { seen }]) => ({ ...seen, label })),
    );
    return ranked.map(({ position, score }, index) => ({
      candidate: byLabel.get(position.label) as AdlCandidate,
      score,
      order: score.status === 'value' ? index + 1 : null,
    }));
  });
}

/** Whose order of auto-deleveraging a venue follows. */
export function adlFormulaOf(venue: string | null): AdlFormula {
  switch (venue) {
    case 'binance-usdm':
    case 'binance-coinm':
      return 'binance';
    case 'bitmex':
    case 'bybit':
    case 'hyperliquid':
      return venue;
    default:
      return 'unknown';
  }
}

function priceOrGap(price: PriceOutcome): Maybe {
  if (price.status === 'value' || price.status === 'missing-data') return price;
  return missing(price.reason, 'No score can be worked out without a bankruptcy price.');
}
