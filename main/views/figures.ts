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
  return { value: result.value, status: result.status, reason: result.reason, mend: result.mend, flags: result.flags };
}

/** The figure of a scope, or `other` where the document has none there. */
export function figureOr(figures: Figures, id: MeasureId, scope: string, other: Cell): Cell {
  const cell = figures.cell(id, scope);
  return cell.status === 'not-applicable' ? other : cell;
}

export function valueCell(value: number, flags: readonly string[] = []): Cell {
  return { value, status: 'value', reason: null, mend: null, flags: [...flags] };
}

export function missingCell(reason: string | null, mend: string | null): Cell {
  return { value: null, status: 'missing-data', reason, mend, flags: [] };
}

/** A dash: nothing to show here. */
export const noCell: Cell = { value: null, status: 'not-applicable', reason: null, mend: null, flags: [] };

/** A number that may be absent from a document, with why; `flags` say what it rests on where it is there. */
export function nullableCell(
  value: number | null,
  reason: string | null,
  mend: string | null,
  flags: readonly string[] = [],
): Cell {
  return value === null ? missingCell(reason, mend) : valueCell(value, flags);
}

/** A figure of the valued book as a cell. */
export function maybeCell<T>(maybe: Maybe<T>, read: (value: T) => number): Cell {
  return maybe.status === 'value' ? valueCell(read(maybe.value)) : missingCell(maybe.reason, maybe.mend);
}

/** Sums cells; missing as soon as one part is missing. A part that does not apply adds nothing; a dash when none applies. */
export function sumCells(cells: readonly Cell[]): Cell {
  const parts = cells.filter((cell) => cell.status !== 'not-applicable');
  if (parts.length === 0) return noCell;
  let total = 0;
  for (const { value, reason, mend } of parts) {
    if (value === null) return missingCell(reason, mend);
    total += value;
  }
  return valueCell(total, [...new Set(parts.flatMap((cell) => cell.flags))]);
}
