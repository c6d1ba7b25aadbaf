import type { ImportOptions } from '../../../shared/contract/imports.ts';
import type { Mapping } from '../../../shared/contract/mapping.ts';
import { failure, success, type Fault, type Result } from '../../../shared/result/result.ts';
import type { ByteSource } from '../../importers/byte-source.ts';
import {
  columnNames,
  findMappedHeader,
  tableSignature,
} from '../../importers/formats/mapped-csv/mapped-csv-columns.ts';
import { mappedCsv } from '../../importers/formats/mapped-csv/mapped-csv.ts';
import { mappingMisfit } from '../../importers/mapping/mapping-file.ts';
import { missingParts } from '../../importers/mapping/missing-parts.ts';
import { hasFigures, sampleTable } from '../../importers/mapping/sample-table.ts';
import { openFile, type OpenedFile } from '../../importers/open-file.ts';
import { recogniseFile as recogniseFormat } from '../../importers/registry.ts';
import type { RecognisedFile } from './import-file.ts';
import { isMarksHeader, marksFormat } from './marks-format.ts';

/** A file of prices that the trader keeps, which names its instruments row by row. */
export interface MarksFile {
  readonly kind: 'marks';
  readonly file: OpenedFile;
}

/** What a file turned out to be; `mapping` where it is a table whose columns the trader has named. */
export type FoundFile = ({ readonly kind: 'format'; readonly mapping: Mapping | null } & RecognisedFile) | MarksFile;

/** A file that is not taken; `canMap` when the trader can say what its columns mean. */
export interface Unrecognised {
  readonly ok: false;
  readonly fault: Fault;
  readonly canMap: boolean;
}

/** Finds the mapping that is remembered under a signature. */
export type RememberedMapping = (signature: string) => Mapping | null;

/**
 * Finds by its content what a file is, or holds it against the format or the mapping named. A table that no format takes
 * is read by the mapping that is remembered of its header. Faults: those of the importers; `mapping-other-file`,
 * `mapping-incomplete`.
 */
export function recogniseFile(
  name: string,
  content: ByteSource,
  options: Pick<ImportOptions, 'format' | 'mapping' | 'timezone' | 'dateOrder'>,
  remembered: RememberedMapping,
): { readonly ok: true; readonly value: FoundFile } | Unrecognised {
  const file = openFile(name, content);
  if (!file.ok) return { ...file, canMap: false };
  if (options.mapping !== null) return orUnrecognised(recogniseMapped(file.value, options.mapping, options));
  const first = file.value.head.records[0];
  if (options.format === marksFormat.id || (options.format === null && first !== undefined && isMarksHeader(first)))
    return { ok: true, value: { kind: 'marks', file: file.value } };
  const found = recogniseFormat(file.value.head, options.format);
  if (found.ok) return { ok: true, value: { kind: 'format', mapping: null, file: file.value, ...found.value } };
  if (!unreadFormats.has(found.fault.code)) return { ...found, canMap: false };
  const kept = rememberedFor(file.value, remembered);
  if (kept !== null) return orUnrecognised(recogniseMapped(file.value, kept, options));
  const table = sampleTable(file.value);
  if (table === null || !hasFigures(table)) return { ...found, canMap: false };
  const mend = `${found.fault.mend} Or say what its columns mean: "Map its columns" in the window, "ballast mapping FILE" in a terminal.`;
  return { ok: false, fault: { ...found.fault, mend: mend.trim() }, canMap: true };
}

/** A table, but of no format that is read. */
const unreadFormats: ReadonlySet<string> = new Set(['format-unknown', 'format-not-read-yet']);

function orUnrecognised(found: Result<FoundFile>): { readonly ok: true; readonly value: FoundFile } | Unrecognised {
  return found.ok ? found : { ...found, canMap: true };
}

function rememberedFor({ head, delimiter }: OpenedFile, remembered: RememberedMapping): Mapping | null {
  if (delimiter === null) return null;
  for (const record of head.records) {
    if (record.fields.length < 2) continue;
    const kept = remembered(tableSignature({ delimiter, columns: [...columnNames(record)] }));
    if (kept !== null) return kept;
  }
  return null;
}

function recogniseMapped(
  file: OpenedFile,
  stated: Mapping,
  options: Pick<ImportOptions, 'timezone' | 'dateOrder'>,
): Result<FoundFile> {
  const mapping = withAnswers(stated, options);
  if (findMappedHeader(file.head.records, mapping.columns) === null) {
    const table = sampleTable(file);
    const misfit = table === null ? null : mappingMisfit(mapping, table.columns);
    return (
      misfit ??
      failure(
        'mapping-other-file',
        `This file has no header like that of the mapping "${mapping.name}".`,
        'Map its columns anew.',
      )
    );
  }
  const missing = missingParts(mapping);
  if (missing.length > 0)
    return failure(
      'mapping-incomplete',
      `The mapping "${mapping.name}" is not complete. ${missing.map(({ text }) => text).join(' ')}`,
      'Say the rest in the window, or in the mapping file.',
    );
  const format = mappedCsv(mapping);
  const recognition = format.recognise(file.head);
  if (recognition === null) throw new Error('a header was found and is gone');
  return success({ kind: 'format', mapping, file, format, recognition });
}

/** What is answered of a file is part of what its columns mean, so that the next one need not ask. */
function withAnswers(
  mapping: Mapping,
  { timezone, dateOrder }: Pick<ImportOptions, 'timezone' | 'dateOrder'>,
): Mapping {
  const { time } = mapping;
  const isOrdered = time !== null && time.from !== 'fixed' && [null, 'DMY', 'MDY'].includes(time.format);
  return {
    ...mapping,
    zone: timezone ?? mapping.zone,
    time: isOrdered && dateOrder !== null ? { ...time, format: dateOrder } : time,
  };
}
