import { z } from 'zod';
import { call } from './core.ts';
import { changeMade, decimal, instantMs, isoTime, note } from './common.ts';
import { judgedLimits } from './limits.ts';
import { explainDocument, ladderBeta, shockAxis } from './risk.ts';
import { cell } from './views.ts';

const leg = z.enum(['long', 'short']).nullable().default(null);
const price = decimal.nullable().default(null);
/** Fraction of the value traded, a rebate < 0; null where it is not stated: none is taken then, and that is said. */
const feeRate = z.number().gt(-1).lt(1).nullable().default(null);

/** Something the trader may do. Nothing of it is booked. */
const ticket = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('trade'),
    account: z.string(),
    instrument: z.string(),
    side: z.enum(['buy', 'sell']),
    /** The leg of an account in hedge mode; null in one-way mode. */
    leg,
    /** > 0: contracts, shares or coins, or their value at the price in the base currency. */
    size: z.object({ unit: z.enum(['contracts', 'base']), amount: decimal }),
    /** null: the mark. */
    price,
    /** What the instrument is levered with in this account from then on; null leaves it. */
    leverage: z.number().positive().nullable().default(null),
    feeRate,
    /** The price at which the trader would give up. */
    stop: decimal.nullable().default(null),
  }),
  z.object({
    kind: z.literal('close'),
    account: z.string(),
    instrument: z.string(),
    /** null: every leg of it. */
    leg,
    share: z.number().gt(0).max(1).default(1),
    price,
    feeRate,
  }),
  z.object({
    kind: z.literal('top-up'),
    account: z.string(),
    asset: z.string(),
    /** In > 0, out < 0. */
    amount: decimal,
  }),
]);
export type WhatIfTicket = z.output<typeof ticket>;
export const ticketList = z.array(ticket).min(1);

/** A figure now, as it would be, and what the what-if changes. */
const compared = z.object({
  actual: cell,
  whatIf: cell,
  difference: z.number().nullable(),
  /** Why there is no difference; null where there is one. */
  differenceReason: z.string().nullable(),
});
export type Compared = z.infer<typeof compared>;

const comparedFigure = compared.extend({ id: z.string(), scope: z.string(), unit: z.string() });
export type ComparedFigure = z.infer<typeof comparedFigure>;

const comparedPosition = z.object({
  account: z.string(),
  instrument: z.string(),
  side: z.enum(['long', 'short']),
  scope: z.string(),
  quantity: compared,
  entryPrice: compared,
  liquidationLower: compared,
  liquidationUpper: compared,
  /** Whether size or a liquidation price is another than before. */
  isChanged: z.boolean(),
});
export type ComparedPosition = z.infer<typeof comparedPosition>;

const departure = z.object({ account: z.string(), pool: z.string(), shockFraction: z.number() });

const departures = z.object({
  order: z.array(departure),
  /** Pools of which it is not known whether they go: the nearest is then not proved. */
  unknown: z.array(z.object({ account: z.string(), pool: z.string() })),
});

const comparedSide = z.object({
  side: z.enum(['down', 'up']),
  /** Shock of the nearest departure. */
  nearest: compared,
  actual: departures,
  whatIf: departures,
  /** Whether other pools go, or in another order. */
  isReordered: z.boolean(),
});

const calledPool = z.object({
  account: z.string(),
  pool: z.string(),
  /** Shock of its first call. */
  shockFraction: z.number(),
  /** How much happens to it: sales of parts, whole closings, takeovers, the debt. */
  events: z.number().int().positive(),
  /** Shock at which it owes; null where it does not. */
  debtShockFraction: z.number().nullable(),
});
export type CalledPool = z.infer<typeof calledPool>;

const calledPools = z.object({
  /** In the order of the first call. */
  order: z.array(calledPool),
  /** Pools of which it is not known what happens to them. */
  unknown: z.array(z.object({ account: z.string(), pool: z.string() })),
});
export type CalledPools = z.infer<typeof calledPools>;

const comparedEvents = z.object({
  side: z.enum(['down', 'up']),
  /** Shock of the first call. */
  firstCall: compared,
  /** How many events there are. */
  events: compared,
  /** Shock at which the first pool owes. */
  firstDebt: compared,
  actual: calledPools,
  whatIf: calledPools,
  /** Whether other pools are called, or in another order. */
  isReordered: z.boolean(),
});
export type ComparedEvents = z.infer<typeof comparedEvents>;

/**
 * What happens along one asset, call by call, as `ballast ladder` works it out with sales at the mark that move no price: the
 * actual book and the hypothetical one. null where nothing is held whose price could move.
 */
const orderOfEvents = z.object({
  hypothetical: z.literal(true),
  asset: z.string(),
  beta: ladderBeta,
  /** Shocks between which it is looked at. */
  from: z.number(),
  to: z.number(),
  sides: z.array(comparedEvents),
});
export type OrderOfEvents = z.infer<typeof orderOfEvents>;

