import { z } from 'zod';
import { measureIds } from '../measures/measure.ts';

/** Exact amounts travel as canonical decimal text. */
export const decimal = z.string().regex(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);

/** ISO 8601 UTC, as the command line prints times. */
export const isoTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);

/** Milliseconds since the epoch. */
export const instantMs = z.number().int();

export const assetAmount = z.object({ asset: z.string(), amount: decimal });

const measureStatus = z.enum(['value', 'not-applicable', 'missing-data', 'none', 'already-liquidatable']);

/** One figure as every reader gets it: window, command line and snapshot. */
export const measureResult = z.object({
  id: z.enum(measureIds as [string, ...string[]]),
  scope: z.string(),
  status: measureStatus,
  /** null unless `status` is value. */
  value: z.number().nullable(),
  unit: z.string(),
  reason: z.string().nullable(),
  mend: z.string().nullable(),
  /** Such as `tier-table-old`, `flat-rate-tiers`, `isolated-margin-assumed`, `mark-stale`. */
  flags: z.array(z.string()),
});
export type MeasureResult = z.infer<typeof measureResult>;

/** Something that a panel's strip says: what is left out, stale or assumed, and how to mend it. */
export const note = z.object({
  kind: z.enum(['excluded', 'stale', 'assumed']),
  text: z.string(),
  mend: z.string(),
  /** The account it is about, so that the window can lead there; null for the whole book. */
  account: z.string().nullable(),
});
export type Note = z.infer<typeof note>;

/** `safe` needs no mark; `unknown` is never shown as safe. */
export const riskState = z.enum(['safe', 'watch', 'danger', 'unknown']);
export type RiskState = z.infer<typeof riskState>;

/** A change of the book was made (or nothing had to change). */
export const changeMade = z.object({ changeId: z.number().int().nullable(), description: z.string() });
