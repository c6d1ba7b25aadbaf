import { z } from 'zod';
import { call } from './core.ts';
import { changeMade, instantMs } from './common.ts';

const vaultInfo = z.object({
  path: z.string(),
  /** Shown in the title: the file's name, or the demo book's. */
  title: z.string(),
  isDemo: z.boolean(),
  /** Nothing was imported or stated yet. */
  isEmpty: z.boolean(),
  base: z.string(),
  version: z.string(),
  schemaVersion: z.number().int(),
  /** What undo would take back; null when there is nothing. */
  undo: z.string().nullable(),
});
export type VaultInfo = z.infer<typeof vaultInfo>;

export const vaultCalls = {
  'vault.info': call(z.object({}), vaultInfo),
  /** Fills an empty vault with the demo book, made from a seed. */
  'vault.openDemo': call(z.object({}), changeMade),
  /** Takes back the last import or change, whole. */
  'vault.undo': call(z.object({}), changeMade),
  'vault.changes': call(
    z.object({ limit: z.number().int().positive().default(50) }),
    z.object({
      changes: z.array(
        z.object({ id: z.number().int(), madeMs: instantMs, description: z.string(), withdrawn: z.boolean() }),
      ),
    }),
  ),
  'jobs.cancel': call(z.object({ jobId: z.string() }), z.object({ cancelled: z.boolean() })),
  'layouts.get': call(z.object({ name: z.string() }), z.object({ layout: z.string().nullable() })),
  'layouts.set': call(z.object({ name: z.string(), layout: z.string().nullable() }), z.object({ saved: z.boolean() })),
} as const;

/** What a job says while it runs, as payload of the topic `job`. */
export const jobProgress = z.object({
  jobId: z.string(),
  /** What is being done, in the trader's words. */
  label: z.string(),
  done: z.number(),
  total: z.number(),
});
export type JobProgress = z.infer<typeof jobProgress>;
