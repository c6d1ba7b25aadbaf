import { z } from 'zod';
import { brokerLiquidation } from './broker-liquidation.ts';
import { call } from './core.ts';
import { instantMs, isoTime, measureResult, note, riskState } from './common.ts';

export const shockAxis = z.object({
  /** null: the largest absolute net exposure. */
  asset: z.string().nullable().default(null),
  from: z.number().default(-0.5),
  to: z.number().default(0.5),
  step: z.number().positive().default(0.005),
  /** What the other assets do: 0 stand still, 1 move alike, `estimated` each by its own beta to the asset. */
  beta: z.union([z.literal(0), z.literal(1), z.literal('estimated')]).default(1),
});
export type ShockAxis = z.infer<typeof shockAxis>;

/** One rung of a ladder: the shock of an asset as a fraction of its price, and what the others do. */
const shockedAt = z.object({ asset: z.string(), fraction: z.number().gt(-1), beta: shockAxis.shape.beta });
export type ShockedAt = z.input<typeof shockedAt>;

/** What a ladder is along: the asset that is shocked (null: the largest net exposure) and what the others do. */
const ladderAxis = shockAxis.pick({ asset: true, beta: true });
export type LadderAxis = z.input<typeof ladderAxis>;

export const poolState = z.enum(['safe', 'liquidated', 'bankrupt', 'missing-data']);

const exposureRow = z.object({
  asset: z.string(),
  account: z.string(),
  venue: z.string().nullable(),
  instrument: z.string().nullable(),
  side: z.enum(['long', 'short']),
  /** Contracts or coins, signed; null while the history is incomplete or the balance unknown. */
  quantity: z.number().nullable(),
  mark: z.number().nullable(),
  /** Signed, base currency; null when missing. */
  exposure: z.number().nullable(),
  share: z.number().nullable(),
  unrealizedPnl: z.number().nullable(),
  /** Of what is paid outright (stocks, options), signed, base currency; null for anything else and where it is missing. */
  marketValue: z.number().nullable(),
  /** Of an option: quantity x multiplier x strike, signed, base currency; null for anything else and where it is missing. */
  strikeNotional: z.number().nullable(),
  flags: z.array(z.string()),
  reason: z.string().nullable(),
  mend: z.string().nullable(),
});
export type ExposureRow = z.infer<typeof exposureRow>;

const poolRow = z.object({
  pool: z.string(),
  kind: z.enum(['cross', 'isolated', 'spot']),
  equity: z.number().nullable(),
  maintenanceMargin: z.number().nullable(),
  marginRatio: z.number().nullable(),
  state: riskState,
  reason: z.string().nullable(),
  mend: z.string().nullable(),
  flags: z.array(z.string()),
});

const accountRow = z.object({
  account: z.string(),
  venue: z.string().nullable(),
  equity: z.number().nullable(),
  effectiveLeverage: z.number().nullable(),
  marginRatio: z.number().nullable(),
  state: riskState,
  pools: z.array(poolRow),
});

/** The exponent by which the other assets follow, or `estimated`: each by its own. */
export const ladderBeta = z.union([z.number(), z.literal('estimated')]);

