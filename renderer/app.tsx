import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { VaultInfo } from '../shared/contract/vault.ts';
import { ApiContext, useApi, type Api } from './api/client.ts';
import { createQueries, useCall, useNotices } from './api/queries.ts';
import { useDialogs } from './commands/commands.ts';
import { DropFiles } from './commands/drop-files.tsx';
import { useKeys } from './commands/keys.ts';
import { SnapshotDialog } from './commands/snapshot-dialog.tsx';
import { Foot } from './layout/foot.tsx';
import { Headline } from './layout/headline.tsx';
import { usePainted } from './layout/painted.ts';
import { TitleBar } from './layout/title-bar.tsx';
import { Toasts } from './layout/toasts.tsx';
import { Workspace } from './layout/workspace.tsx';
import { AddPositionDialog } from './panels/accounts/add-position-dialog.tsx';
import { EditHost } from './panels/accounts/edit-dialog.tsx';
import { FirstStart } from './panels/first-start/first-start.tsx';
import { useImportSession } from './panels/imports/import-session.ts';
import { ImportsPanel } from './panels/imports/imports-panel.tsx';
import { showTheme, useTheme } from './theme/theme.ts';
import { FaultState } from './widgets/empty-state.tsx';
import { WhyNote } from './widgets/why.tsx';

const queries = createQueries();

/** The window: what it shows depends on whether the book holds anything. */
export function App({ api }: { readonly api: Api }) {
  return (
    <ApiContext value={api}>
      <QueryClientProvider client={queries}>
        <Window />
      </QueryClientProvider>
    </ApiContext>
  );
}

function Window() {
  useNotices();
  const info = useCall('vault.info', {});
  const layout = useKeptLayout();
  useRememberedTheme();
  const dialog = useDialogs((state) => state.open);
  usePainted('window', info.data === undefined || layout === undefined, info.error !== null);
  if (info.error !== null) return <FaultState error={info.error} />;
  if (info.data === undefined || layout === undefined) return null;
  return (
    <>
      <Book info={info.data} layout={layout} />
      {dialog === 'snapshot' && <SnapshotDialog />}
      {dialog === 'add-position' && <AddPositionDialog />}
      <EditHost />
      <DropFiles />
      <WhyNote />
      <Toasts />
    </>
  );
}

function Book({ info, layout }: { readonly info: VaultInfo; readonly layout: string | null }) {
  useKeys(info.isEmpty);
  const isImporting = useImportSession((state) => state.stage.kind !== 'idle');
  if (!info.isEmpty) return <FullWindow info={info} layout={layout} />;
  return (
    <div className="app solo">
      <TitleBar info={info} />
      {isImporting ? (
        <main className="solo-panel">
          <ImportsPanel isVisible />
        </main>
      ) : (
        <FirstStart />
      )}
      <Foot headline={undefined} />
    </div>
  );
}

function FullWindow({ info, layout }: { readonly info: VaultInfo; readonly layout: string | null }) {
  const headline = useCall('views.headline', {});
  usePainted('headline', true, headline.data !== undefined || headline.error !== null);
  return (
    <div className="app">
      <TitleBar info={info} />
      {headline.data !== undefined ? (
        <Headline view={headline.data} />
      ) : (
        <div className="headline">{headline.error !== null && <FaultState error={headline.error} />}</div>
      )}
      <Workspace layout={layout} />
      <Foot headline={headline.data} />
    </div>
  );
}

/** The layout that the vault remembers; undefined until it has answered. */
function useKeptLayout(): string | null | undefined {
  const api = useApi();
  const [layout, setLayout] = useState<string | null>();
  useEffect(() => {
    void api.client['layouts.get']({ name: 'workspace' }).then((result) =>
      setLayout(result.ok ? result.value.layout : null),
    );
  }, [api]);
  return layout;
}

function useRememberedTheme(): void {
  const api = useApi();
  useEffect(() => {
    if (useTheme.getState().fixed) return;
    void api.client['layouts.get']({ name: 'theme' }).then((result) => {
      const kept = result.ok ? result.value.layout : null;
      if (kept === 'dark' || kept === 'light') showTheme(kept);
    });
  }, [api]);
}
