import { known, type Maybe } from '../../../../shared/measures/outcome.ts';
import { classRequirement, type ClassRequirement, type ScenarioClass, type ScenarioPricer } from './scenario-class.ts';

/** Classes whose gains may pay for each other's losses. A class that offsets with none is a group of its own. */
export interface ScenarioGroup {
  readonly label: string;
  /** The share of a gain that counts against losses of the others at the same scenario, 0..1. */
  readonly offset: number;
  /** At least one; several share a list of scenarios of one length, so that the same point means the same move. */
  readonly classes: readonly ScenarioClass[];
}

export interface GroupRequirement {
  readonly label: string;
  readonly classes: readonly ClassRequirement[];
  /** Base currency, >= 0. */
  readonly requirement: number;
}

export interface ScenarioRequirement {
  readonly groups: readonly GroupRequirement[];
  /** The sum over the groups, base currency, >= 0. */
  readonly requirement: number;
}

/**
 * Portfolio margin by a scenario array. In a group, at each scenario, losses of its classes count whole and gains with the
 * offset; the group needs the worst of these, at least the sum of its minimum charges. Groups do not help each other.
 *
 * Missing-data where one option cannot be valued: a sum without it would be too small.
 * @throws RangeError where classes of a group have lists of scenarios of different lengths
 * Source of the method: SEC Rule 15c3-1a (17 CFR 240.15c3-1a) and FINRA Rule 4210(g): greatest loss at any one valuation
 * point, gains of related classes counting with a percentage at the same point.
 */
export function scenarioRequirement(
  groups: readonly ScenarioGroup[],
  pricer: ScenarioPricer,
): Maybe<ScenarioRequirement> {
  const done: GroupRequirement[] = [];
  for (const group of groups) {
    const found = groupRequirement(group, pricer);
    if (found.status === 'missing-data') return found;
    done.push(found.value);
  }
  return known({ groups: done, requirement: done.reduce((total, group) => total + group.requirement, 0) });
}

function groupRequirement({ label, offset, classes }: ScenarioGroup, pricer: ScenarioPricer): Maybe<GroupRequirement> {
  const done: ClassRequirement[] = [];
  for (const one of classes) {
    const found = classRequirement(one, pricer);
    if (found.status === 'missing-data') return found;
    done.push(found.value);
  }
  const lengths = new Set(done.map(({ losses }) => losses.length));
  if (lengths.size > 1) throw new RangeError(`the classes of ${label} have different scenarios: they cannot offset`);
  const minimum = done.reduce((total, one) => total + one.minimum, 0);
  const points = [...lengths].flatMap((length) => Array.from({ length }, (_, index) => netLoss(done, index, offset)));
  return known({ label, classes: done, requirement: Math.max(minimum, ...points) });
}

function netLoss(classes: readonly ClassRequirement[], index: number, offset: number): number {
  return classes.reduce((total, { losses }) => {
    const loss = losses[index] as number;
    return total + (loss < 0 ? loss * offset : loss);
  }, 0);
}
