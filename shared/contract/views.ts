import { z } from 'zod';
import { brokerLiquidation } from './broker-liquidation.ts';
import { accountMarginModes } from '../book/account.ts';
import { call } from './core.ts';
import { instantMs, measureResult, note, riskState } from './common.ts';
import { reconciliationState } from './reconcile.ts';
import { ladderBeta, poolState, shockAxis } from './risk.ts';

/** A figure in a cell: a number, or why there is none. */
export const cell = z.object({
  value: z.number().nullable(),
  status: z.enum(['value', 'not-applicable', 'missing-data', 'none', 'already-liquidatable']),
  reason: z.string().nullable(),
  mend: z.string().nullable(),
  /** What the number rests on that is assumed, stale or old, such as `tier-table-old`; see flagWords. */
  flags: z.array(z.string()),
});
export type Cell = z.infer<typeof cell>;

const strip = z.array(note);

const headlineView = z.object({
  base: z.string(),
  equity: measureResult,
  dayChange: cell,
  grossExposure: measureResult,
  longExposure: measureResult,
  shortExposure: measureResult,
  netExposure: measureResult,
  effectiveLeverage: measureResult,
  /** The worst pool and the book beside it. */
  worstMargin: z.object({ account: z.string(), pool: z.string(), ratio: cell, state: riskState }).nullable(),
  bookMarginRatio: measureResult,
  nearest: z
    .object({
      account: z.string(),
      instrument: z.string(),
      price: z.number(),
      distanceFraction: z.number(),
      distanceSigma: cell,
      state: riskState,
      flags: z.array(z.string()),
      /** The shock of the ladder axis at which the first pool goes; null when none does. */
      ladder: z
        .object({ asset: z.string(), account: z.string(), pool: z.string(), shockFraction: z.number() })
        .nullable(),
    })
    .nullable(),
  currentDrawdown: measureResult,
  maxDrawdown: measureResult,
  drawdownDays: z.number().int().nullable(),
  /** The first day of the episode that is not over; null while there is none. */
  drawdownStart: z.string().nullable(),
  dataAge: z.object({
    newestMs: instantMs.nullable(),
    oldestAccount: z.string().nullable(),
    oldestMs: instantMs.nullable(),
    asOfMs: instantMs,
  }),
  notes: strip,
});
export type HeadlineView = z.infer<typeof headlineView>;

const exposureGridRow = z.object({
  id: z.string(),
  kind: z.enum(['position', 'balance', 'subtotal', 'total']),
  /** Group it belongs to: asset, account or venue. */
  group: z.string(),
  name: z.string(),
  detail: z.string(),
  account: z.string().nullable(),
  instrument: z.string().nullable(),
  quantity: cell,
  /** Decimals of price and quantity of the instrument. */
  priceDecimals: z.number().int(),
  quantityDecimals: z.number().int(),
  mark: cell,
  entry: cell,
  notional: cell,
  /** What a stock or an option would bring at its mark; a dash for anything else. */
  marketValue: cell,
  /** Quantity x multiplier x strike of an option; a dash for anything else. */
  strikeNotional: cell,
  share: cell,
  pnl: cell,
  funding: cell,
  onePercentMove: cell,
  liquidation: cell,
  distanceFraction: cell,
  distanceSigma: cell,
  state: riskState,
  flags: z.array(z.string()),
});
export type ExposureGridRow = z.infer<typeof exposureGridRow>;

const ladderView = z.object({
  axis: z.object({
    asset: z.string(),
    from: z.number(),
    to: z.number(),
    step: z.number(),
    beta: ladderBeta,
    mark: z.number().nullable(),
  }),
  assets: z.array(z.string()),
  shocks: z.array(z.number()),
  /** Book equity at each rung if nothing were closed; null where a pool is missing. */
  bookEquity: z.array(z.number().nullable()),
  lanes: z.array(
    z.object({
      account: z.string(),
      pool: z.string(),
      label: z.string(),
      /** Exact shocks at which it goes; null when it does not on that side. */
      down: z.number().nullable(),
      up: z.number().nullable(),
      state: riskState,
      equity: z.array(z.number().nullable()),
      /** What of the equity does not count for the margin, >= 0. */
      haircut: z.array(z.number().nullable()),
      maintenance: z.array(z.number().nullable()),
      states: z.array(poolState),
      notional: z.array(z.number().nullable()),
      /** What its figures rest on that is assumed, stale or old. */
      flags: z.array(z.string()),
      reason: z.string().nullable(),
      mend: z.string().nullable(),
    }),
  ),
  /** Of the other assets where each moves by its own; empty otherwise. A null beta says why. */
  betas: z.array(
    z.object({
      asset: z.string(),
      beta: z.number().nullable(),
      standardError: z.number().nullable(),
      reason: z.string().nullable(),
      mend: z.string().nullable(),
    }),
  ),
  notes: strip,
});
export type LadderView = z.infer<typeof ladderView>;

