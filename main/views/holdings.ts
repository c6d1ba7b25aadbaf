import type { ValuedBalance, ValuedBook, ValuedPosition } from '../../shared/book/valued-book.ts';
import type { ExposureRow } from '../../shared/contract/risk.ts';
import type { MissingData } from '../../shared/measures/outcome.ts';
import { scopeText } from '../../shared/measures/scope.ts';

/** What stands behind a row of exposures in the valued book. */
export interface Holding {
  /** Scope of a position's figures; null for a balance. */
  readonly scope: string | null;
  readonly position: ValuedPosition | undefined;
  readonly balance: ValuedBalance | undefined;
  /** Why its figures are missing. */
  readonly gap: MissingData | null;
  /** What its quantity counts: `coins`, or the contracts of one instrument. Only equal units may be added. */
  readonly unit: string;
}

/** Finds what stands behind a row. */
export function holdingsOf(book: ValuedBook): (row: ExposureRow) => Holding {
  const positions = new Map<string, ValuedPosition>();
  const balances = new Map<string, ValuedBalance>();
  for (const { name, positions: held, balances: coins } of book.accounts) {
    for (const position of held) positions.set(scopeOf(name, position.instrument.symbol, position.side), position);
    for (const balance of coins) balances.set(`${name}/${balance.asset}`, balance);
  }
  return ({ account, asset, instrument, side }) => {
    if (instrument === null) {
      const balance = balances.get(`${account}/${asset}`);
      return { scope: null, position: undefined, balance, gap: gapOf(balance?.amount, balance?.rate), unit: 'coins' };
    }
    const scope = scopeOf(account, instrument, side);
    const position = positions.get(scope);
    const gap = position?.incomplete ?? gapOf(position?.mark, position?.settleRate);
    return { scope, position, balance: undefined, gap, unit: position === undefined ? instrument : unitOf(position) };
  };
}

export function scopeOf(account: string, instrument: string, side: 'long' | 'short'): string {
  return scopeText({ kind: 'position', account, instrument, side });
}

function gapOf(...parts: readonly (MissingData | { readonly status: 'value' } | undefined)[]): MissingData | null {
  for (const part of parts) if (part?.status === 'missing-data') return part;
  return null;
}

/** Contracts of an inverse instrument count dollars, packs such as 1000PEPE count thousands: neither adds to coins. */
function unitOf({ instrument, multiplier }: ValuedPosition): string {
  const countsCoins = instrument.payoff === 'linear' && instrument.baseAsset === instrument.asset && multiplier === 1;
  return countsCoins ? 'coins' : instrument.symbol;
}
