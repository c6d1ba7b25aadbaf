import { failure, type Fault } from '../../shared/result/result.ts';
import { columnName } from './formats/header-columns.ts';
import type { FileHead, Format, RawRecord } from './importer.ts';
import type { KnownOther } from './known-other.ts';
import { knownOthers } from './known-others.ts';

/** Why a file that no format takes is refused: by its name where its header is known, always with what was seen. */
export function refusalOf(head: FileHead, formats: readonly Format[]): Fault {
  const seen = firstRecordText(head);
  const reads = `Ballast reads: ${formats.map((format) => `${format.broker === 'any' ? '' : `${format.broker} `}${format.export}`).join('; ')}.`;
  const other = knownOthers.find((candidate) => head.records.some((record) => matches(candidate, record)));
  if (other === undefined) {
    return failure('format-unknown', `This file is not recognised (first record: ${seen}).`, reads).fault;
  }
  const what = `This looks like the ${other.export} of ${other.broker} (first record: ${seen}).`;
  const instead = other.instead === undefined ? '' : ` Take ${other.instead} instead.`;
  if (other.kind === 'pnl-report') {
    return failure(
      'profit-report',
      `${what} It is a profit report: it repeats the result of fills, and no position can be rebuilt from it.`,
      `${instead.trim()} ${reads}`.trim(),
    ).fault;
  }
  return failure('format-not-read-yet', `${what} Ballast does not read it yet.`, `${instead.trim()} ${reads}`.trim())
    .fault;
}

/** The beginning of the first record, for people. */
export function firstRecordText(head: FileHead): string {
  const first = head.records[0];
  if (first?.element !== undefined) return `<${first.element.name}>`;
  const text = (first?.fields ?? []).join(',').replace(/\s+/g, ' ').trim();
  if (text === '') return 'none';
  return text.length <= 160 ? text : `${text.slice(0, 160)}...`;
}

function matches({ columns, begins }: KnownOther, record: RawRecord): boolean {
  const names = record.fields.map(columnName);
  if (begins !== undefined) return begins.every((word, at) => fits(word, names[at]));
  return columns !== undefined && columns.every((word) => names.some((name) => fits(word, name)));
}

function fits(word: string, name: string | undefined): boolean {
  if (name === undefined) return false;
  return word.endsWith('*') ? name.startsWith(word.slice(0, -1)) : name === word;
}
