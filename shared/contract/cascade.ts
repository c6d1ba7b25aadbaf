import { z } from 'zod';
import { call } from './core.ts';
import { instantMs, isoTime, note } from './common.ts';
import { explainNode } from './risk.ts';

/** Along what a cascade goes: one asset, or every asset that the trader names by a shock of its own. */
const cascadeAxis = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('asset'),
    /** null: the largest absolute net exposure. */
    asset: z.string().nullable().default(null),
    from: z.number().min(-1).max(0).default(-0.5),
    to: z.number().min(0).default(0.5),
    step: z.number().positive().default(0.005),
    beta: z.union([z.literal(0), z.literal(1), z.literal('estimated')]).default(1),
  }),
  z.object({
    kind: z.literal('vector'),
    shocks: z.record(z.string(), z.number().gt(-1)),
    steps: z.number().int().min(1).max(20_000).default(100),
  }),
  /**
   * A path pinned between two prices, for a wick down and its recovery, a squeeze, or back and forth. The book stands at the mark.
   * The asset's price goes from its mark in a straight line to `first`, and from there in a straight line to `second`; the other
   * assets go with it as under `asset`. Events happen along the path in order, and what was closed stays closed when the price
   * comes back: the end depends on the path, not only on the second price.
   */
  z.object({
    kind: z.literal('pinned'),
    /** null: the largest absolute net exposure. */
    asset: z.string().nullable().default(null),
    /** Prices in the currency in which the asset's mark is quoted (of its largest position; of a mere balance the base currency). */
    first: z.number().positive(),
    second: z.number().positive(),
    /** Rungs: equal steps of price on each of the two legs. */
    steps: z.number().int().min(1).max(10_000).default(50),
    beta: z.union([z.literal(0), z.literal(1), z.literal('estimated')]).default(1),
  }),
]);

/** What forced sales cost: nothing, a fixed fraction, or square-root impact by the value traded a day (base currency). */
const saleTerms = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at-mark') }),
  z.object({ kind: z.literal('haircut'), fraction: z.number().min(0).max(1) }),
  z.object({
    kind: z.literal('square-root'),
    coefficient: z.number().min(0),
    dailyVolume: z.record(z.string(), z.number().positive()),
  }),
]);

/** A venue's rules made harder: rates and what coins count for times a factor, a cap on leverage. */
const ruleChange = z.object({
  maintenanceFactor: z.number().min(0).default(1),
  collateralFactor: z.number().min(0).max(1).default(1),
  leverageCap: z.number().positive().nullable().default(null),
});

const bearer = z.enum([
  'insurance-fund',
  'backstop-vault',
  'auto-deleveraging',
  'socialised',
  'lender',
  'broker',
  'trader',
]);

const pathLeg = z.union([z.literal(1), z.literal(2)]);

const cascadeEvent = z.object({
  kind: z.enum(['reduced', 'closed', 'taken-over', 'backstop', 'collateral-sold', 'debt']),
  /** Shock of the axis' asset at which it happens; of a vector the share of it. */
  shockFraction: z.number(),
  /** On which leg of a pinned path: 1 to the first price, 2 to the second. Absent on other axes. */
  pathLeg: pathLeg.optional(),
  account: z.string(),
  pool: z.string(),
  instrument: z.string().nullable(),
  /** Signed as traded: a long that is closed is sold, < 0. */
  quantity: z.number().nullable(),
  price: z.number().nullable(),
  priceObtained: z.number().nullable(),
  notional: z.number(),
  fee: z.number(),
  feeUnknown: z.boolean(),
  impact: z.number(),
  /** What a takeover keeps of the equity; of a debt what others bear of it. */
  forfeited: z.number(),
  equityAfter: z.number(),
  bearers: z.array(bearer),
  /** What the figures of its pool rest on beside the book itself: a flat rate, a stale mark. */
  flags: z.array(z.string()),
});
export type CascadeEventRow = z.infer<typeof cascadeEvent>;

const poolAtRung = z.object({
  account: z.string(),
  pool: z.string(),
  equity: z.number().nullable(),
  /** If nothing were closed. */
  markDownEquity: z.number().nullable(),
  notional: z.number().nullable(),
  state: z.enum(['safe', 'reduced', 'closed', 'debt', 'missing-data']),
});

