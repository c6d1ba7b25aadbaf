/**
 * `npm run -s bench -- [NAME...] [--json] [--rows N] [--runs N]`
 *
 * Measures Ballast against a reference on the same machine in the same call. Aims, never limits in a test.
 * `--rows` and `--runs` make a bench smaller for trying out. Exit 0 measured, 1 what was measured failed, 2 wrong usage.
 */
import { parseArgs } from 'node:util';
import { assessBench } from './assess-bench.ts';
import { gridBench } from './grid-bench.ts';
import { importBench } from './import-bench.ts';
import { ladderBench } from './ladder-bench.ts';
import { openBench } from './open-bench.ts';
import { startBench } from './start-bench.ts';
import { whatIfBench } from './whatif-bench.ts';
import { resultText, type Bench, type BenchResult } from './result.ts';

const benches: ReadonlyMap<string, Bench> = new Map([
  ['import', importBench],
  ['assess', assessBench],
  ['ladder', ladderBench],
  ['whatif', whatIfBench],
  ['open', openBench],
  ['grid', gridBench],
  ['start', startBench],
]);

const usage = `usage: bench [NAME...] [--json] [--rows N] [--runs N]; NAME is one of: ${[...benches.keys()].join(', ')}`;

async function main(words: readonly string[]): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, rows: { type: 'string' }, runs: { type: 'string' } },
    });
  } catch (error) {
    return misused(error instanceof Error ? error.message : String(error));
  }
  const { rows, runs, json } = parsed.values;
  for (const [option, text] of Object.entries({ rows, runs }))
    if (text !== undefined && !/^[1-9]\d{0,8}$/.test(text))
      return misused(`--${option} ${text} is no whole number above 0`);
  const unknown = parsed.positionals.filter((name) => !benches.has(name));
  if (unknown.length > 0) return misused(`there is no bench named ${unknown.join(', ')}`);
  const chosen = parsed.positionals.length === 0 ? [...benches.keys()] : parsed.positionals;
  const results: BenchResult[] = [];
  try {
    for (const name of new Set(chosen)) {
      const bench = benches.get(name) as Bench;
      const measured = await bench({ rows: countOf(rows), runs: countOf(runs) });
      results.push(...measured);
      if (!json) for (const result of measured) console.log(resultText(result));
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
  if (json) console.log(JSON.stringify({ results }));
  return 0;
}

function countOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

function misused(why: string): number {
  console.error(why);
  console.error(usage);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
