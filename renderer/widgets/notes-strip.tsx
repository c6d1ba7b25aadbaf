import type { Note } from '../../shared/contract/common.ts';
import { assertNever } from '../../shared/result/result.ts';
import { Icon, type IconName } from './icon.tsx';
import { showWhy } from './why.tsx';

export type NoteKind = Note['kind'];

/** What is left out, stale or assumed in a panel: the first of each kind in words, the rest behind a count. */
export function NotesStrip({ notes }: { readonly notes: readonly Note[] }) {
  const groups = noteGroups(notes);
  if (groups.length === 0) return null;
  return (
    <div className="strip" role="note">
      {groups.map(({ kind, first, all }) => (
        <button
          key={kind}
          type="button"
          className="note"
          title={all.map((note) => note.text).join('\n')}
          onClick={(event) => showWhy(event.currentTarget, noteTitle(kind), all)}
        >
          <Icon name={noteIcon(kind)} />
          <span className="unseen">{noteWord(kind)}: </span>
          <span className="ellipsis">{first.text}</span>
          {all.length > 1 && <span className="t3">+{all.length - 1}</span>}
        </button>
      ))}
    </div>
  );
}

export interface NoteGroup {
  readonly kind: NoteKind;
  readonly first: Note;
  readonly all: readonly Note[];
}

/** Left out first: that is what a sum does not hold. */
export function noteGroups(notes: readonly Note[]): readonly NoteGroup[] {
  const kinds: readonly NoteKind[] = ['excluded', 'stale', 'assumed'];
  return kinds.flatMap((kind) => {
    const all = notes.filter((note) => note.kind === kind);
    const first = all[0];
    return first === undefined ? [] : [{ kind, first, all }];
  });
}

export function noteIcon(kind: NoteKind): IconName {
  switch (kind) {
    case 'excluded':
      return 'excluded';
    case 'stale':
      return 'clock';
    case 'assumed':
      return 'assumed';
    default:
      return assertNever(kind);
  }
}

export function noteWord(kind: NoteKind): string {
  switch (kind) {
    case 'excluded':
      return 'left out';
    case 'stale':
      return 'stale';
    case 'assumed':
      return 'assumed';
    default:
      return assertNever(kind);
  }
}

/** Over the whole list of a kind. */
export function noteTitle(kind: NoteKind): string {
  const word = noteWord(kind);
  return word.charAt(0).toUpperCase() + word.slice(1);
}
