import { useEffect } from 'react';
import { useApi } from '../../api/client.ts';
import { useJobs } from '../../api/jobs.ts';
import { countText } from '../../../shared/format/count.ts';
import { percentText } from '../../../shared/format/ratio.ts';
import { useDock } from '../../layout/dock-store.ts';
import { usePainted } from '../../layout/painted.ts';
import type { PanelProps } from '../../layout/panel-props.ts';
import { EmptyState } from '../../widgets/empty-state.tsx';
import { ImportList } from './import-list.tsx';
import { MappingScreen } from './mapping-screen.tsx';
import { Preview } from './preview.tsx';
import { cancelJob, discardPreview, useImportSession } from './import-session.ts';

/** Files on their way in, and those that are in. */
export function ImportsPanel({ isVisible }: PanelProps) {
  const stage = useImportSession((state) => state.stage);
  const api = useApi();
  const isShown = stage.kind === 'preview' || stage.kind === 'refused' || stage.kind === 'mapping';
  useWholeDock(isShown);
  usePainted('imports', isVisible && stage.kind !== 'idle', isShown);
  switch (stage.kind) {
    case 'idle':
      return <ImportList isVisible={isVisible} />;
    case 'reading':
      return (
        <Job
          title={`Reading ${stage.name}`}
          jobId={stage.jobId}
          text="Nothing is written until you have seen every row."
        />
      );
    case 'writing':
      return <Job title={`Importing ${stage.name}`} jobId={stage.jobId} text="Nothing is written until the end." />;
    case 'refused':
      return (
        <div className="panel">
          <EmptyState
            title={`${stage.name} is not imported`}
            action={
              <button type="button" className="button" onClick={() => void discardPreview(api)}>
                Close
              </button>
            }
          >
            {stage.fault.message} {stage.fault.mend}
          </EmptyState>
        </div>
      );
    case 'mapping':
      return <MappingScreen file={stage.file} proposal={stage.proposal} />;
    case 'preview':
      return <Preview preview={stage.preview} name={stage.file.name} options={stage.file.options} />;
  }
}

/** A preview takes the whole dock: rows and questions side by side need the width. */
function useWholeDock(isWanted: boolean): void {
  const dock = useDock((state) => state.dock);
  useEffect(() => {
    const panel = dock?.getPanel('imports');
    if (!isWanted || panel === undefined) return undefined;
    panel.api.setActive();
    panel.api.maximize();
    return () => {
      if (panel.api.isMaximized()) panel.api.exitMaximized();
    };
  }, [dock, isWanted]);
}

function Job({ title, jobId, text }: { readonly title: string; readonly jobId: string; readonly text: string }) {
  const api = useApi();
  const progress = useJobs((state) => state.byId[jobId]);
  const isCounted = progress !== undefined && progress.total > 0;
  const share = isCounted ? Math.min(1, progress.done / progress.total) : 0;
  return (
    <div className="panel">
      <div className="job" role="status">
        <div className="row">
          <strong className="grow ellipsis">{title}</strong>
          <span className="t3">{isCounted ? percentText(share, 0) : ''}</span>
        </div>
        <div className="progress">
          <i style={{ width: `${share * 100}%` }} />
        </div>
        <div className="row">
          <span className="grow">
            {isCounted && `${progress.label}, ${countText(progress.done)} of ${countText(progress.total)}. `}
            {text}
          </span>
          <button type="button" className="button" onClick={() => void cancelJob(api)}>
            Cancel
          </button>
        </div>
      </div>
    </div>
  );
}
