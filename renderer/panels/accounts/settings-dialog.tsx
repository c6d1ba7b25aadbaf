import { useState } from 'react';
import { venueId, venueName, venueNames } from '../../../shared/book/venue.ts';
import type { AccountView } from '../../../shared/contract/views.ts';
import { useApi } from '../../api/client.ts';
import { Dialog, DialogActions } from '../../widgets/dialog.tsx';
import { SelectField, TextField } from '../../widgets/fields.tsx';
import { endEdit } from './use-accounts.ts';
import { useChange } from './use-change.ts';

/** Venue and modes of an account: they hold for all times. */
export function SettingsDialog({ account }: { readonly account: AccountView }) {
  const api = useApi();
  const change = useChange();
  const [venue, setVenue] = useState(account.venue === null ? '' : venueName(account.venue));
  const [marginMode, setMarginMode] = useState(account.marginMode);
  const [positionMode, setPositionMode] = useState(account.positionMode);

  function save(): void {
    const named = Object.entries(venueNames).find(([, name]) => name === venue.trim())?.[0] ?? venueId(venue);
    void change.make(() =>
      api.client['accounts.set']({
        name: account.name,
        ...(venue.trim() === '' || named === account.venue ? {} : { venue: named }),
        ...(marginMode === account.marginMode ? {} : { marginMode }),
        ...(positionMode === account.positionMode ? {} : { positionMode }),
      }),
    );
  }

  return (
    <Dialog
      title={account.name}
      description="The venue decides which margin rules hold. A venue that Ballast does not know takes the flat rate, and every figure says so."
      onClose={endEdit}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label="Venue"
          value={venue}
          onChange={setVenue}
          list={Object.values(venueNames)}
          problem={change.problem}
        />
        <div className="field-pair">
          <SelectField
            label="Margin mode"
            value={marginMode}
            options={[
              { value: 'cross', text: 'cross' },
              { value: 'isolated', text: 'isolated' },
            ]}
            onChange={(value) => setMarginMode(value === 'isolated' ? 'isolated' : 'cross')}
          />
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
        <DialogActions action="Save" isBusy={change.isBusy} onCancel={endEdit} />
      </form>
    </Dialog>
  );
}
