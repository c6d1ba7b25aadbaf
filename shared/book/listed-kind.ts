/** What a listed share or option is on, where that changes the percentages of its margin. */
export interface ListedKind {
  readonly ticker: string;
  /** An index of many shares, on which options ask for less; a share otherwise. */
  readonly kind: 'share' | 'broad-index';
  /** How many times its index a fund moves in a day, whichever way: 1 for what is not leveraged. */
  readonly leverage: number;
}

/** Dated data: the kinds that are known; a ticker that is not among them may be anything. */
export interface ListedKindTable {
  readonly validFrom: string;
  readonly source: string;
  readonly kinds: readonly ListedKind[];
}
