import { z } from 'zod';
import { decimal, instantMs, isoTime } from './common.ts';
import { call } from './core.ts';

/** Whether a book is the broker's own: everything that can be held against it agrees, something differs, or nothing can be held. */
export const reconciliationState = z.enum(['reconciled', 'differs', 'cannot-check']);
export type ReconciliationState = z.infer<typeof reconciliationState>;

/** The one thing to do about a difference; what the window's button does. */
const mendAction = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('state-position'),
    account: z.string(),
    instrument: z.string(),
    quantity: decimal,
    averagePrice: decimal.nullable(),
    side: z.enum(['long', 'short']).nullable(),
    timeMs: instantMs,
  }),
  z.object({ kind: z.literal('state-opening'), account: z.string(), instrument: z.string() }),
  /** The trader copies what the broker shows now, so that it can be held against the rows. */
  z.object({
    kind: z.literal('confirm-position'),
    account: z.string(),
    instrument: z.string(),
    side: z.enum(['long', 'short']).nullable(),
  }),
  /** `asset` null where the trader must name it; `timeMs` where it is the wallet of a past instant. */
  z.object({
    kind: z.literal('state-wallet'),
    account: z.string(),
    asset: z.string().nullable(),
    timeMs: instantMs.optional(),
  }),
  /** Signed: received > 0. */
  z.object({
    kind: z.literal('add-cash'),
    account: z.string(),
    asset: z.string(),
    amount: decimal,
    timeMs: instantMs,
  }),
  z.object({
    kind: z.literal('import-files'),
    account: z.string(),
    fromMs: instantMs.nullable(),
    untilMs: instantMs,
  }),
  z.object({ kind: z.literal('account-settings'), account: z.string() }),
  z.object({ kind: z.literal('isolated-margin'), account: z.string(), instrument: z.string() }),
  z.object({ kind: z.literal('import-margin-table'), venue: z.string() }),
  z.object({ kind: z.literal('mend-row'), importId: z.number().int(), line: z.number().int() }),
  z.object({ kind: z.literal('remove-row'), eventId: z.number().int(), importId: z.number().int().nullable() }),
]);
export type MendAction = z.infer<typeof mendAction>;

const reconciliationLine = z.object({
  id: z.string(),
  kind: z.enum([
    'position',
    'cash',
    'running-balance',
    'realised-profit',
    'running-position',
    'history',
    'average-price',
    'liquidation-price',
  ]),
  /** In words: what is held against what, and as of when. */
  what: z.string(),
  /** The instrument or the asset. */
  subject: z.string(),
  /** `differs`: to be mended. `explained`: a matter of time. `noted`: for information. `cannot-check`: nothing to hold against. */
  status: z.enum(['differs', 'explained', 'noted', 'cannot-check']),
  /** What the rows add up to; null where the history is incomplete. */
  derived: decimal.nullable(),
  reported: decimal.nullable(),
  /** Reported less derived: what the book lacks > 0, what it has too much < 0. */
  difference: decimal.nullable(),
  /** How far apart the two may be without differing: half a unit of the last digit printed. */
  rounding: decimal,
  time: isoTime.nullable(),
  timeMs: instantMs.nullable(),
  /** Where the derived figure is one of the engine's: what to ask for its tree. */
  explain: z.object({ measure: z.string(), scope: z.string(), asOfMs: instantMs }).nullable(),
  causeKind: z.string(),
  cause: z.string(),
  mend: z.string(),
  action: mendAction.nullable(),
  /** The same as a command; null where the command line has none. */
  command: z.string().nullable(),
  /** The rows that it rests on: the broker's figure first. */
  sources: z.array(
    z.object({
      importId: z.number().int(),
      file: z.string(),
      line: z.number().int(),
      /** Null for a row that could not be read. */
      eventId: z.number().int().nullable(),
      raw: z.string().nullable(),
    }),
  ),
});
export type ReconciliationLine = z.infer<typeof reconciliationLine>;

/** Something that was held against the broker's own and agrees. */
const agreement = z.object({
  kind: reconciliationLine.shape.kind,
  subject: z.string(),
  figure: decimal.nullable(),
  /** How often, or how many rows. */
  compared: z.number().int(),
  /** The last time. */
  time: isoTime.nullable(),
});

const accountReconciliation = z.object({
  account: z.string(),
  state: reconciliationState,
  /** In a sentence. */
  summary: z.string(),
  /** Up to when positions or cash are checked; null where nothing is. */
  upTo: isoTime.nullable(),
  upToMs: instantMs.nullable(),
  lines: z.array(reconciliationLine),
  agreements: z.array(agreement),
});
export type AccountReconciliation = z.infer<typeof accountReconciliation>;

export const reconcileCalls = {
  /** Fault: `account-unknown`. */
  'book.reconcile': call(
    z.object({ account: z.string().nullable().default(null), asOfMs: instantMs.nullable().default(null) }),
    z.object({ asOf: isoTime, accounts: z.array(accountReconciliation) }),
  ),
} as const;
