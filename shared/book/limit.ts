/** What a trader's own limit is set on. */
export type LimitRuleId =
  | 'book-leverage'
  | 'account-leverage'
  | 'margin-ratio'
  | 'concentration'
  | 'trade-loss'
  | 'distance-fraction'
  | 'distance-sigma';

/** How a rule is read. */
export interface LimitRule {
  readonly label: string;
  readonly unit: 'multiple' | 'fraction' | 'sigma';
  /** Whether the figure must not be above or must not be below the limit; at the limit itself it passes. */
  readonly bound: 'at-most' | 'at-least';
  /** Whether it may be set for one account alone. */
  readonly perAccount: boolean;
  readonly meaning: string;
}

export const limitRules: Readonly<Record<LimitRuleId, LimitRule>> = {
  'book-leverage': {
    label: 'Leverage of the book',
    unit: 'multiple',
    bound: 'at-most',
    perAccount: false,
    meaning: 'Effective leverage of the book: gross exposure over equity.',
  },
  'account-leverage': {
    label: 'Leverage of an account',
    unit: 'multiple',
    bound: 'at-most',
    perAccount: true,
    meaning: 'Effective leverage of each account: gross exposure over equity.',
  },
  'margin-ratio': {
    label: 'Margin ratio',
    unit: 'fraction',
    bound: 'at-most',
    perAccount: true,
    meaning: 'Maintenance margin over the equity that counts, of each pool: at 1 the pool is liquidated.',
  },
  concentration: {
    label: 'Largest asset',
    unit: 'fraction',
    bound: 'at-most',
    perAccount: false,
    meaning: 'Share of the largest asset in the gross exposure of the book.',
  },
  'trade-loss': {
    label: 'Loss of one trade',
    unit: 'fraction',
    bound: 'at-most',
    perAccount: false,
    meaning: 'What a trade loses at its stop, with its fees, over the equity of the book before it.',
  },
  'distance-fraction': {
    label: 'Distance to liquidation',
    unit: 'fraction',
    bound: 'at-least',
    perAccount: true,
    meaning: 'The nearest liquidation price of each position as a fraction of its mark, without sign.',
  },
  'distance-sigma': {
    label: 'Distance to liquidation in sigmas',
    unit: 'sigma',
    bound: 'at-least',
    perAccount: true,
    meaning: 'The same in daily standard deviations of the asset.',
  },
};

export const limitRuleIds = Object.keys(limitRules) as readonly LimitRuleId[];

/** A limit that the trader set. */
export interface Limit {
  readonly rule: LimitRuleId;
  /** The one account it is for, in place of the limit for all; null for all of them. */
  readonly account: string | null;
  /** > 0, in the unit of the rule. */
  readonly value: number;
}
