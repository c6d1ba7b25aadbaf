import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import type { MeasureId } from '../../../shared/measures/measure.ts';
import { scopeText, type Scope } from '../../../shared/measures/scope.ts';
import { firstGap, type MarginTable } from '../margin/margin-table.ts';
import type { Desk } from './desk.ts';
import { distanceNode, distanceSigmaNode } from './liquidation/distance-nodes.ts';
import { drawdownNode } from './drawdown/drawdown-nodes.ts';
import type { ExplainInput } from './explain-input.ts';
import { exposureSumNode, herfindahlNode, onePercentNode } from './exposure-nodes.ts';
import { nearestShockNode } from './liquidation/departure-figure.ts';
import { bankruptcyNode, liquidationNode } from './liquidation/liquidation-nodes.ts';
import { marginNodes } from './margin/margin-nodes.ts';
import { branch, type Draft } from './nodes.ts';
import { countedNodes, countedText, hasHaircut, poolsNode } from './margin/pool-nodes.ts';
import { shownFigure } from './position-figures.ts';
import { exposuresIn, heldBy, positionIn, tablesOf } from './scopes.ts';

/** The tree behind a figure of the risk document; null where it has none (no price on that side, no curve). */
export function figureNode(id: MeasureId, scope: Scope, input: ExplainInput, desk: Desk): Draft | null {
  if (scope.kind === 'position') return positionFigureNode(id, scope, desk);
  const { tables, exposures: all } = desk;
  const pools = tablesOf(tables, scope);
  const held = (): typeof all => exposuresIn(all, tables, scope);
  const unit = desk.book.base;
  switch (id) {
    case 'equity':
      return poolsNode('equity', pools, desk);
    case 'initialMargin':
      return poolsNode('initial', pools, desk);
    case 'maintenanceMargin':
      return poolsNode('maintenance', pools, desk);
    case 'marginRatio':
      return hasHaircut(pools)
        ? branch({ symbol: id, label: 'Margin ratio', unit: 'fraction' }, 'maintenance / (equity - haircut)', [
            poolsNode('maintenance', pools, desk),
            ...countedNodes(pools, desk),
          ])
        : branch({ symbol: id, label: 'Margin ratio', unit: 'fraction' }, 'maintenance / equity', [
            poolsNode('maintenance', pools, desk),
            poolsNode('equity', pools, desk),
          ]);
    case 'collateralHaircut':
      return poolsNode('haircut', pools, desk);
    case 'freeMargin':
      return branch({ symbol: id, label: 'Free margin', unit }, `${countedText(pools)} - initial`, [
        ...countedNodes(pools, desk),
        poolsNode('initial', pools, desk),
      ]);
    case 'buffer':
      return branch({ symbol: id, label: 'Buffer', unit }, `${countedText(pools)} - maintenance`, [
        ...countedNodes(pools, desk),
        poolsNode('maintenance', pools, desk),
      ]);
    case 'effectiveLeverage':
      return branch({ symbol: id, label: 'Effective leverage', unit: 'multiple' }, 'gross / equity', [
        exposureSumNode('gross', heldBy(all, pools), desk),
        poolsNode('equity', pools, desk),
      ]);
    case 'grossExposure':
      return exposureSumNode('gross', held(), desk);
    case 'netExposure':
      return exposureSumNode('net', held(), desk);
    case 'longExposure':
      return exposureSumNode('long', held(), desk);
    case 'shortExposure':
      return exposureSumNode('short', held(), desk);
    case 'herfindahl':
      return herfindahlNode(all, desk);
    case 'exposureShare':
      return shownFigure(id, scope, desk)?.draft ?? null;
    case 'onePercentMove':
      return scope.kind === 'asset' ? onePercentNode(all, scope.asset, desk) : null;
    case 'nearestShock': {
      const [table] = pools;
      const axis = input.assessment.ladder?.axis;
      return table === undefined || axis === undefined ? null : nearestShockNode(table, axis, desk);
    }
    default: {
      const curve = input.curves.find((one) => one.scope === scopeText(scope));
      const figure = curve?.measures.find((one) => one.id === id);
      // Without a value there may be no returns to build on: then the figure says why itself.
      if (curve === undefined || curve.observations === null || figure?.value == null) return null;
      return drawdownNode(id, curve.observations);
    }
  }
}

function positionFigureNode(id: MeasureId, scope: Extract<Scope, { kind: 'position' }>, desk: Desk): Draft | null {
  const [table] = tablesOf(desk.tables, scope);
  const position = table === undefined ? undefined : positionIn(table.positions, scope);
  if (table === undefined || position === undefined) return null;
  const leg = table.legs.find((one) => one.position === position);
  switch (id) {
    case 'initialMargin':
      return leg === undefined ? null : marginNodes(leg, table.account, desk).initial;
    case 'maintenanceMargin':
      return leg === undefined ? null : marginNodes(leg, table.account, desk).maintenance(null);
    case 'liquidationPrice.lower':
    case 'liquidationPrice.upper':
    case 'bankruptcyPrice':
    case 'distanceFraction':
    case 'distanceSigma':
      break;
    default:
      return null;
  }
  // Of a pool with a gap, or gone already, no price is known: both sides of the question are told instead.
  return (firstGap(table) === null ? priceNode(id, table, position, desk) : null) ?? sidesNode(id, table, desk);
}

type PriceId =
  'liquidationPrice.lower' | 'liquidationPrice.upper' | 'bankruptcyPrice' | 'distanceFraction' | 'distanceSigma';

function priceNode(id: PriceId, table: MarginTable, position: ValuedPosition, desk: Desk): Draft | null {
  switch (id) {
    case 'liquidationPrice.lower':
      return liquidationNode(table, position, 'below', desk);
    case 'liquidationPrice.upper':
      return liquidationNode(table, position, 'above', desk);
    case 'bankruptcyPrice':
      return bankruptcyNode(table, position, desk);
    case 'distanceFraction':
      return distanceNode(table, position, desk);
    case 'distanceSigma':
      return distanceSigmaNode(table, position, desk);
  }
}

function sidesNode(id: PriceId, table: MarginTable, desk: Desk): Draft {
  const sides = [...countedNodes([table], desk), poolsNode('maintenance', [table], desk)];
  return branch(
    { symbol: id, label: 'Equity and maintenance', unit: desk.book.base },
    `${countedText([table])} - maintenance`,
    sides,
  );
}
