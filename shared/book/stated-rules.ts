import type { OpenInterestScale } from './margin-tier.ts';
import type { CollateralTier } from './venue-rules.ts';

/**
 * Rules of a venue or lender that the trader states of an account, where Ballast ships none or others. They hold for all
 * times, as venue and leverage do.
 */
export interface StatedRules {
  /** Assets over debts at which the lender sells, above 1; its inverse is the loan to value. */
  readonly loanCallRatio: Stated<number> | null;
  /** Charged on the value that a liquidation closes, a fraction in 0..1. */
  readonly closingFeeRate: Stated<number> | null;
  /** What of a coin counts as collateral, by asset. */
  readonly collateral: Readonly<Record<string, Stated<readonly CollateralTier[]>>>;
  /** Of a market, by instrument. */
  readonly openInterest: Readonly<Record<string, Stated<StatedOpenInterest>>>;
}

/** The open interest of a market with the caps between which it raises the initial margin, in its settlement asset. */
export type StatedOpenInterest = Pick<OpenInterestScale, 'lowerCap' | 'upperCap'> & { readonly openInterest: number };

/** What was said, and on which UTC day. */
export interface Stated<Value> {
  readonly value: Value;
  /** ISO date. */
  readonly statedOn: string;
}

export const nothingStated: StatedRules = {
  loanCallRatio: null,
  closingFeeRate: null,
  collateral: {},
  openInterest: {},
};

/** One rule that is said of an account, or (null) said no longer. */
export type RuleStatement =
  | { readonly rule: 'loan-call-ratio' | 'closing-fee-rate'; readonly value: number | null }
  | { readonly rule: 'collateral'; readonly asset: string; readonly value: readonly CollateralTier[] | null }
  | { readonly rule: 'open-interest'; readonly instrument: string; readonly value: StatedOpenInterest | null };
