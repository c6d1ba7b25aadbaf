/**
 * `node child.ts FOLDER SEED FIRST LAST`: the program that is killed. Opens the vault of the folder, does the actions FIRST to LAST and
 * says on stdout, a JSON document a line, what it begins and what it has been told is done. Then it waits with the vault open.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInMemoryTransport } from '../../main/ipc/in-memory-transport.ts';
import { silentJobs } from '../../main/services/job-board.ts';
import { openVaultServer } from '../../main/vault/vault-server.ts';
import { contract } from '../../shared/contract/contract.ts';
import { createClient } from '../../shared/contract/core.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { actionAt, instantOf, perform } from './actions.ts';
import type { Said } from './said.ts';

/** What a trader is told who undoes what is not there: an answer as any other. */
const ordinaryRefusals = [
  'nothing-to-undo',
  'nothing-to-redo',
  'already-taken-back',
  'already-in-vault',
  'change-unknown',
];

const [folder = '', seed = '', first = '', last = ''] = process.argv.slice(2);
// Without arguments it only loads and ends, so that Node keeps the compiled code for the next: a killed program keeps nothing.
if (folder !== '') await live(folder, Number(seed), Number(first), Number(last));

async function live(folder: string, seed: number, first: number, last: number): Promise<void> {
  // At once and not through a stream: what was said must not die with the program.
  const say = (said: Said) => writeSync(1, `${JSON.stringify(said)}\n`);
  say({ kind: 'loaded' });
  let nowMs = instantOf(first);
  const opened = openVaultServer({
    path: join(folder, 'book.vault'),
    whenAbsent: 'create',
    now: () => epochMs(nowMs),
    jobs: silentJobs,
  });
  if (!opened.ok) {
    say({ kind: 'refused', index: null, text: `${opened.fault.code}: ${opened.fault.message}` });
    return;
  }
  const client = createClient(contract, createInMemoryTransport(opened.value));
  for (let index = first; index <= last; index += 1) {
    nowMs = instantOf(index);
    say({ kind: 'begun', index });
    const answer = await perform({ client, folder, backups: true }, actionAt(seed, index), index);
    if (!answer.ok && !ordinaryRefusals.includes(answer.fault.code))
      say({ kind: 'refused', index, text: `${answer.fault.code}: ${answer.fault.message}` });
    say({ kind: 'done', index });
  }
  say({ kind: 'ended' });
  setInterval(() => undefined, 60_000);
}
