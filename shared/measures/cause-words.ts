import type { SnapshotComparison } from '../contract/snapshots.ts';

export type CauseName = keyof SnapshotComparison['totals'];

/** Why net worth changed, in the order in which it is told: the word, and what it covers. */
export const causeWords: readonly { readonly cause: CauseName; readonly word: string; readonly meaning: string }[] = [
  { cause: 'price', word: 'Price', meaning: 'What was held at the older snapshot, moved to the newer marks.' },
  { cause: 'trades', word: 'Trades', meaning: 'What trading since then made or cost against having held on.' },
  { cause: 'funding', word: 'Funding', meaning: 'Received +, paid −.' },
  { cause: 'fees', word: 'Fees', meaning: 'Of trades in contracts, stocks and options.' },
  { cause: 'currency', word: 'Currency', meaning: 'Rates of currencies and stablecoins.' },
  {
    cause: 'other',
    word: 'Money in and out',
    meaning: 'Deposits, withdrawals, spot trades, interest, dividends and what else moved a balance.',
  },
];
