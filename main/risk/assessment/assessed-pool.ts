import type { RiskState } from '../../../shared/contract/common.ts';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import type { Maybe, Outcome, PriceOutcome } from '../../../shared/measures/outcome.ts';
import type { StateThresholds } from './assessment.ts';
import { difference, overEquity } from '../exposure/sums.ts';
import {
  distanceInSigmas,
  distancesOf,
  liquidationPrices,
  nearestDistance,
  type LiquidationPrices,
} from '../liquidation/liquidation-price.ts';
import { indexPool, type PoolIndex } from '../liquidation/pool-index.ts';
import { canBeLiquidated, type MarginTable } from '../margin/margin-table.ts';
import { poolFigures, type PoolFigures } from '../margin/pool-figures.ts';
import { poolState } from '../margin/pool-state.ts';

/** A pool with everything that is said of it and of its positions. */
export interface AssessedPool {
  readonly table: MarginTable;
  readonly figures: PoolFigures;
  readonly marginRatio: Outcome;
  readonly free: Maybe;
  readonly buffer: Maybe;
  readonly state: RiskState;
  readonly positions: readonly AssessedPosition[];
  /** Of figures that rest on both equity and maintenance. */
  readonly flags: readonly string[];
}

export interface AssessedPosition {
  readonly position: ValuedPosition;
  readonly prices: LiquidationPrices;
  readonly distanceFraction: PriceOutcome;
  readonly distanceSigma: PriceOutcome;
}

/** @param sigmaOf daily sigma of an asset */
export function assessPool(
  table: MarginTable,
  sigmaOf: (asset: string) => Maybe,
  thresholds: StateThresholds,
): AssessedPool {
  const figures = poolFigures(table);
  const { equity, haircut, maintenance, initial } = figures;
  const counted = difference(equity, haircut);
  const marginRatio = overEquity(maintenance, counted);
  const index = indexPool(table);
  const positions = table.positions.map((position) => assessPosition(index, position, sigmaOf));
  return {
    table,
    figures,
    marginRatio,
    free: difference(counted, initial),
    buffer: difference(counted, maintenance),
    state: poolState(
      {
        canBeLiquidated: canBeLiquidated(table),
        equity: counted,
        marginRatio,
        distances: positions.flatMap((one) => sidesInSigmas(one, sigmaOf)),
      },
      thresholds,
    ),
    positions,
    flags: [...new Set([...table.equityFlags, ...table.maintenanceFlags])],
  };
}

function assessPosition(
  index: PoolIndex,
  position: ValuedPosition,
  sigmaOf: (asset: string) => Maybe,
): AssessedPosition {
  const prices = liquidationPrices(index.table, position, index);
  const distanceFraction = nearestDistance(prices, position.mark);
  return {
    position,
    prices,
    distanceFraction,
    distanceSigma: distanceInSigmas(distanceFraction, sigmaOf(position.instrument.asset)),
  };
}

/** Both sides count for the state: the nearer one in fractions need not be the nearer one in sigmas. */
function sidesInSigmas({ position, prices }: AssessedPosition, sigmaOf: (asset: string) => Maybe): PriceOutcome[] {
  return distancesOf(prices, position.mark).map((distance) =>
    distanceInSigmas(distance, sigmaOf(position.instrument.asset)),
  );
}

/** The pools of one account, and those whose equity is the account's: its margin pools, or without any what it holds. */
export interface AssessedAccount {
  readonly name: string;
  readonly pools: readonly AssessedPool[];
  readonly counted: readonly AssessedPool[];
}

export function accountOf(name: string, all: readonly AssessedPool[]): AssessedAccount {
  const pools = all.filter((pool) => pool.table.account === name);
  const margin = pools.filter((pool) => pool.table.kind !== 'spot');
  return { name, pools, counted: margin.length > 0 ? margin : pools };
}
