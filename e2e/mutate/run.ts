import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { mutantsOf } from './mutants.ts';
import { targets } from './targets.ts';
import { readImportGraph } from './tests-of.ts';
import { survivorsOf, type Job } from './try-mutants.ts';
import { openWorkshop } from './workshop.ts';

/** A change that alters no result, with the sentence that proves it. */
interface Equivalent {
  readonly file: string;
  readonly text: string;
  readonly change: string;
  readonly proof: string;
}

const root = resolve(import.meta.dirname, '../..');

/**
 * `npm run -s mutate [-- PART-OF-A-FILE-NAME...]`: changes one operator or constant at a time; exit 1 if one survives.
 * With `--near`, for work under way: only the tests named for the target are run, and survivors need not be real.
 */
async function main(filters: readonly string[]): Promise<number> {
  const workshop = await openWorkshop(root);
  try {
    return await inWorkshop(
      workshop.folder,
      filters.filter((one) => one !== '--near'),
      filters.includes('--near'),
    );
  } finally {
    await workshop.close();
  }
}

async function inWorkshop(folder: string, filters: readonly string[], nearOnly: boolean): Promise<number> {
  const listed = JSON.parse(
    await readFile(join(folder, 'e2e/mutate/equivalent.json'), 'utf8'),
  ) as readonly Equivalent[];
  const graph = readImportGraph(folder);
  const jobs: Job[] = [];
  for (const target of targets) {
    if (filters.length > 0 && !filters.some((filter) => target.file.includes(filter))) continue;
    const source = await readFile(join(folder, target.file), 'utf8');
    const all = graph.testsOf(target.file);
    const near = all.filter((test) => target.tests.some((start) => test.startsWith(start)));
    if (near.length === 0) throw new Error(`no test of ${target.tests.join(' ')} imports ${target.file}`);
    const far = all.filter((test) => !near.includes(test));
    for (const mutant of mutantsOf(target.file, source)) jobs.push({ mutant, near, far });
  }
  const entryOf = ({ mutant }: Job): Equivalent | undefined =>
    listed.find((entry) => entry.file === mutant.file && entry.text === mutant.text && entry.change === mutant.change);
  const tested = jobs.filter((job) => entryOf(job) === undefined);
  const survivors = await survivorsOf(folder, tested, nearOnly);
  printFolders(jobs);
  for (const mutant of survivors)
    process.stdout.write(`survived  ${mutant.file}:${mutant.line}  ${mutant.change}  in  ${mutant.text}\n`);
  const met = new Set(jobs.map(entryOf));
  const stale = filters.length > 0 ? [] : listed.filter((entry) => !met.has(entry));
  for (const entry of stale)
    process.stdout.write(`listed, but no such change any more: ${entry.file}  ${entry.change}  in  ${entry.text}\n`);
  const caught = tested.length - survivors.length;
  process.stdout.write(
    `${jobs.length} changes, ${caught} caught, ${jobs.length - tested.length} listed, ${survivors.length} survived\n`,
  );
  return survivors.length === 0 && stale.length === 0 && jobs.length > 0 ? 0 : 1;
}

function printFolders(jobs: readonly Job[]): void {
  const folders = Map.groupBy(jobs, ({ mutant }) => dirname(mutant.file));
  for (const [folder, inside] of folders) process.stdout.write(`${folder}: ${inside.length} changes\n`);
}

process.exitCode = await main(process.argv.slice(2));
