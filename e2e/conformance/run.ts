/**
 * `npm run -s conformance -- DIR [--data DATA] [--reference REF] [--json]`
 *
 * Runs the published figures in DIR through the engine: a line a family, then `N passed, N failed`.
 * Exit 0 when none failed, 1 when a case failed or a file could not be read, 2 on wrong usage.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { folderContext } from './data-files.ts';
import { families } from './families/registry.ts';
import { unsupported, type Family } from './family.ts';
import { judge, type Verdict } from './judge.ts';
import { casesOf, familyNameOf, parseFile } from './parse.ts';
import { familyReport, reportText, wholeReport, type Report } from './report.ts';

const usage = 'usage: conformance DIR [--data DATA] [--reference REF] [--json]';

interface Folders {
  readonly vectors: string;
  readonly data: string;
  readonly reference: string;
}

export interface Run {
  readonly report: Report;
  /** Each case that failed, and why. */
  readonly failures: readonly string[];
}

/** Runs every vector file of a folder. Throws where the folder or a file in it cannot be read. */
export function runFolder(folders: Folders, known: readonly Family[] = families): Run {
  const context = folderContext(folders.reference, folders.data);
  const verdicts = new Map<string, Verdict[]>();
  for (const fileName of readdirSync(folders.vectors).sort()) {
    if (!/^[^.]+\.[^.]+.*\.json$/.test(fileName)) continue;
    const file = parseFile(fileName.slice(0, -'.json'.length), readFileSync(join(folders.vectors, fileName), 'utf8'));
    const cases = casesOf(file);
    if (cases === null) continue;
    const name = familyNameOf(
      file,
      known.map((family) => family.name),
    );
    const family = known.find((one) => one.name === name) ?? unknownFamily(name);
    const judged = cases.map((vector, index) => judge(family, file, index, vector, context));
    verdicts.set(name, [...(verdicts.get(name) ?? []), ...judged]);
  }
  const reports = [...verdicts].map(([name, ofFamily]) => familyReport(name, ofFamily));
  const failures = [...verdicts.values()]
    .flat()
    .flatMap((verdict) => (verdict.kind === 'failed' ? [verdict.message] : []));
  return { report: wholeReport(reports), failures };
}

function unknownFamily(name: string): Family {
  return { name, run: () => unsupported('no adapter for this family yet') };
}

/** npm runs scripts in the package's folder; INIT_CWD is where the command was typed. */
function from(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

function main(): number {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: { data: { type: 'string' }, reference: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    console.error(usage);
    return 2;
  }
  const [folder, ...rest] = parsed.positionals;
  if (folder === undefined || rest.length > 0) {
    console.error(usage);
    return 2;
  }
  const vectors = from(folder);
  const data = parsed.values.data === undefined ? resolve(vectors, '..', 'data') : from(parsed.values.data);
  const reference = parsed.values.reference === undefined ? vectors : from(parsed.values.reference);
  let run: Run;
  try {
    run = runFolder({ vectors, data, reference });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
  for (const failure of run.failures) console.error(failure);
  console.log(parsed.values.json ? JSON.stringify(run.report) : reportText(run.report));
  return run.report.failed > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = main();
