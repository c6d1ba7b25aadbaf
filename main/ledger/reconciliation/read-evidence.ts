import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import type { Leg } from '../../../shared/book/position.ts';
import type { MissingData } from '../../../shared/measures/outcome.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { Scaled } from '../../../shared/units/decimal.ts';
import type { BalanceState } from '../balance.ts';
import { doubtOf, printedContradiction } from '../held-evidence.ts';
import { legsOf, type InstrumentState } from '../instrument-state.ts';
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
  /** Rows that moved it since it was last held against a report or a statement. */
  readonly rowsSinceCheck: number;
  readonly gaps: number;
  readonly firstGap: PrintedGap | null;
  readonly lastPrinted: PrintedPlace | null;
}

export interface InstrumentEvidence {
  readonly instrument: InstrumentSymbol;
  readonly settleAsset: string;
  /** Of spot the coin, which is a balance; else null. */
  readonly coin: string | null;
  readonly profitsChecked: number;
  readonly contradiction: FillContradiction | null;
  /** Why its history cannot be trusted; null when it can. */
  readonly mark: MissingData | null;
  /** What is held in it; nothing of spot, whose coins are balances. */
  readonly held: readonly HeldLeg[];
}

/** An open leg, with the newest fill that moved it and the newest row that printed it as the fold has it. */
export interface HeldLeg {
  readonly leg: Leg;
  readonly quantity: Scaled;
  readonly movedMs: number;
  readonly printedMs: number;
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
  const { asset, amount, known, moved, printedRows, rowsSinceCheck, gaps, firstGap, lastPrinted } = balance;
  const reports = checks.balances.get(asset) ?? null;
  return { asset, amount, known, moved, reports, printedRows, rowsSinceCheck, gaps, firstGap, lastPrinted };
}

function instrumentEvidence(state: InstrumentState): InstrumentEvidence {
  const { instrument, profitsChecked } = state;
  const { symbol, settleAsset, baseAsset } = instrument;
  const held = state.spot ? [] : legsOf(state).filter(({ quantity }) => quantity !== 0n);
  return {
    instrument: symbol,
    settleAsset,
    coin: state.spot ? baseAsset : null,
    profitsChecked,
    contradiction: printedContradiction(state),
    mark: doubtOf(state),
    held: held.map(({ leg, quantity, runMs, printedMs }) => ({ leg, quantity, movedMs: runMs, printedMs })),
  };
}

/** The values of a map by the code units of its keys: the same bytes on every machine. */
function sorted<Value>(map: ReadonlyMap<string, Value>): readonly Value[] {
  return [...map.keys()].sort().map((key) => map.get(key) as Value);
}
