import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import type { AccountView, Cell } from '../../../shared/contract/views.ts';
import { ageText, staleAfterMs } from '../../../shared/format/age.ts';
import { leverageText } from '../../../shared/format/leverage.ts';
import { moneyText } from '../../../shared/format/money.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { distanceText, ratioText } from '../../../shared/format/ratio.ts';
import { timeSecondsText } from '../../../shared/format/time.ts';
import { cellColumn } from '../../widgets/cell-columns.tsx';
import { Figure } from '../../widgets/figure.tsx';
import type { CopyContext } from '../../widgets/grid-copy.ts';
import { widthOf } from '../../widgets/fit-columns.ts';
import { Icon } from '../../widgets/icon.tsx';
import { ratioState } from '../../widgets/ratio-state.ts';
import { Shape, stateClass } from '../../widgets/shape.tsx';
import { BadgeButton } from '../reconcile/badge.tsx';

type Row = AccountView;

/** The columns of Accounts: state and name first, then what it is worth and how near its end is. */
export function accountColumns(base: string, asOfMs: number, isNarrow: boolean, rows: readonly Row[]): ColDef<Row>[] {
  const leverageHeader = isNarrow ? 'Lev.' : 'Leverage';
  return [
    {
      colId: 'name',
      headerName: 'Account',
      flex: 1,
      minWidth: 96,
      valueGetter: ({ data }) => data?.name ?? '',
      cellRenderer: NameCell,
    },
    cellColumn<Row>({
      id: 'equity',
      header: `Equity, ${base}`,
      cell: (row) => row.equity,
      format: moneyText,
      width: widthOf(
        rows.map((row) => textOf(row.equity, moneyText)),
        `Equity, ${base}`,
      ),
      className: () => 't1',
    }),
    cellColumn<Row>({
      id: 'leverage',
      header: leverageHeader,
      tooltip: 'Gross exposure over equity',
      cell: (row) => row.leverage,
      format: leverageText,
      width: widthOf(
        rows.map((row) => textOf(row.leverage, leverageText)),
        leverageHeader,
      ),
      className: () => 't1',
    }),
    cellColumn<Row>({
      id: 'maintenance',
      header: `Maint., ${base}`,
      tooltip: 'Maintenance margin: at this equity the venue liquidates',
      cell: (row) => row.maintenance,
      format: moneyText,
      width: widthOf(
        rows.map((row) => textOf(row.maintenance, moneyText)),
        `Maint., ${base}`,
      ),
      hide: isNarrow,
    }),
    {
      ...cellColumn<Row>({
        id: 'marginRatio',
        header: isNarrow ? 'Ratio, %' : 'Margin ratio, %',
        tooltip: 'Maintenance over equity: liquidated at 100 %',
        cell: (row) => row.marginRatio,
        inPercent: true,
        format: ratioText,
        width: isNarrow ? 60 : 104,
        className: (row) => ratioClass(row.marginRatio.value) || 't1',
      }),
      // The meter says what the figure says: where room is short it goes first.
      cellRendererSelector: () => ({ component: isNarrow ? PlainRatioCell : RatioCell }),
    },
    {
      colId: 'nearest',
      context: {
        copy: ({ nearest }) =>
          nearest === null ? null : `${nearest.asset} ${Number((nearest.distanceFraction * 100).toPrecision(15))}`,
      } satisfies CopyContext<Row>,
      headerName: 'Nearest, %',
      headerClass: 'ag-right-aligned-header',
      width: widthOf(rows.map(nearestText), 'Nearest, %'),
      valueGetter: ({ data }) => (data?.nearest === null ? null : Math.abs(data?.nearest.distanceFraction ?? 0)),
      valueFormatter: ({ data }) => (data === undefined ? '' : nearestText(data)),
      cellClass: ({ data }) =>
        ['right', data?.state === 'danger' ? 'danger' : '', data?.nearest == null ? 't3' : ''].filter(Boolean),
      cellClassRules: { flagged: ({ data }) => data?.nearest != null && data.maintenance.flags.length > 0 },
    },
    {
      colId: 'book',
      headerName: 'Book',
      headerTooltip: 'Whether the book is the broker’s own',
      width: isNarrow ? 44 : 52,
      // A cell is drawn anew when its value is another: the sentence changes with the day, too.
      valueGetter: ({ data }) => data?.reconciliation.summary ?? '',
      cellRenderer: BookCell,
    },
    {
      colId: 'age',
      // The instant says more than how long ago it was.
      context: {
        copy: ({ dataAsOfMs }) => (dataAsOfMs === null ? null : `${timeSecondsText(dataAsOfMs)} UTC`),
      } satisfies CopyContext<Row>,
      headerName: 'Age',
      headerTooltip: 'Of the newest row of the account; the age of its prices stands in the headline',
      headerClass: 'ag-right-aligned-header',
      width: widthOf(
        rows.map(({ dataAsOfMs }) => (dataAsOfMs === null ? '' : ageText(asOfMs - dataAsOfMs))),
        'Age',
        clockWidth,
      ),
      hide: isNarrow,
      valueGetter: ({ data }) => (data?.dataAsOfMs == null ? null : asOfMs - data.dataAsOfMs),
      cellRenderer: AgeCell,
      cellClass: 'right',
    },
  ];
}

/** The clock before an age, and its gap. */
const clockWidth = 18;

function nearestText({ nearest }: Row): string {
  return nearest === null ? notApplicableText : `${nearest.asset} ${distanceText(nearest.distanceFraction)}`;
}

/** What stands in a cell, for its width. */
function textOf({ value }: Cell, format: (value: number) => string): string {
  return value === null ? 'missing.' : format(value);
}

function NameCell({ data }: ICellRendererParams<Row>) {
  if (data === undefined) return null;
  return (
    <span className={`name ${stateClass(data.state)}`} title={`${data.name}, ${data.venueName}, ${data.state}`}>
      <Shape state={data.state} label={data.state} />
      <span className={data.state === 'unknown' ? 'ellipsis' : 't1 strong ellipsis'}>{data.name}</span>
    </span>
  );
}

function BookCell({ data }: ICellRendererParams<Row>) {
  return data === undefined ? null : <BadgeButton account={data} />;
}

function RatioCell({ data, valueFormatted }: ICellRendererParams<Row>) {
  if (data === undefined) return null;
  const { marginRatio } = data;
  if (marginRatio.status !== 'value' || marginRatio.value === null)
    return <Figure figure={marginRatio} format={ratioText} />;
  return (
    <>
      {valueFormatted}{' '}
      <span className={`meter ${ratioClass(marginRatio.value)}`} aria-hidden="true">
        <i style={{ width: `${Math.min(100, Math.max(0, marginRatio.value * 100))}%` }} />
      </span>
    </>
  );
}

function PlainRatioCell({ data }: ICellRendererParams<Row>) {
  return data === undefined ? null : <Figure figure={data.marginRatio} format={ratioText} />;
}

function AgeCell({ value }: ICellRendererParams<Row, number | null>) {
  if (value == null) return <span className="na">{notApplicableText}</span>;
  return (
    <span className="name">
      {value > staleAfterMs && <Icon name="clock" />}
      {ageText(value)}
    </span>
  );
}

/** The colour of a margin ratio; a safe one has none. */
function ratioClass(ratio: number | null): '' | 'watch' | 'danger' {
  return stateClass(ratioState(ratio));
}
