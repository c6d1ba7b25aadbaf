import { isCashMovement } from '../../../shared/book/event.ts';
import type { Instrument } from '../../../shared/book/instrument.ts';
import { parseInstrument } from '../../../shared/book/parse-instrument.ts';
import type { Fault } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../context.ts';

/** Keeps what a file says of instruments, where the vault and the symbol do not say it already. */
export interface NewTerms {
  readonly take: (terms: Instrument) => void;
  /** Why the file cannot stand beside what the vault holds; null when it can. */
  readonly fault: () => Fault | null;
}

export function createNewTerms({ vault: { instrumentTerms, events } }: ServiceContext, changeId: number): NewTerms {
  const known = new Map(instrumentTerms.read());
  let fault: Fault | null = null;

  /** A dividend or a fee moves its own currency, whatever the instrument is. */
  function hasPosition(instrument: string): boolean {
    for (const event of events.read({ instrument })) if (!isCashMovement(event)) return true;
    return false;
  }
  return {
    take: (terms) => {
      const before = known.get(terms.symbol);
      if (before !== undefined) {
        if (canonical(before) !== canonical(terms)) fault ??= contradiction(before, terms);
        return;
      }
      known.set(terms.symbol, terms);
      const named = parseInstrument(terms.symbol);
      if (named.ok && canonical(named.value) === canonical(terms)) return;
      // Rows of an earlier import were read by what the symbol alone says.
      if (named.ok && hasPosition(terms.symbol)) fault ??= contradiction(named.value, terms);
      instrumentTerms.insert(changeId, terms);
    },
    fault: () => fault,
  };
}

/** What a position is worth with: two files may differ in all else. */
function canonical(terms: Instrument): string {
  const { kind, payoff, quoteAsset, settleAsset, multiplier } = terms;
  const strike = terms.kind === 'option' ? `${terms.strike} ${terms.right}` : '';
  return [kind, payoff, quoteAsset, settleAsset, multiplier, strike].join('|');
}

function contradiction(before: Instrument, now: Instrument): Fault {
  const words = (terms: Instrument) => `a ${terms.kind} in ${terms.quoteAsset}, ${terms.multiplier} a contract`;
  return {
    code: 'instrument-terms-differ',
    message: `${now.symbol} is known as ${words(before)}; this file says ${words(now)}.`,
    mend: 'Import the file into a vault of its own, or undo the import that described the instrument first.',
  };
}
