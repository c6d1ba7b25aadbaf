import { useState } from 'react';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import type { AccountView } from '../../../shared/contract/views.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { useCall } from '../../api/queries.ts';
import { SelectField, TextField } from '../../widgets/fields.tsx';
import { EditForm } from './edit-form.tsx';
import {
  changedRules,
  loanSaidAs,
  saysSomething,
  typedRules,
  type AccountRules,
  type TypedRules,
} from './rule-fields.ts';
import { RuleRows } from './rule-rows.tsx';

/** The dialog, once what was stated before is known. */
export function RulesHost({ account }: { readonly account: AccountView }) {
  const accounts = useCall('accounts.list', {}).data?.accounts;
  const entry = accounts?.find(({ name }) => name === account.name);
  return entry === undefined ? null : <RulesDialog account={account} stated={entry.rules} />;
}

/** What no file says of how an account is margined: when a loan is called, what coins count for, fees, open interest. */
function RulesDialog({ account, stated }: { readonly account: AccountView; readonly stated: AccountRules }) {
  const [typed, setTyped] = useState(() => typedRules(stated));
  const [file, setFile] = useState<{ readonly name: string; readonly text: string } | null>(null);
  const isLoan = account.venue === 'spot-margin';
  const isDydx = account.venue === 'dydx';
  const set = (change: Partial<TypedRules>) => setTyped({ ...typed, ...change });

  function read(): Result<BookEdit> {
    const changed = changedRules(typed, stated);
    if (!changed.ok) return changed;
    const rules = { ...changed.value, ...(file === null ? {} : { collateralFile: file }) };
    return saysSomething(rules)
      ? success({ kind: 'account', change: { name: account.name, rules } })
      : failure('nothing-changes', 'Nothing is changed yet.', 'Change something, or cancel.');
  }

  return (
    <EditForm
      title={`Margin rules of ${account.name}`}
      description="What you state comes before what Ballast ships, and every figure that rests on it says so with its day. Empty a field to take it back."
      action="State the rules"
      edit={read()}
      isWide
    >
      <div className="field-triple">
        {isLoan && (
          <>
            <SelectField
              label="The loan is called by"
              value={typed.loanAs}
              options={[
                { value: 'level', text: 'assets / debts' },
                { value: 'loan-to-value', text: 'loan to value, %' },
              ]}
              onChange={(value) => set(loanSaidAs(typed, value === 'level' ? 'level' : 'loan-to-value'))}
            />
            <TextField
              label={typed.loanAs === 'level' ? 'Called at assets / debts of' : 'Called at a loan to value of'}
              value={typed.loan}
              onChange={(loan) => set({ loan })}
              placeholder={typed.loanAs === 'level' ? '1.1' : '90'}
              {...(typed.loanAs === 'level' ? {} : { unit: '%' })}
              isAmount
              autoFocus
            />
          </>
        )}
        <TextField
          label={isLoan ? 'Fee of the sale' : 'Closing fee'}
          value={typed.closingFee}
          onChange={(closingFee) => set({ closingFee })}
          placeholder="not stated"
          unit="%"
          isAmount
          autoFocus={!isLoan}
        />
      </div>
      <StatedOn stated={stated} />
      <RuleRows
        title="What of a coin counts as collateral"
        rows={typed.collateral}
        columns={[
          { id: 'asset', title: 'Coin', placeholder: 'BTC' },
          { id: 'floor', title: 'From this many on', placeholder: '0', isAmount: true },
          { id: 'percent', title: 'Counts, %', placeholder: '95', isAmount: true },
        ]}
        empty={{ asset: '', floor: '', percent: '' }}
        onChange={(collateral) => set({ collateral })}
      />
      <div className="row">
        <button type="button" className="button quiet" onClick={() => chooseFile(setFile)}>
          From a CSV file…
        </button>
        <span className="label grow">
          {file === null ? 'CSV with asset,floor,ratio; a coin typed above comes before the file.' : file.name}
        </span>
        {file !== null && (
          <button type="button" className="row-action" onClick={() => setFile(null)}>
            Leave the file out
          </button>
        )}
      </div>
      {isDydx && (
        <RuleRows
          title="Open interest, by which dYdX raises the initial margin, in USDC"
          rows={typed.openInterest}
          columns={[
            { id: 'instrument', title: 'Market', placeholder: 'ETH/USDC:USDC' },
            { id: 'openInterest', title: 'Open interest', placeholder: '30000000', isAmount: true },
            { id: 'lowerCap', title: 'Lower cap', placeholder: '25000000', isAmount: true },
            { id: 'upperCap', title: 'Upper cap', placeholder: '50000000', isAmount: true },
          ]}
          empty={{ instrument: '', openInterest: '', lowerCap: '', upperCap: '' }}
          onChange={(openInterest) => set({ openInterest })}
        />
      )}
    </EditForm>
  );
}

/** On which days that was said which stands. */
function StatedOn({ stated }: { readonly stated: AccountRules }) {
  const said = [
    ...(stated.loanCallRatio === null ? [] : [`the ratio of the loan on ${stated.loanCallRatio.statedOn}`]),
    ...(stated.closingFeeRate === null ? [] : [`the fee on ${stated.closingFeeRate.statedOn}`]),
    ...stated.collateral.map(({ asset, statedOn }) => `${asset} on ${statedOn}`),
    ...stated.openInterest.map(({ instrument, statedOn }) => `${instrument} on ${statedOn}`),
  ];
  return said.length === 0 ? null : <p className="label">Stated by you: {said.join(', ')}.</p>;
}

function chooseFile(take: (file: { readonly name: string; readonly text: string }) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.csv,text/csv';
  input.addEventListener('change', () => {
    const [chosen] = input.files ?? [];
    if (chosen !== undefined) void chosen.text().then((text) => take({ name: chosen.name, text }));
  });
  input.click();
}
