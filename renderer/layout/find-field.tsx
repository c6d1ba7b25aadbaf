import { showFind } from '../commands/palette-store.ts';
import { Icon } from '../widgets/icon.tsx';

/** Looks like a field in the title bar and opens what Ctrl+K opens. */
export function FindField() {
  return (
    <button type="button" className="find" onClick={showFind}>
      <Icon name="search" />
      <span className="ellipsis">Command, account or instrument</span>
      <span className="keycaps" aria-hidden="true">
        <kbd>Ctrl</kbd>
        <kbd>K</kbd>
      </span>
    </button>
  );
}
