import type { Instrument, InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { stockOf } from '../../../shared/book/listed-symbol.ts';
import { parseInstrument } from '../../../shared/book/parse-instrument.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import { matchCancels } from '../../ledger/cancellations.ts';
import { foldEvents, type LedgerReading } from '../../ledger/fold-events.ts';
import type { LedgerSettings } from '../../ledger/ledger-state.ts';
import { allAccounts } from '../edits/account-settings.ts';
import type { ServiceContext } from '../context.ts';

/** Folds the live events up to an instant, of one account or (null) of all. */
export function foldBook(context: ServiceContext, asOfMs: EpochMs, account: string | null = null): LedgerReading {
  return foldEvents(context.vault.events.read({ untilMs: asOfMs, account }), ledgerSettings(context, asOfMs, account));
}

/** What the ledger must be told beside the events. */
export function ledgerSettings(context: ServiceContext, asOfMs: EpochMs, account: string | null): LedgerSettings {
  const cancellations = cancellationsOf(context);
  const modes = new Map(allAccounts(context).map((one) => [one.name, one.positionMode]));
  return {
    instrumentOf: createInstrumentReader(context),
    positionModeOf: (name) => modes.get(name) ?? 'one-way',
    failedRows: context.vault.imports
      .openFailures()
      .flatMap((failed) =>
        failed.account === null || (account !== null && failed.account !== account)
          ? []
          : [{ account: failed.account, instrument: failed.instrument as InstrumentSymbol | null }],
      ),
    fillPeriods: context.vault.events.fillPeriods(
      asOfMs,
      account,
      cancellations.map(({ fill }) => fill),
    ),
    cancellations,
  };
}

const foundIn = new WeakMap<
  object,
  { readonly state: string; readonly cancellations: LedgerSettings['cancellations'] }
>();

/**
 * Whenever the book is looked at, what was taken back by now never was: a correction tells of the past as well. Looked for
 * once for each state of the vault, since it goes through all fills.
 */
function cancellationsOf({ vault }: ServiceContext): LedgerSettings['cancellations'] {
  const state = vault.changes.liveState();
  // What is rolled back, as a preview is, must not be taken for the next change that gets the same number.
  const isSettled = vault.runningStates.isSettled();
  const known = foundIn.get(vault);
  if (isSettled && known !== undefined && known.state === state) return known.cancellations;
  const cancels = vault.events.cancels();
  const cancellations = matchCancels(cancels, vault.events.fillsLike(cancels));
  if (isSettled) foundIn.set(vault, { state, cancellations });
  return cancellations;
}

/**
 * Reads each symbol once: by what a live import said of the instrument, else by what the symbol says. Symbols of events
 * were read when they went in. A symbol that nothing describes is named by failed rows alone (a future of an unknown
 * contract): it stands as a share without figures, for everything about it is missing until the rows are mended.
 */
export function createInstrumentReader({ vault }: ServiceContext): (symbol: InstrumentSymbol) => Instrument {
  const known = new Map<string, Instrument>(vault.instrumentTerms.read());
  return (symbol) => {
    const seen = known.get(symbol);
    if (seen !== undefined) return seen;
    const parsed = parseInstrument(symbol);
    const instrument = parsed.ok ? parsed.value : stockOf(symbol, 'USD');
    known.set(symbol, instrument);
    return instrument;
  };
}
