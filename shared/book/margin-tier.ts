import type { InstrumentSymbol } from './instrument.ts';

/** One row of a venue's table. Notional is in the settlement asset (quote for linear, coin for inverse contracts). */
export interface MarginTier {
  /** The tier holds for floor <= notional < cap (its first row holds at 0). */
  readonly floor: number;
  /** null: no upper end. */
  readonly cap: number | null;
  /** Maintenance margin as a fraction of notional. */
  readonly maintenanceRate: number;
  /** Maintenance amount that is taken off, in the settlement asset: maintenance = rate * notional - deduction. */
  readonly deduction: number;
  readonly maxLeverage: number | null;
}

/** A venue's margin tiers of one instrument: dated data. */
export interface MarginTierTable {
  readonly venue: string;
  readonly instrument: InstrumentSymbol;
  /** ISO date from which it holds (a shipped table: the date on which the page was read). */
  readonly validFrom: string;
  /** Page or file it comes from, as the trader may check it. */
  readonly source: string;
  readonly origin: 'shipped' | 'imported' | 'flat-rate';
  readonly tiers: readonly MarginTier[];
  /** What is added to the rates for each unit of notional in the settlement asset, where a venue's rates grow with the size (Deribit). */
  readonly growth?: { readonly maintenance: number; readonly initial: number };
  /** How the open interest of the market raises its initial margin (dYdX); null where the table says that it does not. */
  readonly openInterest?: OpenInterestScale | null;
}

/** Between the caps the initial margin fraction rises in a line from its base to 1. All in the settlement asset. */
export interface OpenInterestScale {
  readonly lowerCap: number;
  readonly upperCap: number;
  /** Of the market, as the trader states it; null when not stated. */
  readonly openInterest: number | null;
  /** ISO date of the trader's statement; absent where a table brings it along. */
  readonly statedOn?: string;
}

/** After this many days every figure that rests on a table carries the flag `tier-table-old`. */
export const tierTableMaxAgeDays = 90;
