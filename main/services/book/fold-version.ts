import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { engineVersion } from '../figures/engine.ts';

/** Everything that says what a row of the vault does to the book: the rows, what they mean, how they are added up. */
const folders = ['../../ledger/', '../../../db/stores/', '../../../shared/book/', '../../../shared/units/'];

let known: string | null = null;

/**
 * Names the rules by which events become a book: a hash of the program text itself. A state that was kept by other rules is
 * not read, and nobody has to remember to say that a rule has changed.
 */
export function foldVersion(): string {
  known ??= hashOfRules();
  return known;
}

function hashOfRules(): string {
  const hash = createHash('sha256').update(engineVersion);
  for (const folder of folders) {
    const place = new URL(folder, import.meta.url);
    const names = readdirSync(place, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => /\.[jt]s$/.test(name) && !/\.(test|d)\.[jt]s$|(^|\/)fixtures\//.test(name));
    for (const name of names.toSorted()) hash.update(`\0${folder}${name}\0`).update(readFileSync(new URL(name, place)));
  }
  return hash.digest('hex');
}
