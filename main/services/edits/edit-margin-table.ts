import type { MarginTierTable } from '../../../shared/book/margin-tier.ts';
import { venueId } from '../../../shared/book/venue.ts';
import type { ReadBookEdit } from '../../../shared/contract/edits.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { checkTiers } from '../../venues/check-tiers.ts';
import { tableDateFault } from '../../venues/table-date.ts';
import type { PlannedChange, ServiceContext } from '../context.ts';
import { isoTimeOf } from '../iso-time.ts';
import { namedInstrument } from './named-instrument.ts';

type TableEdit = Extract<ReadBookEdit, { readonly kind: 'margin-table' }>;
type TableName = Pick<TableEdit, 'venue' | 'instrument' | 'validFrom'>;

/**
 * The trader's own table, in place of whatever held for its venue and instrument from its date on.
 * Faults: those of `checkTiers`, `margin-table-date`, `margin-table-venue`, those of the symbol, `nothing-changes`.
 */
export function planTable(context: ServiceContext, edit: TableEdit): Result<PlannedChange> {
  const venue = venueId(edit.venue);
  if (venue === '') return failure('margin-table-venue', 'The venue is missing.', 'Name it as the account does.');
  const date = tableDateFault(edit.validFrom);
  if (date !== null) return date;
  const instrument = namedInstrument(context, edit.instrument.trim());
  if (!instrument.ok) return instrument;
  const { symbol } = instrument.value;
  const tiers = checkTiers(symbol, edit.tiers, edit.continuous);
  if (!tiers.ok) return failure(tiers.fault.code, sentence(tiers.fault.message), 'Correct the row.');
  const today = isoTimeOf(context.now()).slice(0, 10);
  const table: MarginTierTable = {
    venue,
    instrument: symbol,
    validFrom: edit.validFrom,
    source: `edited by hand on ${today}${edit.basedOn === null ? '' : `, from ${originOf(edit.basedOn)}`}`,
    origin: 'imported',
    tiers: tiers.value,
  };
  const before = ownTables(context, table).at(-1);
  if (before !== undefined && JSON.stringify(before.tiers) === JSON.stringify(table.tiers))
    return failure('nothing-changes', 'The table is as it was.', 'Change a row, or cancel.');
  return success({
    kind: 'margin-table',
    description: `Margin table of ${symbol} at ${venue} from ${edit.validFrom}, edited by hand`,
    write: (changeId) => context.vault.marginTables.insert(changeId, table),
  });
}

/** Puts the trader's own tables of a venue, an instrument and a date away. Fault: `margin-table-unknown`. */
export function planTableRemoval(context: ServiceContext, edit: TableName): Result<PlannedChange> {
  const [table] = ownTables(context, edit);
  if (table === undefined)
    return failure(
      'margin-table-unknown',
      'There is no table of yours of that date.',
      'Tables that Ballast ships stay; a table of yours comes before them.',
    );
  return success({
    kind: 'margin-table',
    description: `Margin table of ${table.instrument} at ${table.venue} from ${table.validFrom} removed`,
    write: (changeId) => context.vault.marginTables.remove(changeId, table),
  });
}

function ownTables({ vault }: ServiceContext, { venue, instrument, validFrom }: TableName) {
  return vault.marginTables
    .list()
    .filter((one) => one.venue === venueId(venue) && one.instrument === instrument && one.validFrom === validFrom);
}

/** Of a table that was edited already, the first origin: else its name would grow with every edit. */
function originOf(source: string): string {
  return source.replace(/^(?:edited by hand on \d{4}-\d\d-\d\d, from )+/, '');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
