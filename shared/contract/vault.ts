import { z } from 'zod';
import { call } from './core.ts';
import { changeMade, decimal, instantMs } from './common.ts';

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
  /** What redo would put back; null when there is nothing, or something else was done since. */
  redo: z.string().nullable(),
});
export type VaultInfo = z.infer<typeof vaultInfo>;

/** An amount that is known, or not because the history before it is not whole. */
const knownAmount = decimal.nullable();

const positionBeforeAfter = z.object({
  quantity: knownAmount,
  status: z.enum(['open', 'closed', 'history-incomplete']),
});

/** What the book would be without a change. Positions and balances that stay as they are do not stand here. */
const undoPreview = z.object({
  changeId: z.number().int(),
  description: z.string(),
  isImport: z.boolean(),
  /** Events and prices that would leave the book, those that come back under later imports not counted. */
  rowsWithdrawn: z.number().int(),
  rowsBack: z.array(z.object({ importId: z.number().int(), path: z.string(), rows: z.number().int() })),
  /** Failed rows that would no longer be listed or asked about. */
  failuresGone: z.number().int(),
  /** Failed rows of later files that were known from this one and would be asked about again. */
  failuresBack: z.number().int(),
  positions: z.array(
    z.object({
      account: z.string(),
      instrument: z.string(),
      side: z.enum(['net', 'long', 'short']),
      /** null: the instrument is not in the account's book. */
      before: positionBeforeAfter.nullable(),
      after: positionBeforeAfter.nullable(),
      /** Why the history would be incomplete; null where it is whole or was incomplete before. */
      becomesIncomplete: z.string().nullable(),
    }),
  ),
  balances: z.array(
    z.object({
      account: z.string(),
      asset: z.string(),
      /** null: not held, or its beginning is not known. */
      before: knownAmount,
      after: knownAmount,
    }),
  ),
});
export type UndoPreview = z.infer<typeof undoPreview>;

const openedVault = z.object({ path: z.string(), name: z.string() });

const recentVault = openedVault.extend({
  openedMs: instantMs,
  /** `vanished`: no file stands at the path now. */
  state: z.enum(['open', 'there', 'vanished']),
});
export type RecentVault = z.infer<typeof recentVault>;

const whichVault = z.object({ path: z.string() });

const whichChange = z.object({ changeId: z.number().int(), jobId: z.string().nullable().default(null) });

export const vaultCalls = {
  'vault.info': call(z.object({}), vaultInfo),
  /** Fills an empty vault with the demo book, made from a seed. */
  'vault.openDemo': call(z.object({}), changeMade),
  /** Takes back the last import or change, whole. */
  'vault.undo': call(z.object({}), changeMade),
  /** Puts back what was taken back last, as long as nothing else was done since. */
  'vault.redo': call(z.object({}), changeMade),
  /** What taking back one change would change; writes nothing. An import's id is that of its change. */
  'vault.previewUndo': call(whichChange, undoPreview),
  /** Takes back one change, also an old one, whole; rows that later files also say stay in the book. */
  'vault.undoChange': call(whichChange, changeMade),
  /** Puts one change back. The id answered differs where an import had to be read again beside newer ones. */
  'vault.redoChange': call(whichChange, changeMade),
  'vault.changes': call(
    z.object({ limit: z.number().int().positive().default(50) }),
    z.object({
      changes: z.array(
        z.object({
          id: z.number().int(),
          madeMs: instantMs,
          isImport: z.boolean(),
          description: z.string(),
          withdrawn: z.boolean(),
          canRedo: z.boolean(),
        }),
      ),
    }),
  ),
  /** The vaults that were open last, newest first; `folder` is where a bare name lies. */
  'vault.recent': call(z.object({}), z.object({ folder: z.string(), vaults: z.array(recentVault) })),
  /** Makes an empty vault and opens it in place of the one that is open; never over a file that is there. */
  'vault.create': call(whichVault, openedVault),
  /** Opens another vault in place of the one that is open. A fault leaves that one open. */
  'vault.open': call(whichVault, openedVault),
  /** Takes a vault off the list of recent ones; the file stays. */
  'vault.forget': call(whichVault, z.object({ forgotten: z.boolean() })),
  /** Asks by the system's own dialog; null: thought better of. Fault `pick-in-page` where the window has none. */
  'vault.choosePath': call(
    z.object({
      for: z.enum(['open', 'create', 'backup', 'restore']),
      /** The name proposed for a file that is to be made. */
      name: z.string().default('new.vault'),
    }),
    z.object({ path: z.string().nullable() }),
  ),
  'jobs.cancel': call(z.object({ jobId: z.string() }), z.object({ cancelled: z.boolean() })),
  'layouts.get': call(z.object({ name: z.string() }), z.object({ layout: z.string().nullable() })),
  'layouts.set': call(z.object({ name: z.string(), layout: z.string().nullable() }), z.object({ saved: z.boolean() })),
  /** Names of what is kept, in alphabetical order; `prefix` as in `layout:` narrows them. */
  'layouts.list': call(z.object({ prefix: z.string().default('') }), z.object({ names: z.array(z.string()) })),
  'layouts.remove': call(z.object({ name: z.string() }), z.object({ removed: z.boolean() })),
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
