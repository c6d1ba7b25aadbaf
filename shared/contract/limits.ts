import { z } from 'zod';
import { limitRuleIds, type LimitRuleId } from '../book/limit.ts';
import { call } from './core.ts';
import { changeMade, instantMs, isoTime, note } from './common.ts';
import { cell } from './views.ts';

const limitRule = z.enum(limitRuleIds as [LimitRuleId, ...LimitRuleId[]]);

/** See shared/book/limit.ts for what each rule means. */
const limit = z.object({
  rule: limitRule,
  /** The one account it is for, in place of the limit for all; null for all of them. */
  account: z.string().nullable(),
  /** > 0, in the unit of the rule. */
  value: z.number().positive(),
});

/** A rule held against one figure. */
const judgement = z.object({
  rule: limitRule,
  /** Whose figure it is: scope text, `book` for a trade and for the largest asset. */
  scope: z.string(),
  /** What exactly, where the scope does not say: the asset that is largest, the instrument that is traded. */
  subject: z.string().nullable(),
  figure: cell,
  unit: z.enum(['multiple', 'fraction', 'sigma']),
  limit: z.number(),
  /** In the unit of the rule, < 0 past the limit; null where there is no figure. */
  room: z.number().nullable(),
  /** `fails-already`: it fails without the what-if too. What cannot be judged has not passed. */
  verdict: z.enum(['pass', 'fail', 'fails-already', 'cannot-be-judged']),
  /** Whether it fails already and the what-if makes it worse: further past the limit, or the equity to hold it against is gone. */
  isWorse: z.boolean(),
});
export type Judgement = z.infer<typeof judgement>;

export const judgedLimits = z.object({
  judgements: z.array(judgement),
  /** The rule and scope with the least room for its limit, or furthest past it, among those that can be judged; null where none can. */
  binding: z.object({ rule: limitRule, scope: z.string() }).nullable(),
});
export type JudgedLimits = z.infer<typeof judgedLimits>;

/** The limits and how the book stands to them now: what `ballast limits --json` prints. */
const limitsDocument = z.object({
  schema: z.literal('ballast.limits/1'),
  asOf: isoTime,
  engine: z.string(),
  base: z.string(),
  limits: z.array(limit),
  ...judgedLimits.shape,
  assumptions: z.array(note),
  excluded: z.array(note),
});
export type LimitsDocument = z.infer<typeof limitsDocument>;

export const limitCalls = {
  'limits.get': call(z.object({}), z.object({ limits: z.array(limit) })),
  /** Sets some and clears others as one change, which undo takes back whole. */
  'limits.set': call(
    z.object({
      set: z.array(limit.extend({ account: limit.shape.account.default(null) })).default([]),
      clear: z.array(limit.omit({ value: true }).extend({ account: limit.shape.account.default(null) })).default([]),
    }),
    changeMade,
  ),
  /** The book as it stands; a loss of a trade is judged only with the trade (`whatif.assess`). */
  'limits.judge': call(z.object({ asOfMs: instantMs.nullable().default(null) }), limitsDocument),
} as const;
export type LimitsChange = z.output<(typeof limitCalls)['limits.set']['input']>;
