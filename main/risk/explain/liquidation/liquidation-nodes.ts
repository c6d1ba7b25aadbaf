import type { ValuedPosition } from '../../../../shared/book/valued-book.ts';
import { firstCrossing, type Crossing } from '../../liquidation/first-crossing.ts';
import { firstPowerCrossing } from '../../liquidation/first-power-crossing.ts';
import type { LadderAxis } from '../../liquidation/ladder.ts';
import { indexPool, poolMovedBy } from '../../liquidation/pool-index.ts';
import { powerPath } from '../../liquidation/power-path.ts';
import { assetPath, instrumentPath, poolPath, type PathMaintenance } from '../../liquidation/price-path.ts';
import { firstGap, growsWithSize, type MarginLeg, type MarginTable } from '../../margin/margin-table.ts';
import type { Desk } from '../desk.ts';
import { tierOrigin } from '../margin/tier-origin.ts';
import { branch, fixed, leaf, type Draft, type NodeHead } from '../nodes.ts';
import { pathNodes, type MovedPool } from './path-nodes.ts';
import { countedNodes, poolsNode } from '../margin/pool-nodes.ts';
import { growingPriceNode, growingShockNode, powerShockNode } from './power-shock-nodes.ts';
import { positionNodes } from '../position-nodes.ts';
import { priceNode } from '../price-nodes.ts';

type Reached = Extract<Crossing, { kind: 'at' }>;

/**
 * The tree behind a liquidation price: with x the price over the mark, equity and maintenance are straight lines of x between
 * tier edges, and they meet at x = (fixed maintenance - fixed equity) / (moving equity - moving maintenance).
 * Where maintenance jumps at a tier edge instead, the price is that at which the tier begins. Null when there is no price.
 */
export function liquidationNode(
  table: MarginTable,
  position: ValuedPosition,
  side: 'below' | 'above',
  desk: Desk,
): Draft | null {
  const { symbol, quoteAsset } = position.instrument;
  const head = {
    symbol: 'liquidationPrice',
    label: `Liquidation price of ${symbol}, ${side} the mark`,
    unit: quoteAsset,
  };
  if (growsWithSize(table)) return growingPriceNode(head, table, position, side, desk);
  const moved = movedByInstrument(table, position);
  const crossing = firstCrossing(moved.lines, side);
  if (crossing.kind !== 'at') return null;
  const edge = edgeAt(moved, crossing, desk);
  if (edge !== null) return edgePriceNode(head, moved, edge, desk);
  const mark = priceNode({ symbol: 'mark', label: `Mark of ${symbol}`, unit: quoteAsset }, position.mark, desk);
  const nodes = pathNodes(moved, crossing, desk);
  if (desk.exact) return branch(head, 'mark * (-fixed / moving)', [mark, nodes.fixedSurplus, nodes.movingSurplus]);
  return branch(head, 'mark * (fixedMaintenance - fixedEquity) / (movingEquity - movingMaintenance)', [
    mark,
    nodes.fixedMaintenance,
    nodes.fixedCounted,
    nodes.movingCounted,
    nodes.movingMaintenance,
  ]);
}

/** The price at which the pool's equity is 0, other instruments at their marks. */
export function bankruptcyNode(table: MarginTable, position: ValuedPosition, desk: Desk): Draft {
  const { symbol, quoteAsset } = position.instrument;
  const nodes = pathNodes(movedByInstrument(table, position), null, desk);
  const mark = priceNode({ symbol: 'mark', label: `Mark of ${symbol}`, unit: quoteAsset }, position.mark, desk);
  const head = { symbol: 'bankruptcyPrice', label: `Bankruptcy price of ${symbol}`, unit: quoteAsset };
  return branch(head, 'mark * (-fixedEquity / movingEquity)', [mark, nodes.fixedEquity, nodes.movingEquity]);
}

/**
 * The shock of the ladder axis at which the pool goes, the nearer one of the sides; null when there is none.
 * @param sides of the marks on which it is looked for
 */
