import type { DockviewApi } from 'dockview-react';
import { panelTitles, type PanelName } from './panel-names.ts';

/** From this width on both columns are wide enough for all their figures. */
const wideFrom = 1200;

/** The layout of the first start: wide, Exposures over Accounts beside Ladder over Drawdown; narrow, the Ladder first. */
export function showDefaultLayout(dock: DockviewApi): void {
  dock.clear();
  if (dock.width >= wideFrom - 20) showWide(dock);
  else showNarrow(dock);
}

function showWide(dock: DockviewApi): void {
  add(dock, 'exposures');
  add(dock, 'ladder', { beside: 'exposures', direction: 'right' });
  add(dock, 'accounts', { beside: 'exposures', direction: 'below' });
  add(dock, 'drawdown', { beside: 'ladder', direction: 'below' });
  add(dock, 'imports', { beside: 'exposures', direction: 'within' });
  add(dock, 'events', { beside: 'exposures', direction: 'within' });
  add(dock, 'tables', { beside: 'accounts', direction: 'within' });
  // Of the 1432 px between the margins at 1440 as many as the widest figures of Exposures need.
  setSize(dock, 'exposures', { width: Math.max(640, Math.min(784, dock.width * 0.548)) });
  setSize(dock, 'accounts', { height: Math.min(240, dock.height * 0.33) });
  setSize(dock, 'drawdown', { height: Math.min(288, dock.height * 0.4) });
  show(dock, ['exposures', 'ladder', 'accounts']);
}

function showNarrow(dock: DockviewApi): void {
  add(dock, 'ladder');
  add(dock, 'exposures', { beside: 'ladder', direction: 'right' });
  add(dock, 'accounts', { beside: 'exposures', direction: 'below' });
  add(dock, 'drawdown', { beside: 'ladder', direction: 'within' });
  add(dock, 'imports', { beside: 'exposures', direction: 'within' });
  add(dock, 'events', { beside: 'accounts', direction: 'within' });
  add(dock, 'tables', { beside: 'accounts', direction: 'within' });
  setSize(dock, 'ladder', { width: dock.width * 0.54 });
  setSize(dock, 'accounts', { height: dock.height * 0.42 });
  show(dock, ['exposures', 'ladder', 'accounts']);
}

interface Place {
  readonly beside: PanelName;
  readonly direction: 'right' | 'below' | 'within';
}

function add(dock: DockviewApi, name: PanelName, place?: Place): void {
  dock.addPanel({
    id: name,
    component: name,
    title: panelTitles[name],
    ...(place === undefined ? {} : { position: { referencePanel: place.beside, direction: place.direction } }),
  });
}

function setSize(
  dock: DockviewApi,
  name: PanelName,
  size: { readonly width: number } | { readonly height: number },
): void {
  dock.getPanel(name)?.group.api.setSize(size);
}

function show(dock: DockviewApi, names: readonly PanelName[]): void {
  for (const name of names) dock.getPanel(name)?.api.setActive();
}

/** Brings a panel to the front, and back when it was closed. */
export function openPanelIn(dock: DockviewApi, name: PanelName): void {
  const there = dock.getPanel(name);
  if (there === undefined) dock.addPanel({ id: name, component: name, title: panelTitles[name] });
  else there.api.setActive();
}
