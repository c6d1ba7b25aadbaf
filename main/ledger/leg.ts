import type { EpochMs } from '../../shared/units/unit.ts';
import type { MissingData } from '../../shared/measures/outcome.ts';
import type { Leg } from '../../shared/book/position.ts';
import type { Instrument } from '../../shared/book/instrument.ts';
import {
  magnitudeOf,
  mulDiv,
  mulScaled,
  scaledOf,
  scaledOne,
  type Decimal,
  type Scaled,
} from '../../shared/units/decimal.ts';
import { fastProduct, fastScaled } from './fast-scaled.ts';

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
  /** Cost of what is open, >= 0; meaningless while it is not known. */
  openCost: ScaledCost;
  /** false for what a position report opened without an average price, until it is closed. */
  costKnown: boolean;
  /** In the settlement asset, gross of fees and funding. */
  realized: Scaled;
  funding: Scaled;
  /** A cost >= 0, a rebate < 0; few assets, so a list. */
  readonly fees: { readonly asset: string; amount: Scaled }[];
  openedMs: EpochMs | null;
  lastEventMs: EpochMs | null;
  /** Why it cannot be trusted; null while it can. */
  mark: MissingData | null;
  /** When the mark fell; meaningless without one. */
  markedMs: number;
  /** The last statement of this leg. */
  statedMs: number | null;
  /** The newest fill of a quick run, and what was held before the run: what is printed beside such fills may not count them yet. */
  runMs: number;
  beforeRun: Scaled;
  /** The newest row that printed the position as the fold has it. */
  printedMs: number;
  readonly flags: Set<string>;
  changed: boolean;
}

export function newLeg(leg: Leg): LegState {
  return {
    leg,
    quantity: 0n,
    openCost: 0n,
    costKnown: true,
    realized: 0n,
    funding: 0n,
    fees: [],
    openedMs: null,
    lastEventMs: null,
    mark: null,
    markedMs: Number.NEGATIVE_INFINITY,
    statedMs: null,
    runMs: Number.NEGATIVE_INFINITY,
    beforeRun: 0n,
    printedMs: Number.NEGATIVE_INFINITY,
    flags: new Set(),
    changed: false,
  };
}

/** An option's premium is paid outright, in whatever asset it is quoted: only futures settled in their coin are inverse. */
export function payoffOf(instrument: Instrument): Payoff {
  const inverse = instrument.payoff === 'inverse' && instrument.kind !== 'option';
  return { inverse, multiplier: scaledOf(instrument.multiplier) };
}

/** A purchase or sale as the fold sees it. */
export interface Execution {
  /** Contracts or coins, > 0. */
  readonly size: Scaled;
  readonly buy: boolean;
  /** Per coin, in the quote asset. */
  readonly price: Decimal;
  /** What the whole of it costs. */
  readonly cost: ScaledCost;
}

export function executionOf(payoff: Payoff, side: 'buy' | 'sell', quantity: Decimal, price: Decimal): Execution {
  const size = fastScaled(quantity);
  const plain = !payoff.inverse && payoff.multiplier === scaledOne;
  const cost = plain ? fastProduct(quantity, price) : costOf(payoff, size, fastScaled(price));
  return { size, buy: side === 'buy', price, cost };
}

/**
 * Books a fill by average cost and answers the realised profit in the settlement asset, gain > 0.
 * A reduction releases cost in proportion, half-even at the last digit; a full close releases the rest; a flip closes,
 * then opens the remainder at the fill's price.
 */
export function bookFill(leg: LegState, payoff: Payoff, execution: Execution, timeMs: EpochMs): Scaled {
  const { size, buy, cost } = execution;
  const before = leg.quantity;
  const after = buy ? before + size : before - size;
  leg.quantity = after;
  if (before === 0n) {
    leg.openedMs = timeMs;
    leg.openCost = cost;
    return 0n;
  }
  if (before > 0n === buy) {
    leg.openCost += cost;
    return 0n;
  }
  const long = !buy;
  const held = long ? before : -before;
  if (size < held) {
    const released = shareOf(leg.openCost, size, held);
    leg.openCost -= released;
    return realizedOf(payoff, long, released, cost);
  }
  const released = leg.openCost;
  leg.costKnown = true;
  if (after === 0n) {
    leg.openCost = 0n;
    leg.openedMs = null;
    return realizedOf(payoff, long, released, cost);
  }
  const price = fastScaled(execution.price);
  leg.openCost = costOf(payoff, size - held, price);
  leg.openedMs = timeMs;
  return realizedOf(payoff, long, released, costOf(payoff, held, price));
}