export function departureNode(
  head: NodeHead,
  table: MarginTable,
  axis: Pick<LadderAxis, 'asset' | 'beta'>,
  sides: readonly ('below' | 'above')[],
  desk: Desk,
): Draft | null {
  if (firstGap(table) !== null) return null;
  const grows = growsWithSize(table);
  const standing = assetPath(axis.asset, 0);
  const isGone = grows
    ? firstPowerCrossing(powerPath(table, standing), 'below').kind === 'already'
    : firstCrossing(poolPath(table, standing), 'below').kind === 'already';
  if (axis.beta === 'estimated' && !isGone) return powerShockNode(head, table, axis.asset, sides, desk);
  if (axis.beta !== 'estimated' && grows && !isGone)
    return growingShockNode(head, table, { asset: axis.asset, beta: axis.beta }, sides, desk);
  const path = assetPath(axis.asset, axis.beta === 'estimated' ? 0 : axis.beta);
  const moved: MovedPool = { table, path, lines: poolPath(table, path), legs: table.legs, before: [], after: [] };
  if (isGone) {
    const why = 'What counts of the equity does not cover maintenance at the marks already: no shock is needed.';
    return branch({ ...head, why }, 'shock', [
      fixed({ symbol: 'shock', label: 'No shock', unit: 'fraction' }, 0, 'the pool is gone at the marks'),
      ...countedNodes([table], desk),
      poolsNode('maintenance', [table], desk),
    ]);
  }
  const [nearest] = sides
    .map((side) => firstCrossing(moved.lines, side))
    .filter((crossing) => crossing.kind === 'at')
    .sort((a, b) => Math.abs(a.factor - 1) - Math.abs(b.factor - 1));
  if (nearest === undefined) return null;
  const edge = edgeAt(moved, nearest, desk);
  if (edge !== null) return edgeShockNode(head, moved, edge, desk);
  const nodes = pathNodes(moved, nearest, desk);
  if (desk.exact) return branch(head, '-fixed / moving - 1', [nodes.fixedSurplus, nodes.movingSurplus]);
  return branch(head, '(fixedMaintenance - fixedEquity) / (movingEquity - movingMaintenance) - 1', [
    nodes.fixedMaintenance,
    nodes.fixedCounted,
    nodes.movingCounted,
    nodes.movingMaintenance,
  ]);
}

/** The pool as the engine moves it for one instrument. */
export function movedByInstrument(table: MarginTable, { instrument }: ValuedPosition): MovedPool {
  const index = indexPool(table);
  const path = instrumentPath(instrument);
  const lines = poolMovedBy(index, instrument);
  const { coins, groups } = index;
  if (coins.has(instrument.asset) || coins.has(instrument.baseAsset))
    return { table, path, lines, legs: table.legs, before: [], after: [] };
  const all = [...groups.values()].map((group) => group.legs);
  const place = [...groups.keys()].indexOf(instrument.symbol);
  return {
    table,
    path,
    lines,
    legs: all[place] ?? [],
    before: all.slice(0, place),
    after: all.slice(place + 1).toReversed(),
  };
}

/** The price at which the tier begins that maintenance jumps to. */
function edgePriceNode(head: NodeHead, moved: MovedPool, { leg, floor }: Edge, desk: Desk): Draft {
  const { quantity } = positionNodes(leg.position, moved.table.account, desk);
  const { multiplier, instrument } = leg.position;
  const perContract = leaf({ symbol: 'multiplier', label: 'Contract multiplier', unit: 'per contract' }, multiplier, {
    source: 'terms of the contract',
    asOf: null,
  });
  const why = `From this notional of ${instrument.symbol} on the tier asks for more than the pool has.`;
  const formula =
    leg.payoff === 'linear' ? 'tierFloor / (abs(quantity) * multiplier)' : 'abs(quantity) * multiplier / tierFloor';
  return branch({ ...head, why }, formula, [floor, quantity, perContract]);
}

function edgeShockNode(head: NodeHead, moved: MovedPool, { leg, along, floor }: Edge, desk: Desk): Draft {
  const { notional, settleRate } = positionNodes(leg.position, moved.table.account, desk);
  const why = `From this notional of ${leg.position.instrument.symbol} on the tier asks for more than the pool has.`;
  const formula =
    along.edgeBelongsTo === 'upper'
      ? 'tierFloor * settleRate / notional - 1'
      : 'notional / (tierFloor * settleRate) - 1';
  return branch({ ...head, why }, formula, [floor, settleRate, notional]);
}

interface Edge {
  readonly leg: MarginLeg;
  readonly along: PathMaintenance;
  readonly floor: Draft;
}

/**
 * The leg whose tier changes at a crossing, and the floor of its dearer tier; null where the two lines meet instead. (They also do
 * when a pool stands on its maintenance to the last digit: then the crossing is the mark itself, without a tier.)
 */
function edgeAt(moved: MovedPool, crossing: Reached, desk: Desk): Edge | null {
  if (crossing.cause === 'root') return null;
  const found = moved.lines.tiered.flatMap((along) => {
    const { maintenance } = along;
    const index = maintenance.findIndex((segment) => segment.from === crossing.factor);
    const dearer = [maintenance[index - 1], maintenance[index]].flatMap((segment) => segment?.tier ?? []);
    const tier = dearer.sort((a, b) => b.floor - a.floor)[0];
    return index < 0 || tier === undefined || along.leg === null ? [] : [{ leg: along.leg, along, tier }];
  })[0];
  if (found === undefined) return null;
  const { leg, along, tier } = found;
  const head = {
    symbol: 'tierFloor',
    label: 'Notional from which the tier holds',
    unit: leg.position.instrument.settleAsset,
  };
  return { leg, along, floor: leaf(head, tier.floor, tierOrigin(leg.tierTable, tier, desk)) };
}
