import type { DockviewApi } from 'dockview-react';
import { create } from 'zustand';
import { openPanelIn, showDefaultLayout } from './default-layout.ts';
import type { PanelName } from './panel-names.ts';

interface DockState {
  readonly dock: DockviewApi | null;
}

/** The dock of this window, while a workspace is open. */
export const useDock = create<DockState>(() => ({ dock: null }));

export function openPanel(name: PanelName): void {
  const { dock } = useDock.getState();
  if (dock !== null) openPanelIn(dock, name);
}

export function resetLayout(): void {
  const { dock } = useDock.getState();
  if (dock !== null) showDefaultLayout(dock);
}
