import { useEffect, useState } from 'react';
import type { CheckReport } from '../../../shared/contract/safety.ts';
import type { Fault } from '../../../shared/result/result.ts';
import { useApi } from '../../api/client.ts';
import { newJobId } from '../../api/jobs.ts';
import { Dialog } from '../../widgets/dialog.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { JobBar } from './job-bar.tsx';
import { restoreBackup } from './safety-commands.ts';
import { endTask } from './safety-store.ts';

/** Looks through the whole vault at once, and says of each thing whether it holds. */
export function CheckDialog() {
  const api = useApi();
  const [jobId] = useState(newJobId);
  const [report, setReport] = useState<CheckReport | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  useEffect(() => {
    let isShown = true;
    void api.client['vault.check']({ jobId }).then((result) => {
      if (!isShown) return;
      if (result.ok) setReport(result.value);
      else setFault(result.fault);
    });
    return () => {
      isShown = false;
      void api.client['jobs.cancel']({ jobId });
    };
  }, [api, jobId]);
  const isBusy = report === null && fault === null;
  return (
    <Dialog
      title="Check this vault"
      description="Every page, every link and every imported file against its hash. Nothing is changed."
      onClose={endTask}
    >
      {isBusy && <JobBar jobId={jobId} begins="Looking through the vault" />}
      {fault !== null && (
        <p className="problem" role="alert">
          <Shape state="danger" />
          {fault.message} {fault.mend}
        </p>
      )}
      {report !== null && <Found report={report} />}
      <div className="dialog-actions">
        <span className="grow" />
        {report !== null && !report.ok && (
          <button type="button" className="button" onClick={() => void restoreBackup(api)}>
            Restore a backup…
          </button>
        )}
        <button type="button" className={isBusy ? 'button' : 'button primary'} onClick={endTask}>
          {isBusy ? 'Stop' : 'Close'}
        </button>
      </div>
    </Dialog>
  );
}

function Found({ report: { ok, checks } }: { readonly report: CheckReport }) {
  const broken = checks.filter((check) => !check.ok).length;
  return (
    <>
      <p className="t1" role="status">
        {ok ? 'The vault holds.' : `The vault does not hold: ${broken} of ${checks.length} checks found something.`}
      </p>
      <ul className="check-list">
        {checks.map(({ id, label, ok: holds, found }) => (
          <li key={id} className={holds ? '' : 'danger'}>
            {holds ? <Icon name="check" /> : <Shape state="danger" label="danger" />}
            <div>
              <div className={holds ? 't2' : 'strong'}>{label}</div>
              {found.map((sentence) => (
                <div key={sentence} className="t1">
                  {sentence}
                </div>
              ))}
            </div>
            <span className="t3">{holds ? 'ok' : 'wrong'}</span>
          </li>
        ))}
      </ul>
      {!ok && (
        <p className="t2">
          Restore a backup: this vault is put aside whole, and what was done since can be imported again.
        </p>
      )}
    </>
  );
}
