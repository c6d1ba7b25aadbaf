import { isCash } from '../../../shared/book/asset.ts';
import type { Instrument } from '../../../shared/book/instrument.ts';
import type { MarginTier } from '../../../shared/book/margin-tier.ts';
import {
  isStrict,
  jointMaintenance,
  segmentAt,
  type MaintenanceSegment,
  type MarginLeg,
  type MarginTable,
} from '../margin/margin-table.ts';
import { envelopeOf } from './joint-envelope.ts';

/**
 * One price factor x, 1 at the mark, along which prices move together: a contract's price by x^price, its settlement asset
 * by x^settle. Exponents are chosen so that every term stays linear in x.
 */
export interface PricePath {
  readonly ofLeg: (leg: MarginLeg) => LegExponents;
  /** 1 when a balance of this asset moves along, 0 when it stays. */
  readonly ofBalance: (asset: string, isCash: boolean) => 0 | 1;
  /** 1 when the price of this asset moves along, 0 when it stays. */
  readonly ofAsset: (asset: string) => 0 | 1;
}

export interface LegExponents {
  readonly price: -1 | 0 | 1;
  readonly settle: 0 | 1;
}

/** This instrument alone: others stay at their marks; balances and settlement in its own base asset move with it. */
export function instrumentPath(instrument: Instrument): PricePath {
  const own = (asset: string): boolean => asset === instrument.asset || asset === instrument.baseAsset;
  return {
    ofLeg: (leg) => ({
      price: leg.position.instrument.symbol === instrument.symbol ? 1 : 0,
      settle: own(leg.settleAsset) && !isCash(leg.settleAsset) ? 1 : 0,
    }),
    ofBalance: (asset, cash) => (own(asset) && !cash ? 1 : 0),
    ofAsset: (asset) => (own(asset) ? 1 : 0),
  };
}

/**
 * Every instrument and balance of one asset by x, those of other assets by x^beta; cash and stablecoins at par stay.
 * A contract quoted in a coin moves by the ratio of the two, so that its value in the base currency moves by x alone.
 */
export function assetPath(axis: string, beta: 0 | 1): PricePath {
  const exponent = (asset: string): 0 | 1 => (asset === axis ? 1 : isCash(asset) ? 0 : beta);
  const money = (asset: string): 0 | 1 => (isCash(asset) ? 0 : exponent(asset));
  return {
    ofLeg: (leg) => {
      const base = exponent(leg.asset);
      const quote = money(leg.quoteAsset);
      const price = (base - quote) as -1 | 0 | 1;
      return { price, settle: leg.payoff === 'inverse' ? base : quote };
    },
    ofBalance: (asset, cash) => (cash ? 0 : exponent(asset)),
    ofAsset: exponent,
  };
}

/** a + b * x */
export interface Line {
  readonly constant: number;
  readonly slope: number;
}

/** Maintenance of a leg along a path: the line that holds from `from` on. */
export interface PathSegment {
  readonly from: number;
  readonly line: Line;
  /** The row of the table behind it; null for maintenance that no price moves. */
  readonly tier: MarginTier | null;
}

/** Maintenance that changes from line to line along a path. Segments ascend in x; the first begins at 0. */
export interface PathMaintenance {
  /** Whose tiers they are; null for what several positions need together. */
  readonly leg: MarginLeg | null;
  readonly maintenance: readonly PathSegment[];
  /** At an edge the dearer tier holds: it is the upper one where notional grows with x, else the lower one. */
  readonly edgeBelongsTo: 'upper' | 'lower';
}

/** A leg seen along a path. */
interface PathLeg extends PathMaintenance {
  readonly leg: MarginLeg;
  readonly equity: Line;
  readonly notional: Line;
}

/** Equity and maintenance of a pool along a path: everything that does not move is in one constant. */
export interface PoolLines {
  readonly equity: Line;
  /** What of the collateral does not count for the margin, base currency. */
  readonly haircut: Line;
  /** Maintenance whose line does not change along the path. */
  readonly steadyMaintenance: Line;
  /** Maintenance of legs whose tier may change, and of what positions need together. */
  readonly tiered: readonly PathMaintenance[];
  /** Whether the pool goes only once its equity is below maintenance. */
  readonly isStrict: boolean;
}

