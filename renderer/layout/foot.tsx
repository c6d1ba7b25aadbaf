import type { HeadlineView } from '../../shared/contract/views.ts';
import { timeText } from '../../shared/format/time.ts';
import { Icon } from '../widgets/icon.tsx';
import { noteGroups, noteIcon, noteTitle, noteWord } from '../widgets/notes-strip.tsx';
import { showWhy } from '../widgets/why.tsx';

/**
 * What is left out, stale or assumed in the whole book, its base currency and the time of its data.
 * @param headline null: an empty book; undefined: not known, or not yet
 */
export function Foot({ headline }: { readonly headline: HeadlineView | null | undefined }) {
  const groups = headline == null ? [] : noteGroups(headline.notes);
  return (
    <footer className="foot">
      {groups.map(({ kind, all }) => (
        <button
          key={kind}
          type="button"
          className="note"
          title={all.map((note) => note.text).join('\n')}
          onClick={(event) => showWhy(event.currentTarget, noteTitle(kind), all)}
        >
          <Icon name={noteIcon(kind)} />
          <strong>
            {all.length} {noteWord(kind)}
          </strong>
          <span className="ellipsis">{all.map((note) => note.text).join(' ')}</span>
        </button>
      ))}
      <span className="grow" />
      <span className="note">
        <Icon name="lock" />
        Offline
      </span>
      {headline != null && <span>Base {headline.base}</span>}
      {headline !== undefined && (
        <span>
          {headline?.dataAge.newestMs == null ? 'No prices yet' : `Marks of ${timeText(headline.dataAge.newestMs)} UTC`}
        </span>
      )}
    </footer>
  );
}
