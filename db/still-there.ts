import { statSync } from 'node:fs';

/**
 * Tells whether the files behind an open vault still stand under their names. The system lets a program write on into a file
 * that was deleted or moved away; what is written there is gone with the program, so it must not be acknowledged.
 * To be made when the vault is open, so that its log exists.
 */
export function watchFiles(path: string): () => boolean {
  if (path === ':memory:') return () => true;
  const watched = [path, `${path}-wal`].flatMap((name) => {
    const identity = identityOf(name);
    return identity === null ? [] : [{ name, identity }];
  });
  return () => watched.every(({ name, identity }) => identityOf(name) === identity);
}

/** Device and number of a file: a file of the same name put in its place is another one. */
function identityOf(path: string): string | null {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? null : `${found.dev}/${found.ino}`;
  } catch {
    // A folder on the way is no folder any more, or its disk does not answer.
    return null;
  }
}
