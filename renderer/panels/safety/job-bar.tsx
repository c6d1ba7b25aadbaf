import { percentText } from '../../../shared/format/ratio.ts';
import { useJobs } from '../../api/jobs.ts';

/** How far a job is, in words and as a bar; until it has said anything, what it is about to do. */
export function JobBar({ jobId, begins }: { readonly jobId: string | null; readonly begins: string }) {
  const progress = useJobs((state) => (jobId === null ? undefined : state.byId[jobId]));
  const share = progress === undefined || progress.total === 0 ? null : Math.min(1, progress.done / progress.total);
  return (
    <div className="job-bar" role="status">
      <div className="row">
        <span className="grow">{progress?.label ?? begins}…</span>
        <span className="t3">{share === null ? '' : percentText(share, 0)}</span>
      </div>
      <div className="progress">
        <i style={{ width: `${(share ?? 0) * 100}%` }} />
      </div>
    </div>
  );
}
