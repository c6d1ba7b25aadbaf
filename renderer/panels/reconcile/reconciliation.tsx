import { useEffect, useRef } from 'react';
import type { AccountReconciliation, ReconciliationLine } from '../../../shared/contract/reconcile.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { timeSecondsText } from '../../../shared/format/time.ts';
import { useCall } from '../../api/queries.ts';
import { FaultState } from '../../widgets/empty-state.tsx';
import { FigureGroup } from '../../widgets/figure-button.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { BadgeShape, badgeWord } from './badge.tsx';
import { LineRows } from './line-rows.tsx';
import { showReconciliation } from './use-reconciliation.ts';

/** One account held against its broker's own figures: what differs, why, what to do; below it what agrees. */
export function Reconciliation({ account }: { readonly account: string }) {
  const query = useCall('book.reconcile', { account });
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) back.current?.focus();
  }, []);
  if (query.error !== null) return <FaultState error={query.error} />;
  const found = query.data?.accounts.find((one) => one.account === account);
  return (
    <>
      <div className="tools">
        <button type="button" className="ghost" ref={back} onClick={() => showReconciliation(null)}>
          <Icon name="left" />
          Back
        </button>
        <strong className="ellipsis">{account}</strong>
        {found !== undefined && (
          <span className={`state ${found.state === 'differs' ? 'watch' : ''}`}>
            <BadgeShape state={found.state} />
            {badgeWord[found.state]}
          </span>
        )}
        <span className="grow" />
        <span className="t3 ellipsis">held against the broker’s own figures</span>
      </div>
      <div className="panel-body reconciliation" aria-busy={found === undefined}>
        {found !== undefined && <Found found={found} />}
      </div>
    </>
  );
}

function Found({ found }: { readonly found: AccountReconciliation }) {
  return (
    <>
      <p className="reconciliation-summary">{found.summary}</p>
      {found.lines.length > 0 && (
        <FigureGroup>
          <Lines lines={found.lines} />
        </FigureGroup>
      )}
      {found.agreements.length > 0 && <Agreements agreements={found.agreements} />}
      <p className="label">
        Figures agree within half a unit of the last digit that the broker prints, never more; liquidation prices within
        a tenth of a percent. Difference: reported less what the rows add up to.
      </p>
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly ReconciliationLine[] }) {
  return (
    <table className="table roomy reconciliation-lines" aria-label="What does not simply agree">
      <colgroup>
        <col />
        <col className="w-112" />
        <col className="w-112" />
        <col className="w-112" />
        <col className="w-140" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="left">
            What
          </th>
          <th scope="col">Rows add up to</th>
          <th scope="col">Reported</th>
          <th scope="col">Difference</th>
          <th scope="col">
            <span className="unseen">Mend</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LineRows key={line.id} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function Agreements({ agreements }: { readonly agreements: AccountReconciliation['agreements'] }) {
  return (
    <table className="table roomy" aria-label="What agrees">
      <colgroup>
        <col />
        <col className="w-140" />
        <col className="w-112" />
        <col className="w-140" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="left">
            Agrees
          </th>
          <th scope="col">Figure</th>
          <th scope="col">Compared</th>
          <th scope="col">Last, UTC</th>
        </tr>
      </thead>
      <tbody>
        {agreements.map(({ kind, subject, figure, compared, time }) => (
          <tr key={`${kind}/${subject}`}>
            <td className="left">
              <span className="t1">{subject}</span> <span className="t3">{agreeing[kind]}</span>
            </td>
            <td>{figure === null ? '–' : exactAmountText(figure)}</td>
            <td>{compared}</td>
            <td>{time === null ? '–' : timeSecondsText(Date.parse(time))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const agreeing: Readonly<Record<ReconciliationLine['kind'], string>> = {
  position: 'position',
  cash: 'cash',
  'running-balance': 'running balance, row by row',
  'realised-profit': 'realised profit, fill by fill',
  'running-position': 'position after each fill',
  history: 'history',
  'average-price': 'average price',
  'liquidation-price': 'liquidation price',
};
