import type { MissingData } from '../measures/outcome.ts';
import type { Decimal } from '../units/decimal.ts';
import type { EpochMs } from '../units/unit.ts';
import type { AssetAmount } from './event.ts';
import type { InstrumentSymbol } from './instrument.ts';

/** `net` for an account in one-way mode; the two legs of an account in hedge mode otherwise. */
export type Leg = 'net' | 'long' | 'short';

export type PositionStatus = 'open' | 'closed' | 'history-incomplete';

/** What the ledger says of one instrument in one account, exactly. */
export interface LedgerPosition {
  readonly account: string;
  readonly instrument: InstrumentSymbol;
  readonly leg: Leg;
  /** Signed contracts, shares or coins, short < 0. Meaningless while `status` is history-incomplete. */
  readonly quantity: Decimal;
  /**
   * Average entry per coin or share in the quote asset, gross of fees (harmonic for inverse contracts); null when flat or
   * where only a report without an entry price says that it is held.
   */
  readonly averagePrice: Decimal | null;
  /** Realised profit in the settlement asset, gross of fees and funding. */
  readonly realizedPnl: Decimal;
  readonly fees: readonly AssetAmount[];
  /** Funding in the settlement asset, received > 0. */
  readonly funding: Decimal;
  readonly status: PositionStatus;
  /** Why the history cannot be trusted and how to mend it; null when it can. */
  readonly incomplete: MissingData | null;
  readonly flags: readonly string[];
  /** When the present position was opened (the last time it left zero); null when flat. */
  readonly openedMs: EpochMs | null;
  readonly lastEventMs: EpochMs;
}

/** The balance of one asset in one account. */
export interface LedgerBalance {
  readonly account: string;
  readonly asset: string;
  readonly amount: Decimal;
  /**
   * `known` once it starts from a stated or reported balance, or from a deposit before any other movement;
   * `unknown` when rows move it but nothing says where it began (a fee in an asset never deposited).
   */
  readonly status: 'known' | 'unknown';
  /** The instant from which it is known; null while unknown. */
  readonly knownSinceMs: EpochMs | null;
  readonly flags: readonly string[];
}
