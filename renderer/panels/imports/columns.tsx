import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import type { PreviewRow } from '../../../shared/contract/imports.ts';
import { countText } from '../../../shared/format/count.ts';
import { minus, notApplicableText } from '../../../shared/format/number-text.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { timeSecondsText } from '../../../shared/format/time.ts';
import { Icon } from '../../widgets/icon.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { markedRaw, type PreviewLine } from './preview-rows.ts';

/** The columns of a preview: line, result, what was read, and why. In a narrow one the reason is worth more than kind and side. */
export function previewColumns(timeHeader: string, isNarrow: boolean): ColDef<PreviewLine>[] {
  return [
    {
      colId: 'line',
      headerName: 'Line',
      headerClass: 'ag-right-aligned-header',
      width: isNarrow ? 48 : 70,
      valueGetter: ({ data }) => data?.row.line,
      valueFormatter: ({ data }) =>
        data === undefined || data.kind === 'raw' ? '' : data.kind === 'fold' ? '⋯' : countText(data.row.line),
      cellClass: 'right t3',
    },
    {
      colId: 'result',
      headerName: 'Result',
      width: isNarrow ? 94 : 100,
      valueGetter: ({ data }) => data?.row.result,
      cellRenderer: ResultCell,
      colSpan: ({ data }) => (data === undefined || data.kind === 'row' ? 1 : 8),
    },
    {
      colId: 'time',
      headerName: timeHeader,
      width: 150,
      valueGetter: ({ data }) => data?.row.timeMs,
      valueFormatter: ({ value }) => (value == null ? notApplicableText : timeSecondsText(value)),
    },
    {
      colId: 'instrument',
      headerName: 'Instrument',
      width: isNarrow ? 126 : 132,
      valueGetter: ({ data }) => data?.row.instrument ?? notApplicableText,
      cellClass: 't1',
    },
    {
      colId: 'kind',
      headerName: 'Kind',
      width: 86,
      hide: isNarrow,
      valueGetter: ({ data }) => data?.row.kind ?? notApplicableText,
    },
    {
      colId: 'side',
      headerName: 'Side',
      width: 56,
      hide: isNarrow,
      valueGetter: ({ data }) => data?.row.side ?? notApplicableText,
    },
    amountColumn('quantity', 'Quantity', isNarrow, (row) => row.quantity),
    amountColumn('price', 'Price', isNarrow, (row) => row.price),
    {
      colId: 'why',
      headerName: 'Why',
      flex: 1,
      minWidth: 120,
      valueGetter: ({ data }) => data?.row.why,
      tooltipValueGetter: ({ data }) => data?.row.why ?? null,
      cellClass: ({ data }) => (data?.row.result === 'failed' ? 'danger' : ''),
    },
  ];
}

function amountColumn(
  id: string,
  header: string,
  isNarrow: boolean,
  of: (row: PreviewRow) => string | null,
): ColDef<PreviewLine> {
  return {
    colId: id,
    headerName: header,
    headerClass: 'ag-right-aligned-header',
    width: isNarrow ? 80 : 90,
    valueGetter: ({ data }) => (data === undefined ? null : of(data.row)),
    valueFormatter: ({ value }) => (value == null ? notApplicableText : amountText(String(value))),
    cellClass: 'right',
  };
}

/** What a file says is shown as it is, but for groups and a true minus. */
function amountText(text: string): string {
  return /^-?\d+(\.\d+)?$/.test(text) ? exactAmountText(text) : text.replace('-', minus);
}

function ResultCell({ data }: ICellRendererParams<PreviewLine>) {
  if (data === undefined) return null;
  if (data.kind === 'fold') return <span className="t3">{data.row.why}</span>;
  if (data.kind === 'raw') return <Raw raw={data.row.raw ?? ''} why={data.row.why} />;
  switch (data.row.result) {
    case 'failed':
      return (
        <span className="state danger strong">
          <Shape state="danger" />
          failed
        </span>
      );
    case 'duplicate':
      return (
        <span className="state t3">
          <Icon name="assumed" />
          duplicate
        </span>
      );
    case 'ignored':
      return (
        <span className="state t3">
          <Icon name="excluded" />
          ignored
        </span>
      );
    default:
      return (
        <span className="state t1">
          <Icon name="check" />
          accepted
        </span>
      );
  }
}

/** The raw text of a row, the bad part marked where it is known. */
export function Raw({ raw, why }: { readonly raw: string; readonly why: string }) {
  const [before, bad, after] = markedRaw(raw, why);
  return (
    <code className="raw" title={raw}>
      {before}
      {bad !== '' && <mark>{bad}</mark>}
      {after}
    </code>
  );
}
