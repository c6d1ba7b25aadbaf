import type { InstrumentSymbol } from './instrument.ts';

/** Where a rule of a venue comes from. Dated data: from which ISO date it holds, and the page or file on which it may be checked. */
export interface DatedSource {
  readonly validFrom: string;
  readonly source: string;
  readonly origin: 'shipped' | 'imported' | 'stated';
}

/** What a venue counts of a coin posted as collateral: dated data. */
export interface CollateralTable extends DatedSource {
  readonly venue: string;
  readonly asset: string;
  /** Ascending from floor 0; each ratio counts for the part of the amount between its floor and the next one. */
  readonly tiers: readonly CollateralTier[];
  /** What is owed of the asset asks for as maintenance, a fraction of its value: 0.1 where a loan is called at assets / debts of 1.1. */
  readonly owedMaintenanceRate?: number;
  /** ISO date on which the trader stated that rate; absent where the table brings it along. */
  readonly owedStatedOn?: string;
}

export interface CollateralTier {
  /** Units of the asset. */
  readonly floor: number;
  /** Fraction of the value that counts, 0..1. */
  readonly ratio: number;
}

/** Who bears what a liquidated account cannot pay, in the order in which they are asked. */
export type LossBearer =
  'insurance-fund' | 'backstop-vault' | 'auto-deleveraging' | 'socialised' | 'lender' | 'broker' | 'trader';

/** How much a venue closes once an account is called. */
export type LiquidationSizing =
  /** Everything at once. */
  | { readonly kind: 'whole' }
  /** A share of a position worth more than the threshold first, then, if that was not enough, all of it. */
  | { readonly kind: 'share-first'; readonly share: number; readonly aboveNotional: number }
  /** As much as brings what counts of the equity back to maintenance times a factor, which is at least 1. */
  | { readonly kind: 'restore'; readonly factor: number };

/** How a venue liquidates. Dated data; a null stands for what no citable page says. */
export interface LiquidationRules extends DatedSource {
  readonly venue: string;
  /** Whether an account goes when equity reaches maintenance, or only once it is below. */
  readonly trigger: 'at-or-below' | 'below';
  /** Closed in the market for the trader's account, or taken over by the venue at the bankruptcy price: nothing is left then. */
  readonly method: 'market' | 'takeover';
  readonly sizing: LiquidationSizing;
  /** Charged on the value closed, a fraction; null where it is not known. */
  readonly feeRate: number | null;
  /** Fees of single instruments where they differ. */
  readonly feeRates: Readonly<Record<InstrumentSymbol, number>>;
  /**
   * The fee takes no more than what a sale leaves above the bankruptcy price of what is closed: its share of the account's value
   * by maintenance, less what the sale lost; nothing where that is below 0. Absent where it is charged in any case.
   */
  readonly isFeeFromRest?: true;
  /** Charged by a lender on the value of coins that it sells to be paid, a fraction; absent where nothing is said of it. */
  readonly saleFeeRate?: number;
  /** Below this share of maintenance the whole account goes to a backstop and the maintenance margin is not given back; null for none. */
  readonly backstopShare: number | null;
  /** In which order losses beyond the account's equity are borne. */
  readonly bearers: readonly LossBearer[];
}
