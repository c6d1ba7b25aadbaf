import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import type { MissingData } from '../../../shared/measures/outcome.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { Scaled } from '../../../shared/units/decimal.ts';
import type { BalanceState } from '../balance.ts';
import { markOf, type InstrumentState } from '../instrument-state.ts';
import type { AccountState, LedgerState } from '../ledger-state.ts';
import type { BalanceChecks, FillContradiction, PositionChecks, PrintedGap, PrintedPlace } from './checks.ts';

/** All that was held against one account, for the lines of its reconciliation. */
export interface AccountEvidence {
  readonly account: string;
  /** The last row that moved anything; null while there was none. */
  readonly lastMovementMs: EpochMs | null;
  readonly positions: readonly PositionChecks[];
  readonly balances: readonly BalanceEvidence[];
  readonly instruments: readonly InstrumentEvidence[];
}

export interface BalanceEvidence {
  readonly asset: string;
  readonly amount: Scaled;
  readonly known: boolean;
  readonly moved: boolean;
  /** Against reports of an instant; null where there was none. */
  readonly reports: BalanceChecks | null;
  readonly printedRows: number;
  readonly gaps: number;
  readonly firstGap: PrintedGap | null;
  readonly lastPrinted: PrintedPlace | null;
}

export interface InstrumentEvidence {
  readonly instrument: InstrumentSymbol;
  readonly settleAsset: string;
  readonly profitsChecked: number;
  readonly contradiction: FillContradiction | null;
  /** Why its history cannot be trusted; null when it can. */
  readonly mark: MissingData | null;
}

/** By account, in the order of their names. */
export function readEvidence({ accounts }: LedgerState): readonly AccountEvidence[] {
  return sorted(accounts).map((account) => ({
    account: account.account,
    lastMovementMs: account.lastMovementMs,
    positions: sorted(account.checks.positions),
    balances: sorted(account.balances).map((balance) => balanceEvidence(account, balance)),
    instruments: sorted(account.instruments).map(instrumentEvidence),
  }));
}

function balanceEvidence({ checks }: AccountState, balance: BalanceState): BalanceEvidence {
  const { asset, amount, known, moved, printedRows, gaps, firstGap, lastPrinted } = balance;
  const reports = checks.balances.get(asset) ?? null;
  return { asset, amount, known, moved, reports, printedRows, gaps, firstGap, lastPrinted };
}

function instrumentEvidence(state: InstrumentState): InstrumentEvidence {
  const { instrument, profitsChecked, contradiction } = state;
  const { symbol, settleAsset } = instrument;
  return { instrument: symbol, settleAsset, profitsChecked, contradiction, mark: markOf(state) };
}

/** The values of a map by the code units of its keys: the same bytes on every machine. */
function sorted<Value>(map: ReadonlyMap<string, Value>): readonly Value[] {
  return [...map.keys()].sort().map((key) => map.get(key) as Value);
}
