import { useState } from 'react';
import { success, type Result } from '../../../shared/result/result.ts';
import type { AccountView } from '../../../shared/contract/views.ts';
import { useApi, type CallInput } from '../../api/client.ts';
import { readTypedAmount } from '../../format/typed-amount.ts';
import { Dialog, DialogActions } from '../../widgets/dialog.tsx';
import { SelectField, TextField } from '../../widgets/fields.tsx';
import { endEdit } from './use-accounts.ts';
import { useChange } from './use-change.ts';

type Position = AccountView['positions'][number];

/** Margin mode, leverage, isolated margin and mark of one position. Only what was changed is stated. */
export function InstrumentDialog({ account, position }: { readonly account: string; readonly position: Position }) {
  const api = useApi();
  const change = useChange();
  const { instrument } = position;
  const shown = {
    leverage: position.leverage === null ? '' : String(position.leverage),
    isolated: position.isolatedMargin ?? '',
    mark: position.mark.value === null ? '' : String(position.mark.value),
  };
  const [marginMode, setMarginMode] = useState(position.marginMode);
  const [leverage, setLeverage] = useState(shown.leverage);
  const [isolated, setIsolated] = useState(shown.isolated);
  const [mark, setMark] = useState(shown.mark);

  async function save(): Promise<Result<{ readonly description: string }>> {
    const stated = statedSettings(instrument, {
      ...(marginMode === position.marginMode ? {} : { marginMode }),
      ...(leverage === shown.leverage ? {} : { leverage }),
      ...(isolated === shown.isolated ? {} : { isolated }),
    });
    if (!stated.ok) return stated;
    const price = mark === shown.mark || mark.trim() === '' ? null : readTypedAmount(mark);
    if (price !== null && !price.ok) return price;
    if (stated.value !== null) {
      const set = await api.client['accounts.set']({ name: account, ...stated.value });
      if (!set.ok || price === null) return set;
    }
    if (price === null) return success({ description: 'Nothing was changed' });
    return api.client['book.marks']({ marks: [{ instrument, price: price.value }] });
  }

  return (
    <Dialog
      title={instrument}
      description={`In ${account}. Leverage sets the initial margin; the isolated margin is what was posted to this position alone.`}
      onClose={endEdit}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void change.make(save);
        }}
      >
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
          <TextField label="Leverage set" value={leverage} onChange={setLeverage} unit="×" isAmount autoFocus />
        </div>
        <div className="field-pair">
          {marginMode === 'isolated' && (
            <TextField
              label="Isolated margin"
              value={isolated}
              onChange={setIsolated}
              placeholder="not stated"
              isAmount
            />
          )}
          <TextField label="Mark" value={mark} onChange={setMark} isAmount />
        </div>
        {change.problem !== null && <span className="problem">{change.problem}</span>}
        <DialogActions action="Save" isBusy={change.isBusy} onCancel={endEdit} />
      </form>
    </Dialog>
  );
}

type Settings = Omit<CallInput<'accounts.set'>, 'name'>;

function statedSettings(
  instrument: string,
  changed: { readonly marginMode?: 'cross' | 'isolated'; readonly leverage?: string; readonly isolated?: string },
): Result<Settings | null> {
  const settings: Settings = {};
  if (changed.marginMode !== undefined) settings.instrumentModes = [{ instrument, marginMode: changed.marginMode }];
  if (changed.leverage !== undefined) {
    const read = readTypedAmount(changed.leverage);
    if (!read.ok) return { ok: false, fault: { ...read.fault, message: `Leverage: ${read.fault.message}` } };
    settings.leverage = [{ instrument, leverage: Number(read.value) }];
  }
  if (changed.isolated !== undefined) {
    const read = readTypedAmount(changed.isolated);
    if (!read.ok) return { ok: false, fault: { ...read.fault, message: `Isolated margin: ${read.fault.message}` } };
    settings.isolatedMargin = [{ instrument, amount: read.value }];
  }
  return success(Object.keys(settings).length === 0 ? null : settings);
}
