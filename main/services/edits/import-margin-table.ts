import { basename } from 'node:path';
import type { z } from 'zod';
import type { MarginTierTable } from '../../../shared/book/margin-tier.ts';
import { venueId } from '../../../shared/book/venue.ts';
import type { bookCalls } from '../../../shared/contract/book.ts';
import type { Output } from '../../../shared/contract/core.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import { readMarginTable } from '../../venues/read-margin-table.ts';
import { makePlanned, type PlannedChange, type ServiceContext } from '../context.ts';
import { isoTimeOf } from '../iso-time.ts';

type TableFile = z.output<(typeof bookCalls)['venues.importTable']['input']>;

/** Takes the trader's own margin tiers; all tables of the file or none. Faults: those of `readMarginTable`. */
export function importMarginTable(
  context: ServiceContext,
  file: TableFile,
): Result<Output<(typeof bookCalls)['venues.importTable']>> {
  const tables = readTables(context, file);
  if (!tables.ok) return tables;
  const made = makePlanned(context, planned(context, file, tables.value));
  if (!made.ok) return made;
  return success({
    changeId: made.value.changeId,
    venue: venueId(file.venue),
    instruments: tables.value.map((table) => table.instrument),
    tiers: tables.value.reduce((sum, table) => sum + table.tiers.length, 0),
  });
}

/** The same as a change that is not made yet. */
export function planTableFile(context: ServiceContext, file: TableFile): Result<PlannedChange> {
  const tables = readTables(context, file);
  return tables.ok ? success(planned(context, file, tables.value)) : tables;
}

function readTables(context: ServiceContext, file: TableFile): Result<readonly MarginTierTable[]> {
  return readMarginTable({
    text: file.text,
    venue: venueId(file.venue),
    validFrom: file.validFrom ?? isoTimeOf(context.now()).slice(0, 10),
    source: basename(file.path),
    continuous: file.continuous,
  });
}

function planned(context: ServiceContext, file: TableFile, tables: readonly MarginTierTable[]): PlannedChange {
  return {
    kind: 'margin-table',
    description: `Margin table ${basename(file.path)} of ${venueId(file.venue)}: ${tables.length} instruments`,
    write: (changeId) => {
      for (const table of tables) context.vault.marginTables.insert(changeId, table);
    },
  };
}
