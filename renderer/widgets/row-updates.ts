import type { GridApi } from 'ag-grid-community';
import { useEffect, useRef, useState, type RefObject } from 'react';

/** A value repaints at most four times a second, however often it changes. */
const betweenPaintsMs = 250;

/**
 * Hands rows to the grid. The same rows with other values go in as one batch of those that changed, at most four times a
 * second; other rows, or the same in another order, at once and as a whole.
 * @returns what the grid is given as a whole
 */
export function useRowUpdates<Row>(
  api: RefObject<GridApi<Row> | null>,
  rows: readonly Row[],
  rowId: (row: Row) => string,
): readonly Row[] {
  const [given, setGiven] = useState(rows);
  const shown = useRef(rows);
  const waiting = useRef<{ rows: readonly Row[]; timer: number | null; paintedMs: number }>({
    rows,
    timer: null,
    paintedMs: Number.NEGATIVE_INFINITY,
  });
  if (rows !== given && !areSameRows(rows, given, rowId)) setGiven(rows);

  useEffect(() => {
    shown.current = given;
  }, [given]);

  useEffect(() => {
    const { current } = waiting;
    current.rows = rows;
    if (current.timer !== null) return;
    const paint = (): void => {
      current.timer = null;
      const before = shown.current;
      const after = current.rows;
      // Other rows came meanwhile: the grid has them already.
      if (before.length !== after.length) return;
      const update = after.filter((row, index) => row !== before[index]);
      if (update.length === 0) return;
      shown.current = after;
      current.paintedMs = performance.now();
      api.current?.applyTransaction({ update });
    };
    const restMs = current.paintedMs + betweenPaintsMs - performance.now();
    if (restMs <= 0) paint();
    else current.timer = window.setTimeout(paint, restMs);
  }, [api, rows]);

  useEffect(() => {
    const { current } = waiting;
    return () => {
      if (current.timer !== null) window.clearTimeout(current.timer);
      current.timer = null;
    };
  }, []);
  return given;
}

function areSameRows<Row>(a: readonly Row[], b: readonly Row[], rowId: (row: Row) => string): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index] || rowId(row) === rowId(b[index] as Row));
}
