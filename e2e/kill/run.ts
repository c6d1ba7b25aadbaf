/**
 * `npm run -s kill -- [ROUNDS] [--seed N]`: kills Ballast with SIGKILL at random moments during import, edit, undo and backup
 * (and, once in twenty, during a restore and a migration) and looks at what it leaves: the vault opens, every check holds,
 * everything acknowledged is there, nothing is half done. Exit 1 if not.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runRounds, type Round } from './rounds.ts';
import { killMigrations, killRestores } from './swap-rounds.ts';

const usage = 'usage: kill [ROUNDS] [--seed N]';
process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { seed: { type: 'string', default: `${Date.now() % 1_000_000}` } },
  });
  const [count = '1000', ...more] = positionals;
  if (more.length > 0 || !/^[1-9]\d{0,6}$/.test(count) || !/^\d{1,9}$/.test(values.seed)) {
    console.error(usage);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'ballast-kill-'));
  console.log(`seed ${values.seed}`);
  let done = 0;
  const rounds = await runRounds(Number(count), Number(values.seed), folder, (round) => {
    done += 1;
    if (round.faults.length > 0) console.log(`FAILED  ${describeRound(round)}\n  ${round.faults.join('\n  ')}`);
    else if (done % 50 === 0) console.log(`${done} of ${count}`);
  });
  const swaps = [
    ...(await killRestores(swapsOf(count), Number(values.seed), folder)),
    ...(await killMigrations(swapsOf(count), Number(values.seed), folder)),
  ];
  for (const { killAfterMs, faults } of swaps)
    if (faults.length > 0)
      console.log(`FAILED  restore or migration, killed after ${killAfterMs.toFixed(1)} ms\n  ${faults.join('\n  ')}`);
  const failed = [...rounds, ...swaps].filter(({ faults }) => faults.length > 0).length;
  for (const [what, met] of Map.groupBy(rounds, ({ struck }) => struck))
    console.log(`  ${what.padEnd(8)} struck ${met.length} times, there whole ${met.filter(({ kept }) => kept).length}`);
  const acknowledged = rounds.reduce((sum, round) => sum + round.acknowledged, 0);
  console.log(`  and ${swapsOf(count)} restores, ${swapsOf(count)} migrations struck`);
  console.log(
    `${rounds.length + swaps.length} kills, ${acknowledged} acknowledged actions looked for, ${failed} failed`,
  );
  if (failed === 0) rmSync(folder, { recursive: true, force: true });
  else console.log(`what failed is kept in ${folder}`);
  return failed === 0 ? 0 : 1;
}

/** A restore or a migration is struck for every twenty rounds. */
function swapsOf(count: string): number {
  return Math.ceil(Number(count) / 20);
}

function describeRound({ seed, killAfterMs, struck }: Round): string {
  return `book of seed ${seed}, killed after ${killAfterMs.toFixed(1)} ms during ${struck}`;
}
