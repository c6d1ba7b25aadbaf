import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { Context, JsonObject, Series } from './family.ts';
import { casesOf, parseFile } from './parse.ts';
import { VectorFault } from './readers.ts';

/** What cases may refer to: tables of the reference folder and series of the data folder, each read once. */
export function folderContext(referenceFolder: string, dataFolder: string): Context {
  const tables = new Map<string, JsonObject>();
  const records = new Map<string, readonly (readonly string[])[]>();
  const read = (file: string): readonly (readonly string[])[] => {
    const known = records.get(file);
    if (known !== undefined) return known;
    const fresh = readCsv(join(dataFolder, file));
    records.set(file, fresh);
    return fresh;
  };
  return {
    table: (name) => {
      const known = tables.get(name);
      if (known !== undefined) return known;
      const fresh = readTable(referenceFolder, name);
      tables.set(name, fresh);
      return fresh;
    },
    series: (dataset, column) => {
      const files = filesNamed(dataFolder, dataset, /\.csv(?:\.gz)?$/);
      if (files.length === 0) throw new VectorFault(`no CSV file in ${dataFolder} begins with "${dataset}"`);
      const holding = files.filter((file) => read(file)[0]?.includes(column));
      const file = holding[0];
      if (file === undefined) throw new VectorFault(`no column "${column}" in ${files.join(', ')}`);
      if (holding.length > 1) throw new VectorFault(`"${column}" stands in several files: ${holding.join(', ')}`);
      return seriesOfColumn(read(file), column);
    },
  };
}

function readTable(folder: string, name: string): JsonObject {
  for (const file of filesNamed(folder, name, /\.json$/)) {
    const parsed = parseFile(file, readFileSync(join(folder, file), 'utf8'));
    if (casesOf(parsed) === null) return parsed.content;
  }
  throw new VectorFault(`no table in ${folder} begins with "${name}"`);
}

function filesNamed(folder: string, prefix: string, ending: RegExp): readonly string[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    throw new VectorFault(`the folder ${folder} cannot be read`);
  }
  return names.filter((name) => name.startsWith(prefix) && ending.test(name)).sort();
}

function readCsv(path: string): readonly (readonly string[])[] {
  const bytes = readFileSync(path);
  return parse(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, { bom: true, skip_empty_lines: true });
}

const missingCells: ReadonlySet<string> = new Set(['', 'NA', 'NaN', 'null']);

/** The dates are those of the first column. */
function seriesOfColumn(records: readonly (readonly string[])[], column: string): Series {
  const position = records[0]?.indexOf(column) ?? -1;
  const dates: string[] = [];
  const values: (number | null)[] = [];
  for (const record of records.slice(1)) {
    const cell = record[position] ?? '';
    const value = missingCells.has(cell) ? null : Number(cell);
    if (Number.isNaN(value)) throw new VectorFault(`"${cell}" in column "${column}" is no number`);
    dates.push(record[0] ?? '');
    values.push(value);
  }
  return { dates, values };
}
