import { useState } from 'react';
import { limitRuleIds, limitRules, type LimitRuleId } from '../../../shared/book/limit.ts';
import type { LimitsChange } from '../../../shared/contract/limits.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { useApi } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { faultText } from '../../format/fault-text.ts';
import { Dialog, DialogActions } from '../../widgets/dialog.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { neededAmount } from '../accounts/read-fields.ts';
import { useAccounts } from '../accounts/use-accounts.ts';
import { useChange } from '../accounts/use-change.ts';
import { plainNumber, ratePercent } from '../margin-tables/tier-fields.ts';

const units = { multiple: '×', fraction: '%', sigma: 'daily σ' } as const;

/** The trader's own limits: one field a rule for all accounts or for one; blank clears it. */
export function LimitsDialog({ onClose }: { readonly onClose: () => void }) {
  const api = useApi();
  const change = useChange();
  const accounts = useAccounts().data?.accounts ?? [];
  const limits = useCall('limits.get', {}).data?.limits;
  const [account, setAccount] = useState('');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  if (limits === undefined) return null;
  const rules = limitRuleIds.filter((rule) => account === '' || limitRules[rule].perAccount);
  const keyOf = (rule: LimitRuleId, of: string) => `${rule} ${of}`;
  const setNow = (rule: LimitRuleId, of: string): string => {
    const limit = limits.find((one) => one.rule === rule && (one.account ?? '') === of);
    if (limit === undefined) return '';
    return limitRules[rule].unit === 'fraction' ? ratePercent(limit.value) : plainNumber(limit.value);
  };

  function read(): Result<LimitsChange> {
    const made: { set: LimitsChange['set']; clear: LimitsChange['clear'] } = { set: [], clear: [] };
    for (const of of ['', ...accounts.map(({ name }) => name)])
      for (const rule of limitRuleIds) {
        const text = typed[keyOf(rule, of)]?.trim();
        if (text === undefined || text === setNow(rule, of)) continue;
        const which = { rule, account: of === '' ? null : of };
        if (text === '') {
          made.clear.push(which);
          continue;
        }
        const amount = neededAmount(limitRules[rule].label, text);
        if (!amount.ok) return amount;
        const value = Number(amount.value) / (limitRules[rule].unit === 'fraction' ? 100 : 1);
        if (value <= 0)
          return failure('limit', `${limitRules[rule].label}: a limit is above 0.`, 'Leave it blank for none.');
        made.set.push({ ...which, value: Number(value.toPrecision(15)) });
      }
    return success(made);
  }

  function save(): void {
    const said = read();
    if (!said.ok) return change.show(faultText(said.fault));
    if (said.value.set.length + said.value.clear.length === 0) return onClose();
    void change.make(() => api.client['limits.set'](said.value), onClose);
  }

  return (
    <Dialog
      title="Your limits"
      description="Every what-if is held against them. A blank field is no limit."
      onClose={onClose}
      isWide
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label className="row label limit-for">
          For
          <select className="select small" value={account} onChange={(event) => setAccount(event.target.value)}>
            <option value="">the book and every account</option>
            {accounts.map(({ name }) => (
              <option key={name} value={name}>
                {name} alone
              </option>
            ))}
          </select>
        </label>
        <div className="limit-rows">
          {rules.map((rule) => {
            const { label, bound, meaning, unit } = limitRules[rule];
            return (
              <label key={rule} className="limit-row" title={meaning}>
                <span className="t1">{label}</span>
                <span className="t3">{bound === 'at-most' ? 'at most' : 'at least'}</span>
                <input
                  className="input small amount"
                  aria-label={label}
                  inputMode="decimal"
                  autoComplete="off"
                  placeholder="none"
                  value={typed[keyOf(rule, account)] ?? setNow(rule, account)}
                  onChange={(event) => setTyped({ ...typed, [keyOf(rule, account)]: event.target.value })}
                />
                <span className="t3">{units[unit]}</span>
              </label>
            );
          })}
        </div>
        {change.problem !== null && (
          <p className="problem" role="alert">
            <Shape state="danger" />
            {change.problem}
          </p>
        )}
        <DialogActions action="Set the limits" isBusy={change.isBusy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
