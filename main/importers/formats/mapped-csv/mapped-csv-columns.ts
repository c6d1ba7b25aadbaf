import type { Mapping } from '../../../../shared/contract/mapping.ts';
import type { RawRecord } from '../../importer.ts';
import { columnName } from '../header-columns.ts';

/**
 * The names of all columns of a header, each of them different: in small letters with single blanks; the second of one
 * name is `name (2)`, one without a name is `column 3`.
 */
export function columnNames(record: RawRecord): readonly string[] {
  const taken = new Set<string>();
  return record.fields.map((field, index) => {
    const name = columnName(field) || `column ${index + 1}`;
    let unique = name;
    for (let count = 2; taken.has(unique); count += 1) unique = `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}

/** By what a table is known again: how it is cut and what its columns are called. */
export function tableSignature({ delimiter, columns }: Pick<Mapping, 'delimiter' | 'columns'>): string {
  return JSON.stringify([delimiter, ...columns]);
}

/** The header among the first records of a file, or null when none of them has exactly these columns. */
export function findMappedHeader(records: readonly RawRecord[], columns: readonly string[]): RawRecord | null {
  const wanted = columns.join('\n');
  return records.find((record) => record.element === undefined && columnNames(record).join('\n') === wanted) ?? null;
}

/** Every column that a mapping speaks of, so that one which the file does not have can be told. */
export function columnsOfMapping(mapping: Mapping): readonly string[] {
  const { time, instrument, side, fee, amount, kinds, only } = mapping;
  const asset = (source: { readonly from: string; readonly column?: string } | null | undefined) =>
    source?.column ?? null;
  const named: readonly (string | null | undefined)[] = [
    kinds.by === 'column' ? kinds.column : null,
    only?.column,
    ...(time?.from === 'two-columns' ? [time.date, time.time] : []),
    time?.from === 'column' ? time.column : null,
    ...(instrument?.from === 'column' ? [instrument.column, asset(instrument.quote)] : []),
    side === null || side.from === 'quantity-sign' ? null : side.column,
    mapping.quantity?.column,
    mapping.price?.column,
    mapping.mark?.column,
    mapping.liquidationPrice?.column,
    mapping.value?.column,
    ...(fee === null ? [] : [...fee.columns, asset(fee.asset)]),
    amount?.column,
    asset(amount?.asset),
    mapping.id?.column,
    mapping.profit?.column,
    mapping.effect?.column,
    mapping.balanceAfter?.column,
  ];
  return [...new Set(named.filter((name) => name !== null && name !== undefined))];
}
