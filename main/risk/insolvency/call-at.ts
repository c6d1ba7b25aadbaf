import type { Instrument } from '../../../shared/book/instrument.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import type { CascadeEvent } from '../cascade/cascade-event.ts';
import { liquidate } from '../cascade/liquidate.ts';
import type { WorkingPool } from '../cascade/working-pool.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { withInstrumentAt } from './move-instrument.ts';

/** A pool that is liquidated with one instrument at x times its mark. */
export interface CallAt extends WorkingPool {
  /** In order. Their prices are no numbers: one instrument moves, not its asset. */
  readonly events: readonly Omit<CascadeEvent, 'shockFraction'>[];
}

/**
 * What the rules of its venue do to a pool there. Missing-data when what a sale costs is not known.
 * @param lossOf which fraction of its value a forced sale loses
 */
export function callAt(
  table: MarginTable,
  instrument: Instrument,
  x: number,
  lossOf: (asset: string, value: number) => Maybe,
): Maybe<CallAt> {
  const there = { table: withInstrumentAt(table, instrument, x), left: new Map() };
  const found = liquidate(there, { lossOf, factorOf: () => Number.NaN });
  return found.status === 'value' ? known({ ...there, events: found.value.events }) : found;
}
