import { basename } from 'node:path';
import type { z } from 'zod';
import type { bookCalls } from '../../shared/contract/book.ts';
import type { Output } from '../../shared/contract/core.ts';
import { venueId } from '../../shared/book/venue.ts';
import { success, type Result } from '../../shared/result/result.ts';
import { readMarginTable } from '../venues/read-margin-table.ts';
import { changeBook, type ServiceContext } from './context.ts';
import { isoTimeOf } from './iso-time.ts';

type TableFile = z.output<(typeof bookCalls)['venues.importTable']['input']>;

/** Takes the trader's own margin tiers; all tables of the file or none. Faults: those of `readMarginTable`. */
export function importMarginTable(
  context: ServiceContext,
  file: TableFile,
): Result<Output<(typeof bookCalls)['venues.importTable']>> {
  const venue = venueId(file.venue);
  const source = basename(file.path);
  const tables = readMarginTable({
    text: file.text,
    venue,
    validFrom: file.validFrom ?? isoTimeOf(context.now()).slice(0, 10),
    source,
    continuous: file.continuous,
  });
  if (!tables.ok) return tables;
  const made = changeBook(context, 'margin-table', (changeId) => {
    for (const table of tables.value) context.vault.marginTables.insert(changeId, table);
    const description = `Margin table ${source} of ${venue}: ${tables.value.length} instruments`;
    return success({ keep: true, description, value: null });
  });
  if (!made.ok) return made;
  return success({
    changeId: made.value.changeId,
    venue,
    instruments: tables.value.map((table) => table.instrument),
    tiers: tables.value.reduce((sum, table) => sum + table.tiers.length, 0),
  });
}
