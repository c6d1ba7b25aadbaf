import { create } from 'zustand';
import type { Api } from '../api/client.ts';
import { nothingKept, readKeptColumns, withColumn, type KeptColumns } from './kept-columns.ts';

/** The grids whose columns are kept across restarts. */
export const keptGrids = ['exposures', 'accounts', 'events'] as const;
export type GridName = (typeof keptGrids)[number];

export interface ListedColumn {
  readonly id: string;
  readonly title: string;
  readonly isShown: boolean;
}

interface GridStore {
  readonly kept: Readonly<Partial<Record<GridName, KeptColumns>>>;
  /** The columns that a grid has now, for its menu. */
  readonly listed: Readonly<Partial<Record<GridName, readonly ListedColumn[]>>>;
  /** Counts what was set from outside the grid, which then begins anew. */
  readonly revision: number;
}

export const useGrids = create<GridStore>(() => ({ kept: {}, listed: {}, revision: 0 }));

export function useKept(name: GridName): KeptColumns {
  return useGrids((state) => state.kept[name] ?? nothingKept);
}

/** Asks the vault for what it kept, before the first grid is drawn. */
export async function loadGrids(api: Api): Promise<void> {
  const answers = await Promise.all(keptGrids.map((name) => api.client['layouts.get']({ name: `grid:${name}` })));
  setGrids(Object.fromEntries(keptGrids.map((name, index) => [name, textOf(answers[index])])));
}

function textOf(answer: { ok: true; value: { layout: string | null } } | { ok: false } | undefined): string | null {
  return answer?.ok === true ? answer.value.layout : null;
}

/** Sets every grid as texts of the vault say; null is the grid as it was at first. */
export function setGrids(texts: Readonly<Partial<Record<GridName, string | null>>>): void {
  useGrids.setState((state) => ({
    kept: Object.fromEntries(keptGrids.map((name) => [name, readKeptColumns(texts[name] ?? null)])),
    revision: state.revision + 1,
  }));
}

/** What every grid keeps now, as texts for the vault. */
export function gridTexts(): Readonly<Partial<Record<GridName, string>>> {
  const { kept } = useGrids.getState();
  return Object.fromEntries(keptGrids.map((name) => [name, JSON.stringify(kept[name] ?? nothingKept)]));
}

/** Keeps what the trader did within a grid. */
export function keepColumns(api: Api, name: GridName, change: (kept: KeptColumns) => KeptColumns): void {
  const kept = change(useGrids.getState().kept[name] ?? nothingKept);
  useGrids.setState((state) => ({ kept: { ...state.kept, [name]: kept } }));
  void api.client['layouts.set']({ name: `grid:${name}`, layout: JSON.stringify(kept) });
}

export function showColumn(api: Api, name: GridName, id: string, isShown: boolean): void {
  keepColumns(api, name, (kept) => withColumn(kept, id, isShown));
}

/** The grid as it was at first. */
export function resetGrid(api: Api, name: GridName): void {
  useGrids.setState((state) => ({ kept: { ...state.kept, [name]: nothingKept }, revision: state.revision + 1 }));
  void api.client['layouts.remove']({ name: `grid:${name}` });
}

export function listColumns(name: GridName, columns: readonly ListedColumn[]): void {
  useGrids.setState((state) => ({ listed: { ...state.listed, [name]: columns } }));
}
