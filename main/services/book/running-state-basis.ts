import type { Vault } from '../../../db/open.ts';
import type { RunningStateHead } from '../../../db/stores/running-states.ts';
import type { Instrument, InstrumentSymbol } from '../../../shared/book/instrument.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import { coverageText } from '../../ledger/fill-periods.ts';
import type { LedgerSettings } from '../../ledger/ledger-state.ts';
import { canonicalJson } from '../canonical-json.ts';

/** Exactly what a kept state was made of. While all of it still holds, so does the state. */
export interface RunningStateBasis {
  /** The changes whose events are in it. */
  readonly changes: readonly number[];
  /** The changes that were withdrawn when it was made. */
  readonly withdrawn: readonly number[];
  /** Whether no live event stood after its instant: then only events that were written later come after it. */
  readonly isNewest: boolean;
  /** What the ledger asked of the settings, and the answers. */
  readonly instruments: readonly (readonly [symbol: InstrumentSymbol, terms: string])[];
  readonly modes: readonly (readonly [account: string, mode: string])[];
  readonly coverage: string;
  readonly cancellations: string;
}

/**
 * Whether a state of the book still is what the live events up to its instant add up to. Events are never changed and an id is
 * never given twice, so those up to its last one are the same as long as the same changes of them are withdrawn.
 */
export function stillHolds(
  vault: Vault,
  { instantMs, lastEventId }: RunningStateHead,
  basis: RunningStateBasis,
  settings: LedgerSettings,
): boolean {
  const withdrawn = new Set(vault.runningStates.withdrawn());
  return (
    basis.changes.every((change) => !withdrawn.has(change)) &&
    basis.withdrawn.every((change) => withdrawn.has(change)) &&
    basis.modes.every(([account, mode]) => settings.positionModeOf(account) === mode) &&
    basis.instruments.every(([symbol, terms]) => canonicalJson(settings.instrumentOf(symbol)) === terms) &&
    basis.coverage === coverageText(settings.fillPeriods, instantMs) &&
    basis.cancellations === cancellationsUntil(settings, instantMs) &&
    !vault.runningStates.hasNewUntil(lastEventId, instantMs)
  );
}

/** The settings, and beside them what the ledger has asked of them. */
export interface WatchedSettings {
  readonly settings: LedgerSettings;
  readonly asked: () => Pick<RunningStateBasis, 'instruments' | 'modes'>;
}

/** @param earlier what a state was made of on which the walk goes on */
export function watchSettings(settings: LedgerSettings, earlier: RunningStateBasis | null): WatchedSettings {
  const instruments = new Map<InstrumentSymbol, string>(earlier?.instruments);
  const seen = new Map<InstrumentSymbol, Instrument>();
  const modes = new Map<string, string>(earlier?.modes);
  return {
    settings: {
      ...settings,
      instrumentOf: (symbol) => {
        const known = seen.get(symbol);
        if (known !== undefined) return known;
        const instrument = settings.instrumentOf(symbol);
        seen.set(symbol, instrument);
        instruments.set(symbol, canonicalJson(instrument));
        return instrument;
      },
      positionModeOf: (account) => {
        const mode = settings.positionModeOf(account);
        modes.set(account, mode);
        return mode;
      },
    },
    asked: () => ({ instruments: [...instruments], modes: [...modes] }),
  };
}

/** The cancellations that concern events up to an instant. */
export function cancellationsUntil({ cancellations }: LedgerSettings, instantMs: EpochMs): string {
  return cancellations
    .flatMap(({ fill, cancelId, cancelMs }) =>
      Math.min(fill.timeMs, cancelMs) <= instantMs ? [`${fill.id}/${cancelId}`] : [],
    )
    .join(' ');
}
