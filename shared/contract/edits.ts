import { z } from 'zod';
import { accountChange, handEntry, statedMark, tableFile } from './book.ts';
import { assetAmount, changeMade, decimal, instantMs, isoTime } from './common.ts';
import { call } from './core.ts';
import { cell } from './views.ts';

/** A tier as the trader types it; the deduction is null where it is to follow from the tiers. */
const tierRow = z.object({
  floor: z.number(),
  cap: z.number().nullable(),
  maintenanceRate: z.number(),
  deduction: z.number().nullable(),
  maxLeverage: z.number().nullable(),
});
export type TierRow = z.infer<typeof tierRow>;

/** What the trader changes by hand. Each is one change of the book, which undo takes back whole. */
const bookEdit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add'), entry: handEntry }),
  /** What is stated of an account, and prices with it. */
  z.object({ kind: z.literal('account'), change: accountChange, marks: z.array(statedMark).default([]) }),
  z.object({ kind: z.literal('marks'), marks: z.array(statedMark) }),
  /** A fill is taken back and another stands in its place. */
  z.object({
    kind: z.literal('correct-trade'),
    eventId: z.number().int(),
    side: z.enum(['buy', 'sell']),
    quantity: decimal,
    price: decimal,
    /** Null: the fee of the fill that is corrected; none is an amount of 0. */
    fee: assetAmount.nullable().default(null),
    /** Null: the time of the fill that is corrected. */
    timeMs: instantMs.nullable().default(null),
  }),
  /** A movement of cash becomes another amount: the difference is booked beside it. */
  z.object({ kind: z.literal('correct-amount'), eventId: z.number().int(), amount: decimal }),
  /** A fill is taken back, a movement of cash is balanced by its opposite. */
  z.object({ kind: z.literal('remove-row'), eventId: z.number().int() }),
  z.object({
    kind: z.literal('close'),
    account: z.string(),
    instrument: z.string(),
    side: z.enum(['long', 'short']),
    /** `expired`: an option or future leaves at its end. `assigned`, `exercised`: what it is on is delivered at the strike. */
    how: z.enum(['trade', 'expired', 'assigned', 'exercised']),
    /** Unsigned; null for all of it. */
    quantity: decimal.nullable().default(null),
    /** Of a trade, or what was settled at the expiry; null for 0. */
    price: decimal.nullable().default(null),
    fee: assetAmount.nullable().default(null),
    timeMs: instantMs.nullable().default(null),
  }),
  z.object({
    kind: z.literal('margin-table'),
    venue: z.string(),
    instrument: z.string(),
    validFrom: z.string(),
    /** Which table it was made from, in words; null for none. */
    basedOn: z.string().nullable(),
    tiers: z.array(tierRow),
    /** The trader says that maintenance does not jump at the edges: missing deductions are derived. */
    continuous: z.boolean().default(false),
  }),
  /** The trader's own tables of a venue, an instrument and a date are put away. */
  z.object({
    kind: z.literal('remove-margin-table'),
    venue: z.string(),
    instrument: z.string(),
    validFrom: z.string(),
  }),
  z.object({ kind: z.literal('table-file'), file: tableFile }),
  /** The base currency, with what one unit of it is worth in the one before, where the book has no rate. */
  z.object({ kind: z.literal('base'), currency: z.string(), rate: decimal.nullable().default(null) }),
]);
export type BookEdit = z.input<typeof bookEdit>;
export type ReadBookEdit = z.output<typeof bookEdit>;

const positionThen = z.object({
  status: z.enum(['open', 'closed', 'history-incomplete']),
  /** Signed; null while the history is incomplete. */
  quantity: decimal.nullable(),
  averagePrice: decimal.nullable(),
  /** In the settlement asset, gross of fees and funding. */
  realizedPnl: decimal.nullable(),
  /** A dash where it has no price of its own: a coin, or nothing is open. */
  liquidation: cell,
  reason: z.string().nullable(),
});
export type PositionThen = z.infer<typeof positionThen>;

const figuresThen = z.object({ equity: cell, maintenance: cell, marginRatio: cell });

