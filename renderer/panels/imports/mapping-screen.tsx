import { useMemo, useState } from 'react';
import type { MappingProposal, MappingTrial } from '../../../shared/contract/imports.ts';
import type { Mapping } from '../../../shared/contract/mapping.ts';
import { countedText, countText } from '../../../shared/format/count.ts';
import { useApi } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { useWidth } from '../../layout/use-size.ts';
import { Grid } from '../../widgets/grid.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { previewColumns } from './columns.tsx';
import { leaveMapping, previewMapped, type Incoming } from './import-session.ts';
import { MappingColumns } from './mapping-columns.tsx';
import { Word } from './mapping-controls.tsx';
import { MappingFields } from './mapping-fields.tsx';
import { openMappingFile, saveMappingFile } from './mapping-files.ts';
import { previewLines } from './preview-rows.ts';

/** The columns of an unknown table beside what Ballast needs to know, and what comes of it below. */
export function MappingScreen({ file, proposal }: { readonly file: Incoming; readonly proposal: MappingProposal }) {
  const api = useApi();
  const [mapping, setMapping] = useState(proposal.mapping);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const trial = useCall('mappings.try', { source: { kind: 'upload', uploadId: file.uploadId }, mapping }).data;
  const missing = trial?.missing ?? proposal.missing;
  const remarks = [
    ...missing.map((remark) => ({ ...remark, isMissing: true })),
    ...proposal.doubts.filter(({ part }) => !touched.has(part)).map((remark) => ({ ...remark, isMissing: false })),
  ];

  function change(part: Partial<Mapping>): void {
    setMapping((before) => ({ ...before, ...part }));
    setTouched((before) => new Set([...before, ...Object.keys(part)]));
  }
  function replace(next: Mapping): void {
    setMapping(next);
    setTouched(new Set(Object.keys(next)));
  }

  return (
    <div className="panel mapping">
      <div className="mapping-head">
        <Icon name="file" />
        <h2 className="dialog-title ellipsis">{file.name}</h2>
        <span className="t3 ellipsis">
          header in line {countText(proposal.headerLine)}, {countedText(proposal.columns.length, 'column')}
          {proposal.isRemembered && ', remembered'}
        </span>
        <span className="grow" />
        <Word
          label="Name of the mapping"
          value={mapping.name}
          onChange={(name) => change({ name: name.replaceAll('/', ' ').slice(0, 60) })}
        />
        <button type="button" className="button" onClick={() => openMappingFile(api, proposal, replace)}>
          Load…
        </button>
        <button type="button" className="button" onClick={() => void saveMappingFile(api, mapping)}>
          Save as file
        </button>
      </div>
      <div className="mapping-body">
        <MappingColumns columns={proposal.columns} mapping={mapping} proofs={proposal.proofs} />
        <section className="mapping-side" aria-label="What the columns mean">
          <MappingFields
            mapping={mapping}
            columns={proposal.columns}
            remarks={remarks}
            values={trial?.values ?? []}
            change={change}
          />
        </section>
      </div>
      <Trial trial={trial} />
      <div className="mapping-actions">
        <span className="grow ellipsis t2" role="status">
          {missing.length > 0 ? (
            <span className="state watch">
              <Shape state="watch" />
              {missing[0]?.text}
              {missing.length > 1 && ` And ${missing.length - 1} more.`}
            </span>
          ) : (
            'Nothing is written yet: the next step shows every row.'
          )}
        </span>
        <button type="button" className="button big" onClick={leaveMapping}>
          Back
        </button>
        <button
          type="button"
          className="button primary big"
          disabled={missing.length > 0 || mapping.name.trim() === ''}
          onClick={() => void previewMapped(api, mapping)}
        >
          Preview the import
        </button>
      </div>
    </div>
  );
}

/** The first rows as events, and how many of those that were tried would fail. */
function Trial({ trial }: { readonly trial: MappingTrial | undefined }) {
  const [width, widthRef] = useWidth();
  const isNarrow = width < 860;
  const columns = useMemo(() => previewColumns('Time, UTC', isNarrow), [isNarrow]);
  const lines = useMemo(() => previewLines(trial?.rows ?? [], 'all'), [trial]);
  return (
    <section className="mapping-trial" ref={widthRef} aria-label="First rows as Ballast would read them">
      <div className="tools" role="status">
        {trial === undefined ? (
          <span className="t3">reading…</span>
        ) : (
          <>
            <span className="t3">of the first {countedText(trial.rowsRead, 'row')}:</span>
            <span className="t1">{countText(trial.accepted)} read</span>
            <span className="t3">{countText(trial.ignored)} ignored</span>
            <span className={trial.failed > 0 ? 'state danger' : 't3'}>
              {trial.failed > 0 && <Shape state="danger" />}
              {trial.failed === 0 ? 'none failed' : `${countText(trial.failed)} failed`}
            </span>
            {trial.differing > 0 && (
              <span className="state watch">{countText(trial.differing)} whose value is not price × quantity</span>
            )}
          </>
        )}
      </div>
      <Grid
        label="First rows"
        columns={columns}
        rows={lines}
        rowId={(line) => line.id}
        rowClassRules={{
          failed: ({ data }) => data?.row.result === 'failed' && data.kind === 'row',
          'raw-line': ({ data }) => data?.kind === 'raw',
          out: ({ data }) => data?.row.result === 'ignored',
        }}
      />
    </section>
  );
}
