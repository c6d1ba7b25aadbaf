import type { DatedPrice } from '../../../shared/book/valued-book.ts';
import { isoTimeOfMs } from '../../../shared/units/iso-day.ts';
import type { Origin } from './nodes.ts';

/** What the ledger says of one position: where its figures come from. */
export interface PositionOrigin {
  /** Quantity and average entry: the last row that moved it. */
  readonly held: Origin;
  /** What the quantity is made of; null where more than fills moved it. */
  readonly rows: { readonly opening: Part | null; readonly bought: Part; readonly sold: Part } | null;
  readonly realized: Origin;
  readonly funding: Origin;
}

/** A part of a quantity, >= 0 but for an opening, and its rows. */
export interface Part {
  readonly amount: number;
  readonly origin: Origin;
}

/** Answers where inputs of the book come from. What only the vault knows is asked for when a tree needs it. */
export interface Sources {
  readonly position: (account: string, instrument: string, side: 'long' | 'short') => PositionOrigin;
  readonly balance: (account: string, asset: string) => Origin;
  readonly price: (price: DatedPrice) => Origin;
  readonly leverage: (account: string, instrument: string) => Origin;
  readonly isolatedMargin: (account: string, instrument: string) => Origin;
}

const ledger: Origin = { source: 'ledger of the account', asOf: null };
const stated: Origin = { source: 'stated by the trader', asOf: null };

/** Where inputs come from as far as the valued book alone can tell. */
export const bookSources: Sources = {
  position: () => ({ held: ledger, rows: null, realized: ledger, funding: ledger }),
  balance: () => ({ source: 'wallet of the account', asOf: null }),
  price: priceOrigin,
  leverage: () => stated,
  isolatedMargin: () => stated,
};

/** A mark or rate, as far as it tells itself. */
export function priceOrigin({ origin, via, asOfMs, stale }: DatedPrice): Origin {
  const of = via === null ? '' : ` of ${via}`;
  const sources = {
    mark: `mark${of}`,
    close: `daily close${of}`,
    par: 'taken at par (assumed)',
    unit: 'the base currency itself',
  } as const;
  return {
    source: sources[origin],
    asOf: origin === 'unit' || origin === 'par' ? null : isoTimeOfMs(asOfMs),
    flags: stale ? ['mark-stale'] : [],
  };
}
