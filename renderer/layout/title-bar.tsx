import type { VaultInfo } from '../../shared/contract/vault.ts';
import { switchBlur, useBlur } from '../commands/blur.ts';
import { chooseFiles, changeTheme, redoLast, undoLast, useDialogs } from '../commands/commands.ts';
import { showKeys } from '../commands/palette-store.ts';
import { VaultMenu } from '../commands/vault-menu.tsx';
import { useApi } from '../api/client.ts';
import { useTheme } from '../theme/theme.ts';
import { Icon, Mark } from '../widgets/icon.tsx';
import { FindField } from './find-field.tsx';
import { LayoutMenu } from './layout-menu.tsx';

/** The book that is open, and what can be done with the whole of it. */
export function TitleBar({ info }: { readonly info: VaultInfo }) {
  const api = useApi();
  const theme = useTheme((state) => state.theme);
  const isBlurred = useBlur((state) => state.isOn);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <header className="title">
      <h1 className="brand">
        <Mark size={16} />
        Ballast
      </h1>
      <VaultMenu info={info} />
      {info.isDemo && !info.isEmpty && <span className="pill plain">invented prices</span>}
      <span className="grow" />
      <FindField />
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
          <LayoutMenu />
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
        disabled={info.redo === null}
        aria-label={info.redo === null ? 'Redo: nothing to put back' : `Redo: ${info.redo}`}
        title={info.redo === null ? 'Nothing to put back' : `Put back: ${info.redo} (Ctrl+Shift+Z)`}
        onClick={() => void redoLast(api)}
      >
        <Icon name="redo" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-pressed={isBlurred}
        aria-label="Hide amounts"
        title={isBlurred ? 'Show amounts (B)' : 'Hide amounts (B)'}
        onClick={() => switchBlur(api)}
      >
        <Icon name={isBlurred ? 'hidden' : 'eye'} />
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
      <button type="button" className="icon-button" aria-label="Show all keys" title="Keys (?)" onClick={showKeys}>
        <Icon name="keys" />
      </button>
    </header>
  );
}
