import type { VaultInfo } from '../../shared/contract/vault.ts';
import { chooseFiles, changeTheme, undoLast, useDialogs } from '../commands/commands.ts';
import { useApi } from '../api/client.ts';
import { useTheme } from '../theme/theme.ts';
import { Icon, Mark } from '../widgets/icon.tsx';
import { resetLayout } from './dock-store.ts';

/** The book that is open, and what can be done with the whole of it. */
export function TitleBar({ info }: { readonly info: VaultInfo }) {
  const api = useApi();
  const theme = useTheme((state) => state.theme);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <header className="title">
      <span className="brand">
        <Mark size={16} />
        Ballast
      </span>
      <span className="book ellipsis">{info.isEmpty ? 'Empty book' : info.title}</span>
      {info.isDemo && !info.isEmpty && <span className="pill plain">invented prices</span>}
      <span className="grow" />
      <button type="button" className="ghost" title="Ctrl+O" onClick={() => chooseFiles(api)}>
        <Icon name="drop" />
        Import…
      </button>
      {!info.isEmpty && (
        <>
          <button
            type="button"
            className="ghost"
            title="Ctrl+S"
            onClick={() => useDialogs.setState({ open: 'snapshot' })}
          >
            <Icon name="camera" />
            Snapshot
          </button>
          <button
            type="button"
            className="ghost"
            title="Put the panels back where they were at first"
            onClick={resetLayout}
          >
            <Icon name="layout" />
            Reset layout
          </button>
        </>
      )}
      <button
        type="button"
        className="icon-button"
        disabled={info.undo === null}
        aria-label={info.undo === null ? 'Undo: nothing to take back' : `Undo: ${info.undo}`}
        title={info.undo === null ? 'Nothing to take back' : `Take back: ${info.undo} (Ctrl+Z)`}
        onClick={() => void undoLast(api)}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={`Switch to the ${other} theme`}
        title={`Switch to the ${other} theme`}
        onClick={() => changeTheme(api, other)}
      >
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
    </header>
  );
}
