import { z } from 'zod';
import { assetAmount, decimal, instantMs, isoTime } from './common.ts';
import { call } from './core.ts';

const format = z.enum(['json', 'html', 'csv']);

/** What a comparison needs of a position beyond its row: kept in the snapshot, so that two files are enough. */
const basisPosition = z.object({
  account: z.string(),
  instrument: z.string(),
  side: z.enum(['long', 'short']),
  payoff: z.enum(['linear', 'inverse']),
  /** Paid outright (a stock, an option): held at market value. Else margined: only its profit counts. */
  isOutright: z.boolean(),
  multiplier: z.number(),
  settleAsset: z.string(),
  /** null where nothing says. */
  mark: z.number().nullable(),
  /** The margin tiers that held, in the settlement asset; null where the position has none. */
  tierTable: z
    .object({
      venue: z.string(),
      validFrom: z.string(),
      origin: z.string(),
      tiers: z.array(
        z.object({
          floor: z.number(),
          cap: z.number().nullable(),
          maintenanceRate: z.number(),
          deduction: z.number(),
        }),
      ),
    })
    .nullable(),
});

export const snapshotBasis = z.object({
  /** Base currency per unit of each asset held or settled in; null where there is no rate. */
  rates: z.array(z.object({ asset: z.string(), rate: z.number().nullable(), isCash: z.boolean() })),
  positions: z.array(basisPosition),
});
export type SnapshotBasis = z.infer<typeof snapshotBasis>;

/** What a comparison reads of a snapshot's JSON; a snapshot of a later version of Ballast may hold more. */
export const keptSnapshot = z.object({
  schema: z.literal('ballast.snapshot/1'),
  risk: z.object({
    asOf: isoTime,
    base: z.string(),
    measures: z.array(
      z.object({ id: z.string(), scope: z.string(), status: z.string(), value: z.number().nullable(), unit: z.string() }),
    ),
  }),
  positions: z.object({
    positions: z.array(
      z.object({
        account: z.string(),
        instrument: z.string(),
        side: z.enum(['long', 'short', 'flat']).nullable(),
        quantity: decimal.nullable(),
        averagePrice: decimal.nullable(),
        realizedPnl: decimal.nullable(),
        fees: z.array(assetAmount),
        funding: decimal,
        settlementAsset: z.string(),
        unrealizedPnl: z.number().nullable(),
        status: z.enum(['open', 'closed', 'history-incomplete']),
        reason: z.string().nullable(),
      }),
    ),
    balances: z.array(
      z.object({ account: z.string(), asset: z.string(), amount: decimal, status: z.enum(['known', 'unknown']) }),
    ),
  }),
  basis: snapshotBasis,
});
export type KeptSnapshot = z.infer<typeof keptSnapshot>;

const amountOrMissing = z.number().nullable();

/** By cause, in the newer snapshot's base currency, gain > 0. */
const causes = z.object({
  /** What was held at the older snapshot, moved to the newer mark. */
  price: amountOrMissing,
  /** What trading since then made or cost against having held on. */
  trades: amountOrMissing,
  funding: amountOrMissing,
  /** A cost is < 0. */
  fees: amountOrMissing,
  /** Rates of currencies and stablecoins. */
  currency: amountOrMissing,
});

const comparedPosition = z.object({
  account: z.string(),
  instrument: z.string(),
  side: z.string(),
  change: z.enum(['opened', 'closed', 'changed', 'same', 'unknown']),
  quantity: z.object({ from: decimal.nullable(), to: decimal.nullable() }),
  mark: z.object({ from: z.number().nullable(), to: z.number().nullable() }),
  causes,
  total: amountOrMissing,
  /** Maintenance margin in the base currency, and why it is another: price, trades, rules (the tier table). */
  maintenance: z
    .object({
      from: z.number(),
      to: z.number(),
      price: z.number(),
      trades: z.number(),
      rules: z.number(),
      tableFrom: z.string().nullable(),
      tableTo: z.string().nullable(),
    })
    .nullable(),
  liquidation: z.object({ from: z.number().nullable(), to: z.number().nullable() }),
  /** Why a cause is missing; null when none is. */
  reason: z.string().nullable(),
});
export type ComparedPosition = z.infer<typeof comparedPosition>;

export const snapshotComparison = z.object({
  from: isoTime,
  to: isoTime,
  base: z.string(),
  /** Everything held: balances, and positions at their marks. */
  netWorth: z.object({ from: amountOrMissing, to: amountOrMissing, change: amountOrMissing }),
  /** Over all positions and balances; `other` is money in and out, spot trades, interest and what else moved a balance. */
  totals: causes.extend({ other: amountOrMissing }),
  positions: z.array(comparedPosition),
  balances: z.array(
    z.object({
      account: z.string(),
      asset: z.string(),
      from: decimal.nullable(),
      to: decimal.nullable(),
      /** What was held, moved to the newer rate. */
      rateEffect: amountOrMissing,
      /** What moved the balance beside the positions that settle in it. */
      other: amountOrMissing,
    }),
  ),
  measures: z.array(
    z.object({ id: z.string(), scope: z.string(), unit: z.string(), from: amountOrMissing, to: amountOrMissing }),
  ),
  /** What could not be compared, in words. */
  notes: z.array(z.string()),
});
export type SnapshotComparison = z.infer<typeof snapshotComparison>;

export const snapshotCalls = {
  /** JSON, self-contained HTML and CSV tables of the risk picture; the host asks where to put them. */
  'snapshot.make': call(
    z.object({ asOfMs: instantMs.nullable().default(null), formats: z.array(format) }),
    z.object({ files: z.array(z.object({ name: z.string(), format, text: z.string() })) }),
  ),
  /**
   * What changed from one snapshot to another (or to now, without a second text), by position and by cause. Also kept
   * ones: an empty text stands for the last snapshot that this vault made.
   */
  'snapshot.compare': call(
    z.object({
      older: z.string().nullable(),
      newer: z.string().nullable().default(null),
      asOfMs: instantMs.nullable().default(null),
    }),
    snapshotComparison,
  ),
} as const;
