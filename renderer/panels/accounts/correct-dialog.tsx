import { useState } from 'react';
import type { BookEdit, PageRow } from '../../../shared/contract/edits.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { timeSecondsText } from '../../../shared/format/time.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import { TextField } from '../../widgets/fields.tsx';
import { EditForm } from './edit-form.tsx';
import { neededAmount } from './read-fields.ts';
import { useTradeFields } from './trade-fields.tsx';

/** A trade as it should have been: the one that stands is taken back, and this one takes its place. */
export function CorrectTradeDialog({ row }: { readonly row: PageRow }) {
  const trade = useTradeFields({
    side: row.side === 'sell' ? 'sell' : 'buy',
    quantity: row.quantity ?? '',
    price: row.price ?? '',
    fee: row.fee?.amount ?? '',
    feeAsset: row.fee?.asset ?? '',
    time: timeSecondsText(row.timeMs),
  });
  function read(): Result<BookEdit> {
    const said = trade.read();
    if (!said.ok) return said;
    // The field shows whole seconds: left as it is, it means the instant itself.
    const isSame = said.value.timeMs === null || timeSecondsText(said.value.timeMs) === timeSecondsText(row.timeMs);
    const timeMs = isSame ? row.timeMs : said.value.timeMs;
    // A fee that was wiped out is none; what is not said would be the fee of before.
    const fee = said.value.fee ?? (row.fee === null ? null : { asset: row.fee.asset, amount: '0' });
    return success({ kind: 'correct-trade', eventId: row.id, ...said.value, fee, timeMs });
  }
  return (
    <EditForm
      title={`Correct the trade of ${row.instrument ?? ''}`}
      description={`In ${row.account}${sourceOf(row)}. The trade is taken back and this one stands in its place${fileStays(row)}.`}
      action="Correct the trade"
      edit={read()}
    >
      {trade.fields}
    </EditForm>
  );
}

/** A movement of cash as it should have been. */
export function CorrectAmountDialog({ row }: { readonly row: PageRow }) {
  const [amount, setAmount] = useState(row.amount?.amount ?? '');
  function read(): Result<BookEdit> {
    const said = neededAmount('Amount', amount);
    return said.ok ? success({ kind: 'correct-amount', eventId: row.id, amount: said.value }) : said;
  }
  return (
    <EditForm
      title={`Correct the ${row.kind}`}
      description={`Of ${timeSecondsText(row.timeMs)} UTC in ${row.account}${sourceOf(row)}. The difference is booked beside it, as the same kind: received above 0, paid below.`}
      action="Correct the amount"
      edit={read()}
    >
      <TextField label="Amount" value={amount} onChange={setAmount} unit={row.amount?.asset ?? ''} isAmount autoFocus />
    </EditForm>
  );
}

/** Leaves a row out of the book. */
export function RemoveRowDialog({ row }: { readonly row: PageRow }) {
  const what =
    row.amount === null
      ? `${row.side === 'sell' ? 'Sell' : 'Buy'} ${exactAmountText(row.quantity ?? '0')} ${row.instrument ?? ''} at ${exactAmountText(row.price ?? '0')}`
      : `${row.kind} of ${exactAmountText(row.amount.amount)} ${row.amount.asset}`;
  return (
    <EditForm
      title="Remove this row"
      description={`${what}, ${timeSecondsText(row.timeMs)} UTC, in ${row.account}${sourceOf(row)}${fileStays(row)}.`}
      action="Remove the row"
      edit={success({ kind: 'remove-row', eventId: row.id })}
    >
      {null}
    </EditForm>
  );
}

/** Said only where there is a file. */
function fileStays({ file }: PageRow): string {
  return file === null ? '' : '; the file itself stays as it is';
}

function sourceOf({ file, line }: PageRow): string {
  return file === null ? ', stated by hand' : `, line ${line} of ${file.split(/[/\\]/).at(-1) ?? file}`;
}
