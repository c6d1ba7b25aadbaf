import { bookCalls } from './book.ts';
import { cascadeCalls } from './cascade.ts';
import { editCalls } from './edits.ts';
import { importCalls, mappingCalls } from './imports.ts';
import { insolvencyCalls } from './insolvency.ts';
import { limitCalls } from './limits.ts';
import { reconcileCalls } from './reconcile.ts';
import { riskCalls } from './risk.ts';
import { safetyCalls } from './safety.ts';
import { snapshotCalls } from './snapshots.ts';
import { vaultCalls } from './vault.ts';
import { viewCalls } from './views.ts';
import { whatIfCalls } from './whatif.ts';

/** THE contract: every call that window and command line can make. Nothing else names a channel. */
export const contract = {
  ...vaultCalls,
  ...safetyCalls,
  ...importCalls,
  ...mappingCalls,
  ...bookCalls,
  ...editCalls,
  ...reconcileCalls,
  ...riskCalls,
  ...cascadeCalls,
  ...insolvencyCalls,
  ...whatIfCalls,
  ...limitCalls,
  ...snapshotCalls,
  ...viewCalls,
} as const;

export type BallastContract = typeof contract;
