import { z } from 'zod';
import { call } from './core.ts';

/** What a copy of a vault holds, so that whoever makes it sees that it is the right one. */
const copyContents = {
  schemaVersion: z.number().int(),
  changes: z.number().int(),
  events: z.number().int(),
  files: z.number().int(),
};

const backupReport = z.object({ path: z.string(), bytes: z.number().int(), ...copyContents });
export type BackupReport = z.infer<typeof backupReport>;

const restoreReport = z.object({
  path: z.string(),
  restoredFrom: z.string(),
  /** Where the vault that stood there before is kept; null when there was none. */
  keptAside: z.string().nullable(),
  ...copyContents,
});
export type RestoreReport = z.infer<typeof restoreReport>;

const checkReport = z.object({
  path: z.string(),
  ok: z.boolean(),
  checks: z.array(z.object({ id: z.string(), label: z.string(), ok: z.boolean(), found: z.array(z.string()) })),
});
export type CheckReport = z.infer<typeof checkReport>;

const jobId = z.string().nullable().default(null);

export const safetyCalls = {
  /** Writes a proved copy of the vault as it is now; never over a file that is there. */
  'vault.backup': call(z.object({ path: z.string(), jobId }), backupReport),
  /** Proves a backup and puts it in the vault's place; the vault that stood there is kept under a dated name. */
  'vault.restore': call(z.object({ path: z.string() }), restoreReport),
  /** Looks through the whole vault and says of each thing whether it holds. */
  'vault.check': call(z.object({ jobId }), checkReport),
  /** What opening the vault did that the trader should know, such as where the copy before a migration is. */
  'vault.notices': call(z.object({}), z.object({ notices: z.array(z.string()) })),
} as const;
