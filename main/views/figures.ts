import type { MeasureResult } from '../../shared/contract/common.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import type { Cell } from '../../shared/contract/views.ts';
import type { Maybe } from '../../shared/measures/outcome.ts';
import { measures, type MeasureId } from '../../shared/measures/measure.ts';

/** Finds the figures of a risk document by measure and scope. */
export interface Figures {
  readonly at: (id: MeasureId, scope: string) => MeasureResult;
  readonly cell: (id: MeasureId, scope: string) => Cell;
}

export function figuresOf(risk: RiskDocument): Figures {
  const byKey = new Map(risk.measures.map((result) => [`${result.id} ${result.scope}`, result]));
  const at = (id: MeasureId, scope: string): MeasureResult => byKey.get(`${id} ${scope}`) ?? absent(id, scope);
  return { at, cell: (id, scope) => cellOf(at(id, scope)) };
}

/** A figure that does not exist at this scope: the question does not arise there. */
function absent(id: MeasureId, scope: string): MeasureResult {
  return {
    id,
    scope,
    status: 'not-applicable',
    value: null,
    unit: measures[id].unit,
    reason: `${measures[id].label} does not apply here.`,
    mend: null,
    flags: [],
  };
}

export function cellOf(result: MeasureResult): Cell {
  return { value: result.value, status: result.status, reason: result.reason, mend: result.mend };
}

export function valueCell(value: number): Cell {
  return { value, status: 'value', reason: null, mend: null };
}

export function missingCell(reason: string | null, mend: string | null): Cell {
  return { value: null, status: 'missing-data', reason, mend };
}

/** A dash: nothing to show here. */
export const noCell: Cell = { value: null, status: 'not-applicable', reason: null, mend: null };

/** A number that may be absent from a document, with why. */
export function nullableCell(value: number | null, reason: string | null, mend: string | null): Cell {
  return value === null ? missingCell(reason, mend) : valueCell(value);
}

/** A figure of the valued book as a cell. */
export function maybeCell<T>(maybe: Maybe<T>, read: (value: T) => number): Cell {
  return maybe.status === 'value' ? valueCell(read(maybe.value)) : missingCell(maybe.reason, maybe.mend);
}

/** Sums cells; missing as soon as one part is missing. */
export function sumCells(cells: readonly Cell[]): Cell {
  let total = 0;
  for (const cell of cells) {
    if (cell.status === 'not-applicable') continue;
    if (cell.value === null) return missingCell(cell.reason, cell.mend);
    total += cell.value;
  }
  return valueCell(total);
}
