import type { ImportOptions } from '../../../shared/contract/imports.ts';
import type { Mapping } from '../../../shared/contract/mapping.ts';
import type { ServiceContext } from '../context.ts';
import { isAllPrices } from '../../importers/formats/mapped-csv/mapped-csv.ts';
import { tableSignature } from '../../importers/formats/mapped-csv/mapped-csv-columns.ts';
import type { FoundFile, RememberedMapping } from './recognise-file.ts';

/** What the vault remembers of headers. */
export function rememberedBy({ vault }: ServiceContext): RememberedMapping {
  return (signature) => vault.mappings.find(signature)?.mapping ?? null;
}

/** The options with which a mapped file is imported and kept: whole, so that it can be read again whatever is remembered then. */
export function settledOptions(found: FoundFile, options: ImportOptions): ImportOptions {
  if (found.kind === 'marks' || found.mapping === null) return options;
  const { mapping } = found;
  const priced = isAllPrices(mapping) && mapping.instrument?.from === 'fixed' ? mapping.instrument.symbol : null;
  return {
    ...options,
    mapping,
    // Both are part of the mapping by now: the same file read again is read in the same manner.
    timezone: null,
    dateOrder: null,
    account: options.account ?? mapping.account ?? mapping.name,
    instrument: options.instrument ?? priced,
  };
}

/** Remembers by which mapping a file was imported; taking the import back does not forget it. */
export function keepMapping(context: ServiceContext, found: FoundFile): void {
  if (found.kind === 'marks' || found.mapping === null) return;
  const { mapping } = found;
  context.vault.mappings.keep(tableSignature(mapping), forLaterFiles(mapping), context.now());
}

/** What of a mapping holds for the next file with the same header: not the instant that was said of this one. */
export function forLaterFiles(mapping: Mapping): Mapping {
  return mapping.time?.from === 'fixed' ? { ...mapping, time: null } : mapping;
}