const comparison = z.object({
  /** Equity, leverage and margins of book, accounts and pools. */
  figures: z.array(comparedFigure),
  /** The changed ones first. */
  positions: z.array(comparedPosition),
  /** The order of departures along one asset, the same for both; null where nothing is held whose price could move. */
  ladder: z.object({ asset: z.string(), beta: ladderBeta, sides: z.array(comparedSide) }).nullable(),
  /** Who is called first, how much happens, and where debt begins. */
  events: orderOfEvents.nullable(),
});
export type Comparison = z.infer<typeof comparison>;

const effectSide = z.object({
  quantity: cell,
  entryPrice: z.number().nullable(),
  leverage: z.number().nullable(),
  marginMode: z.enum(['cross', 'isolated']).nullable(),
});

const tradeEffect = z.object({
  account: z.string(),
  instrument: z.string(),
  leg: z.enum(['net', 'long', 'short']),
  /** Signed as traded: sold < 0. */
  quantity: z.number(),
  price: z.number(),
  before: effectSide,
  after: effectSide,
  settleAsset: z.string(),
  /** In the settlement asset: a cost >= 0, a rebate < 0. */
  fee: z.number(),
  /** In the settlement asset, gain > 0. */
  realized: cell,
  /** Base currency, >= 0. */
  value: cell,
  /** Loss at the stop, base currency, a positive loss. */
  loss: cell,
});

/** The largest size of the trade at which no limit fails that passed before, and none that fails already gets worse. */
const largestSize = z.object({
  unit: z.enum(['contracts', 'base']),
  /** The ticket's own size where that passes, else a multiple of the step; null where even without the trade a limit fails newly, with the reason. */
  amount: decimal.nullable(),
  step: decimal,
  reason: z.string().nullable(),
  /** The rules that fail or get worse one step further; empty where the whole ticket passes. */
  stoppedBy: z.array(z.object({ rule: z.string(), scope: z.string() })),
});
export type LargestSize = z.infer<typeof largestSize>;

const assessedWhatIf = z.object({
  /** The name under which it is kept, or the words of the caller. */
  label: z.string(),
  isKept: z.boolean(),
  tickets: z.array(ticket),
  /** Why it cannot be done; then there are no figures. */
  fault: z.object({ code: z.string(), message: z.string(), mend: z.string() }).nullable(),
  effects: z.array(tradeEffect),
  comparison: comparison.nullable(),
  limits: judgedLimits.nullable(),
  /** null without limits, and where the what-if is not one trade. */
  largestSize: largestSize.nullable(),
  /** What is left out, stale or assumed beyond what holds of the book now. */
  notes: z.array(note),
});
export type AssessedWhatIf = z.infer<typeof assessedWhatIf>;

/** What-ifs side by side against the book as it stands: what `ballast whatif --json` prints. Nothing in it has happened. */
const whatIfDocument = z.object({
  schema: z.literal('ballast.whatif/1'),
  hypothetical: z.literal(true),
  asOf: isoTime,
  engine: z.string(),
  base: z.string(),
  whatIfs: z.array(assessedWhatIf),
  /** Along which departures and events can be compared. */
  assets: z.array(z.string()),
  /** Of the book as it stands. */
  assumptions: z.array(note),
  excluded: z.array(note),
});
export type WhatIfDocument = z.infer<typeof whatIfDocument>;

const askedWhatIf = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('kept'), name: z.string() }),
  z.object({ kind: z.literal('tickets'), label: z.string(), tickets: ticketList }),
]);

export const whatIfCalls = {
  'whatif.assess': call(
    z.object({
      asOfMs: instantMs.nullable().default(null),
      /** Along which asset departures are compared; null: the largest net exposure of the book as it stands. */
      axis: shockAxis.pick({ asset: true, beta: true }).prefault({}),
      whatIfs: z.array(askedWhatIf).min(1).max(12),
      /** The step to which the largest passing size is rounded down; null: a thousandth of the size or finer, whole contracts where only those are traded. */
      step: decimal.nullable().default(null),
    }),
    whatIfDocument,
  ),
  /**
   * The tree behind one figure of a what-if, or behind what the what-if changes of it. Faults: those of the tickets, and those of
   * `risk.explain`.
   */
  'whatif.explain': call(
    z.object({
      asOfMs: instantMs.nullable().default(null),
      tickets: ticketList,
      measure: z.string(),
      scope: z.string().nullable().default(null),
      /** Along which axis a nearest shock is meant; null: that of the ladder. */
      axis: shockAxis.pick({ asset: true, beta: true }).nullable().default(null),
      /** `difference`: the what-if less the book as it stands. */
      figure: z.enum(['whatIf', 'difference']).default('whatIf'),
    }),
    explainDocument,
  ),
  /** Under a name, in place of one of that name, as a change that undo takes back. */
  'whatif.keep': call(z.object({ name: z.string(), tickets: ticketList }), changeMade),
  'whatif.list': call(
    z.object({}),
    z.object({ whatIfs: z.array(z.object({ name: z.string(), keptAt: isoTime, tickets: z.array(ticket) })) }),
  ),
  'whatif.remove': call(z.object({ name: z.string() }), changeMade),
} as const;
export type ExplainWhatIfQuestion = z.output<(typeof whatIfCalls)['whatif.explain']['input']>;
export type WhatIfQuestion = z.output<(typeof whatIfCalls)['whatif.assess']['input']>;
