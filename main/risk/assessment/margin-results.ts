import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import type { MeasureResult } from '../../../shared/contract/common.ts';
import {
  known,
  notApplicable,
  type MissingData,
  type Outcome,
  type PriceOutcome,
} from '../../../shared/measures/outcome.ts';
import type { Scope } from '../../../shared/measures/scope.ts';
import type { AssessedAccount, AssessedPool } from './assessed-pool.ts';
import { positionTerms } from '../exposure/position-terms.ts';
import { difference, overEquity, sumOf } from '../exposure/sums.ts';
import type { Ladder, LadderLane } from '../liquidation/ladder.ts';
import { maintenanceGap } from '../margin/compile-leg.ts';
import {
  canBeLiquidated,
  isWithoutOwnMargin,
  legMaintenance,
  type MarginLeg,
  type MarginTable,
} from '../margin/margin-table.ts';
import { measureResult } from './measure-result.ts';

/** Margins of book, accounts and margin pools. */
export function marginMeasures(accounts: readonly AssessedAccount[]): readonly MeasureResult[] {
  const book = marginsOf(
    { kind: 'book' },
    accounts.flatMap((account) => account.counted),
  );
  return [
    ...book,
    ...accounts.flatMap((account) => [
      ...marginsOf({ kind: 'account', account: account.name }, account.counted),
      ...account.pools
        .filter((pool) => pool.table.kind !== 'spot')
        .flatMap((pool) => marginsOf({ kind: 'pool', account: account.name, pool: pool.table.pool }, [pool])),
    ]),
  ];
}

/** Margins, liquidation and distance of each position of a pool. */
export function positionMeasures(pool: AssessedPool): readonly MeasureResult[] {
  const legs = new Map(pool.table.legs.map((leg) => [leg.position, leg]));
  const { maintenanceFlags, equityFlags, account } = pool.table;
  const ruleFlags = maintenanceFlags.filter((flag) => flag === 'venue-rules-unknown');
  return pool.positions.flatMap(({ position, prices, distanceFraction, distanceSigma }) => {
    const { side, instrument } = position;
    const scope: Scope = { kind: 'position', account, instrument: instrument.symbol, side };
    const leg = legs.get(position);
    const margins = pool.table.kind === 'spot' ? paidInFull : marginsOfLeg(position, leg, pool.table);
    return [
      measureResult('initialMargin', scope, margins.initial, [...markFlags(position), ...ruleFlags]),
      measureResult('maintenanceMargin', scope, margins.maintenance, maintenanceFlags),
      measureResult('liquidationPrice.lower', scope, prices.lower, pool.flags),
      measureResult('liquidationPrice.upper', scope, prices.upper, pool.flags),
      measureResult('bankruptcyPrice', scope, prices.bankruptcy, equityFlags),
      measureResult('distanceFraction', scope, distanceFraction, pool.flags),
      measureResult('distanceSigma', scope, distanceSigma, pool.flags),
    ];
  });
}

const none = notApplicable('It is paid in full and needs no margin.');
const paidInFull = { initial: none, maintenance: none };

function marginsOfLeg(
  position: ValuedPosition,
  leg: MarginLeg | undefined,
  { joint, maintenanceMissing }: MarginTable,
): { readonly initial: Outcome; readonly maintenance: Outcome } {
  if (leg === undefined) {
    const gap = gapOf(position);
    return { initial: gap, maintenance: gap };
  }
  const together = joint.filter(({ positions }) => positions.includes(position)).map(({ label }) => label);
  if (together.length > 0) {
    const shared = notApplicable(`It is asked for together with what it belongs to: ${together.join(', ')}.`);
    return { initial: shared, maintenance: shared };
  }
  // What asks for nothing by itself may be asked for together: where that is not known, neither is this.
  if (isWithoutOwnMargin(leg) && maintenanceMissing !== null)
    return { initial: maintenanceMissing, maintenance: maintenanceMissing };
  return { initial: leg.initial, maintenance: maintenanceGap(position) ?? known(legMaintenance(leg, 1, 1)) };
}

/** The smallest shock of the ladder axis at which each pool with positions goes, down < 0. */
export function nearestShocks(ladder: Ladder | null, pools: readonly AssessedPool[]): readonly MeasureResult[] {
  if (ladder === null) return [];
  return ladder.lanes.flatMap((lane, index) => {
    const pool = pools[index] as AssessedPool;
    if (!canBeLiquidated(pool.table)) return [];
    const scope: Scope = { kind: 'pool', account: lane.account, pool: lane.pool };
    return [measureResult('nearestShock', scope, nearestShock(lane), pool.flags)];
  });
}

function nearestShock({ missing, down, up }: LadderLane): PriceOutcome {
  if (missing !== null) return missing;
  const sides = [down, up].filter((shock) => shock !== null).sort((a, b) => Math.abs(a) - Math.abs(b));
  const [nearest] = sides;
  return nearest === undefined
    ? { status: 'none', reason: 'No shock of this asset liquidates the pool.' }
    : known(nearest);
}

function marginsOf(scope: Scope, pools: readonly AssessedPool[]): readonly MeasureResult[] {
  const equity = sumOf(pools.map((pool) => pool.figures.equity));
  const maintenance = sumOf(pools.map((pool) => pool.figures.maintenance));
  const initial = sumOf(pools.map((pool) => pool.figures.initial));
  const equityFlags = pools.flatMap((pool) => pool.table.equityFlags);
  const maintenanceFlags = pools.flatMap((pool) => pool.table.maintenanceFlags);
  const both = [...equityFlags, ...maintenanceFlags];
  const haircut = sumOf(pools.map((pool) => pool.figures.haircut));
  const counted = difference(equity, haircut);
  return [
    measureResult('initialMargin', scope, initial, maintenanceFlags.filter(isMarkFlag)),
    measureResult('maintenanceMargin', scope, maintenance, maintenanceFlags),
    measureResult('collateralHaircut', scope, haircut, equityFlags),
    measureResult('marginRatio', scope, overEquity(maintenance, counted), both),
    measureResult('freeMargin', scope, difference(counted, initial), equityFlags),
    measureResult('buffer', scope, difference(counted, maintenance), both),
  ];
}

/** What cannot be known of a position that is in no margin table. */
function gapOf(position: ValuedPosition): MissingData {
  const terms = positionTerms(position);
  if (terms.status === 'missing-data') return terms;
  throw new RangeError(`${position.instrument.symbol} lacks nothing and is in no table`);
}

function markFlags({ mark }: ValuedPosition): readonly string[] {
  return mark.status === 'value' && mark.value.stale ? ['mark-stale'] : [];
}

/** Initial margin rests on marks and leverage alone, not on tiers. */
function isMarkFlag(flag: string): boolean {
  return flag === 'mark-stale' || flag === 'venue-rules-unknown';
}