export interface PoolPath extends PoolLines {
  /** Gross notional, base currency. */
  readonly notional: Line;
}

/** A pool of known legs along a path. */
export function poolPath(table: MarginTable, path: PricePath): PoolPath {
  const equity = [0, 0] as [number, number];
  const notional = [0, 0] as [number, number];
  const steady = [0, 0] as [number, number];
  const haircut = [0, 0] as [number, number];
  const tiered: PathMaintenance[] = [];
  for (const term of table.collateral) {
    const exponent = path.ofBalance(term.asset, term.isCash);
    equity[exponent] += term.value;
    haircut[exponent] += term.haircut;
    steady[exponent] += term.maintenance;
  }
  for (const leg of table.legs) {
    const along = legAlong(leg, path.ofLeg(leg));
    equity[0] += along.equity.constant;
    equity[1] += along.equity.slope;
    notional[0] += along.notional.constant;
    notional[1] += along.notional.slope;
    const [first] = along.maintenance;
    if (along.maintenance.length === 1 && first !== undefined) {
      steady[0] += first.line.constant;
      steady[1] += first.line.slope;
    } else tiered.push(along);
  }
  for (const joint of table.joint) {
    const moves = joint.asset !== null && path.ofAsset(joint.asset) === 1;
    if (!moves) steady[0] += jointMaintenance(joint, 1);
    else tiered.push({ leg: null, maintenance: envelopeOf(joint.lines), edgeBelongsTo: 'upper' });
  }
  return {
    equity: lineOf(equity),
    haircut: lineOf(haircut),
    notional: lineOf(notional),
    steadyMaintenance: lineOf(steady),
    tiered,
    isStrict: isStrict(table),
  };
}

function legAlong(leg: MarginLeg, { price, settle }: LegExponents): PathLeg {
  const sign = leg.payoff === 'linear' ? 1 : -1;
  const priceExponent = (settle + sign * price) as 0 | 1;
  if (priceExponent !== 0 && priceExponent !== 1) throw new RangeError('a leg is not linear along this path');
  const along = {
    leg,
    equity: lineThrough([priceExponent, leg.priceTerm], [settle, leg.fixedTerm]),
    notional: lineThrough([priceExponent, leg.notional]),
  };
  if (leg.fixedMaintenance !== null) {
    const line = lineThrough([settle, leg.fixedMaintenance]);
    return { ...along, maintenance: [{ from: 0, line, tier: null }], edgeBelongsTo: 'upper' };
  }
  const lineAlong = ({ from, rate, deduction, tier }: MaintenanceSegment): PathSegment => ({
    from,
    line: lineThrough([priceExponent, rate * leg.notional], [settle, -deduction]),
    tier,
  });
  // h = x^(sign * price): rising, falling or still.
  const rise = sign * price;
  if (rise === 0) return { ...along, maintenance: [lineAlong(segmentAt(leg.segments, 1))], edgeBelongsTo: 'upper' };
  const lines = leg.segments.map(lineAlong);
  if (rise === 1) return { ...along, maintenance: lines, edgeBelongsTo: 'upper' };
  const falling = lines.map((segment, index) => {
    const next = lines[index + 1];
    return { ...segment, from: next === undefined ? 0 : 1 / next.from };
  });
  return { ...along, maintenance: falling.toReversed(), edgeBelongsTo: 'lower' };
}

function lineOf([constant, slope]: readonly [number, number]): Line {
  return { constant, slope };
}

/** The line of terms that each move by x^0 or x^1. */
function lineThrough(...terms: readonly (readonly [exponent: 0 | 1, term: number])[]): Line {
  const sums: [number, number] = [0, 0];
  for (const [exponent, term] of terms) sums[exponent] += term;
  return lineOf(sums);
}
