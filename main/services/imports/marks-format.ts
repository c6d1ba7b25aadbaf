import type { RawRecord } from '../../importers/importer.ts';

/** The trader's own list of prices. It names an instrument in every row, so it is no price history of the importers. */
export const marksFormat = {
  id: 'marks',
  broker: 'any',
  export: 'list of marks (instrument, price, time)',
  detects: 'the columns instrument, price and time',
  seen: 'the layout of this program',
} as const;

export interface MarkColumns {
  readonly instrument: number;
  readonly price: number;
  /** -1: no such column; the marks are of now. */
  readonly time: number;
}

export const bareMarkColumns: MarkColumns = { instrument: 0, price: 1, time: 2 };

/** The columns that a header names, or null when the record is no header. */
export function marksColumns(record: RawRecord): MarkColumns | null {
  const names = record.fields.map((field) => field.trim().toLowerCase());
  const [instrument, price] = [names.indexOf('instrument'), names.indexOf('price')];
  return instrument === -1 || price === -1 ? null : { instrument, price, time: names.indexOf('time') };
}

export function isMarksHeader(record: RawRecord): boolean {
  return marksColumns(record) !== null && record.fields.length <= 4;
}
