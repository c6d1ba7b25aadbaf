import type { Instrument } from '../../../shared/book/instrument.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { equityNow } from '../cascade/working-pool.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { callAt } from './call-at.ts';

/** What a liquidation at one price costs and leaves, base currency. before - fees - saleLoss - forfeited = after. */
export interface LiquidatedAt {
  /** Equity of the pool at the price, before anything is closed. */
  readonly before: number;
  readonly fees: number;
  /** Whether a fee is not known and left out. */
  readonly feeUnknown: boolean;
  /** Lost against the mark by selling, >= 0. */
  readonly saleLoss: number;
  /** What a takeover or a backstop keeps of the equity, >= 0. */
  readonly forfeited: number;
  /** Before anybody else bears a debt: below 0 it is owed. */
  readonly after: number;
}

/**
 * Liquidates a pool by the rules of its venue with one instrument at x times its mark. Missing-data when what a sale costs is not known.
 *
 * @param lossOf which fraction of its value a forced sale loses
 */
export function liquidatedAt(
  table: MarginTable,
  instrument: Instrument,
  x: number,
  lossOf: (asset: string, value: number) => Maybe,
): Maybe<LiquidatedAt> {
  const found = callAt(table, instrument, x, lossOf);
  if (found.status !== 'value') return found;
  const before = equityNow(found.value.table);
  let [fees, saleLoss, forfeited] = [0, 0, 0];
  let feeUnknown = false;
  for (const event of found.value.events) {
    fees += event.fee;
    saleLoss += event.impact;
    feeUnknown ||= event.feeUnknown;
    // Of a debt it is what others bear: the pool owed it all the same.
    if (event.kind !== 'debt') forfeited += event.forfeited;
  }
  return known({ before, fees, feeUnknown, saleLoss, forfeited, after: before - fees - saleLoss - forfeited });
}