/** What an edit would make of the book. What stays as it is does not stand here. */
const editPreview = z.object({
  description: z.string(),
  base: z.object({ before: z.string(), after: z.string() }),
  positions: z.array(
    z.object({
      account: z.string(),
      instrument: z.string(),
      side: z.enum(['net', 'long', 'short']),
      settlementAsset: z.string(),
      before: positionThen.nullable(),
      after: positionThen.nullable(),
    }),
  ),
  balances: z.array(
    z.object({
      account: z.string(),
      asset: z.string(),
      /** null: not held, or its beginning is not known. */
      before: decimal.nullable(),
      after: decimal.nullable(),
    }),
  ),
  accounts: z.array(z.object({ account: z.string(), before: figuresThen.nullable(), after: figuresThen.nullable() })),
  book: z.object({ before: figuresThen.shape.equity, after: figuresThen.shape.equity }),
});
export type EditPreview = z.infer<typeof editPreview>;

const pageRow = z.object({
  id: z.number().int(),
  time: isoTime,
  timeMs: instantMs,
  kind: z.string(),
  account: z.string(),
  instrument: z.string().nullable(),
  side: z.string().nullable(),
  positionSide: z.enum(['long', 'short']).nullable(),
  quantity: decimal.nullable(),
  price: decimal.nullable(),
  /** Of a movement of cash or a stated balance. */
  amount: assetAmount.nullable(),
  /** As what it costs: a rebate is below 0. */
  fee: assetAmount.nullable(),
  flags: z.array(z.string()),
  changeId: z.number().int(),
  /** The file it was read from; null for what was stated by hand. */
  file: z.string().nullable(),
  line: z.number().int().nullable(),
  /** `cancelled`: another row takes it back. `withdrawn`: its import or change was taken back. */
  state: z.enum(['standing', 'cancelled', 'withdrawn']),
  /** What stands in the place of a fill that was corrected by hand. */
  replacedBy: z.object({ id: z.number().int(), side: z.string(), quantity: decimal, price: decimal }).nullable(),
  /** `fill`, `amount`: what can be corrected here; null: neither. */
  editable: z.enum(['fill', 'amount']).nullable(),
  /** Why it cannot be corrected; empty where it can. */
  fixed: z.string(),
});
export type PageRow = z.infer<typeof pageRow>;

const marginTable = z.object({
  venue: z.string(),
  instrument: z.string(),
  validFrom: z.string(),
  origin: z.enum(['shipped', 'imported', 'flat-rate']),
  source: z.string(),
  ageDays: z.number().int().nullable(),
  tiers: z.array(tierRow),
  /** Positions whose margin it decides now; empty for one that waits or is overruled. */
  usedBy: z.array(z.object({ account: z.string(), side: z.enum(['long', 'short']) })),
  /** Why one of the trader's own decides nothing now; null where it does or nothing is held. */
  idle: z.string().nullable(),
});
export type MarginTableEntry = z.infer<typeof marginTable>;

export const editCalls = {
  /** Faults: those of the kind of edit, each with what was found and what mends it. */
  'book.edit': call(z.object({ edit: bookEdit }), changeMade),
  /** The same edit, looked at and rolled back. Faults: the same. */
  'book.previewEdit': call(z.object({ edit: bookEdit }), editPreview),
  /** Rows of the book, newest first, a page at a time. */
  'book.eventPage': call(
    z.object({
      account: z.string().nullable().default(null),
      instrument: z.string().nullable().default(null),
      kind: z.string().nullable().default(null),
      /** Every word must stand in its instrument, account, asset or kind. */
      text: z.string().default(''),
      /** Also rows whose import or change was taken back. */
      withdrawn: z.boolean().default(false),
      /** The last row of the page before; null for the first. */
      afterId: z.number().int().nullable().default(null),
      limit: z.number().int().positive().max(1000).default(200),
    }),
    z.object({
      rows: z.array(pageRow),
      /** Of all pages; null but on the first. */
      total: z.number().int().nullable(),
      hasMore: z.boolean(),
    }),
  ),
  /** Every table that a position uses, and every one of the trader's own. */
  'venues.tables': call(z.object({}), z.object({ tables: z.array(marginTable) })),
} as const;
