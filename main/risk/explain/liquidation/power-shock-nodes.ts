import { isCash } from '../../../../shared/book/asset.ts';
import type { ValuedPosition } from '../../../../shared/book/valued-book.ts';
import { assetBetas } from '../../assessment/asset-betas.ts';
import { firstPowerCrossing } from '../../liquidation/first-power-crossing.ts';
import { powerPath, powersOf, type PowerExponents } from '../../liquidation/power-path.ts';
import { assetPath, instrumentPath, type PricePath } from '../../liquidation/price-path.ts';
import type { MarginTable } from '../../margin/margin-table.ts';
import { powerNode } from './beta-nodes.ts';
import type { Desk } from '../desk.ts';
import { branch, fixed, type Draft, type NodeHead } from '../nodes.ts';
import { reachedNodes, type Power, type PowerWay } from './power-way.ts';
import { priceNode } from '../price-nodes.ts';

/** Of the marks. */
type Side = 'below' | 'above';

/**
 * The tree behind the shock at which a pool goes where each asset moves by its own power of the factor: what moves with each
 * asset, its power with the returns it was estimated from, and between which factors no margin tier changes. There the sum of
 * the terms, each times the factor to its power, is equity less maintenance, and the factor is its first root; or the pool
 * goes where a dearer tier begins. Null where a beta is missing or it goes on neither side.
 */
export function powerShockNode(
  head: NodeHead,
  table: MarginTable,
  axis: string,
  sides: readonly Side[],
  desk: Desk,
): Draft | null {
  const betaOf = assetBetas(desk.book, axis);
  const powers = new Map<string | null, Draft>();
  const powerOf = (asset: string | null): Draft => {
    const known = powers.get(asset) ?? powerNode(asset, axis, desk.book, betaOf);
    powers.set(asset, known);
    return known;
  };
  const assets = [
    ...table.legs.flatMap((leg) => [leg.asset, leg.quoteAsset]),
    ...table.collateral.map(({ asset, isCash: stays }) => (stays ? null : asset)),
    ...table.joint.map(({ asset }) => asset),
  ];
  if (assets.some((asset) => powerOf(asset).value === null)) return null;
  const none: Power = { key: '', moves: 'no price', node: powerOf(null) };
  const power = (asset: string | null): Power =>
    asset === null || isCash(asset)
      ? { ...none, node: powerOf(asset) }
      : { key: asset, moves: asset, node: powerOf(asset) };
  const way: PowerWay = {
    table,
    axis,
    desk,
    none,
    // The value at the mark moves with the asset of a linear contract, and with the quote of an inverse one; the entry with the other.
    ofLeg: ({ asset, quoteAsset, payoff }) =>
      payoff === 'linear'
        ? { value: power(asset), entry: power(quoteAsset) }
        : { value: power(quoteAsset), entry: power(asset) },
    ofBalance: ({ asset, isCash: stays }) => power(stays ? null : asset),
    ofAsset: power,
  };
  return shockNode(
    head,
    way,
    powersOf((asset) => powerOf(asset).value as number),
    sides,
  );
}

/** The same where rates grow with the size and prices move alike, or stand: then maintenance is no line of the factor. */
export function growingShockNode(
  head: NodeHead,
  table: MarginTable,
  { asset, beta }: { readonly asset: string; readonly beta: 0 | 1 },
  sides: readonly Side[],
  desk: Desk,
): Draft | null {
  const path = assetPath(asset, beta);
  return shockNode(head, wayOf(table, path, asset, desk), path, sides);
}

/** The liquidation price of an instrument where rates grow with the size; null where there is none on that side. */
export function growingPriceNode(
  head: NodeHead,
  table: MarginTable,
  { instrument, mark }: ValuedPosition,
  side: 'below' | 'above',
  desk: Desk,
): Draft | null {
  const path = instrumentPath(instrument);
  const crossing = firstPowerCrossing(powerPath(table, path), side);
  if (crossing.kind !== 'at') return null;
  const { formula, children, why } = reachedNodes(wayOf(table, path, instrument.symbol, desk), crossing.factor);
  const price = priceNode(
    { symbol: 'mark', label: `Mark of ${instrument.symbol}`, unit: instrument.quoteAsset },
    mark,
    desk,
  );
  return branch({ ...head, why }, `mark * ${formula}`, [price, ...children]);
}

function shockNode(head: NodeHead, way: PowerWay, exponents: PowerExponents, sides: readonly Side[]): Draft | null {
  const path = powerPath(way.table, exponents);
  const [nearest] = sides
    .map((side) => firstPowerCrossing(path, side))
    .flatMap((crossing) => (crossing.kind === 'at' ? [crossing.factor] : []))
    .sort((a, b) => Math.abs(a - 1) - Math.abs(b - 1));
  if (nearest === undefined) return null;
  const { formula, children, why } = reachedNodes(way, nearest);
  return branch({ ...head, why }, `${formula} - 1`, children);
}

/** A path on which a price moves alike or stands. */
function wayOf(table: MarginTable, path: PricePath, axis: string, desk: Desk): PowerWay {
  const power = (exponent: number): Power => ({
    key: `${exponent}`,
    moves: exponent === 0 ? 'no price' : axis,
    node: fixed(
      { symbol: 'beta', label: exponent === 0 ? 'What stands still' : `What moves with ${axis}`, unit: 'index' },
      exponent,
      exponent === 0 ? 'its price stays where it is' : 'its price moves alike',
    ),
  });
  return {
    table,
    axis,
    desk,
    none: power(0),
    ofLeg: (leg) => {
      const { price, settle } = path.ofLeg(leg);
      return { value: power(leg.payoff === 'linear' ? settle + price : settle - price), entry: power(settle) };
    },
    ofBalance: ({ asset, isCash: stays }) => power(path.ofBalance(asset, stays)),
    ofAsset: (asset) => power(path.ofAsset(asset)),
  };
}
