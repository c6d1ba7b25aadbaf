import type { GridApi, RowClassRules } from 'ag-grid-community';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { FileReport, ImportPreview } from '../../../shared/contract/imports.ts';
import { useApi } from '../../api/client.ts';
import { bytesText } from '../../format/bytes.ts';
import { countedText, countText } from '../../../shared/format/count.ts';
import { useWidth } from '../../layout/use-size.ts';
import { Grid } from '../../widgets/grid.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Segmented } from '../../widgets/segmented.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { previewColumns } from './columns.tsx';
import { startMapping, type PreviewOptions } from './import-session.ts';
import { previewLines, rowCounts, type PreviewLine, type RowFilter } from './preview-rows.ts';
import { Questions } from './questions.tsx';

/** Everything an import would do, before anything is written. */
export function Preview({
  preview,
  name,
  options,
}: {
  readonly preview: ImportPreview;
  readonly name: string;
  readonly options: PreviewOptions;
}) {
  const { report } = preview;
  const api = useApi();
  const [filter, setFilter] = useState<RowFilter>('all');
  const grid = useRef<GridApi<PreviewLine> | null>(null);
  const lines = useMemo(() => previewLines(preview.rows, filter), [preview.rows, filter]);
  const isLocal = preview.questions.some(({ kind }) => kind === 'timezone');
  const [width, widthRef] = useWidth();
  const isNarrow = width < 860;
  const columns = useMemo(
    () => previewColumns(isLocal ? 'Time, UTC as read' : 'Time, UTC', isNarrow),
    [isLocal, isNarrow],
  );

  function press(event: KeyboardEvent): void {
    if (event.key !== 'f' || event.ctrlKey || event.metaKey) return;
    goToNextFailed(grid.current);
  }

  return (
    <div className="panel preview">
      {/* Letters act on the grid inside, which has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="preview-rows" ref={widthRef} onKeyDown={press}>
        <Head preview={preview} name={name} />
        {report.error === null ? (
          <>
            <div className="tools">
              <Segmented label="Rows shown" value={filter} options={filterOptions(report)} onChange={setFilter} />
              <span className="grow" />
              <span className="t3 ellipsis">{ignoredText(report)}</span>
            </div>
            <Grid
              label="Rows of the file"
              columns={columns}
              rows={lines}
              rowId={(line) => line.id}
              rowClassRules={rowRules}
              onApi={(api) => {
                grid.current = api;
              }}
            />
            <div className="strip">
              <span className="note">
                <Icon name="info" />
                Alike rows are folded; F goes to the next failed row
              </span>
            </div>
          </>
        ) : (
          <div className="alert danger refusal">
            <Shape state="danger" />
            <div>
              <strong>{report.error.message}</strong>
              <div>{report.error.mend}</div>
              {preview.canMap && (
                <button type="button" className="button primary" onClick={() => void startMapping(api)}>
                  Map its columns…
                </button>
              )}
            </div>
          </div>
        )}
      </div>
      <Questions preview={preview} options={options} />
    </div>
  );
}

function Head({ preview, name }: { readonly preview: ImportPreview; readonly name: string }) {
  const { report } = preview;
  const api = useApi();
  return (
    <div className="preview-head">
      <div className="row">
        <Icon name="file" />
        <h2 className="dialog-title ellipsis">{name}</h2>
        <span className="t3 ellipsis">
          {bytesText(preview.bytes)}
          {report.sha256 !== '' && ` · sha256 ${report.sha256.slice(0, 4)}…${report.sha256.slice(-4)}`}
        </span>
        <span className="grow" />
        <span className="pill plain">preview, nothing written yet</span>
      </div>
      <div className="recognised">
        {preview.formatName === null ? (
          'Not recognised as any export that Ballast reads'
        ) : (
          <>
            Recognised as <strong>{preview.formatName}</strong>
            {report.account !== null && (
              <>
                {' '}
                · account <strong>{report.account}</strong>
              </>
            )}
            {preview.mapping !== null && (
              <button type="button" className="row-action" onClick={() => void startMapping(api)}>
                Change the mapping…
              </button>
            )}
          </>
        )}
      </div>
      {report.error === null && <Figures report={report} />}
    </div>
  );
}

const countNames = { accepted: 'Accepted', duplicates: 'Duplicates', ignored: 'Ignored', failed: 'Failed' } as const;

function Figures({ report }: { readonly report: FileReport }) {
  const counts = rowCounts(report);
  const note = {
    accepted: Object.entries(report.events)
      .map(([kind, count]) => countedText(count, kind))
      .join(', '),
    duplicates: 'already in the book',
    ignored: countedText(report.ignored.length, 'reason'),
    failed: report.failures.length === 0 ? 'none' : 'raw text below',
  };
  return (
    <>
      <div className="row-bar" aria-hidden="true">
        {counts
          .filter(({ count }) => count > 0)
          .map(({ kind, count }) => (
            <i key={kind} className={`swatch-${kind}`} style={{ flexGrow: count }} />
          ))}
      </div>
      <dl className="row-figures">
        <div>
          <dt>Rows in the file</dt>
          <dd>{countText(report.rows)}</dd>
          <dd className="label">counted on their own</dd>
        </div>
        {counts.map(({ kind, count }, place) => (
          <div
            key={kind}
            className={kind === 'failed' && count > 0 ? 'danger' : ''}
            data-operator={place === 0 ? '=' : '+'}
          >
            <dt>{countNames[kind]}</dt>
            <dd>{countText(count)}</dd>
            <dd className="label ellipsis" title={note[kind]}>
              <i className={`swatch swatch-${kind}`} />
              {note[kind]}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function filterOptions(report: FileReport): readonly { readonly value: RowFilter; readonly text: string }[] {
  const failed = report.failures.length;
  return [
    { value: 'all', text: `All ${countText(report.rows)}` },
    { value: 'accepted', text: 'Accepted' },
    { value: 'duplicate', text: 'Duplicates' },
    { value: 'ignored', text: 'Ignored' },
    { value: 'failed', text: failed === 0 ? 'Failed' : `Failed ${countText(failed)}` },
  ];
}

function ignoredText(report: FileReport): string {
  if (report.ignored.length === 0) return '';
  return `ignored: ${report.ignored.map(({ reason, count }) => `${countText(count)} ${reason}`).join(' · ')}`;
}

const rowRules: RowClassRules<PreviewLine> = {
  failed: ({ data }) => data?.row.result === 'failed' && data.kind === 'row',
  'raw-line': ({ data }) => data?.kind === 'raw',
  sub: ({ data }) => data?.kind === 'fold',
  out: ({ data }) => data?.row.result === 'ignored' || data?.row.result === 'duplicate',
};

function goToNextFailed(api: GridApi<PreviewLine> | null): void {
  if (api === null) return;
  const from = api.getFocusedCell()?.rowIndex ?? -1;
  const failed: number[] = [];
  api.forEachNodeAfterFilterAndSort((node) => {
    if (node.data?.kind === 'row' && node.data.row.result === 'failed' && node.rowIndex !== null)
      failed.push(node.rowIndex);
  });
  const next = failed.find((index) => index > from) ?? failed[0];
  if (next === undefined) return;
  api.ensureIndexVisible(next, 'middle');
  api.setFocusedCell(next, 'result');
}
