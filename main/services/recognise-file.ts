import { success, type Result } from '../../shared/result/result.ts';
import type { ByteSource } from '../importers/byte-source.ts';
import { openFile, type OpenedFile } from '../importers/open-file.ts';
import { recogniseFile as recogniseFormat } from '../importers/registry.ts';
import type { RecognisedFile } from './import-file.ts';
import { isMarksHeader, marksFormat } from './marks-format.ts';

/** A file of prices that the trader keeps, which names its instruments row by row. */
export interface MarksFile {
  readonly kind: 'marks';
  readonly file: OpenedFile;
}

/** What a file turned out to be. */
export type FoundFile = ({ readonly kind: 'format' } & RecognisedFile) | MarksFile;

/** Finds by its content what a file is, or holds it against the format named. Faults: those of the importers. */
export function recogniseFile(name: string, content: ByteSource, formatId: string | null): Result<FoundFile> {
  const file = openFile(name, content);
  if (!file.ok) return file;
  const first = file.value.head.records[0];
  if (formatId === marksFormat.id || (formatId === null && first !== undefined && isMarksHeader(first)))
    return success({ kind: 'marks', file: file.value });
  const found = recogniseFormat(file.value.head, formatId);
  return found.ok ? success({ kind: 'format', file: file.value, ...found.value }) : found;
}
