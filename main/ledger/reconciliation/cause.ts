import type { Provenance } from '../../../shared/book/event.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';

export type CauseKind =
  | 'after-cut-off'
  | 'failed-row'
  | 'duplicate'
  | 'sign'
  | 'fee'
  | 'conversion'
  | 'missing-trade'
  | 'gap-between-files'
  | 'gap-of-balances'
  | 'split'
  | 'expiry'
  | 'incomplete-history'
  | 'rounding'
  | 'margin-table'
  | 'assumed-margin'
  | 'marks'
  | 'wallet'
  | 'venue-rules'
  | 'missing-input'
  | 'not-explained';

/** What most likely made a difference, and the rows that say so. */
export interface Cause {
  readonly kind: CauseKind;
  /** In the trader's words. */
  readonly text: string;
  readonly sources: readonly Provenance[];
  /** The one thing that a cause may ask for itself; null: the line's own way to mend. */
  readonly remedy:
    | { readonly kind: 'mend-row'; readonly importId: number; readonly line: number }
    | { readonly kind: 'remove-row'; readonly eventId: number; readonly importId: number | null }
    | { readonly kind: 'import-files'; readonly fromMs: EpochMs | null; readonly untilMs: EpochMs }
    | null;
}

export function cause(
  kind: CauseKind,
  text: string,
  remedy: Cause['remedy'] = null,
  sources: readonly (Provenance | null)[] = [],
): Cause {
  return { kind, text, remedy, sources: sources.filter((source) => source !== null) };
}
