import { useState } from 'react';
import { venueId, venueName, venueNames } from '../../../shared/book/venue.ts';
import type { BookEdit, MarginTableEntry } from '../../../shared/contract/edits.ts';
import { dayText } from '../../../shared/format/time.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import { TextField } from '../../widgets/fields.tsx';
import { EditForm } from '../accounts/edit-form.tsx';
import { neededWord } from '../accounts/read-fields.ts';
import { useAccounts } from '../accounts/use-accounts.ts';
import { readTiers, typedTiers, type TierField, type TypedTier } from './tier-fields.ts';

const fields: readonly { readonly id: TierField; readonly title: string; readonly placeholder: string }[] = [
  { id: 'floor', title: 'From notional', placeholder: '0' },
  { id: 'cap', title: 'Below', placeholder: 'no end' },
  { id: 'rate', title: 'Maintenance, %', placeholder: '0.5' },
  { id: 'deduction', title: 'Taken off', placeholder: 'to derive' },
  { id: 'leverage', title: 'Largest leverage', placeholder: 'not said' },
];

/** A margin table typed in or edited: saved as the trader's own, beside the one it comes from. */
export function TableDialog({ table }: { readonly table: MarginTableEntry | null }) {
  const accounts = useAccounts().data?.accounts ?? [];
  const [venue, setVenue] = useState(table === null || table.venue === '' ? '' : venueName(table.venue));
  const [instrument, setInstrument] = useState(table?.instrument ?? '');
  const [validFrom, setValidFrom] = useState(() =>
    table?.origin === 'imported' ? table.validFrom : dayText(Date.now()),
  );
  const [continuous, setContinuous] = useState(false);
  const [rows, setRows] = useState(() => typedTiers(table?.tiers ?? [emptyTier]));

  function read(): Result<BookEdit> {
    const where = neededWord('The venue', venue, 'Name it as the account does.');
    if (!where.ok) return where;
    const what = neededWord('The instrument', instrument, 'Write it like BTC/USDT:USDT.');
    if (!what.ok) return what;
    const tiers = readTiers(rows);
    if (!tiers.ok) return tiers;
    return success({
      kind: 'margin-table',
      venue: Object.entries(venueNames).find(([, name]) => name === where.value)?.[0] ?? venueId(where.value),
      instrument: what.value,
      validFrom: validFrom.trim(),
      basedOn: table?.source ?? null,
      tiers: tiers.value,
      continuous,
    });
  }

  function setField(key: number, field: TierField, value: string): void {
    setRows(rows.map((row) => (row.key === key ? { ...row, [field]: value } : row)));
  }

  return (
    <EditForm
      title={table === null ? 'A margin table of yours' : `Margin table of ${table.instrument}`}
      description="Maintenance = rate × notional − what is taken off, by the tier of the notional. What you save is a table of yours, from its date on; the one it comes from stays."
      action="Save the table"
      edit={read()}
      isWide
    >
      <div className="field-triple">
        <TextField
          label="Instrument"
          value={instrument}
          onChange={setInstrument}
          list={[...new Set(accounts.flatMap(({ positions }) => positions.map((one) => one.instrument)))]}
        />
        <TextField label="Venue" value={venue} onChange={setVenue} list={Object.values(venueNames)} />
        <TextField label="Holds from" value={validFrom} onChange={setValidFrom} placeholder="2026-03-31" />
      </div>
      <div className="tier-rows">
        <table className="tier-edit">
          <thead>
            <tr>
              {fields.map(({ id, title }) => (
                <th key={id} scope="col" className="label">
                  {title}
                </th>
              ))}
              <th scope="col">
                <span className="unseen">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.key}>
                {fields.map(({ id, title, placeholder }) => (
                  <td key={id}>
                    <input
                      className="input small amount"
                      aria-label={`${title}, row ${index + 1}`}
                      inputMode="decimal"
                      autoComplete="off"
                      placeholder={placeholder}
                      value={row[id]}
                      onChange={(event) => setField(row.key, id, event.target.value)}
                    />
                  </td>
                ))}
                <td>
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={`Remove row ${index + 1}`}
                    disabled={rows.length === 1}
                    onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
                  >
                    ×
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        <button type="button" className="button" onClick={() => setRows([...rows, nextTier(rows)])}>
          Add a row
        </button>
        <label className="with-icon label grow">
          <input type="checkbox" checked={continuous} onChange={(event) => setContinuous(event.target.checked)} />
          Maintenance does not jump at the edges: derive what is taken off where it is left open.
        </label>
      </div>
    </EditForm>
  );
}

const emptyTier = { floor: 0, cap: null, maintenanceRate: 0.05, deduction: 0, maxLeverage: null } as const;

/** It begins where the last one ends. */
function nextTier(rows: readonly TypedTier[]): TypedTier {
  const key = Math.max(...rows.map((row) => row.key)) + 1;
  return { key, floor: rows.at(-1)?.cap ?? '', cap: '', rate: '', deduction: '', leverage: '' };
}
