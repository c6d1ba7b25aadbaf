import {
  DockviewReact,
  type DockviewApi,
  type DockviewReadyEvent,
  type IDockviewHeaderActionsProps,
  type IDockviewPanelHeaderProps,
  type IDockviewPanelProps,
} from 'dockview-react';
import { useEffect, useRef, useState, type ComponentType, type FunctionComponent } from 'react';
import { useApi, type Api } from '../api/client.ts';
import { AccountsActions, AccountsPanel } from '../panels/accounts/accounts-panel.tsx';
import { DrawdownActions, DrawdownPanel } from '../panels/drawdown/drawdown-panel.tsx';
import { EventsActions, EventsPanel } from '../panels/events/events-panel.tsx';
import { ExposuresActions, ExposuresPanel } from '../panels/exposures/exposures-panel.tsx';
import { ExplainSheet } from '../panels/explain/explain-sheet.tsx';
import { ImportsPanel } from '../panels/imports/imports-panel.tsx';
import { InsolvencyPanel } from '../panels/insolvency/insolvency-panel.tsx';
import { LadderActions, LadderPanel } from '../panels/ladder/ladder-panel.tsx';
import { TablesPanel } from '../panels/margin-tables/tables-panel.tsx';
import { WhatIfPanel } from '../panels/whatif/what-if-panel.tsx';
import { useTheme } from '../theme/theme.ts';
import { useExplain } from './explain-store.ts';
import { pageNonce } from './nonce.ts';
import { showDefaultLayout } from './default-layout.ts';
import { useDock } from './dock-store.ts';
import type { PanelProps } from './panel-props.ts';
import { isPanelName, panelNames, type PanelName } from './panel-names.ts';

const panels: Readonly<Record<PanelName, ComponentType<PanelProps>>> = {
  exposures: ExposuresPanel,
  imports: ImportsPanel,
  accounts: AccountsPanel,
  ladder: LadderPanel,
  drawdown: DrawdownPanel,
  events: EventsPanel,
  tables: TablesPanel,
  insolvency: InsolvencyPanel,
  whatif: WhatIfPanel,
};

const actions: Readonly<Record<PanelName, ComponentType | null>> = {
  exposures: ExposuresActions,
  imports: null,
  accounts: AccountsActions,
  ladder: LadderActions,
  drawdown: DrawdownActions,
  events: EventsActions,
  tables: null,
  insolvency: null,
  whatif: null,
};

/** The docked panels; how they lie is kept in the vault. */
export function Workspace({ layout }: { readonly layout: string | null }) {
  const api = useApi();
  const theme = useTheme((state) => state.theme);
  const isExplaining = useExplain((state) => state.trail.length > 0);
  const stop = useRef<(() => void) | null>(null);
  useEffect(
    () => () => {
      stop.current?.();
      useDock.setState({ dock: null });
    },
    [],
  );

  function begin({ api: dock }: DockviewReadyEvent): void {
    if (!restore(dock, layout)) showDefaultLayout(dock);
    stop.current = keepLayout(dock, api);
    useDock.setState({ dock });
  }

  return (
    <main className="dock" aria-label="Workspace">
      {/* While a figure is explained the panels lie under the sheet: neither keys nor screen readers reach them. */}
      <div className="dock-panels" inert={isExplaining}>
        <DockviewReact
          components={components}
          defaultTabComponent={Tab}
          rightHeaderActionsComponent={HeaderActions}
          theme={{ name: 'ballast', className: 'dv-ballast', gap: 4, colorScheme: theme }}
          nonce={pageNonce()}
          disableFloatingGroups
          onReady={begin}
        />
      </div>
      <ExplainSheet />
    </main>
  );
}

const components = Object.fromEntries(
  panelNames.map((name) => [name, (props: IDockviewPanelProps) => <PanelHost name={name} dockPanel={props} />]),
) as Record<PanelName, FunctionComponent<IDockviewPanelProps>>;

function PanelHost({ name, dockPanel }: { readonly name: PanelName; readonly dockPanel: IDockviewPanelProps }) {
  const [isVisible, setVisible] = useState(dockPanel.api.isVisible);
  const [wasVisible, setWasVisible] = useState(isVisible);
  useEffect(() => {
    const heard = dockPanel.api.onDidVisibilityChange((event) => {
      setVisible(event.isVisible);
      if (event.isVisible) setWasVisible(true);
    });
    return () => heard.dispose();
  }, [dockPanel.api]);
  const Panel = panels[name];
  // A tab that nobody has opened yet asks for nothing.
  return wasVisible ? <Panel isVisible={isVisible} /> : null;
}

/** A tab without an inner button: one control inside another is none for a screen reader. */
function Tab({ api }: IDockviewPanelHeaderProps) {
  return <div className="tab">{api.title}</div>;
}

function HeaderActions({ activePanel }: IDockviewHeaderActionsProps) {
  if (activePanel === undefined || !isPanelName(activePanel.id)) return null;
  const Actions = actions[activePanel.id];
  return Actions === null ? null : (
    <div className="tab-actions">
      <Actions />
    </div>
  );
}

/** Puts a kept layout back; false when there is none or it does not fit this version. */
function restore(dock: DockviewApi, layout: string | null): boolean {
  if (layout === null) return false;
  try {
    dock.fromJSON(JSON.parse(layout) as Parameters<DockviewApi['fromJSON']>[0]);
    if (dock.hasMaximizedGroup()) dock.exitMaximizedGroup();
    return panelNames.some((name) => dock.getPanel(name) !== undefined);
  } catch {
    return false;
  }
}

/** Writes the layout down half a second after the last move; one panel over all others is no layout. Returns how to stop. */
function keepLayout(dock: DockviewApi, api: Api): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = JSON.stringify(dock.toJSON());
  function keepSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (dock.hasMaximizedGroup()) return;
      const layout = JSON.stringify(dock.toJSON());
      if (layout === kept) return;
      kept = layout;
      void api.client['layouts.set']({ name: 'workspace', layout });
    }, 500);
  }
  const heard = [dock.onDidLayoutChange(keepSoon), dock.onDidMaximizedGroupChange(keepSoon)];
  return () => {
    clearTimeout(timer);
    for (const each of heard) each.dispose();
  };
}
