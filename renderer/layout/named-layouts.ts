import type { DockviewApi } from 'dockview-react';
import { create } from 'zustand';
import type { Api } from '../api/client.ts';
import { gridTexts, keptGrids, setGrids, type GridName } from '../widgets/grid-store.ts';
import { resetLayout, useDock } from './dock-store.ts';
import { tellDone, tellFault } from './toasts.tsx';

interface LayoutsState {
  /** Saved by the trader, in alphabetical order. */
  readonly names: readonly string[];
  /** The one that was chosen last; null is the default. */
  readonly current: string | null;
  /** What is asked about the layouts in a dialog. */
  readonly asked: 'save' | 'rename' | 'remove' | null;
}

/** The layouts that the trader saved by name: where the panels lie, and the columns of the grids. */
export const useLayouts = create<LayoutsState>(() => ({ names: [], current: null, asked: null }));

const prefix = 'layout:';
const currentKey = 'layout-name';

/** Names the layouts of the vault; called once when the window opens. */
export async function loadLayouts(api: Api): Promise<void> {
  const [list, current] = await Promise.all([
    api.client['layouts.list']({ prefix }),
    api.client['layouts.get']({ name: currentKey }),
  ]);
  const names = list.ok ? list.value.names.map((name) => name.slice(prefix.length)) : [];
  const chosen = current.ok ? current.value.layout : null;
  useLayouts.setState({ names, current: chosen !== null && names.includes(chosen) ? chosen : null });
}

export function askAboutLayouts(asked: LayoutsState['asked']): void {
  useLayouts.setState({ asked });
}

/** Keeps how the window lies now under a name, which becomes the current one. */
export async function saveLayout(api: Api, name: string): Promise<void> {
  const { dock } = useDock.getState();
  if (dock === null) return;
  const layout = JSON.stringify({ dock: dock.toJSON(), grids: gridTexts() } satisfies Saved);
  const result = await api.client['layouts.set']({ name: prefix + name, layout });
  if (!result.ok) return tellFault(result.fault);
  setCurrent(api, name);
  await loadLayouts(api);
  tellDone('Layout saved', name);
}

/** Lays the window as it was saved under a name, or as it is at first. */
export async function chooseLayout(api: Api, name: string | null): Promise<void> {
  const { dock } = useDock.getState();
  if (dock === null) return;
  if (name === null) {
    resetLayout();
    putGrids(api, {});
    setCurrent(api, null);
    return;
  }
  const result = await api.client['layouts.get']({ name: prefix + name });
  if (!result.ok) return tellFault(result.fault);
  const saved = readSaved(result.value.layout);
  if (saved === null || !lay(dock, saved)) {
    tellFault({
      code: 'layout-unreadable',
      message: `The layout "${name}" does not fit this version.`,
      mend: 'Lay the panels anew and save them under this name.',
    });
    return;
  }
  putGrids(api, saved.grids);
  setCurrent(api, name);
}

/** Gives a layout another name. */
export async function renameLayout(api: Api, from: string, to: string): Promise<void> {
  const kept = await api.client['layouts.get']({ name: prefix + from });
  if (!kept.ok) return tellFault(kept.fault);
  const result = await api.client['layouts.set']({ name: prefix + to, layout: kept.value.layout });
  if (!result.ok) return tellFault(result.fault);
  await api.client['layouts.remove']({ name: prefix + from });
  if (useLayouts.getState().current === from) setCurrent(api, to);
  await loadLayouts(api);
}

/** Forgets a layout; the window stays as it lies. */
export async function removeLayout(api: Api, name: string): Promise<void> {
  const result = await api.client['layouts.remove']({ name: prefix + name });
  if (!result.ok) return tellFault(result.fault);
  if (useLayouts.getState().current === name) setCurrent(api, null);
  await loadLayouts(api);
  tellDone('Layout removed', name);
}

/** Why a name cannot be taken; null when it can. */
export function nameProblem(name: string): string | null {
  if (name === '') return 'A name is needed.';
  if (name.length > 40) return 'Forty letters are enough.';
  return name.toLowerCase() === 'default' ? 'Default is the layout that comes with Ballast.' : null;
}

interface Saved {
  readonly dock: ReturnType<DockviewApi['toJSON']>;
  readonly grids: Readonly<Partial<Record<GridName, string>>>;
}

function readSaved(text: string | null): Saved | null {
  if (text === null) return null;
  try {
    const saved = JSON.parse(text) as Partial<Saved>;
    return saved.dock === undefined ? null : { dock: saved.dock, grids: saved.grids ?? {} };
  } catch {
    return null;
  }
}

function lay(dock: DockviewApi, { dock: layout }: Saved): boolean {
  const before = dock.toJSON();
  try {
    dock.fromJSON(layout);
    return true;
  } catch {
    dock.fromJSON(before);
    return false;
  }
}

/** Shows the grids so and keeps them so. */
function putGrids(api: Api, texts: Saved['grids']): void {
  setGrids(texts);
  for (const name of keptGrids) void api.client['layouts.set']({ name: `grid:${name}`, layout: texts[name] ?? null });
}

function setCurrent(api: Api, name: string | null): void {
  useLayouts.setState({ current: name });
  void api.client['layouts.set']({ name: currentKey, layout: name });
}
