import type { PriceOutcome } from '../../../../shared/measures/outcome.ts';
import { known } from '../../../../shared/measures/outcome.ts';
import type { Scope } from '../../../../shared/measures/scope.ts';
import type { LadderAxis, LadderLane } from '../../liquidation/ladder.ts';
import { canBeLiquidated, type MarginTable } from '../../margin/margin-table.ts';
import type { Desk } from '../desk.ts';
import type { ExplainInput } from '../explain-input.ts';
import type { Draft, NodeHead, PricedFigure } from '../nodes.ts';
import { tablesOf } from '../scopes.ts';
import { departureNode } from './liquidation-nodes.ts';

type Axis = Pick<LadderAxis, 'asset' | 'beta'>;

/** The shock of the ladder axis at which the pool goes, the nearer of the two sides; null when there is none. */
export function nearestShockNode(table: MarginTable, axis: Axis, desk: Desk): Draft | null {
  return departureNode(headOf('nearestShock', table, axis, 'goes'), table, axis, ['below', 'above'], desk);
}

/** The shock at which a pool with positions goes on one side, be it the nearer one or not; null for any other scope. */
export function departureFigure(
  id: 'departure.down' | 'departure.up',
  scope: Scope,
  { assessment: { ladder } }: Pick<ExplainInput, 'assessment'>,
  desk: Desk,
): PricedFigure | null {
  if (scope.kind !== 'pool' || ladder === null) return null;
  const lane = ladder.lanes.find(({ account, pool }) => account === scope.account && pool === scope.pool);
  const [table] = tablesOf(desk.tables, scope);
  if (lane === undefined || table === undefined || !canBeLiquidated(table)) return null;
  const [way, side] = id === 'departure.down' ? (['down', 'below'] as const) : (['up', 'above'] as const);
  const { axis } = ladder;
  return {
    outcome: departureOf(lane, way),
    draft: departureNode(headOf('departure', table, axis, `goes, ${way}wards`), table, axis, [side], desk),
  };
}

function departureOf(lane: LadderLane, way: 'down' | 'up'): PriceOutcome {
  if (lane.missing !== null) return lane.missing;
  const shock = lane[way];
  return shock === null
    ? { status: 'none', reason: `No shock of this asset ${way}wards liquidates the pool.` }
    : known(shock);
}

function headOf(symbol: string, { account, pool }: MarginTable, { asset }: Axis, goes: string): NodeHead {
  return { symbol, label: `Shock of ${asset} at which ${account}, ${pool} ${goes}`, unit: 'fraction' };
}
