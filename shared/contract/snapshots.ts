import { z } from 'zod';
import { assetAmount, decimal, instantMs, isoTime } from './common.ts';
import { call } from './core.ts';

const textFormat = z.enum(['json', 'html', 'csv']);

/** What the page is laid out for when it is printed. */
const paper = z.enum(['a4', 'letter']);
export type Paper = z.infer<typeof paper>;

const tier = z.object({
  floor: z.number(),
  cap: z.number().nullable(),
  /** A closing fee inside the maintenance is part of it. */
  maintenanceRate: z.number(),
  deduction: z.number(),
});

/** What a comparison needs of a position beyond its row: kept in the snapshot, so that two files are enough. */
const basisPosition = z.object({
  account: z.string(),
  instrument: z.string(),
  leg: z.enum(['net', 'long', 'short']),
  /** `contract`: only its profit counts; `outright`: paid for, held at market value; `balance`: a spot holding, which stands among the balances. */
  holding: z.enum(['contract', 'outright', 'balance']),
  payoff: z.enum(['linear', 'inverse']),
  multiplier: z.number(),
  settleAsset: z.string(),
  /** Quote currency per coin or share; null where nothing says. */
  mark: z.number().nullable(),
  /** Why it cannot be valued (an expiry that nothing settles); null when it can. */
  unvalued: z.string().nullable(),
  /** Shares of that instant for one share at the beginning of the book. */
  splitFactor: z.number(),
  /** The margin rule that held, amounts in the settlement asset; null where the position asks for no margin of its own. */
  marginRule: z
    .object({
      /** The value that the tiers are read at. */
      base: z.enum(['mark', 'entry']),
      venue: z.string(),
      validFrom: z.string(),
      origin: z.string(),
      tiers: z.array(tier),
    })
    .nullable(),
});
export type BasisPosition = z.infer<typeof basisPosition>;
export type MarginTierOf = z.infer<typeof tier>;

const snapshotBasis = z.object({
  /** Base currency per unit of each asset held, settled in or paid as a fee; null where there is no rate. */
  rates: z.array(z.object({ asset: z.string(), rate: z.number().nullable(), isCash: z.boolean() })),
  /** One for each row of the positions, in their order. */
  positions: z.array(basisPosition),
});
export type SnapshotBasis = z.infer<typeof snapshotBasis>;

const keptPosition = z.object({
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
});
export type KeptPosition = z.infer<typeof keptPosition>;

const keptBalance = z.object({
  account: z.string(),
  asset: z.string(),
  amount: decimal,
  status: z.enum(['known', 'unknown']),
  flags: z.array(z.string()),
});
export type KeptBalance = z.infer<typeof keptBalance>;

const keptMeasure = z.object({
  id: z.string(),
  scope: z.string(),
  status: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
});

/** What a comparison reads of a snapshot's JSON; a snapshot of a later version of Ballast may hold more. */
export const keptSnapshot = z.object({
  schema: z.literal('ballast.snapshot/1'),
  risk: z.object({ asOf: isoTime, base: z.string(), measures: z.array(keptMeasure) }),
  positions: z.object({ positions: z.array(keptPosition), balances: z.array(keptBalance) }),
  basis: snapshotBasis,
});
export type KeptSnapshot = z.infer<typeof keptSnapshot>;

const amountOrMissing = z.number().nullable();

/** By cause, in the base currency at the newer rates, gain > 0. */
const causes = z.object({
  /** What was held at the older snapshot, moved to the newer mark; what it is settled in too, unless that is cash. */
  price: amountOrMissing,
  /** What trading since then made or cost against having held on. */
  trades: amountOrMissing,
  funding: amountOrMissing,
  /** A cost is < 0. */
  fees: amountOrMissing,
  /** What was owned at the older snapshot at changed rates of currencies and stablecoins. */
  currency: amountOrMissing,
});
export type Causes = z.infer<typeof causes>;

const maintenanceChange = z.object({
  from: z.number(),
  to: z.number(),
  /** What was held, at the newer marks and rates, under the older rule. */
  price: z.number(),
  trades: z.number(),
  /** What is held now, under the newer rule instead of the older one. */
  rules: z.number(),
  /** Which table it was read from; null where nothing was held. */
  tableFrom: z.string().nullable(),
  tableTo: z.string().nullable(),
});
export type MaintenanceChange = z.infer<typeof maintenanceChange>;

