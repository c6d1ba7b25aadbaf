import { z } from 'zod';
import { call } from './core.ts';
import { instantMs, isoTime, note } from './common.ts';

/** A figure of this section: a value or the reason why there is none. */
const figure = z.object({
  status: z.enum(['value', 'not-applicable', 'missing-data', 'none', 'already-liquidatable']),
  /** null unless `status` is value. */
  value: z.number().nullable(),
  reason: z.string().nullable(),
  mend: z.string().nullable(),
  flags: z.array(z.string()),
});
export type InsolvencyFigure = z.infer<typeof figure>;

/** From the equity at the mark to what a jump leaves: equity + toLiquidation + beyond - fees - saleLoss - forfeited = after. */
const waterfall = z.object({
  price: z.number(),
  isCalled: z.boolean(),
  equity: z.number(),
  /** Signed as P&L. */
  toLiquidation: z.number(),
  beyond: z.number(),
  fees: z.number(),
  feeUnknown: z.boolean(),
  saleLoss: z.number(),
  /** What a takeover or a backstop keeps. */
  forfeited: z.number(),
  after: z.number(),
  /** max(0, -after): owed to the venue. */
  debt: z.number(),
});
export type InsolvencyWaterfall = z.infer<typeof waterfall>;

const bearer = z.enum([
  'insurance-fund',
  'backstop-vault',
  'auto-deleveraging',
  'socialised',
  'lender',
  'broker',
  'trader',
]);

/** How a pool ends along the price of one of its instruments, the others at their marks. Money in the base currency. */
const ending = z.object({
  account: z.string(),
  pool: z.string(),
  instrument: z.string(),
  /** `position:ACCOUNT/INSTRUMENT/SIDE` of the position that its figures are asked of. */
  scope: z.string(),
  /** The direction of the price in which the pool loses; null where its price does not matter or nothing is known. */
  side: z.enum(['down', 'up']).nullable(),
  mark: z.number().nullable(),
  equity: figure,
  liquidationPrice: figure,
  bankruptcyPrice: figure,
  /** Fraction of the liquidation price. */
  bufferFraction: figure,
  bufferMoney: figure,
  /** From the mark to the bankruptcy price, signed. */
  distanceFraction: figure,
  /** Daily sigmas. */
  distanceSigma: figure,
  /** Called and closed at the liquidation price; < 0 is a debt. */
  equityAfter: figure,
  /** After the jump. */
  shortfall: figure,
  /** Owed on average when the exit comes the chosen delay after the call. */
  expectedDebt: figure,
  debtProbability: figure,
  /** null where a figure of it is not known; `shortfall` says why. */
  waterfall: waterfall.nullable(),
  /** Who bears a debt, in the order in which they are asked; null where it is not known. */
  bearers: z.array(bearer).nullable(),
});
export type InsolvencyEnding = z.infer<typeof ending>;

/** A winning position in its venue's order of auto-deleveraging: a score, no place in the venue's queue. */
const adlRow = z.object({
  account: z.string(),
  venue: z.string().nullable(),
  instrument: z.string(),
  side: z.enum(['long', 'short']),
  scope: z.string(),
  /** Base currency, > 0. */
  unrealizedPnl: z.number(),
  score: figure,
  /** Among the trader's own winning positions on this venue, 1 the first to be closed; null without a score. */
  order: z.number().int().nullable(),
});
export type AdlRow = z.infer<typeof adlRow>;

/** Two opposite positions in one asset, and what stays when the venue closes the winning one. */
const hedgeRow = z.object({
  asset: z.string(),
  winning: z.object({
    account: z.string(),
    instrument: z.string(),
    side: z.enum(['long', 'short']),
    scope: z.string(),
  }),
  other: z.object({ account: z.string(), instrument: z.string(), side: z.enum(['long', 'short']), scope: z.string() }),
  /** Exposure of the other position that nothing stands against any longer, signed, base currency. */
  naked: z.number(),
  /** Of the book in the asset before and after, base currency; missing where another exposure is. */
  netBefore: figure,
  netAfter: figure,
  /** Liquidation price of what stays, on the side on which it loses: now, and when the winning position is closed at its mark. */
  liquidationNow: figure,
  liquidationAfter: figure,
});
export type HedgeRow = z.infer<typeof hedgeRow>;

const insolvencyDocument = z.object({
  schema: z.literal('ballast.insolvency/1'),
  asOf: isoTime,
  engine: z.string(),
  base: z.string(),
  gapFraction: z.number(),
  delayHours: z.number(),
  endings: z.array(ending),
  adl: z.array(adlRow),
  hedges: z.array(hedgeRow),
  assumptions: z.array(note),
  excluded: z.array(note),
});
export type InsolvencyDocument = z.infer<typeof insolvencyDocument>;

export const insolvencyCalls = {
  'risk.insolvency': call(
    z.object({
      asOfMs: instantMs.nullable().default(null),
      /** How far the price jumps against each pool at once, a fraction of the mark. */
      gapFraction: z.number().gt(0).lt(1).default(0.2),
      /** From the call to the exit. */
      delayHours: z
        .number()
        .min(0)
        .max(24 * 30)
        .default(1),
    }),
    insolvencyDocument,
  ),
} as const;
export type InsolvencyQuestion = z.infer<(typeof insolvencyCalls)['risk.insolvency']['input']>;
