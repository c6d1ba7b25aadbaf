import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { mutantsOf, type Mutant } from './mutants.ts';
import { targets } from './targets.ts';
import { openWorkshop } from './workshop.ts';

/** A change that alters no result, with the sentence that proves it. */
interface Equivalent {
  readonly file: string;
  readonly text: string;
  readonly change: string;
  readonly proof: string;
}

interface Job {
  readonly mutant: Mutant;
  readonly tests: readonly string[];
}

const root = resolve(import.meta.dirname, '../..');

/** `npm run -s mutate [-- PART-OF-A-FILE-NAME]`: changes one operator or constant at a time; exit 1 if one survives. */
async function main(filter: string | undefined): Promise<number> {
  const listed = JSON.parse(
    await readFile(join(import.meta.dirname, 'equivalent.json'), 'utf8'),
  ) as readonly Equivalent[];
  const jobs: Job[] = [];
  for (const target of targets) {
    if (filter !== undefined && !target.file.includes(filter)) continue;
    const source = await readFile(join(root, target.file), 'utf8');
    for (const mutant of mutantsOf(target.file, source)) jobs.push({ mutant, tests: target.tests });
  }
  const isListed = ({ mutant }: Job): boolean =>
    listed.some((entry) => entry.file === mutant.file && entry.text === mutant.text && entry.change === mutant.change);
  const tested = jobs.filter((job) => !isListed(job));
  const survivors = await testAll(tested);
  for (const mutant of survivors)
    process.stdout.write(`survived  ${mutant.file}:${mutant.line}  ${mutant.change}  in  ${mutant.text}\n`);
  const caught = tested.length - survivors.length;
  process.stdout.write(
    `${jobs.length} changes, ${caught} caught, ${jobs.length - tested.length} listed, ${survivors.length} survived\n`,
  );
  return survivors.length === 0 && jobs.length > 0 ? 0 : 1;
}

async function testAll(jobs: readonly Job[]): Promise<readonly Mutant[]> {
  const survivors: Mutant[] = [];
  const queue = [...jobs];
  let done = 0;
  const work = async (): Promise<void> => {
    const workshop = await openWorkshop(root);
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      if (!(await workshop.catches(job.mutant, job.tests))) survivors.push(job.mutant);
      done += 1;
      if (done % 25 === 0) process.stderr.write(`${done} of ${jobs.length}, ${survivors.length} survived so far\n`);
    }
    await workshop.close();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return survivors;
}

process.exitCode = await main(process.argv[2]);
