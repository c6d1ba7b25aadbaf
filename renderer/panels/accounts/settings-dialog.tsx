import { useState } from 'react';
import { venueId, venueName, venueNames } from '../../../shared/book/venue.ts';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import type { AccountView } from '../../../shared/contract/views.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { SelectField, TextField } from '../../widgets/fields.tsx';
import { EditForm } from './edit-form.tsx';
import { AccountMarginModeField } from './margin-mode-field.tsx';

/** Venue and modes of an account: they hold for all times. Only what was changed is stated. */
export function SettingsDialog({ account }: { readonly account: AccountView }) {
  const [venue, setVenue] = useState(account.venue === null ? '' : venueName(account.venue));
  const [marginMode, setMarginMode] = useState(account.marginMode);
  const [positionMode, setPositionMode] = useState(account.positionMode);

  function read(): Result<BookEdit> {
    const named = Object.entries(venueNames).find(([, name]) => name === venue.trim())?.[0] ?? venueId(venue);
    const stated = {
      ...(venue.trim() === '' || named === account.venue ? {} : { venue: named }),
      ...(marginMode === account.marginMode ? {} : { marginMode }),
      ...(positionMode === account.positionMode ? {} : { positionMode }),
    };
    return Object.keys(stated).length === 0
      ? failure('nothing-changes', 'Nothing is changed yet.', 'Change something, or cancel.')
      : success({ kind: 'account', change: { name: account.name, ...stated } });
  }

  return (
    <EditForm
      title={account.name}
      description="The venue decides which margin rules hold. A venue that Ballast does not know takes the flat rate, and every figure says so."
      action="Save"
      edit={read()}
    >
      <TextField label="Venue" value={venue} onChange={setVenue} list={Object.values(venueNames)} />
      <div className="field-pair">
        <AccountMarginModeField value={marginMode} onChange={setMarginMode} />
        <SelectField
          label="Position mode"
          value={positionMode}
          options={[
            { value: 'one-way', text: 'one-way' },
            { value: 'hedge', text: 'hedge, long and short apart' },
          ]}
          onChange={(value) => setPositionMode(value === 'hedge' ? 'hedge' : 'one-way')}
        />
      </div>
    </EditForm>
  );
}
