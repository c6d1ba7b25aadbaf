import type { ColDef, ICellRendererParams, ITooltipParams } from 'ag-grid-community';
import type { Cell } from '../../shared/contract/views.ts';
import type { CopyContext } from './grid-copy.ts';
import { Figure, flaggedTitle, missingTitle } from './figure.tsx';

/** Order of two figures: by value; what is not known or does not apply comes last in both directions. */
export function compareCells(
  a: Cell | null | undefined,
  b: Cell | null | undefined,
  _nodeA: unknown,
  _nodeB: unknown,
  isDescending: boolean,
): number {
  const [left, right] = [a?.value ?? null, b?.value ?? null];
  if (left === null && right === null) return 0;
  if (left === null) return isDescending ? -1 : 1;
  if (right === null) return isDescending ? 1 : -1;
  return left - right;
}

/** The order by size, for distances whose sign is only a side. */
export function compareSizes(
  a: Cell | null | undefined,
  b: Cell | null | undefined,
  nodeA: unknown,
  nodeB: unknown,
  isDescending: boolean,
): number {
  return compareCells(sized(a), sized(b), nodeA, nodeB, isDescending);
}

function sized(cell: Cell | null | undefined): Cell | null {
  if (cell == null) return null;
  return cell.value === null ? cell : { ...cell, value: Math.abs(cell.value) };
}

export interface CellColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => Cell;
  readonly format: (value: number, row: Row) => string;
  readonly width: number;
  readonly tooltip?: string;
  /** Classes by row: rank and state colours. */
  readonly className?: (row: Row) => string;
  readonly isShort?: boolean;
  readonly bySize?: boolean;
  /** The first click on the header shows the smallest first: for distances, where near is what matters. */
  readonly isNearFirst?: boolean;
  readonly hide?: boolean;
  readonly flex?: number;
  /** The header carries the %: copied is what is read, a hundred times the fraction. */
  readonly inPercent?: boolean;
}

/** A right-aligned column of figures: plain text where there is a number, the component where there is none. */
export function cellColumn<Row>(column: CellColumn<Row>): ColDef<Row, Cell> {
  return {
    colId: column.id,
    headerName: column.header,
    headerClass: 'ag-right-aligned-header',
    ...(column.tooltip === undefined ? {} : { headerTooltip: column.tooltip }),
    width: column.width,
    maxWidth: 160,
    ...(column.flex === undefined ? {} : { flex: column.flex }),
    hide: column.hide ?? false,
    context: { copy: (row) => copied(column.cell(row), column.inPercent === true) } satisfies CopyContext<Row>,
    enableCellChangeFlash: true,
    valueGetter: ({ data }) => (data === undefined ? null : column.cell(data)),
    equals: (a, b) =>
      a?.value === b?.value &&
      a?.status === b?.status &&
      a?.reason === b?.reason &&
      a?.flags.join() === b?.flags.join(),
    sortingOrder: column.isNearFirst === true ? ['asc', 'desc', null] : ['desc', 'asc', null],
    comparator: column.bySize === true ? compareSizes : compareCells,
    valueFormatter: ({ value, data }) =>
      value?.value == null || data === undefined ? '' : column.format(value.value, data),
    cellRendererSelector: ({ value }) => (value?.status === 'value' ? undefined : { component: FigureCell }),
    cellRendererParams: { isShort: column.isShort ?? false },
    tooltipValueGetter: ({ value }: ITooltipParams<Row, Cell>) => (value == null ? null : cellTitle(value)),
    cellClassRules: { flagged: ({ data }) => data !== undefined && isFlagged(column.cell(data)) },
    cellClass: ({ data }) =>
      ['right', ...(data === undefined ? [] : (column.className?.(data) ?? '').split(' '))].filter(Boolean),
  };
}

function copied({ value }: Cell, inPercent: boolean): number | null {
  // Fifteen digits are what a float holds: 8.71 % is no 8.709999999999999.
  return value === null || !inPercent ? value : Number((value * 100).toPrecision(15));
}

/** That no price liquidates rests on the same table as a price would. */
function isFlagged(cell: Cell): boolean {
  return cell.flags.length > 0 && cell.status !== 'missing-data' && cell.status !== 'not-applicable';
}

function cellTitle(cell: Cell): string | null {
  if (cell.status === 'missing-data') return missingTitle(cell.reason, cell.mend);
  return isFlagged(cell) ? flaggedTitle(cell.flags) : null;
}

function FigureCell({ value, isShort }: ICellRendererParams<unknown, Cell> & { readonly isShort: boolean }) {
  if (value == null) return null;
  return <Figure figure={value} format={String} short={isShort} />;
}
