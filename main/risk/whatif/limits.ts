import { limitRules, type Limit, type LimitRuleId } from '../../../shared/book/limit.ts';
import type { JudgedLimits, Judgement } from '../../../shared/contract/limits.ts';
import type { Assessment } from '../assessment/assessment.ts';
import { limitedFigures, type LimitedFigure, type TradeLoss } from './limited-figures.ts';

/** How a what-if is judged: against the book as it stands. */
export interface JudgedAgainst {
  readonly before: readonly Judgement[];
  readonly losses: readonly TradeLoss[];
}

/** The book as it stands: nothing came before, and no trade is asked about. */
const asItStands: JudgedAgainst = { before: [], losses: [] };

/**
 * Holds a book against the trader's limits: each account's own limit comes before the one for all. At the limit itself a figure
 * passes; without a figure nothing passes, unless there is nothing to lose. What fails in the what-if and failed before is said
 * apart. The binding rule is the one with the least room in relation to its limit: figure / limit, or limit / figure for a distance.
 */
export function judgeLimits(
  limits: readonly Limit[],
  assessment: Assessment,
  against: JudgedAgainst = asItStands,
): JudgedLimits {
  const figures = limits.flatMap((limit) =>
    limitedFigures(limit, limits, assessment, against.losses).map((figure) => ({ limit, figure })),
  );
  const judged = figures.map(({ limit, figure }) => ({
    judgement: judgementOf(limit, figure, against.before),
    use: useOf(limit, figure),
  }));
  const binding = judged
    .filter(({ use }) => use !== null)
    .reduce<(typeof judged)[number] | null>((most, one) => (most === null || isMore(one, most) ? one : most), null);
  return {
    judgements: judged.map(({ judgement }) => judgement),
    binding: binding === null ? null : { rule: binding.judgement.rule, scope: binding.judgement.scope },
  };
}

/** The rules that a what-if breaks: they fail that did not, or cannot be judged that could. Without any, all that passed still pass. */
export function brokenBy(
  judgements: readonly Judgement[],
  before: readonly Judgement[],
): readonly { readonly rule: LimitRuleId; readonly scope: string }[] {
  const broken = judgements.filter(
    (one) =>
      one.verdict === 'fail' ||
      (one.verdict === 'cannot-be-judged' && sameOf(one, before)?.verdict !== 'cannot-be-judged'),
  );
  return broken.map(({ rule, scope }) => ({ rule, scope }));
}

function judgementOf(limit: Limit, figure: LimitedFigure, before: readonly Judgement[]): Judgement {
  const { rule, value } = limit;
  const { bound, unit } = limitRules[rule];
  const number = figure.cell.value;
  const room = number === null ? null : bound === 'at-most' ? value - number : number - value;
  const standing = figure.standing ?? (room === null ? 'unknown' : room >= 0 ? 'within' : 'beyond');
  const earlier = sameOf({ rule, scope: figure.scope }, before);
  const failed = earlier?.verdict === 'fail';
  return {
    rule,
    scope: figure.scope,
    subject: figure.subject,
    figure: figure.cell,
    unit,
    limit: value,
    room,
    verdict:
      standing === 'within' ? 'pass' : standing === 'unknown' ? 'cannot-be-judged' : failed ? 'fails-already' : 'fail',
    isWorse: standing === 'beyond' && failed && room !== null && earlier.room !== null && room < earlier.room,
  };
}

function sameOf({ rule, scope }: Pick<Judgement, 'rule' | 'scope'>, among: readonly Judgement[]): Judgement | null {
  return among.find((one) => one.rule === rule && one.scope === scope) ?? null;
}

/** Share of the limit that is used up, 1 at the limit; infinite for what is lost already, null where nothing is used or known. */
function useOf({ rule, value }: Limit, { cell, standing }: LimitedFigure): number | null {
  if (cell.value === null) return standing === 'beyond' ? Infinity : null;
  return limitRules[rule].bound === 'at-most' ? cell.value / value : value / cell.value;
}

function isMore(one: { readonly use: number | null }, other: { readonly use: number | null }): boolean {
  return (one.use as number) > (other.use as number);
}