/** What happens along an axis, in order, and what is left: what `ballast ladder --json` prints. */
const cascadeDocument = z.object({
  schema: z.literal('ballast.cascade/1'),
  asOf: isoTime,
  engine: z.string(),
  base: z.string(),
  axis: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('asset'),
      asset: z.string(),
      from: z.number(),
      to: z.number(),
      step: z.number(),
      beta: z.union([z.literal(0), z.literal(1), z.literal('estimated')]),
    }),
    z.object({ kind: z.literal('vector'), shocks: z.record(z.string(), z.number()), steps: z.number() }),
    z.object({
      kind: z.literal('pinned'),
      asset: z.string(),
      /** The price from which the path begins, in the currency of the other two. */
      mark: z.number(),
      first: z.number(),
      second: z.number(),
      steps: z.number(),
      beta: z.union([z.literal(0), z.literal(1), z.literal('estimated')]),
    }),
  ]),
  sale: saleTerms,
  salesMovePrice: z.boolean(),
  /**
   * From the lowest shock to the highest. Of a pinned path in its order: the first rung is the mark, the turn stands once, as the end
   * of leg 1, and the last rung is the end, where `bookEquity` stands against `markDownEquity`, the equity if nothing were closed.
   */
  rungs: z.array(
    z.object({
      shockFraction: z.number(),
      pathLeg: pathLeg.optional(),
      /** Of a pinned path the asset's price here; absent on other axes. */
      price: z.number().optional(),
      bookEquity: z.number().nullable(),
      markDownEquity: z.number().nullable(),
      pools: z.array(poolAtRung),
    }),
  ),
  /** Of a pinned path one, named by the direction in which it leaves the mark; its events are in the order of the path. */
  sides: z.array(
    z.object({
      side: z.enum(['down', 'up']),
      events: z.array(cascadeEvent),
      /** The first shock at which a pool owes. */
      firstDebt: z.number().nullable(),
    }),
  ),
  /** The least money, base currency, that keeps a pool from being called up to the end of a side; null where none does. */
  topUps: z.array(
    z.object({ account: z.string(), pool: z.string(), side: z.enum(['down', 'up']), amount: z.number().nullable() }),
  ),
  /** The rules under which all of this holds; null for those of the venues. */
  rules: z
    .object({ maintenanceFactor: z.number(), collateralFactor: z.number(), leverageCap: z.number().nullable() })
    .nullable(),
  /** What those rules do at the marks, pool by pool. */
  judged: z.array(
    z.object({
      account: z.string(),
      pool: z.string(),
      isCalled: z.boolean(),
      /** What of the equity counts, less the maintenance margin. */
      surplus: z.number(),
      /** What the initial margin asks for beyond the equity that counts; null where it is not known. */
      initialShort: z.number().nullable(),
      /** The largest multiple of all positions that is not called; null where no size is. */
      largestSize: z.number().nullable(),
    }),
  ),
  /** The cheapest single trade at the marks that brings each pool to the margin ratio asked for, several where none is enough; `trades` is null where none do. */
  plans: z.array(
    z.object({
      account: z.string(),
      pool: z.string(),
      trades: z
        .array(
          z.object({
            instrument: z.string(),
            quantity: z.number(),
            share: z.number(),
            notional: z.number(),
            cost: z.number(),
          }),
        )
        .nullable(),
    }),
  ),
  assumptions: z.array(note),
  excluded: z.array(note),
});
export type CascadeDocument = z.infer<typeof cascadeDocument>;

const cascadeQuestion = z.object({
  asOfMs: instantMs.nullable().default(null),
  axis: cascadeAxis.prefault({ kind: 'asset' }),
  sale: saleTerms.prefault({ kind: 'at-mark' }),
  /** Whether forced sales move the price for every account, by what they lost. */
  salesMovePrice: z.boolean().default(false),
  /** null: the rules of the venues. */
  rules: ruleChange.nullable().default(null),
  /** A margin ratio to which each pool that stands above it is to be brought; null for no plan. */
  restoreRatio: z.number().positive().nullable().default(null),
});

/** The figures of one event, each with the tree behind it; those that the event does not have are absent. */
const cascadeEventDocument = z.object({
  asOf: isoTime,
  event: cascadeEvent,
  trees: z.array(
    z.object({
      /** `call`: what the equity lacks of the maintenance there, which is next to 0 where nothing was called before. */
      figure: z.enum(['price', 'call', 'quantity', 'priceObtained', 'fee', 'impact', 'forfeited', 'equityAfter']),
      tree: explainNode,
    }),
  ),
});
export type CascadeEventDocument = z.infer<typeof cascadeEventDocument>;

/** A figure beside the events, named by where it stands. */
const cascadeFigure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('top-up'), side: z.enum(['down', 'up']), account: z.string(), pool: z.string() }),
  /** A trade of a plan by its place in it, from 0. */
  z.object({
    kind: z.literal('trade'),
    account: z.string(),
    pool: z.string(),
    index: z.number().int().min(0),
    figure: z.enum(['quantity', 'notional', 'cost']),
  }),
  /** What harder rules do to a pool at the marks; `surplus` is the equity that counts less the maintenance margin. */
  z.object({
    kind: z.literal('rules'),
    account: z.string(),
    pool: z.string(),
    figure: z.enum(['surplus', 'initialShort', 'largestSize']),
  }),
  /** What the book is worth at the last rung of a side: after all that was closed, or with nothing closed. */
  z.object({ kind: z.literal('end'), side: z.enum(['down', 'up']), figure: z.enum(['left', 'markDown']) }),
]);

/** Such a figure with the tree behind it; null where it is not known, or where there is nothing to explain: no top-up is needed. */
const cascadeFigureDocument = z.object({
  asOf: isoTime,
  value: z.number().nullable(),
  tree: explainNode.nullable(),
});
export type CascadeFigureDocument = z.infer<typeof cascadeFigureDocument>;

export const cascadeCalls = {
  'risk.cascade': call(cascadeQuestion, cascadeDocument),
  /** The trees behind one event of the answer to the same question. Faults: `cascade-event` where there is none of that number. */
  'risk.cascadeEvent': call(
    z.object({
      question: cascadeQuestion,
      side: z.enum(['down', 'up']),
      /** Its place among the events of that side, from 0. */
      index: z.number().int().min(0),
    }),
    cascadeEventDocument,
  ),
  /** The tree behind a figure of the answer to the same question. Faults: `cascade-figure` where there is no such figure. */
  'risk.cascadeFigure': call(z.object({ question: cascadeQuestion, asked: cascadeFigure }), cascadeFigureDocument),
} as const;
export type CascadeFigureQuestion = z.infer<(typeof cascadeCalls)['risk.cascadeFigure']['input']>;
export type CascadeEventQuestion = z.infer<(typeof cascadeCalls)['risk.cascadeEvent']['input']>;
export type CascadeQuestion = z.infer<(typeof cascadeCalls)['risk.cascade']['input']>;
