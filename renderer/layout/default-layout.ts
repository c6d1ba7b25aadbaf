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
  addBehind(dock, 'imports', 'exposures');
  addBehind(dock, 'events', 'exposures');
  addBehind(dock, 'tables', 'accounts');
  addBehind(dock, 'whatif', 'exposures');
  addBehind(dock, 'insolvency', 'ladder');
  // Of the 1432 px between the margins at 1440 as many as the widest figures of Exposures need.
  setSize(dock, 'exposures', { width: Math.max(640, Math.min(784, dock.width * 0.548)) });
  setSize(dock, 'accounts', { height: Math.min(240, dock.height * 0.33) });
  setSize(dock, 'drawdown', { height: Math.min(288, dock.height * 0.4) });
}

function showNarrow(dock: DockviewApi): void {
  add(dock, 'ladder');
  add(dock, 'exposures', { beside: 'ladder', direction: 'right' });
  add(dock, 'accounts', { beside: 'exposures', direction: 'below' });
  addBehind(dock, 'drawdown', 'ladder');
  addBehind(dock, 'imports', 'exposures');
  addBehind(dock, 'events', 'accounts');
  addBehind(dock, 'tables', 'accounts');
  addBehind(dock, 'whatif', 'ladder');
  addBehind(dock, 'insolvency', 'ladder');
  setSize(dock, 'ladder', { width: dock.width * 0.54 });
  setSize(dock, 'accounts', { height: dock.height * 0.42 });
}

interface Place {
  readonly beside: PanelName;
  readonly direction: 'right' | 'below';
}

function add(dock: DockviewApi, name: PanelName, place?: Place): void {
  dock.addPanel({
    id: name,
    component: name,
    title: panelTitles[name],
    ...(place === undefined ? {} : { position: { referencePanel: place.beside, direction: place.direction } }),
  });
}

/** A tab behind another one. It is not brought forward on the way: its panel begins when the trader opens it. */
function addBehind(dock: DockviewApi, name: PanelName, before: PanelName): void {
  dock.addPanel({
    id: name,
    component: name,
    title: panelTitles[name],
    position: { referencePanel: before, direction: 'within' },
    inactive: true,
  });
}

function setSize(
  dock: DockviewApi,
  name: PanelName,
  size: { readonly width: number } | { readonly height: number },
): void {
  dock.getPanel(name)?.group.api.setSize(size);
}

/** Brings a panel to the front, and back when it was closed. */
export function openPanelIn(dock: DockviewApi, name: PanelName): void {
  const there = dock.getPanel(name);
  if (there === undefined) dock.addPanel({ id: name, component: name, title: panelTitles[name] });
  else there.api.setActive();
}
