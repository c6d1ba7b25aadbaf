import { limitRules, type Limit, type LimitRuleId } from '../../../shared/book/limit.ts';
import type { JudgedLimits, Judgement } from '../../../shared/contract/limits.ts';
import type { Assessment } from '../assessment/assessment.ts';
import { limitedFigures, type LimitedFigure, type TradeLoss } from './limited-figures.ts';

/** How a what-if is judged: against the book as it stands. */
export interface JudgedAgainst {
  /** null where nothing came before. */
  readonly before: Assessment | null;
  readonly losses: readonly TradeLoss[];
}

/** The book as it stands: nothing came before, and no trade is asked about. */
const asItStands: JudgedAgainst = { before: null, losses: [] };

/**
 * Holds a book against the trader's limits: each account's own limit comes before the one for all. At the limit itself a figure
 * passes; without a figure nothing passes, unless there is nothing to lose. What fails in the what-if and failed before is said
 * apart, and whether it got worse. The binding rule is the one with the least room in relation to its limit: figure / limit, or
 * limit / figure for a distance.
 */
export function judgeLimits(
  limits: readonly Limit[],
  assessment: Assessment,
  { before, losses }: JudgedAgainst = asItStands,
): JudgedLimits {
  const earlier = before === null ? [] : heldFigures(limits, before, []);
  const held = heldFigures(limits, assessment, losses);
  const binding = held
    .flatMap(({ limit, figure }) => {
      const use = useOf(limit, figure);
      return use === null ? [] : [{ rule: limit.rule, scope: figure.scope, use }];
    })
    .reduce<Binding | null>((most, one) => (most === null || one.use > most.use ? one : most), null);
  return {
    judgements: held.map((one) => judgementOf(one, earlier.find((other) => isOfSame(one, other)) ?? null)),
    binding: binding === null ? null : { rule: binding.rule, scope: binding.scope },
  };
}

/**
 * The rules that a what-if breaks: they fail that did not, get worse that failed already, or cannot be judged that could. Without
 * any, all that passed still pass.
 */
export function brokenBy(
  judgements: readonly Judgement[],
  before: readonly Judgement[],
): readonly { readonly rule: LimitRuleId; readonly scope: string }[] {
  const wasOpen = ({ rule, scope }: Judgement): boolean =>
    before.some((one) => one.rule === rule && one.scope === scope && one.verdict === 'cannot-be-judged');
  const broken = judgements.filter(
    (one) => one.verdict === 'fail' || one.isWorse || (one.verdict === 'cannot-be-judged' && !wasOpen(one)),
  );
  return broken.map(({ rule, scope }) => ({ rule, scope }));
}

interface Binding {
  readonly rule: LimitRuleId;
  readonly scope: string;
  readonly use: number;
}

/** A limit with a figure that it speaks of. */
interface HeldFigure {
  readonly limit: Limit;
  readonly figure: LimitedFigure;
  /** In the unit of the rule, < 0 past the limit. */
  readonly room: number | null;
  readonly standing: 'within' | 'beyond' | 'unknown';
}

function heldFigures(
  limits: readonly Limit[],
  assessment: Assessment,
  losses: readonly TradeLoss[],
): readonly HeldFigure[] {
  return limits.flatMap((limit) =>
    limitedFigures(limit, limits, assessment, losses).map((figure) => {
      const room = roomOf(limit, figure);
      const standing = figure.standing ?? (room === null ? 'unknown' : room >= 0 ? 'within' : 'beyond');
      return { limit, figure, room, standing };
    }),
  );
}

function roomOf({ rule, value }: Limit, { cell }: LimitedFigure): number | null {
  if (cell.value === null) return null;
  return limitRules[rule].bound === 'at-most' ? value - cell.value : cell.value - value;
}

function isOfSame(one: HeldFigure, other: HeldFigure): boolean {
  return one.limit.rule === other.limit.rule && one.figure.scope === other.figure.scope;
}

function judgementOf(now: HeldFigure, earlier: HeldFigure | null): Judgement {
  const { limit, figure, room, standing } = now;
  const failed = standing === 'beyond' && earlier?.standing === 'beyond';
  return {
    rule: limit.rule,
    scope: figure.scope,
    subject: figure.subject,
    figure: figure.cell,
    unit: limitRules[limit.rule].unit,
    limit: limit.value,
    room,
    verdict: failed ? 'fails-already' : verdicts[standing],
    isWorse: failed && isWorse(now, earlier),
  };
}

const verdicts = { within: 'pass', beyond: 'fail', unknown: 'cannot-be-judged' } as const;

/** Both are past the limit. Where the figure is gone with the equity, the money tells. */
function isWorse(now: HeldFigure, earlier: HeldFigure): boolean {
  if (now.room !== null) return earlier.room !== null && now.room < earlier.room;
  if (earlier.room !== null) return true;
  const [slack, before] = [now.figure.slack, earlier.figure.slack];
  return slack !== null && before !== null && slack < before;
}

/** Share of the limit that is used up, 1 at the limit; infinite for what is lost already, null where nothing is used or known. */
function useOf({ rule, value }: Limit, { cell, standing }: LimitedFigure): number | null {
  if (cell.value === null) return standing === 'beyond' ? Infinity : null;
  return limitRules[rule].bound === 'at-most' ? cell.value / value : value / cell.value;
}
