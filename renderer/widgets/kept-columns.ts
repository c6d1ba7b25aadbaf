import type { ColDef } from 'ag-grid-community';

/** How the trader arranged the columns of a grid; what is not named stands as the grid would have it. */
export interface KeptColumns {
  /** Ids from left to right; a column that came later stands where its grid puts it. */
  readonly order: readonly string[];
  /** In pixels, of the columns that were resized. */
  readonly widths: Readonly<Record<string, number>>;
  readonly hidden: readonly string[];
  /** Asked for, though the grid would leave them out. */
  readonly shown: readonly string[];
  /** null: as the grid is sorted at first. */
  readonly sort: readonly KeptSort[] | null;
}

export interface KeptSort {
  readonly id: string;
  readonly direction: 'asc' | 'desc';
}

export const nothingKept: KeptColumns = { order: [], widths: {}, hidden: [], shown: [], sort: null };

/** Reads what the vault kept; what it cannot read counts as nothing kept. */
export function readKeptColumns(text: string | null): KeptColumns {
  if (text === null) return nothingKept;
  try {
    const kept = JSON.parse(text) as Partial<Record<keyof KeptColumns, unknown>>;
    return {
      order: words(kept.order),
      widths: Object.fromEntries(
        Object.entries(isObject(kept.widths) ? kept.widths : {}).filter(
          (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= 20 && entry[1] <= 2000,
        ),
      ),
      hidden: words(kept.hidden),
      shown: words(kept.shown),
      sort: Array.isArray(kept.sort) ? kept.sort.filter(isSort) : null,
    };
  } catch {
    return nothingKept;
  }
}

function words(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isSort(value: unknown): value is KeptSort {
  if (!isObject(value) || !('id' in value) || !('direction' in value)) return false;
  return typeof value.id === 'string' && (value.direction === 'asc' || value.direction === 'desc');
}

/** The columns of a grid as they were kept. */
export function arrangedColumns<Row>(columns: readonly ColDef<Row>[], kept: KeptColumns): ColDef<Row>[] {
  return inOrder(columns, kept.order).map((column) => {
    const id = idOf(column);
    const width = kept.widths[id];
    const { flex, maxWidth, initialSort, ...rest } = column;
    const sort = kept.sort?.find((each) => each.id === id);
    return {
      ...rest,
      ...(width === undefined
        ? { ...(flex == null ? {} : { flex }), ...(maxWidth === undefined ? {} : { maxWidth }) }
        : { width }),
      ...(kept.sort === null && initialSort !== undefined ? { initialSort } : {}),
      ...(sort === undefined ? {} : { initialSort: sort.direction, initialSortIndex: kept.sort?.indexOf(sort) ?? 0 }),
      hide: isHidden(column, kept),
    };
  });
}

/** Whether a column is left out: by the trader's word, else by the grid's. */
export function isHidden<Row>(column: ColDef<Row>, { hidden, shown }: KeptColumns): boolean {
  const id = idOf(column);
  if (hidden.includes(id)) return true;
  return !shown.includes(id) && column.hide === true;
}

/** The kept order; a column that it does not name follows the one that it follows in the grid. */
function inOrder<Row>(columns: readonly ColDef<Row>[], order: readonly string[]): readonly ColDef<Row>[] {
  const known = order.flatMap((id) => columns.filter((column) => idOf(column) === id));
  const result = [...known];
  columns.forEach((column, index) => {
    if (known.includes(column)) return;
    const before = columns[index - 1];
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, column);
  });
  return result;
}

export function idOf<Row>(column: ColDef<Row>): string {
  return column.colId ?? column.headerName ?? '';
}

/** The trader asked for a column, or sent it away. */
export function withColumn(kept: KeptColumns, id: string, isShown: boolean): KeptColumns {
  const without = (list: readonly string[]) => list.filter((each) => each !== id);
  return isShown
    ? { ...kept, hidden: without(kept.hidden), shown: [...without(kept.shown), id] }
    : { ...kept, hidden: [...without(kept.hidden), id], shown: without(kept.shown) };
}
