import { known } from '../../../shared/measures/outcome.ts';
import { isGone } from '../liquidation/first-crossing.ts';
import {
  haircutAtMarks,
  isStrict,
  maintenanceAtMarks,
  type CollateralTerm,
  type JointRequirement,
  type MarginLeg,
  type MarginTable,
} from '../margin/margin-table.ts';
import { boundaryBeyond } from './boundary-beyond.ts';
import { keptLeg } from './rebase.ts';
import { equityNow, isGoneNow, surplusNow } from './working-pool.ts';

/** A venue's rules made harder. */
export interface RuleChange {
  /** Every maintenance rate times this, >= 0; 1 leaves them. */
  readonly maintenanceFactor: number;
  /** What coins count for times this, 0..1; 1 leaves it. Money and debts count as before. */
  readonly collateralFactor: number;
  /** Largest leverage allowed; null for no new cap. */
  readonly leverageCap: number | null;
}

/** A pool under harder rules. */
export function underRules(table: MarginTable, change: RuleChange): MarginTable {
  return {
    ...table,
    collateral: table.collateral.map((term) => withLessCounted(term, change)),
    legs: table.legs.map((leg) => withDearerMargin(leg, change)),
    joint: table.joint.map((one) => timesLines(one, change.maintenanceFactor)),
  };
}

function withLessCounted(term: CollateralTerm, { collateralFactor, maintenanceFactor }: RuleChange): CollateralTerm {
  const maintenance = term.maintenance * maintenanceFactor;
  if (term.isCash) return { ...term, maintenance };
  // Of a debt nothing is cut.
  const haircut = Math.max(0, term.value - (term.value - term.haircut) * collateralFactor);
  return { ...term, maintenance, haircut };
}

function withDearerMargin(leg: MarginLeg, { maintenanceFactor: times, leverageCap }: RuleChange): MarginLeg {
  const least = leverageCap === null ? 0 : leg.notional / leverageCap;
  return {
    ...leg,
    segments: leg.segments.map((segment) => ({
      ...segment,
      rate: segment.rate * times,
      increase: segment.increase * times,
      deduction: segment.deduction * times,
    })),
    fixedMaintenance: leg.fixedMaintenance === null ? null : leg.fixedMaintenance * times,
    initial: leg.initial.status === 'value' ? known(Math.max(leg.initial.value, least)) : leg.initial,
  };
}

/** What a change of rules does to a pool at the marks. */
export interface RuleChangeResult {
  /** Whether it is called at once. */
  readonly isCalled: boolean;
  /** What of the equity counts, less the maintenance margin, base currency. */
  readonly surplus: number;
  /** What the new initial margin asks for beyond what counts of the equity, base currency; null where it is not known. */
  readonly initialShort: number | null;
  /**
   * The largest multiple of all its positions, resized at their marks, that is not called: under 1 so much must be closed, above
   * 1 there is so much room. Infinity where no size is; 0 where none at all.
   */
  readonly largestSize: number;
}

/** @param table already under the rules that are asked about */
export function judgeRules(table: MarginTable): RuleChangeResult {
  const counted = equityNow(table) - haircutAtMarks(table);
  let initial: number | null = 0;
  for (const { initial: one } of [...table.legs, ...table.joint])
    initial = initial === null || one.status !== 'value' ? null : initial + one.value;
  return {
    isCalled: isGoneNow(table),
    surplus: surplusNow(table),
    initialShort: initial === null ? null : Math.max(0, initial - counted),
    largestSize: largestSize(table),
  };
}

/** Maintenance grows with the size while equity at the marks stays, since every position is resized there: rounded down. */
function largestSize(table: MarginTable): number {
  const counted = equityNow(table) - haircutAtMarks(table);
  const survives = (times: number): boolean =>
    !isGone(counted - maintenanceAtMarks(resized(table, times)), isStrict(table));
  if (!survives(tiny)) return 0;
  return boundaryBeyond(tiny, tiny, survives);
}

/** Less than a billionth of a position is none. */
const tiny = 1e-9;

/** What every position so many times as large asks for. */
function resized(table: MarginTable, times: number): MarginTable {
  return {
    ...table,
    legs: table.legs.map((leg) => keptLeg(leg, times)),
    joint: table.joint.map((one) => timesLines(one, times)),
  };
}

function timesLines(one: JointRequirement, times: number): JointRequirement {
  return {
    ...one,
    lines: one.lines.map(({ constant, slope }) => ({ constant: constant * times, slope: slope * times })),
  };
}
