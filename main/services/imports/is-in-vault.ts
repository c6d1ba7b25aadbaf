import type { ImportOptions } from '../../../shared/contract/imports.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { ServiceContext } from '../context.ts';
import type { ImportSource } from './import-source.ts';

/**
 * Whether a live import is of this very file, read in the same way. Another file whose rows are all known is imported all
 * the same: should the one that holds them be taken back, they come back with it.
 */
export function isInVault(
  context: ServiceContext,
  { sha256 }: ImportSource,
  format: string,
  options: ImportOptions,
): boolean {
  const manner = mannerOf(options);
  return context.vault.imports
    .liveOfFile(sha256)
    .some((one) => one.format === format && mannerOf(one.options) === manner);
}

/** What of the options decides how a row is read. An option that was not given, or not known yet then, says nothing. */
function mannerOf(options: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(options).filter(
    ([name, value]) => name !== 'strict' && name !== 'format' && value !== null && value !== undefined,
  );
  return canonicalJson(Object.fromEntries(given));
}
