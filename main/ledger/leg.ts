import type { EpochMs } from '../../shared/units/unit.ts';
import type { MissingData } from '../../shared/measures/outcome.ts';
import type { Leg } from '../../shared/book/position.ts';
import type { Instrument } from '../../shared/book/instrument.ts';
import { mulDiv, scaledOf, scaledOne, type Scaled } from '../../shared/units/decimal.ts';

/**
 * A cost is held in units of 1e-18 of the quote asset (linear), of 1e-36 of the coin (inverse). The coin of one contract
 * is small and its fraction rarely ends: at 1e-18 a single fill at 60,000 would already average to 59,999.99...
 */
export type ScaledCost = bigint;

/** How an instrument turns contracts and a price into money. */
export interface Payoff {
  readonly inverse: boolean;
  readonly multiplier: Scaled;
}

/** One leg of a position: average cost, exactly. */
export interface LegState {
  readonly leg: Leg;
  /** Signed contracts or coins. */
  quantity: Scaled;
  /** Cost of what is open, >= 0. */
  openCost: ScaledCost;
  /** In the settlement asset, gross of fees and funding. */
  realized: Scaled;
  funding: Scaled;
  readonly fees: Map<string, Scaled>;
  openedMs: EpochMs | null;
  lastEventMs: EpochMs | null;
  /** Why it cannot be trusted; null while it can. */
  mark: MissingData | null;
  /** When the mark fell; meaningless without one. */
  markedMs: number;
  /** The last statement of this leg. */
  statedMs: number | null;
  readonly flags: Set<string>;
  changed: boolean;
}

export function newLeg(leg: Leg): LegState {
  return {
    leg,
    quantity: 0n,
    openCost: 0n,
    realized: 0n,
    funding: 0n,
    fees: new Map(),
    openedMs: null,
    lastEventMs: null,
    mark: null,
    markedMs: 0,
    statedMs: null,
    flags: new Set(),
    changed: false,
  };
}

export function payoffOf(instrument: Instrument): Payoff {
  return { inverse: instrument.payoff === 'inverse', multiplier: scaledOf(instrument.multiplier) };
}

/**
 * Books a fill by average cost and answers the realised profit in the settlement asset, gain > 0.
 * A reduction releases cost in proportion, half-even at the last digit; a full close releases the rest; a flip closes,
 * then opens the remainder at the fill's price.
 *
 * @param signed contracts or coins, sale < 0, not 0
 * @param price in the quote asset, > 0
 */
export function bookFill(leg: LegState, payoff: Payoff, signed: Scaled, price: Scaled, timeMs: EpochMs): Scaled {
  const before = leg.quantity;
  const after = before + signed;
  leg.quantity = after;
  if (before === 0n || before > 0n === signed > 0n) {
    if (before === 0n) leg.openedMs = timeMs;
    leg.openCost += costOf(payoff, signed < 0n ? -signed : signed, price);
    return 0n;
  }
  const held = before < 0n ? -before : before;
  const size = signed < 0n ? -signed : signed;
  if (size < held) {
    const released = mulDiv(leg.openCost, size, held);
    leg.openCost -= released;
    return realizedOf(payoff, before > 0n, released, costOf(payoff, size, price));
  }
  const released = leg.openCost;
  const profit = realizedOf(payoff, before > 0n, released, costOf(payoff, held, price));
  leg.openCost = after === 0n ? 0n : costOf(payoff, size - held, price);
  leg.openedMs = after === 0n ? null : timeMs;
  return profit;
}

/** Takes coins or contracts off at their cost, without profit (a fee in kind, a withdrawal). `size` <= what is held. */
export function releaseAtCost(leg: LegState, size: Scaled): void {
  const held = leg.quantity < 0n ? -leg.quantity : leg.quantity;
  if (size >= held) {
    leg.quantity = 0n;
    leg.openCost = 0n;
    leg.openedMs = null;
    return;
  }
  leg.openCost -= mulDiv(leg.openCost, size, held);
  leg.quantity -= leg.quantity < 0n ? -size : size;
}

/** Puts a stated position in place of whatever was there. Price is the average entry; not used when flat. */
export function setPosition(leg: LegState, payoff: Payoff, quantity: Scaled, price: Scaled, timeMs: EpochMs): void {
  leg.quantity = quantity;
  leg.openCost = quantity === 0n ? 0n : costOf(payoff, quantity < 0n ? -quantity : quantity, price);
  leg.openedMs = quantity === 0n ? null : timeMs;
}

/** Average entry per coin in the quote asset (harmonic for inverse contracts); null when flat. Half-even at 1e-18. */
export function averagePriceOf(leg: LegState, payoff: Payoff): Scaled | null {
  if (leg.quantity === 0n || leg.openCost === 0n) return null;
  const held = leg.quantity < 0n ? -leg.quantity : leg.quantity;
  if (!payoff.inverse) return mulDiv(leg.openCost, scaledOne * scaledOne, held * payoff.multiplier);
  return mulDiv(held * payoff.multiplier, scaledOne, leg.openCost);
}

/** What contracts cost at a price: quote asset at 1e-18 (linear), coin at 1e-36 (inverse). Half-even at the last digit. */
export function costOf(payoff: Payoff, size: Scaled, price: Scaled): ScaledCost {
  if (payoff.inverse) return mulDiv(size * payoff.multiplier, scaledOne, price);
  if (payoff.multiplier === scaledOne) return productOf(size, price);
  return mulDiv(size * payoff.multiplier, price, scaledOne * scaledOne);
}

/** The cost as an amount of the settlement asset at 1e-18. */
export function amountOfCost(payoff: Payoff, cost: ScaledCost): Scaled {
  return payoff.inverse ? mulDiv(cost, 1n, scaledOne) : cost;
}

/** `a * b` at 1e-18, both >= 0, half-even; most products end before the eighteenth digit, and then no rounding is due. */
function productOf(a: Scaled, b: Scaled): Scaled {
  const product = a * b;
  const quotient = product / scaledOne;
  return quotient * scaledOne === product ? quotient : mulDiv(a, b, scaledOne);
}

/** Long linear earns what it sells for above cost; an inverse contract is a debt in coin, so the signs turn round. */
function realizedOf(payoff: Payoff, long: boolean, released: ScaledCost, closing: ScaledCost): Scaled {
  const gain = closing - released;
  return amountOfCost(payoff, long === payoff.inverse ? -gain : gain);
}
