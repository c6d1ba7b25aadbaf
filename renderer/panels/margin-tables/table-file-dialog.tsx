import { useState } from 'react';
import { venueId, venueNames } from '../../../shared/book/venue.ts';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import { dayText } from '../../../shared/format/time.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import { TextField } from '../../widgets/fields.tsx';
import { EditForm } from '../accounts/edit-form.tsx';
import { neededWord } from '../accounts/read-fields.ts';

/** A file of margin tiers: of which venue it is and from when it holds. */
export function TableFileDialog({ file }: { readonly file: { readonly name: string; readonly text: string } }) {
  const [venue, setVenue] = useState('');
  const [validFrom, setValidFrom] = useState(() => dayText(Date.now()));
  const [continuous, setContinuous] = useState(false);

  function read(): Result<BookEdit> {
    const where = neededWord('The venue', venue, 'Name it as the account does.');
    if (!where.ok) return where;
    return success({
      kind: 'table-file',
      file: {
        path: file.name,
        text: file.text,
        venue: Object.entries(venueNames).find(([, name]) => name === where.value)?.[0] ?? venueId(where.value),
        validFrom: validFrom.trim(),
        continuous,
      },
    });
  }

  return (
    <EditForm
      title={`Import ${file.name}`}
      description="Margin tiers as Binance's leverageBracket answer, ccxt's tiers, or CSV instrument,floor,cap,maintenanceRate,maintenanceAmount,maxLeverage. All tables of the file or none."
      action="Import the table"
      edit={read()}
    >
      <div className="field-pair">
        <TextField label="Venue" value={venue} onChange={setVenue} list={Object.values(venueNames)} autoFocus />
        <TextField label="Holds from" value={validFrom} onChange={setValidFrom} placeholder="2026-03-31" />
      </div>
      <label className="with-icon label">
        <input type="checkbox" checked={continuous} onChange={(event) => setContinuous(event.target.checked)} />
        Maintenance does not jump at the edges: derive what is taken off where the file is silent.
      </label>
    </EditForm>
  );
}
