import { useState } from 'react';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { useCall } from '../../api/queries.ts';
import { SelectField, TextField } from '../../widgets/fields.tsx';
import { EditForm } from './edit-form.tsx';
import { neededAmount, neededWord, optionalAmount, optionalTime } from './read-fields.ts';
import { TimeField } from './trade-fields.tsx';

type Statement = 'opening' | 'position';

/** Closes a gap in a history: what was held before its first row, or what is held now. */
export function OpeningDialog({
  account,
  instrument,
}: {
  readonly account: string;
  readonly instrument: string | null;
}) {
  return (
    <StatementFields
      account={account}
      instrument={instrument}
      description="The files close more than they open. Say what was held before their first row, or what is held now; nothing is guessed."
      start={{ kind: 'opening', quantity: '', price: '', leg: null }}
    />
  );
}

/** What the broker shows of a position that no file reports, to be held against what the rows add up to. */
export function ConfirmDialog({
  account,
  instrument,
  side,
}: {
  readonly account: string;
  readonly instrument: string;
  readonly side: 'long' | 'short' | null;
}) {
  return (
    <StatementFields
      account={account}
      instrument={instrument}
      description="Quantity as the broker shows it: it is held against the rows. Leave the average price blank to keep theirs."
      start={{ kind: 'position', quantity: '', price: '', leg: side }}
    />
  );
}

/** What is held now, quantity and average price, as the broker shows it: it replaces what the rows add up to. */
export function PositionDialog({
  account,
  instrument,
  side,
}: {
  readonly account: string;
  readonly instrument: string;
  readonly side: 'long' | 'short';
}) {
  const positions = useCall('book.positions', {}).data?.positions;
  const accounts = useCall('accounts.list', {}).data?.accounts;
  if (positions === undefined || accounts === undefined) return null;
  const held = positions.find((one) => one.account === account && one.instrument === instrument && one.side === side);
  const isHedged = accounts.find(({ name }) => name === account)?.positionMode === 'hedge';
  return (
    <StatementFields
      account={account}
      instrument={instrument}
      description="Quantity and average price as the broker shows them now: they hold from now on, whatever the rows add up to. To correct one row, open Trades."
      start={{
        kind: 'position',
        quantity: held?.quantity ?? '',
        price: held?.averagePrice ?? '',
        leg: isHedged ? side : null,
      }}
    />
  );
}

function StatementFields({
  account,
  instrument,
  description,
  start,
}: {
  readonly account: string;
  readonly instrument: string | null;
  readonly description: string;
  readonly start: {
    readonly kind: Statement;
    readonly quantity: string;
    readonly price: string;
    readonly leg: 'long' | 'short' | null;
  };
}) {
  const [kind, setKind] = useState(start.kind);
  const [word, setWord] = useState(instrument ?? '');
  const [quantity, setQuantity] = useState(start.quantity);
  const [price, setPrice] = useState(start.price);
  const [time, setTime] = useState('');

  function read(): Result<BookEdit> {
    const symbol = neededWord('The instrument', word, 'Write it like BTC/USDT:USDT.');
    if (!symbol.ok) return symbol;
    const held = neededAmount('Quantity', quantity);
    if (!held.ok) return held;
    const average = optionalAmount('Average price', price);
    if (!average.ok) return average;
    const instant = optionalTime(time);
    if (!instant.ok) return instant;
    if (kind === 'opening' && held.value !== '0' && average.value === null)
      return failure('blank', 'Average price: what was held has one.', 'Give it as the broker shows it.');
    return success({
      kind: 'add',
      entry: {
        kind,
        account,
        instrument: symbol.value,
        quantity: held.value,
        averagePrice: average.value,
        positionSide: start.leg,
        timeMs: instant.value,
      },
    });
  }

  return (
    <EditForm
      title={`${word === '' ? 'Position' : word} in ${account}`}
      description={description}
      action="State it"
      edit={read()}
    >
      <div className="field-pair">
        <SelectField
          label="What you state"
          value={kind}
          options={[
            { value: 'opening', text: 'Held before the first row' },
            { value: 'position', text: 'Held now' },
          ]}
          onChange={(value) => setKind(value === 'opening' ? 'opening' : 'position')}
        />
        {kind === 'position' && <TimeField value={time} onChange={setTime} />}
      </div>
      {instrument === null && (
        <TextField label="Instrument" value={word} onChange={setWord} placeholder="BTC/USDT:USDT" />
      )}
      <div className="field-pair">
        <TextField label="Quantity, short negative" value={quantity} onChange={setQuantity} isAmount autoFocus />
        <TextField label="Average price" value={price} onChange={setPrice} isAmount />
      </div>
    </EditForm>
  );
}
