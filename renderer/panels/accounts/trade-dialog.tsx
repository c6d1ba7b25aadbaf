import { useState } from 'react';
import { success, type Result } from '../../../shared/result/result.ts';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import { TextField } from '../../widgets/fields.tsx';
import { EditForm } from './edit-form.tsx';
import { neededWord } from './read-fields.ts';
import { useTradeFields } from './trade-fields.tsx';
import { useAccounts } from './use-accounts.ts';

/** A trade that no file says. */
export function TradeDialog({
  account,
  instrument,
}: {
  readonly account: string | null;
  readonly instrument: string | null;
}) {
  const known = useAccounts().data?.accounts ?? [];
  const [name, setName] = useState(account ?? '');
  const [symbol, setSymbol] = useState(instrument ?? '');
  const trade = useTradeFields({ side: 'buy', quantity: '', price: '', fee: '', feeAsset: '', time: '' });
  const instruments = [...new Set(known.flatMap(({ positions }) => positions.map((one) => one.instrument)))];

  function read(): Result<BookEdit> {
    const where = neededWord('The account', name, 'Name the account that made it.');
    if (!where.ok) return where;
    const what = neededWord('The instrument', symbol, 'Write it like BTC/USDT:USDT.');
    if (!what.ok) return what;
    const said = trade.read();
    if (!said.ok) return said;
    return success({
      kind: 'add',
      entry: { kind: 'trade', account: where.value, instrument: what.value, ...said.value },
    });
  }

  return (
    <EditForm
      title="Trade by hand"
      description="A trade that no file says. A file that says it later adds it a second time: remove this one then. Of coin contracts the quantity is in dollars."
      action="Book the trade"
      edit={read()}
    >
      <div className="field-pair">
        <TextField
          label="Account"
          value={name}
          onChange={setName}
          list={known.map((one) => one.name)}
          autoFocus={account === null}
        />
        <TextField
          label="Instrument"
          value={symbol}
          onChange={setSymbol}
          list={instruments}
          placeholder="BTC/USDT:USDT"
          autoFocus={account !== null}
        />
      </div>
      {trade.fields}
    </EditForm>
  );
}
