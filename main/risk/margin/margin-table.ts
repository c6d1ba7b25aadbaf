import type { Maybe, MissingData } from '../../../shared/measures/outcome.ts';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import type { MarginTier, MarginTierTable } from '../../../shared/book/margin-tier.ts';
import type { DatedPrice, ValuedBalance, ValuedPosition } from '../../../shared/book/valued-book.ts';

export type PoolKind = 'cross' | 'isolated' | 'spot';

/**
 * One position as linear terms of two factors, both 1 at the mark: `f` of the contract's price in its quote asset and
 * `g` of the settlement asset's price in the base currency. With h = f for a linear contract and h = 1/f for an inverse one:
 *
 *     equity      = g * (priceTerm * h + fixedTerm)
 *     notional    = g * notional * h
 *     maintenance = g * (rate of the segment at h * notional * h + its increase * h * h - its deduction), or g * fixedMaintenance
 *
 * All terms are in the base currency.
 */
export interface MarginLeg {
  readonly position: ValuedPosition;
  /** What the price factor is of: `BTC` for BTC/USDT:USDT. */
  readonly asset: string;
  readonly quoteAsset: string;
  readonly settleAsset: string;
  readonly payoff: 'linear' | 'inverse';
  readonly priceTerm: number;
  readonly fixedTerm: number;
  /** At the mark, >= 0. */
  readonly notional: number;
  /** The tiers over h, ascending; empty where maintenance is fixed. */
  readonly segments: readonly MaintenanceSegment[];
  /** Maintenance that no later price moves (on the entry value); null where it follows the mark. */
  readonly fixedMaintenance: number | null;
  /** The table that the segments come from. */
  readonly tierTable: MarginTierTable;
  /** Initial margin at the mark, base currency, >= 0; missing-data where the regime's input is. It reserves; it never triggers. */
  readonly initial: Maybe;
}

/** A tier seen over h: it holds for from <= h < the next one's `from`. */
export interface MaintenanceSegment {
  readonly from: number;
  /** Fraction of notional; holds a closing fee where the regime has it inside. */
  readonly rate: number;
  /** Base currency, taken off. */
  readonly deduction: number;
  /** Base currency: what the square of the notional factor adds where the rate itself grows with the size; 0 elsewhere. */
  readonly increase: number;
  /** The row of the table, in the settlement asset. */
  readonly tier: MarginTier;
}

/** A balance that counts as equity of the pool and moves with its own price. */
export interface CollateralTerm {
  readonly asset: string;
  /** Units of the asset, signed. */
  readonly amount: number;
  /** Held by isolated positions and taken off the amount. */
  readonly posted: number;
  readonly rate: DatedPrice;
  /** Base currency at the mark, signed: (amount - posted) * rate. */
  readonly value: number;
  /** What of the value does not count for the margin, base currency, >= 0; it moves with the value. */
  readonly haircut: number;
  /** What the venue asks for on the value owed or held, base currency, >= 0; it moves with the value. 0 where only positions ask. */
  readonly maintenance: number;
  /** A wallet, or the margin of an isolated position as stated or as assumed from its leverage. */
  readonly origin: 'wallet' | 'stated' | 'assumed';
  /** Cash and stablecoins at par are moved by no shock. */
  readonly isCash: boolean;
}

/**
 * What several positions need together: the greatest of its lines over the factor of one asset's price, base currency.
 * A strategy of options has one line, a scenario array one for each scenario.
 */
export interface JointRequirement {
  /** In the trader's words: `vertical spread TSLA 700/705`. */
  readonly label: string;
  /** Whose price factor moves the lines; null where no price does. */
  readonly asset: string | null;
  readonly lines: readonly { readonly constant: number; readonly slope: number }[];
  readonly positions: readonly ValuedPosition[];
  /** What opening it needs, base currency. */
  readonly initial: Maybe;
  /** The rule behind it, as the trader may check it; absent where it is the venue's own table. */
  readonly rule?: { readonly source: string; readonly validFrom: string };
}