/** `amount * part / whole`, none negative, half-even at the last digit: `mulDiv` without the signs. */
function shareOf(amount: bigint, part: bigint, whole: bigint): bigint {
  const product = amount * part;
  const quotient = product / whole;
  const rest = (product - quotient * whole) << 1n;
  if (rest < whole) return quotient;
  return rest > whole || (quotient & 1n) === 1n ? quotient + 1n : quotient;
}

export function addFee(leg: LegState, asset: string, amount: Scaled): void {
  for (const fee of leg.fees) {
    if (fee.asset !== asset) continue;
    fee.amount += amount;
    return;
  }
  leg.fees.push({ asset, amount });
}

/** Takes coins off at their cost, without profit (a fee in kind, a withdrawal). For holdings, which are never short. */
export function releaseAtCost(leg: LegState, size: Scaled): void {
  const held = leg.quantity;
  if (size >= held) {
    closeLeg(leg);
    return;
  }
  leg.openCost -= shareOf(leg.openCost, size, held);
  leg.quantity -= size;
}

export function closeLeg(leg: LegState): void {
  leg.quantity = 0n;
  leg.openCost = 0n;
  leg.costKnown = true;
  leg.openedMs = null;
}

/** Puts a stated position, not 0, in place of whatever was there. Price is the average entry. */
export function setPosition(leg: LegState, payoff: Payoff, quantity: Scaled, price: Scaled, timeMs: EpochMs): void {
  leg.quantity = quantity;
  leg.openCost = costOf(payoff, magnitudeOf(quantity), price);
  leg.costKnown = true;
  leg.openedMs = timeMs;
}

/** Puts a position in place whose cost nobody states. */
export function setPositionWithoutCost(leg: LegState, quantity: Scaled, timeMs: EpochMs): void {
  leg.quantity = quantity;
  leg.costKnown = false;
  leg.openedMs = timeMs;
}

/**
 * Average entry per coin or share in the quote asset (harmonic for inverse contracts); null when flat or where the cost is
 * not known. Half-even at 1e-18.
 */
export function averagePriceOf(leg: LegState, payoff: Payoff): Scaled | null {
  if (leg.quantity === 0n || !leg.costKnown || (payoff.inverse && leg.openCost === 0n)) return null;
  const held = magnitudeOf(leg.quantity);
  if (!payoff.inverse) return mulDiv(leg.openCost, scaledOne * scaledOne, held * payoff.multiplier);
  return mulDiv(held * payoff.multiplier, scaledOne, leg.openCost);
}

/** What contracts cost at a price: quote asset at 1e-18 (linear), coin at 1e-36 (inverse). Half-even at the last digit. */
export function costOf(payoff: Payoff, size: Scaled, price: Scaled): ScaledCost {
  if (payoff.inverse) return mulDiv(size * payoff.multiplier, scaledOne, price);
  if (payoff.multiplier === scaledOne) return mulScaled(size, price);
  return mulDiv(size * payoff.multiplier, price, scaledOne * scaledOne);
}

/** The cost as an amount of the settlement asset at 1e-18. */
export function amountOfCost(payoff: Payoff, cost: ScaledCost): Scaled {
  return payoff.inverse ? mulDiv(cost, 1n, scaledOne) : cost;
}

/** Long linear earns what it sells for above cost; an inverse contract is a debt in coin, so the signs turn round. */
function realizedOf(payoff: Payoff, long: boolean, released: ScaledCost, closing: ScaledCost): Scaled {
  const gain = closing - released;
  return amountOfCost(payoff, long === payoff.inverse ? -gain : gain);
}
