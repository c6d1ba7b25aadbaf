import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Leg } from '../../shared/book/position.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import type { BalanceState, Flow } from './balance.ts';
import { takenBackOf } from './cancellations.ts';
import { coverageOf } from './fill-periods.ts';
import { legOf, newInstrumentState, type InstrumentState } from './instrument-state.ts';
import {
  noteKey,
  type AccountState,
  type AppliedSplit,
  type LedgerNote,
  type LedgerSettings,
  type LedgerState,
} from './ledger-state.ts';
import type { LegState } from './leg.ts';
import { copyOfChecks } from './reconciliation/checks.ts';
import { copyOfTrades } from './reconciliation/recent-trades.ts';

/** What follows from the settings and is not kept: it is made anew from those of the day. */
type FromSettings =
  'instrument' | 'payoff' | 'spot' | 'outright' | 'followsSession' | 'currencyPair' | 'assets' | 'takenBack';

export type SavedInstrument = Omit<InstrumentState, FromSettings> & { readonly symbol: InstrumentSymbol };

export interface SavedAccount extends Omit<AccountState, 'mode' | 'instruments' | 'balances' | 'spotByBase'> {
  readonly instruments: readonly SavedInstrument[];
  readonly balances: readonly BalanceState[];
}

/** A book between two instants as plain data: numbers, texts, big integers, lists, maps and sets, nothing shared with the book. */
export interface SavedLedger {
  /** The last instant that is in it; null before the first event. */
  readonly instantMs: EpochMs | null;
  readonly accounts: readonly SavedAccount[];
  readonly notes: readonly LedgerNote[];
  readonly splits: readonly AppliedSplit[];
  /** What changed since the last day was closed. */
  readonly flows: readonly Flow[];
  readonly changedBalances: readonly (readonly [account: string, asset: string])[];
  readonly changedLegs: readonly (readonly [account: string, instrument: InstrumentSymbol, leg: Leg])[];
}

/** The state after a whole instant; `restoreState` goes on from it as if it had never been put down. */
export function saveState(ledger: LedgerState, instantMs: EpochMs | null): SavedLedger {
  return {
    instantMs,
    accounts: [...ledger.accounts.values()].map(savedAccount),
    notes: [...ledger.notes.values()],
    splits: [...ledger.splits],
    flows: [...ledger.flows],
    changedBalances: ledger.changedBalances.map(({ account, asset }) => [account, asset]),
    changedLegs: ledger.changedLegs.map(({ state, leg }) => [state.account, state.instrument.symbol, leg.leg]),
  };
}

/** @param settings must say of everything in the state what they said when it was saved */
export function restoreState(settings: LedgerSettings, saved: SavedLedger): LedgerState {
  const accounts = new Map(saved.accounts.map((one) => [one.account, restoredAccount(settings, one)]));
  const accountOf = (name: string): AccountState => required(accounts.get(name), name);
  const instrumentOf = (account: string, symbol: InstrumentSymbol): InstrumentState =>
    required(accountOf(account).instruments.get(symbol), symbol);
  return {
    settings,
    covered: coverageOf(settings.fillPeriods),
    accounts,
    notes: new Map(saved.notes.map((note) => [noteKey(note), note])),
    splits: [...saved.splits],
    flows: [...saved.flows],
    changedBalances: saved.changedBalances.map(([account, asset]) =>
      required(accountOf(account).balances.get(asset), asset),
    ),
    changedLegs: saved.changedLegs.map(([account, symbol, leg]) => {
      const state = instrumentOf(account, symbol);
      return { state, leg: legOf(state, leg) };
    }),
    printed: [],
    deliveries: [],
    listed: new Map(),
  };
}

function savedAccount({ mode: _mode, spotByBase: _spot, instruments, balances, ...own }: AccountState): SavedAccount {
  return {
    ...own,
    early: new Map(own.early),
    checks: copyOfChecks(own.checks),
    instruments: [...instruments.values()].map(savedInstrument),
    balances: [...balances.values()].map(copyOfBalance),
  };
}

function restoredAccount(settings: LedgerSettings, { instruments, balances, ...own }: SavedAccount): AccountState {
  const states = instruments.map((one) => restoredInstrument(settings, one));
  return {
    ...own,
    early: new Map(own.early),
    checks: copyOfChecks(own.checks),
    mode: settings.positionModeOf(own.account),
    instruments: new Map(states.map((state) => [state.instrument.symbol, state])),
    balances: new Map(balances.map((balance) => [balance.asset, copyOfBalance(balance)])),
    spotByBase: Map.groupBy(
      states.filter(({ spot }) => spot),
      ({ instrument }) => instrument.baseAsset,
    ),
  };
}

function savedInstrument(state: InstrumentState): SavedInstrument {
  const {
    instrument,
    payoff: _payoff,
    spot: _spot,
    outright: _outright,
    followsSession: _session,
    currencyPair: _pair,
    assets: _assets,
    takenBack: _takenBack,
    ...own
  } = state;
  return { ...copyOfOwn(own), symbol: instrument.symbol };
}

function restoredInstrument(settings: LedgerSettings, { symbol, ...own }: SavedInstrument): InstrumentState {
  const takenBack = takenBackOf(settings.cancellations, own.account, symbol);
  return { ...newInstrumentState(own.account, settings.instrumentOf(symbol), takenBack), ...copyOfOwn(own) };
}

function copyOfOwn(own: Omit<InstrumentState, FromSettings>): Omit<InstrumentState, FromSettings> {
  const { net, long, short, cameFrom } = own;
  return {
    ...own,
    cameFrom: new Set(cameFrom),
    recent: copyOfTrades(own.recent),
    rebooked: [...own.rebooked],
    net: net === null ? null : copyOfLeg(net),
    long: long === null ? null : copyOfLeg(long),
    short: short === null ? null : copyOfLeg(short),
  };
}

function copyOfLeg(leg: LegState): LegState {
  return { ...leg, fees: leg.fees.map((fee) => ({ ...fee })), flags: new Set(leg.flags) };
}

function copyOfBalance(balance: BalanceState): BalanceState {
  return {
    ...balance,
    printed: [...balance.printed],
    flags: new Set(balance.flags),
    recent: copyOfTrades(balance.recent),
  };
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`a saved book names ${name} and does not hold it`);
  return value;
}
