/**
 * `node swap-child.ts restore|open VAULT [BACKUP...]`: the program that is killed while it restores one backup after the other, or while it
 * opens (and so migrates) a vault. Says on stdout what it begins and what is done, as child.ts does.
 */
import { writeSync } from 'node:fs';
import { silentJobs } from '../../main/services/job-board.ts';
import { createRestoreServer } from '../../main/vault/restore-server.ts';
import { openVaultServer } from '../../main/vault/vault-server.ts';
import { epochMs } from '../../shared/units/unit.ts';
import type { Said } from './said.ts';

const [what = '', vault = '', ...backups] = process.argv.slice(2);
const say = (said: Said) => writeSync(1, `${JSON.stringify(said)}\n`);
if (what === 'restore') await restoreByTurns();
if (what === 'open') openOnce();

async function restoreByTurns(): Promise<void> {
  say({ kind: 'loaded' });
  const restore = createRestoreServer(vault, () => epochMs(Date.UTC(2026, 4, 1)));
  for (let index = 0; ; index += 1) {
    say({ kind: 'begun', index });
    const answer = await restore('vault.restore', { path: backups[index % backups.length] });
    if (!answer.ok) say({ kind: 'refused', index, text: answer.fault.message });
    say({ kind: 'done', index });
  }
}

function openOnce(): void {
  say({ kind: 'loaded' });
  say({ kind: 'begun', index: 0 });
  const opened = openVaultServer({ path: vault, whenAbsent: 'refuse', now: () => epochMs(0), jobs: silentJobs });
  if (!opened.ok) say({ kind: 'refused', index: null, text: opened.fault.message });
  say({ kind: 'done', index: 0 });
  say({ kind: 'ended' });
  setInterval(() => undefined, 60_000);
}
