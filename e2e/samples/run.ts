/**
 * `npm run -s samples -- DIR`: imports every file of a folder, each into a fresh vault, and compares with the committed
 * table of what each of them means. A line a file, last `N right, N wrong, N unknown`; exit 1 when one is wrong.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { compare } from './compare.ts';
import { readExpectedTable, type Expected } from './expected.ts';
import { importSample, sha256Of, type Found } from './import-sample.ts';
import { soundness } from './sound.ts';

const usage = 'usage: samples DIR';

interface Judged {
  readonly verdict: 'right' | 'wrong' | 'unknown';
  readonly text: string;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const [typed, ...rest] = words;
  if (typed === undefined || typed.startsWith('-') || rest.length > 0) {
    console.error(usage);
    return 2;
  }
  const folder = resolve(process.env['INIT_CWD'] ?? process.cwd(), typed);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    console.error(`There is no folder ${folder}.\n${usage}`);
    return 2;
  }
  const table = readExpectedTable();
  const counts = { right: 0, wrong: 0, unknown: 0 };
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const path of paths) {
    const { verdict, text } = await judgeFile(path, table.get(sha256Of(path)), Date.now());
    counts[verdict] += 1;
    console.log(`${verdict === 'right' ? 'ok' : verdict}  ${relative(folder, path)}${text === '' ? '' : `: ${text}`}`);
  }
  console.log(`${counts.right} right, ${counts.wrong} wrong, ${counts.unknown} unknown`);
  return counts.wrong > 0 ? 1 : 0;
}

/** Imports one file and judges it: by its entry in the table, and by what holds for every file. */
export async function judgeFile(path: string, expected: Expected | undefined, nowMs: number): Promise<Judged> {
  let found: Found;
  try {
    found = await importSample(path, expected !== undefined && 'options' in expected ? expected.options : {}, nowMs);
  } catch (error) {
    return { verdict: 'wrong', text: `it breaks Ballast: ${error instanceof Error ? error.message : String(error)}` };
  }
  const unsound = soundness(found, readFileSync(path, 'utf8').split(/\r\n|\n|\r/));
  if (expected === undefined)
    return unsound.length > 0
      ? { verdict: 'wrong', text: unsound.join('; ') }
      : { verdict: 'unknown', text: foundText(found) };
  const differences = [...compare(expected, found), ...unsound];
  return differences.length > 0 ? { verdict: 'wrong', text: differences.join('; ') } : { verdict: 'right', text: '' };
}

/** What Ballast made of a file that is not in the table, in a line. */
function foundText({ report, positions }: Found): string {
  if (report.error !== null) return `refused, ${report.error.code}`;
  const by = Map.groupBy(positions, ({ status }) => status);
  const statuses = [...by].map(([status, some]) => `${some.length} ${status}`);
  return [
    `${report.format}, ${report.rows} rows`,
    `${report.accepted} accepted`,
    ...(report.failures.length > 0 ? [`${report.failures.length} failed`] : []),
    ...statuses,
  ].join(', ');
}