const drawdownView = z.object({
  scope: z.string(),
  scopes: z.array(z.string()),
  /** UTC days as ISO dates, with equity and drawdown beside them. */
  days: z.array(z.string()),
  equity: z.array(z.number()),
  drawdown: z.array(z.number().nullable()),
  flow: z.array(z.number()),
  measures: z.array(measureResult),
  episodes: z.array(
    z.object({
      rank: z.number().int(),
      peak: z.string(),
      start: z.string(),
      trough: z.string(),
      end: z.string().nullable(),
      depth: z.number(),
      length: z.number().int(),
      toTrough: z.number().int(),
    }),
  ),
  notes: strip,
  reason: z.string().nullable(),
  mend: z.string().nullable(),
});
export type DrawdownView = z.infer<typeof drawdownView>;

const accountPosition = z.object({
  instrument: z.string(),
  side: z.enum(['long', 'short', 'flat']),
  quantity: cell,
  quantityDecimals: z.number().int(),
  priceDecimals: z.number().int(),
  entry: cell,
  mark: cell,
  markAsOfMs: instantMs.nullable(),
  notional: cell,
  pnl: cell,
  realizedPnl: cell,
  liquidation: cell,
  /** What the broker's own report prints beside it. */
  brokerLiquidation: brokerLiquidation.nullable().optional(),
  marginMode: z.enum(['cross', 'isolated']),
  leverage: z.number().nullable(),
  isolatedMargin: z.string().nullable(),
  status: z.enum(['open', 'history-incomplete']),
  reason: z.string().nullable(),
  mend: z.string().nullable(),
});

const accountView = z.object({
  name: z.string(),
  venue: z.string().nullable(),
  venueName: z.string(),
  marginMode: z.enum(accountMarginModes),
  positionMode: z.enum(['one-way', 'hedge']),
  state: riskState,
  equity: cell,
  leverage: cell,
  maintenance: cell,
  /** Of the pool that is worst off, which `worstPool` names; null where no pool has one. */
  marginRatio: cell,
  worstPool: z.string().nullable(),
  nearest: z.object({ asset: z.string(), distanceFraction: z.number() }).nullable(),
  dataAsOfMs: instantMs.nullable(),
  /** Whether the book is the broker's own. */
  reconciliation: z.object({
    state: reconciliationState,
    /** In a sentence. */
    summary: z.string(),
    differences: z.number().int(),
  }),
  balances: z.array(
    z.object({
      asset: z.string(),
      amount: z.string(),
      status: z.enum(['known', 'unknown']),
      value: cell,
    }),
  ),
  positions: z.array(accountPosition),
  /** The one question that matters most, or null. */
  question: z
    .object({
      kind: z.enum(['wallet', 'opening', 'mark', 'venue', 'leverage', 'failed-rows']),
      text: z.string(),
      asset: z.string().nullable(),
      instrument: z.string().nullable(),
    })
    .nullable(),
});
export type AccountView = z.infer<typeof accountView>;

const asOf = { asOfMs: instantMs.nullable().default(null) };

export const viewCalls = {
  'views.headline': call(z.object(asOf), headlineView),
  'views.exposures': call(
    z.object({ ...asOf, groupBy: z.enum(['asset', 'account', 'venue']).default('asset') }),
    z.object({
      rows: z.array(exposureGridRow),
      total: exposureGridRow.nullable(),
      positions: z.number().int(),
      notes: strip,
    }),
  ),
  'views.ladder': call(z.object({ ...asOf, axis: shockAxis.prefault({}) }), ladderView.nullable()),
  'views.drawdown': call(z.object({ ...asOf, scope: z.string().default('book') }), drawdownView),
  'views.accounts': call(z.object(asOf), z.object({ accounts: z.array(accountView), asOfMs: instantMs, notes: strip })),
} as const;
