import { useState } from 'react';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import type { AccountView } from '../../../shared/contract/views.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { TextField } from '../../widgets/fields.tsx';
import { EditForm } from './edit-form.tsx';
import { MarginModeField } from './margin-mode-field.tsx';
import { neededAmount, optionalAmount } from './read-fields.ts';

type Position = AccountView['positions'][number];

/** Margin mode, leverage, isolated margin and mark of one position. Only what was changed is stated, as one change. */
export function InstrumentDialog({ account, position }: { readonly account: string; readonly position: Position }) {
  const { instrument } = position;
  // What is shown is what it was when the dialog opened: the window goes on meanwhile.
  const [shown] = useState({
    marginMode: position.marginMode,
    leverage: position.leverage === null ? '' : String(position.leverage),
    isolated: position.isolatedMargin ?? '',
    mark: position.mark.value === null ? '' : String(position.mark.value),
  });
  const [marginMode, setMarginMode] = useState(shown.marginMode);
  const [leverage, setLeverage] = useState(shown.leverage);
  const [isolated, setIsolated] = useState(shown.isolated);
  const [mark, setMark] = useState(shown.mark);

  function read(): Result<BookEdit> {
    const times = leverage === shown.leverage ? success(null) : neededAmount('Leverage', leverage);
    if (!times.ok) return times;
    if (times.value !== null && !(Number(times.value) > 0))
      return failure('leverage', 'Leverage: it is above 0.', 'Write it like 10.');
    const posted = isolated === shown.isolated ? success(null) : neededAmount('Isolated margin', isolated);
    if (!posted.ok) return posted;
    const price = mark === shown.mark ? success(null) : optionalAmount('Mark', mark);
    if (!price.ok) return price;
    const marks = price.value === null ? [] : [{ instrument, price: price.value }];
    const settings = {
      ...(marginMode === shown.marginMode ? {} : { instrumentModes: [{ instrument, marginMode }] }),
      ...(times.value === null ? {} : { leverage: [{ instrument, leverage: Number(times.value) }] }),
      ...(posted.value === null ? {} : { isolatedMargin: [{ instrument, amount: posted.value }] }),
    };
    if (Object.keys(settings).length > 0)
      return success({ kind: 'account', change: { name: account, ...settings }, marks });
    return marks.length > 0
      ? success({ kind: 'marks', marks })
      : failure('nothing-changes', 'Nothing is changed yet.', 'Change something, or cancel.');
  }

  return (
    <EditForm
      title={instrument}
      description={`In ${account}. Leverage sets the initial margin; the isolated margin is what was posted to this position alone.`}
      action="Save"
      edit={read()}
    >
      <div className="field-pair">
        <MarginModeField value={marginMode} onChange={setMarginMode} />
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
    </EditForm>
  );
}
