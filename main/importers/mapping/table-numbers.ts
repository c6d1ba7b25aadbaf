import type { NumberSigns } from '../../../shared/contract/mapping.ts';
import { lastDigit } from '../formats/mapped-csv/mapped-csv-fill.ts';
import { isNoNumber, isTableNumber, readTableNumber } from '../formats/mapped-csv/mapped-csv-number.ts';
import { looksNumeric } from './guess-numbers.ts';
import type { SampleTable } from './sample-table.ts';

/** A cell as a number for comparing; null where there is none. */
export interface Figure {
  readonly value: number;
  /** The worth of the last digit written. */
  readonly step: number;
  readonly asset: string | null;
}

/** The columns of a table that hold numbers. */
export interface TableNumbers {
  readonly columns: readonly string[];
  readonly of: (column: string) => readonly (Figure | null)[];
}

export function tableNumbers(table: SampleTable, signs: NumberSigns, taken: ReadonlySet<string>): TableNumbers {
  const known = new Map<string, readonly (Figure | null)[]>();
  for (const column of table.columns) {
    if (taken.has(column) || !looksNumeric(table.cells(column))) continue;
    const figures = table.cells(column).map((text) => {
      const read = isNoNumber(text) ? null : readTableNumber(text, signs);
      return read === null || !isTableNumber(read)
        ? null
        : { value: Number(read.amount), step: lastDigit(text, signs.decimal), asset: read.asset };
    });
    if (figures.some((figure) => figure !== null)) known.set(column, figures);
  }
  return { columns: [...known.keys()], of: (column) => known.get(column) ?? [] };
}
