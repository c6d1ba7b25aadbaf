import { useState } from 'react';
import { parseInstrument } from '../../../shared/book/parse-instrument.ts';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import { useCall } from '../../api/queries.ts';
import { SelectField, TextField } from '../../widgets/fields.tsx';
import { EditForm } from './edit-form.tsx';
import { neededAmount, optionalAmount, optionalFee, optionalTime } from './read-fields.ts';
import { FeeFields, TimeField } from './trade-fields.tsx';

type Way = 'trade' | 'expired' | 'assigned' | 'exercised';

const wayTexts: Readonly<Record<Way, string>> = {
  trade: 'a trade',
  expired: 'it expired',
  assigned: 'it was assigned',
  exercised: 'it was exercised',
};

/** Closes a position by hand, whole or in part; the exact quantity and the mark are suggested. */
export function CloseDialog({
  account,
  instrument,
  side,
}: {
  readonly account: string;
  readonly instrument: string;
  readonly side: 'long' | 'short';
}) {
  const held = useCall('book.positions', {}).data?.positions.find(
    (one) => one.account === account && one.instrument === instrument && one.side === side,
  );
  // The exact amounts come with the answer: the fields begin with them.
  if (held === undefined) return null;
  return (
    <CloseFields
      account={account}
      instrument={instrument}
      side={side}
      held={held.quantity?.replace('-', '') ?? ''}
      mark={held.mark === null ? '' : String(held.mark)}
      settlementAsset={held.settlementAsset}
    />
  );
}

function CloseFields({
  account,
  instrument,
  side,
  held,
  mark,
  settlementAsset,
}: {
  readonly account: string;
  readonly instrument: string;
  readonly side: 'long' | 'short';
  readonly held: string;
  readonly mark: string;
  readonly settlementAsset: string;
}) {
  const [how, setHow] = useState<Way>('trade');
  const [quantity, setQuantity] = useState(held);
  const [price, setPrice] = useState(mark);
  const [fee, setFee] = useState('');
  const [feeAsset, setFeeAsset] = useState(settlementAsset);
  const [time, setTime] = useState('');
  const ways = waysOf(instrument, side);
  const isDelivered = how === 'assigned' || how === 'exercised';

  function read(): Result<BookEdit> {
    const size = neededAmount('Quantity', quantity);
    if (!size.ok) return size;
    const paid = how === 'trade' ? neededAmount('Price', price) : optionalAmount('Price', isDelivered ? '' : price);
    if (!paid.ok) return paid;
    const cost = optionalFee(fee, feeAsset);
    if (!cost.ok) return cost;
    const instant = optionalTime(time);
    if (!instant.ok) return instant;
    return success({
      kind: 'close',
      account,
      instrument,
      side,
      how,
      quantity: size.value,
      price: paid.value,
      fee: cost.value,
      timeMs: instant.value,
    });
  }

  return (
    <EditForm
      title={`Close ${instrument}`}
      description={`The ${side} position in ${account}. All of it and the mark are suggested; a smaller quantity closes a part.`}
      action="Close it"
      edit={read()}
    >
      {ways.length > 1 && (
        <SelectField
          label="By"
          value={how}
          options={ways.map((value) => ({ value, text: wayTexts[value] }))}
          onChange={(value) => {
            const way = ways.find((one) => one === value) ?? 'trade';
            setHow(way);
            setPrice(way === 'trade' ? mark : '0');
          }}
        />
      )}
      <div className="field-pair">
        <TextField label="Quantity" value={quantity} onChange={setQuantity} isAmount autoFocus />
        {isDelivered ? (
          <p className="effect-none label">The option leaves at 0; its shares change hands at the strike.</p>
        ) : (
          <TextField
            label={how === 'expired' ? 'Settled at, 0 if worthless' : 'Price'}
            value={price}
            onChange={setPrice}
            isAmount
          />
        )}
      </div>
      <TimeField value={time} onChange={setTime} />
      <FeeFields fee={fee} onFee={setFee} asset={feeAsset} onAsset={setFeeAsset} />
    </EditForm>
  );
}

/** What can end a position of this kind: only an option is assigned or exercised. */
function waysOf(instrument: string, side: 'long' | 'short'): readonly Way[] {
  const read = parseInstrument(instrument);
  const kind = read.ok ? read.value.kind : 'stock';
  if (kind === 'future') return ['trade', 'expired'];
  if (kind !== 'option') return ['trade'];
  return ['trade', 'expired', side === 'short' ? 'assigned' : 'exercised'];
}