const comparedPosition = z.object({
  account: z.string(),
  instrument: z.string(),
  /** The side held now, else the one held before. */
  side: z.enum(['long', 'short', 'flat', 'unknown']),
  /** `closed` also where it was opened and closed in between; `unknown` while either history is incomplete. */
  change: z.enum(['opened', 'closed', 'changed', 'same', 'unknown']),
  quantity: z.object({ from: decimal.nullable(), to: decimal.nullable() }),
  mark: z.object({ from: z.number().nullable(), to: z.number().nullable() }),
  causes,
  total: amountOrMissing,
  /** Maintenance margin in the base currency, and why it is another; null where it is not known or there is none. */
  maintenance: maintenanceChange.nullable(),
  /** The liquidation price nearest to the mark; null where there is none or it is not known. */
  liquidation: z.object({ from: z.number().nullable(), to: z.number().nullable() }),
  /** Why a cause is missing; null when none is. */
  reason: z.string().nullable(),
});
export type ComparedPosition = z.infer<typeof comparedPosition>;

const comparedBalance = z.object({
  account: z.string(),
  asset: z.string(),
  /** null while it is not known. */
  from: decimal.nullable(),
  to: decimal.nullable(),
  isCash: z.boolean(),
  /** What was held, moved to the newer rate. */
  rateEffect: amountOrMissing,
  /** What moved the balance beside the positions that settle in it, at the newer rate. */
  other: amountOrMissing,
});
export type ComparedBalance = z.infer<typeof comparedBalance>;

const snapshotComparison = z.object({
  from: isoTime,
  to: isoTime,
  base: z.string(),
  /** Everything held: balances, and positions at their marks. */
  netWorth: z.object({ from: amountOrMissing, to: amountOrMissing, change: amountOrMissing }),
  /**
   * Over all positions and balances; they add up to the change. Coins held count under price. `other` is money in and out,
   * spot trades with their fees, interest, dividends and what else moved a balance.
   */
  totals: causes.extend({ other: amountOrMissing }),
  positions: z.array(comparedPosition),
  balances: z.array(comparedBalance),
  /** Figures of the book, its accounts and pools that changed. */
  measures: z.array(
    z.object({ id: z.string(), scope: z.string(), unit: z.string(), from: amountOrMissing, to: amountOrMissing }),
  ),
  /** What could not be compared, in words. */
  notes: z.array(z.string()),
});
export type SnapshotComparison = z.infer<typeof snapshotComparison>;

/** A snapshot to compare: one that the vault keeps, the text of a JSON file, or the book as it is now. */
const comparable = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('kept'), id: z.number().int() }),
  /** The newest kept one, or the one before the other side. */
  z.object({ kind: z.literal('last') }),
  z.object({ kind: z.literal('text'), text: z.string(), name: z.string() }),
  z.object({ kind: z.literal('now') }),
]);
export type Comparable = z.infer<typeof comparable>;

export const snapshotCalls = {
  /**
   * JSON, self-contained HTML and CSV tables (a file each) of the risk picture; the host asks where to put them. The
   * vault keeps what a later comparison needs.
   */
  'snapshot.make': call(
    z.object({
      asOfMs: instantMs.nullable().default(null),
      formats: z.array(textFormat),
      paper: paper.default('a4'),
    }),
    z.object({
      /** What every file of this snapshot is called before what tells it from the others. */
      stem: z.string(),
      files: z.array(z.object({ name: z.string(), format: textFormat, text: z.string() })),
    }),
  ),
  /** The HTML as a PDF in base64, printed by the host. */
  'snapshot.print': call(
    z.object({ asOfMs: instantMs.nullable().default(null), paper: paper.default('a4') }),
    z.object({ name: z.string(), base64: z.string() }),
  ),
  /** The snapshots that this vault keeps, newest first. */
  'snapshot.kept': call(
    z.object({}),
    z.object({ snapshots: z.array(z.object({ id: z.number().int(), asOf: isoTime, madeAt: isoTime })) }),
  ),
  /** What changed between two snapshots, by position and by cause; the one of the earlier instant is the older. */
  'snapshot.compare': call(
    z.object({
      older: comparable.default({ kind: 'last' }),
      newer: comparable.default({ kind: 'now' }),
      asOfMs: instantMs.nullable().default(null),
    }),
    snapshotComparison,
  ),
} as const;
