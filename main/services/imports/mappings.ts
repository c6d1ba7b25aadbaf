import type { Output } from '../../../shared/contract/core.ts';
import type { FileSource, mappingCalls } from '../../../shared/contract/imports.ts';
import type { Mapping } from '../../../shared/contract/mapping.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { bytesAt } from '../../importers/byte-source.ts';
import { tableSignature } from '../../importers/formats/mapped-csv/mapped-csv-columns.ts';
import { guessMapping } from '../../importers/mapping/guess-mapping.ts';
import { mappingText, readMappingText } from '../../importers/mapping/mapping-file.ts';
import { missingParts } from '../../importers/mapping/missing-parts.ts';
import { sampleTable, type SampleTable } from '../../importers/mapping/sample-table.ts';
import { openFile, type OpenedFile } from '../../importers/open-file.ts';
import type { ServiceContext } from '../context.ts';
import { forLaterFiles } from './mapped-import.ts';
import { readImportSource } from './import-source.ts';

type Calls = typeof mappingCalls;

/** Looks at a file as a table, with what is remembered of its header or else a guess. Faults: those of reading; `no-table`. */
export function proposeMapping(context: ServiceContext, source: FileSource): Result<Output<Calls['mappings.propose']>> {
  const opened = openTable(context, source);
  if (!opened.ok) return opened;
  const { table } = opened.value;
  const guess = guessMapping(table);
  const kept = context.vault.mappings.find(tableSignature(guess.mapping));
  const mapping = kept?.mapping ?? guess.mapping;
  return success({
    fileName: table.name,
    columns: table.columns.map((column, index) => ({
      column,
      title: table.header.fields[index]?.trim() || column,
      samples: [...new Set(table.cells(column))].filter((text) => text !== '').slice(0, 5),
    })),
    headerLine: table.header.line,
    rowsLookedAt: table.rows.length,
    mapping,
    isRemembered: kept !== null,
    doubts: kept === null ? [...guess.doubts] : [],
    proofs: guess.proofs.map((proof) => ({ ...proof, parts: [...proof.parts] })),
    missing: [...missingParts(mapping)],
  });
}

/** A file as far as its first megabyte goes: what its columns mean shows there. */
export interface OpenedTable {
  readonly file: OpenedFile;
  readonly table: SampleTable;
}

const beginningBytes = 1 << 20;

export function openTable(context: ServiceContext, source: FileSource): Result<OpenedTable> {
  const read = readImportSource(context, source);
  if (!read.ok) return read;
  const beginning = bytesAt(read.value.content, 0, beginningBytes);
  const file = openFile(read.value.name, beginning);
  if (!file.ok) return file;
  const table = sampleTable(file.value);
  return table === null
    ? failure(
        'no-table',
        'This file is no table with a header and rows under it.',
        'Export it as CSV, with the names of the columns on top.',
      )
    : success({ file: file.value, table });
}

export function listMappings({ vault }: ServiceContext): Output<Calls['mappings.list']> {
  return { mappings: vault.mappings.list().map((kept) => ({ ...kept })) };
}

export function keepStated({ vault, now }: ServiceContext, mapping: Mapping): Output<Calls['mappings.keep']> {
  return { id: vault.mappings.keep(tableSignature(mapping), forLaterFiles(mapping), now()) };
}

/** Fault: `mapping-unknown`, `mapping-name`. */
export function renameMapping(
  { vault, now }: ServiceContext,
  id: number,
  name: string,
): Result<{ readonly name: string }> {
  const kept = vault.mappings.byId(id);
  if (kept === null) return failure('mapping-unknown', 'This mapping is no longer there.', '');
  const plain = name.trim();
  if (plain === '' || plain.length > 60 || /[/\n]/.test(plain))
    return failure('mapping-name', `"${name}" cannot name a mapping.`, 'Write up to 60 letters, without a slash.');
  vault.mappings.keep(tableSignature(kept.mapping), { ...kept.mapping, name: plain }, now());
  return success({ name: plain });
}

export function writeMapping(mapping: Mapping): Output<Calls['mappings.write']> {
  const name = mapping.name
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();
  return { fileName: `${name === '' ? 'table' : name}.mapping.json`, text: mappingText(mapping) };
}

export function readMapping(text: string): Result<Output<Calls['mappings.read']>> {
  const read = readMappingText(text);
  return read.ok ? success({ mapping: read.value }) : read;
}
