import { fieldAt, type Columns } from '../header-columns.ts';
import type { RawRecord } from '../../importer.ts';

/** The columns of a tastytrade export, by name: the layouts differ in which of the last ones they have. */
const names = {
  date: 'date',
  type: 'type',
  subType: 'sub type',
  action: 'action',
  symbol: 'symbol',
  instrumentType: 'instrument type',
  description: 'description',
  value: 'value',
  quantity: 'quantity',
  commissions: 'commissions',
  fees: 'fees',
  multiplier: 'multiplier',
  total: 'total',
  currency: 'currency',
} as const;

export type TastyField = keyof typeof names;

/** What a file must have to be this export at all; a row may end before any of the others. */
export const requiredTastyColumns: readonly string[] = [
  'date',
  'type',
  'sub type',
  'action',
  'symbol',
  'instrument type',
  'description',
  'value',
  'quantity',
  'commissions',
  'fees',
];

/** Reads the cells of a row by the header of its file; blank where the file has no such column or the row ends before it. */
export function tastyCells(columns: Columns): (record: RawRecord, field: TastyField) => string {
  const places = new Map<TastyField, number>();
  for (const [field, name] of Object.entries(names) as [TastyField, string][]) {
    const index = columns.get(name);
    if (index !== undefined) places.set(field, index);
  }
  return (record, field) => fieldAt(record, places.get(field));
}
