import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { VaultInfo } from '../shared/contract/vault.ts';
import { ApiContext, useApi, type Api } from './api/client.ts';
import { createQueries, useCall, useNotices } from './api/queries.ts';
import { tellAfterReload } from './commands/after-reload.ts';
import { loadBlur, useBlur } from './commands/blur.ts';
import { useDialogs } from './commands/commands.ts';
import { KeysDialog } from './commands/keys-dialog.tsx';
import { loadLetters } from './commands/letters.ts';
import { Palette } from './commands/palette.tsx';
import { usePalette } from './commands/palette-store.ts';
import { DropFiles } from './commands/drop-files.tsx';
import { useKeys } from './commands/keys.ts';
import { SnapshotDialog } from './commands/snapshot-dialog.tsx';
import { VaultDialog } from './commands/vault-dialog.tsx';
import { Foot } from './layout/foot.tsx';
import { LayoutDialogs } from './layout/layout-dialogs.tsx';
import { loadLayouts } from './layout/named-layouts.ts';
import { Headline } from './layout/headline.tsx';
import { usePainted } from './layout/painted.ts';
import { TitleBar } from './layout/title-bar.tsx';
import { Toasts } from './layout/toasts.tsx';
import { Workspace } from './layout/workspace.tsx';
import { AddPositionDialog } from './panels/accounts/add-position-dialog.tsx';
import { EditHost } from './panels/accounts/edit-dialog.tsx';
import { ComparisonDialog } from './panels/comparison/comparison-dialog.tsx';
import { FirstStart } from './panels/first-start/first-start.tsx';
import { useImportSession } from './panels/imports/import-session.ts';
import { ImportsPanel } from './panels/imports/imports-panel.tsx';
import { SafetyDialogs } from './panels/safety/safety-dialogs.tsx';
import { showTheme, useTheme } from './theme/theme.ts';
import { FaultLine, FaultState } from './widgets/empty-state.tsx';
import { loadGrids } from './widgets/grid-store.ts';
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
  useEffect(tellAfterReload, []);
  const dialog = useDialogs((state) => state.open);
  const blur = useBlur();
  const palette = usePalette((state) => state.open);
  usePainted('window', info.data === undefined || layout === undefined, info.error !== null);
  if (info.error !== null) return <FaultState error={info.error} />;
  if (info.data === undefined || layout === undefined) return null;
  return (
    <>
      {/* What is written already was written with amounts, or without: the panels are written anew. */}
      <Book key={String(blur.isOn)} info={info.data} layout={blur.layout ?? layout} />
      {dialog === 'snapshot' && <SnapshotDialog />}
      {dialog === 'comparison' && <ComparisonDialog />}
      {dialog === 'add-position' && <AddPositionDialog />}
      {dialog === 'open-vault' && <VaultDialog purpose="open" />}
      {dialog === 'create-vault' && <VaultDialog purpose="create" />}
      {palette === 'find' && <Palette info={info.data} />}
      {palette === 'keys' && <KeysDialog />}
      <LayoutDialogs />
      <SafetyDialogs />
      <EditHost />
      <DropFiles />
      <WhyNote />
      <Toasts />
    </>
  );
}

/** The vault's name in the title of the system's window. */
function useWindowTitle({ title, isEmpty }: VaultInfo): void {
  useEffect(() => {
    document.title = isEmpty ? 'Ballast' : `${title} – Ballast`;
  }, [title, isEmpty]);
}

function Book({ info, layout }: { readonly info: VaultInfo; readonly layout: string | null }) {
  useKeys(info.isEmpty);
  useWindowTitle(info);
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
      <Foot headline={null} />
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
        <div className="headline">{headline.error !== null && <FaultLine error={headline.error} />}</div>
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
    void Promise.all([
      api.client['layouts.get']({ name: 'workspace' }),
      loadGrids(api),
      loadLayouts(api),
      loadLetters(api),
      loadBlur(api),
    ]).then(([result]) => setLayout(result.ok ? result.value.layout : null));
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