/** What a regime makes of a pool: everything that equity and maintenance of it depend on. */
export interface MarginTable {
  readonly account: string;
  readonly venue: string | null;
  readonly pool: string;
  readonly kind: PoolKind;
  readonly collateral: readonly CollateralTerm[];
  readonly legs: readonly MarginLeg[];
  readonly joint: readonly JointRequirement[];
  /** How the venue liquidates it; null where Ballast does not know. */
  readonly rules: LiquidationRules | null;
  /** Every position of the pool, also those that could not be compiled. */
  readonly positions: readonly ValuedPosition[];
  /** Balances of the account that belong to the pool, whether their amounts are known or not. */
  readonly balances: readonly ValuedBalance[];
  /** Why equity is not known; null when it is. Then `legs` and `collateral` hold only the known part. */
  readonly equityMissing: MissingData | null;
  /** Why maintenance is not known; null when it is. */
  readonly maintenanceMissing: MissingData | null;
  /** Carried by every figure that rests on equity. */
  readonly equityFlags: readonly string[];
  /** Carried by every figure that rests on maintenance. */
  readonly maintenanceFlags: readonly string[];
}

/** The factor of the notional of a leg when its price moves by `f`: coin contracts shrink as the price rises. */
function notionalFactor(leg: MarginLeg, f: number): number {
  return leg.payoff === 'linear' ? f : 1 / f;
}

/** The segment that holds at h. A linear scan: venues have a dozen tiers. */
export function segmentAt<Segment extends Pick<MaintenanceSegment, 'from'>>(
  segments: readonly Segment[],
  h: number,
): Segment {
  let found: Segment | undefined;
  for (const segment of segments) {
    if (segment.from > h) break;
    found = segment;
  }
  return found as Segment;
}

/** Equity of a leg in the base currency: its unrealised profit. */
export function legEquity(leg: MarginLeg, f: number, g: number): number {
  // A coin contract at a price of 0 has lost without bound: g / f keeps the order of both limits when they move together.
  return leg.payoff === 'linear'
    ? g * (leg.priceTerm * f + leg.fixedTerm)
    : leg.priceTerm * (g / f) + g * leg.fixedTerm;
}

/** Maintenance margin of a leg in the base currency on the regime's own base, >= 0. */
export function legMaintenance(leg: MarginLeg, f: number, g: number): number {
  if (leg.fixedMaintenance !== null) return g * leg.fixedMaintenance;
  const h = notionalFactor(leg, f);
  const segment = segmentAt(leg.segments, h);
  return g * (segment.rate * leg.notional * h + segment.increase * h * h - segment.deduction);
}

/** No tier asks for margin on it, at no price: it has no segments then. */
export function isWithoutOwnMargin({ fixedMaintenance }: MarginLeg): boolean {
  return fixedMaintenance === 0;
}

/** What a joint requirement asks for when its asset's price moves by `f`, base currency, >= 0. */
export function jointMaintenance({ lines }: JointRequirement, f: number): number {
  return Math.max(0, ...lines.map(({ constant, slope }) => constant + slope * f));
}

/** Maintenance of a pool at the marks, base currency. */
export function maintenanceAtMarks({ legs, joint, collateral }: MarginTable): number {
  let total = 0;
  for (const leg of legs) total += legMaintenance(leg, 1, 1);
  for (const one of joint) total += jointMaintenance(one, 1);
  for (const term of collateral) total += term.maintenance;
  return total;
}

/** What of a pool's collateral does not count for its margin, at the marks, base currency, >= 0. */
export function haircutAtMarks({ collateral }: MarginTable): number {
  return collateral.reduce((total, term) => total + term.haircut, 0);
}

/** Whether the rate of a position grows with its size: then its maintenance is no line along a price. */
export function growsWithSize({ legs }: MarginTable): boolean {
  return legs.some(({ segments }) => segments.some(({ increase }) => increase !== 0));
}

/** Whether a pool goes only once its equity is below maintenance, not yet where they are equal. */
export function isStrict({ rules }: MarginTable): boolean {
  return rules !== null && rules.trigger === 'below';
}

/** Whether prices can liquidate it: not what is paid in full, and not a pool without positions that asks for nothing on its debts. */
export function canBeLiquidated({ kind, positions, collateral, maintenanceMissing }: MarginTable): boolean {
  const asks = positions.length > 0 || maintenanceMissing !== null || collateral.some((one) => one.maintenance > 0);
  return kind !== 'spot' && asks;
}

/** Whether figures of this pool can be computed. */
export function firstGap(table: MarginTable): MissingData | null {
  return table.equityMissing ?? table.maintenanceMissing;
}
