import { venueName } from '../../../shared/book/venue.ts';
import type { MarginTableEntry } from '../../../shared/contract/edits.ts';
import { success } from '../../../shared/result/result.ts';
import { EditForm } from '../accounts/edit-form.tsx';

/** Puts a table of the trader's away: what held before it holds again. */
export function RemoveTableDialog({ table }: { readonly table: MarginTableEntry }) {
  const { venue, instrument, validFrom } = table;
  return (
    <EditForm
      title={`Remove the table of ${instrument}`}
      description={`Yours, of ${venueName(venue)}, from ${validFrom} (${table.source}). What held before it holds again.`}
      action="Remove the table"
      edit={success({ kind: 'remove-margin-table', venue, instrument, validFrom })}
    >
      {null}
    </EditForm>
  );
}
