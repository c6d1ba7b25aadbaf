import type { MeasureResult } from '../../../shared/contract/common.ts';
import type { ComparedFigure, ComparedPosition, Comparison, OrderOfEvents } from '../../../shared/contract/whatif.ts';
import { measures, type MeasureId } from '../../../shared/measures/measure.ts';
import { known, missing, notApplicable, type PriceOutcome } from '../../../shared/measures/outcome.ts';
import { scopeText, type ScopeText } from '../../../shared/measures/scope.ts';
import type { Assessment, PositionAssessment } from '../assessment/assessment.ts';
import type { Ladder } from '../liquidation/ladder.ts';
import { cellOf, compare, isAnother, outcomeCell } from './compare-figures.ts';

/** What is compared at book, accounts and pools. */
const comparedIds: readonly MeasureId[] = [
  'equity',
  'effectiveLeverage',
  'initialMargin',
  'maintenanceMargin',
  'marginRatio',
  'freeMargin',
  'buffer',
];

/**
 * A book as it stands beside the same book as it would be: equity, leverage and margins of book, accounts and pools, liquidation
 * prices of every position (the changed ones first), and the order in which pools go. A figure that either side lacks has no
 * difference, with the reason. Both assessments must be along the same axis.
 * @param events what happens along that axis, already compared; null without one
 */
export function compareAssessments(actual: Assessment, whatIf: Assessment, events: OrderOfEvents | null): Comparison {
  return {
    figures: comparedFigures(actual, whatIf),
    positions: comparedPositions(actual, whatIf),
    ladder: comparedLadders(actual.ladder, whatIf.ladder),
    events,
  };
}

const notNow = 'It is not held now.';
const notThen = 'It is not held any longer.';

/** The book, then each account with its pools, those that there are now first. */
function scopesOf(actual: Assessment, whatIf: Assessment): readonly ScopeText[] {
  const scopes = [actual, whatIf].flatMap(({ accounts }) =>
    accounts.map(({ account, pools }) => ({
      account,
      pools: pools.map(({ pool }) => scopeText({ kind: 'pool', account, pool })),
    })),
  );
  const accounts = [...new Set(scopes.map(({ account }) => account))];
  const ofAccount = (name: string): readonly ScopeText[] => [
    scopeText({ kind: 'account', account: name }),
    ...scopes.filter(({ account }) => account === name).flatMap(({ pools }) => pools),
  ];
  return ['book', ...new Set(accounts.flatMap(ofAccount))];
}

/** A spot pool has no margins on either side: what neither knows is not listed. */
function comparedFigures(actual: Assessment, whatIf: Assessment): ComparedFigure[] {
  const [nowAt, thenAt] = [figureIndex(actual), figureIndex(whatIf)];
  return scopesOf(actual, whatIf).flatMap((scope) =>
    comparedIds.flatMap((id) => {
      const [now, then] = [nowAt(id, scope), thenAt(id, scope)];
      if (now === undefined && then === undefined) return [];
      const figure = compare(cellOf(now, notNow), cellOf(then, notThen));
      return [{ id, scope, unit: measures[id].unit, ...figure }];
    }),
  );
}

/** A book of hundreds of positions has thousands of figures, and few of them are compared: they are looked through once. */
function figureIndex({ measures: all }: Assessment): (id: MeasureId, scope: ScopeText) => MeasureResult | undefined {
  const byId = new Map(comparedIds.map((id): [string, Map<string, MeasureResult>] => [id, new Map()]));
  for (const one of all) byId.get(one.id)?.set(one.scope, one);
  return (id, scope) => byId.get(id)?.get(scope);
}

function comparedPositions(actual: Assessment, whatIf: Assessment): ComparedPosition[] {
  const now = new Map(actual.positions.map((one) => [one.scope, one]));
  const then = new Map(whatIf.positions.map((one) => [one.scope, one]));
  const all = [...new Set([...now.keys(), ...then.keys()])].map((scope) =>
    comparedPosition(scope, now.get(scope), then.get(scope)),
  );
  return [...all.filter(({ isChanged }) => isChanged), ...all.filter(({ isChanged }) => !isChanged)];
}

function comparedPosition(
  scope: ScopeText,
  now: PositionAssessment | undefined,
  then: PositionAssessment | undefined,
): ComparedPosition {
  const side = (
    of: (position: PositionAssessment) => PriceOutcome,
    absent: (reason: string) => PriceOutcome = notApplicable,
  ) =>
    compare(
      outcomeCell(now === undefined ? absent(notNow) : of(now)),
      outcomeCell(then === undefined ? absent(notThen) : of(then)),
    );
  const { account, instrument, side: direction } = (now ?? then) as PositionAssessment;
  const quantity = side(
    (one) => orMissing(one.quantity, 'Its history is incomplete.'),
    () => known(0),
  );
  const lower = side((one) => one.lower);
  const upper = side((one) => one.upper);
  return {
    account,
    instrument,
    side: direction,
    scope,
    quantity,
    entryPrice: side((one) => orMissing(one.entryPrice, 'Its entry is not known.')),
    liquidationLower: lower,
    liquidationUpper: upper,
    isChanged: [quantity, lower, upper].some(isAnother),
  };
}

function orMissing(value: number | null, reason: string): PriceOutcome {
  return value === null ? missing(reason, 'State the position with its average price.') : known(value);
}

function comparedLadders(actual: Ladder | null, whatIf: Ladder | null): Comparison['ladder'] {
  const axis = (whatIf ?? actual)?.axis;
  if (axis === undefined) return null;
  return {
    asset: axis.asset,
    beta: axis.beta,
    sides: (['down', 'up'] as const).map((side) => {
      const [now, then] = [departuresOf(actual, side), departuresOf(whatIf, side)];
      const names = ({ order }: Departures) => order.map(({ account, pool }) => `${account}/${pool}`).join('\n');
      return {
        side,
        nearest: compare(outcomeCell(nearestOf(now)), outcomeCell(nearestOf(then))),
        actual: now,
        whatIf: then,
        isReordered: names(now) !== names(then),
      };
    }),
  };
}

type Departures = NonNullable<Comparison['ladder']>['sides'][number]['actual'];

function departuresOf(ladder: Ladder | null, side: 'down' | 'up'): Departures {
  if (ladder === null) return { order: [], unknown: [] };
  const unknown = ladder.lanes.filter(({ states }) => states.includes('missing-data'));
  return {
    order: ladder.order[side].map((one) => ({ ...one })),
    unknown: unknown.map(({ account, pool }) => ({ account, pool })),
  };
}

/** What is not known may go sooner than what is known. */
function nearestOf({ order, unknown }: Departures): PriceOutcome {
  const [hidden] = unknown;
  if (hidden !== undefined)
    return missing(
      `Whether ${hidden.account} (${hidden.pool}) goes sooner is not known.`,
      'Mend what its figures lack.',
    );
  const [first] = order;
  return first === undefined ? { status: 'none', reason: 'No pool goes on this side.' } : known(first.shockFraction);
}