const ladderDocument = z.object({
  axis: z.object({ asset: z.string(), from: z.number(), to: z.number(), step: z.number(), beta: ladderBeta }),
  rungs: z.array(
    z.object({
      shockFraction: z.number(),
      pools: z.array(
        z.object({
          account: z.string(),
          pool: z.string(),
          equity: z.number().nullable(),
          /** What of the equity does not count for the margin, >= 0: the state compares equity less haircut with maintenance. */
          haircut: z.number().nullable(),
          maintenance: z.number().nullable(),
          /** `bankrupt`: equity is below 0. */
          state: poolState,
          liquidatedNotional: z.number().nullable(),
          /** Those of the pool: they hold at every rung. */
          flags: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
  order: z.object({
    down: z.array(z.object({ account: z.string(), pool: z.string(), shockFraction: z.number() })),
    up: z.array(z.object({ account: z.string(), pool: z.string(), shockFraction: z.number() })),
  }),
});
export type LadderDocument = z.infer<typeof ladderDocument>;

const drawdownDocument = z.object({
  scope: z.string(),
  days: z.array(
    z.object({
      day: z.string(),
      equity: z.number(),
      flow: z.number(),
      index: z.number().nullable(),
      drawdown: z.number().nullable(),
    }),
  ),
  maximum: z.object({ depth: z.number(), peak: z.string(), trough: z.string() }).nullable(),
  episodes: z.array(
    z.object({
      start: z.string(),
      trough: z.string(),
      end: z.string().nullable(),
      depth: z.number(),
      length: z.number().int(),
      toTrough: z.number().int(),
    }),
  ),
});
export type DrawdownDocument = z.infer<typeof drawdownDocument>;

/** The whole risk picture: what `ballast risk --json` prints and what a snapshot keeps. */
export const riskDocument = z.object({
  schema: z.literal('ballast.risk/1'),
  asOf: isoTime,
  engine: z.string(),
  inputsHash: z.string(),
  base: z.string(),
  measures: z.array(measureResult),
  exposures: z.array(exposureRow),
  accounts: z.array(accountRow),
  /** null while no asset is held whose price could move. */
  ladder: ladderDocument.nullable(),
  drawdown: drawdownDocument.nullable(),
  /** What brokers' own reports print, beside ours; a snapshot of an older engine has none. */
  brokerLiquidations: z.array(brokerLiquidation).optional(),
  assumptions: z.array(note),
  excluded: z.array(note),
});
export type RiskDocument = z.infer<typeof riskDocument>;

/** One node of the tree behind a number: its value follows from its children by `formula`, a leaf has none. */
export interface ExplainNode {
  /** Short name under which the parent's formula refers to it. */
  readonly symbol: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** In the symbols of the children, as `evaluateFormula` (shared/measures) reads it; null for a leaf. */
  readonly formula: string | null;
  /** Where a leaf comes from: file and line, statement, table with date. */
  readonly source: string | null;
  readonly asOf: string | null;
  /** One sentence more where it helps: what is assumed, which rows it is made of, why it counts. */
  readonly why?: string | undefined;
  /** What this input carries: `mark-stale`, `flat-rate-tiers`, `tier-table-old`, `isolated-margin-assumed` ... */
  readonly flags?: readonly string[] | undefined;
  readonly children: readonly ExplainNode[];
}

export const explainNode: z.ZodType<ExplainNode, ExplainNode> = z.lazy(() =>
  z.object({
    symbol: z.string(),
    label: z.string(),
    value: z.number(),
    unit: z.string(),
    formula: z.string().nullable(),
    source: z.string().nullable(),
    asOf: z.string().nullable(),
    why: z.string().optional(),
    flags: z.array(z.string()).readonly().optional(),
    children: z.array(explainNode),
  }),
);

export const explainDocument = z.object({
  /** The instant that the figure is of: ages count from it. */
  asOf: isoTime,
  measure: measureResult,
  /** null where the figure has no value. */
  tree: explainNode.nullable(),
  /** Where the figure has no value: the trees of those of its inputs that are known. */
  known: z.array(explainNode),
  /** Of a liquidation price: what the broker's own report prints beside it. */
  broker: brokerLiquidation.nullable().optional(),
});
export type ExplainDocument = z.infer<typeof explainDocument>;

export const riskCalls = {
  'risk.assess': call(
    z.object({ asOfMs: instantMs.nullable().default(null), axis: shockAxis.prefault({}) }),
    riskDocument,
  ),
  'risk.explain': call(
    z.object({
      measure: z.string(),
      scope: z.string().nullable().default(null),
      asOfMs: instantMs.nullable().default(null),
      /** A rung of the ladder: the figure with every price where this shock takes it; null at the marks. */
      shock: shockedAt.nullable().default(null),
      /** Along which axis of the ladder a nearest shock or a beta is meant; null: the ladder's own, beta 1. */
      axis: ladderAxis.nullable().default(null),
      /** Of a figure of Insolvency: how far the price jumps, and when the exit comes; null: the panel's own, 20 % and an hour. */
      insolvency: z
        .object({ gapFraction: z.number().gt(0).lt(1), delayHours: z.number().min(0).max(720) })
        .nullable()
        .default(null),
    }),
    explainDocument,
  ),
} as const;
