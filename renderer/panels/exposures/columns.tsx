import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import type { ExposureGridRow } from '../../../shared/contract/views.ts';
import { signedMoneyText } from '../../../shared/format/money.ts';
import { priceText } from '../../../shared/format/price.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { fittingDecimals } from '../../format/fitting-decimals.ts';
import { quantityText } from '../../../shared/format/quantity.ts';
import { distanceText, ratioText } from '../../../shared/format/ratio.ts';
import { farSigmas, sigmaText } from '../../../shared/format/sigma.ts';
import { cellColumn, type CellColumn } from '../../widgets/cell-columns.tsx';
import { directionClass } from '../../widgets/direction.ts';
import { Figure } from '../../widgets/figure.tsx';
import { hiddenColumns, widthOf } from '../../widgets/fit-columns.ts';
import { Icon } from '../../widgets/icon.tsx';
import { Shape, stateClass } from '../../widgets/shape.tsx';
import type { KeptColumns } from '../../widgets/kept-columns.ts';
import { toggleGroup, type GroupBy } from './use-exposures.ts';

type Row = ExposureGridRow;

export interface ColumnSettings {
  readonly base: string;
  readonly groupBy: GroupBy;
  /** What the trader shows, hides and widened. */
  readonly kept: KeptColumns;
  readonly folded: ReadonlySet<string>;
  readonly grouped: ReadonlySet<string>;
  readonly rows: readonly Row[];
  /** Of the grid, in pixels. */
  readonly width: number;
}

/** A column of figures before it has its width; one that is not wanted stands only where the trader asks for it. */
type Figures = Omit<CellColumn<Row>, 'width'> & { readonly giveWay: number | null; readonly isWanted?: boolean };

/** The columns of Exposures, in the order of LOOK: what it is, how much, and where it ends. Each as wide as its longest figure. */
export function exposureColumns(settings: ColumnSettings): ColDef<Row>[] {
  const { rows, width, kept } = settings;
  const figures = figureColumns(settings).map((column) => ({
    ...column,
    width:
      kept.widths[column.id] ??
      widthOf(textsOf(rows, column), column.header, column.id === sortedFirst ? shapeWidth : 0),
    isAskedFor: kept.shown.includes(column.id),
  }));
  const nameWidth = kept.widths['name'] ?? (width < narrowUnder ? 104 : settings.groupBy === 'asset' ? 132 : 140);
  const standing = figures.filter(
    ({ id, isWanted, isAskedFor }) => !kept.hidden.includes(id) && (isWanted !== false || isAskedFor),
  );
  const wanted = [
    { id: 'name', width: nameWidth + scrollBarWidth, giveWay: null },
    // What the trader asked for gives way to nothing.
    ...standing.map((column) => (column.isAskedFor ? { ...column, giveWay: null } : column)),
  ];
  const hidden = hiddenColumns(wanted, width);
  const columns = figures.map((column) =>
    cellColumn<Row>({ ...column, hide: hidden.has(column.id) || !standing.includes(column) }),
  );
  return [
    {
      colId: 'name',
      headerName: nameHeader[settings.groupBy],
      flex: 1,
      minWidth: nameWidth - 20,
      valueGetter: ({ data }) => (data === undefined ? '' : `${data.name} ${data.detail}`),
      cellRenderer: NameCell,
      cellRendererParams: { folded: settings.folded, grouped: settings.grouped },
    },
    ...columns.map((column) =>
      column.colId === sortedFirst
        ? { ...column, initialSort: 'asc' as const, cellRendererSelector: () => ({ component: SigmaCell }) }
        : column,
    ),
  ];
}

/** The nearest danger stands first. */
const sortedFirst = 'distanceSigma';
const shapeWidth = 17;
const scrollBarWidth = 11;
/** Under this mark, share and away % go. */
const narrowUnder = 480;

function textsOf(rows: readonly Row[], column: Figures): readonly string[] {
  return rows.map((row) => {
    const { value, status } = column.cell(row);
    if (status === 'missing-data') return column.isShort === true ? '??' : 'missing.';
    return value === null ? '' : column.format(value, row);
  });
}

function figureColumns({ base, rows, width }: ColumnSettings): readonly Figures[] {
  const isNarrow = width < narrowUnder;
  return [
    {
      id: 'quantity',
      header: 'Quantity',
      cell: (row) => row.quantity,
      format: (value, row) => quantityText(value, fittingDecimals(value, row.quantityDecimals)),
      bySize: true,
      giveWay: 4,
    },
    {
      id: 'mark',
      header: 'Mark',
      cell: (row) => row.mark,
      format: (value, row) => priceText(value, row.priceDecimals),
      className: (row) => (row.kind === 'subtotal' ? 't3' : ''),
      giveWay: 2,
      isWanted: !isNarrow,
    },
    {
      id: 'entry',
      header: 'Entry',
      cell: (row) => row.entry,
      format: (value, row) => priceText(value, row.priceDecimals),
      giveWay: null,
      isWanted: false,
    },
    {
      id: 'notional',
      header: `Notional, ${base}`,
      cell: (row) => row.notional,
      format: signedMoneyText,
      bySize: true,
      className: () => 't1',
      giveWay: null,
    },
    listedColumn('marketValue', `Value, ${base}`, 'Market value: what it would fetch at the mark', rows),
    listedColumn('strikeNotional', `Strike, ${base}`, 'Contracts × multiplier × strike', rows),
    {
      id: 'share',
      header: 'Share, %',
      tooltip: 'Of gross exposure',
      cell: (row) => row.share,
      inPercent: true,
      format: ratioText,
      giveWay: 1,
      isWanted: !isNarrow,
    },
    {
      id: 'pnl',
      header: `P&L, ${base}`,
      tooltip: 'Unrealised, at the mark',
      cell: (row) => row.pnl,
      format: signedMoneyText,
      className: (row) => directionClass(row.pnl.value ?? 0),
      giveWay: 5,
    },
    {
      id: 'funding',
      header: `Funding, ${base}`,
      tooltip: 'Received +, paid −, since the position was opened',
      cell: (row) => row.funding,
      format: signedMoneyText,
      className: (row) => directionClass(row.funding.value ?? 0),
      giveWay: null,
      isWanted: false,
    },
    {
      id: 'onePercentMove',
      header: `1 % move, ${base}`,
      tooltip: 'What a rise of the asset by 1 % does to equity',
      cell: (row) => row.onePercentMove,
      format: signedMoneyText,
      giveWay: null,
      isWanted: false,
    },
    {
      id: 'liquidation',
      header: 'Liquidation',
      tooltip: 'The nearest price of this instrument at which its pool is liquidated, the others at their marks',
      cell: (row) => row.liquidation,
      format: (value, row) => priceText(value, row.priceDecimals),
      className: (row) => (row.liquidation.status === 'value' ? 't1' : ''),
      giveWay: null,
    },
    {
      id: 'distanceFraction',
      header: 'Away, %',
      cell: (row) => row.distanceFraction,
      inPercent: true,
      format: distanceText,
      isShort: true,
      isNearFirst: true,
      bySize: true,
      className: (row) => stateClass(row.state) || (isFar(row) ? 't3' : ''),
      giveWay: 3,
      isWanted: !isNarrow,
    },
    {
      id: sortedFirst,
      header: isNarrow ? 'σ' : 'Away, σ',
      tooltip: 'Daily standard deviations to the liquidation price',
      cell: (row) => row.distanceSigma,
      format: sigmaText,
      isShort: true,
      isNearFirst: true,
      className: (row) => (stateClass(row.state) === '' ? (isFar(row) ? 't3' : '') : `${stateClass(row.state)} strong`),
      giveWay: null,
    },
  ];
}

/** A figure that only stocks and options have; a row without it shows that it does not apply. */
function listedColumn(id: ListedFigure, header: string, tooltip: string, rows: readonly Row[]): Figures {
  return {
    id,
    header,
    tooltip,
    cell: (row) => row[id],
    format: signedMoneyText,
    bySize: true,
    giveWay: 6,
    isWanted: rows.some((row) => row[id].status !== 'not-applicable'),
  };
}

type ListedFigure = 'marketValue' | 'strikeNotional';

const nameHeader: Readonly<Record<GroupBy, string>> = {
  asset: 'Asset, account',
  account: 'Account, instrument',
  venue: 'Venue, instrument',
};

function isFar(row: Row): boolean {
  return row.distanceSigma.value !== null && row.distanceSigma.value > farSigmas;
}

/** Subtotals fold; members stand under them; a row alone says what and where in two ranks of text. */
function NameCell({
  data,
  folded,
  grouped,
}: ICellRendererParams<Row> & { readonly folded: ReadonlySet<string>; readonly grouped: ReadonlySet<string> }) {
  if (data === undefined) return null;
  if (data.kind === 'subtotal') {
    const isFolded = folded.has(data.group);
    return (
      <span className="name">
        <button
          type="button"
          className="fold"
          tabIndex={-1}
          aria-expanded={!isFolded}
          aria-label={`${isFolded ? 'Unfold' : 'Fold'} ${data.name}`}
          onClick={() => toggleGroup(data.group)}
        >
          <Icon name={isFolded ? 'right' : 'chevron'} />
        </button>
        <span>{data.name}</span>
        <span className="t3 ellipsis plain-weight">{data.detail}</span>
      </span>
    );
  }
  if (data.kind === 'total')
    return <span className="ellipsis">{[data.name, data.detail].filter(Boolean).join(', ')}</span>;
  const isMember = grouped.has(data.group);
  return (
    <span className={isMember ? 'name indent' : 'name'} title={data.instrument ?? data.name}>
      {isMember ? (
        <span className="ellipsis">{data.detail === '' ? data.name : data.detail}</span>
      ) : (
        <>
          <span className="t1 strong">{data.name}</span>
          <span className="ellipsis">{data.detail}</span>
        </>
      )}
      {data.state === 'unknown' && <Shape state="unknown" label="state unknown" />}
    </span>
  );
}

/** The distance that decides the state carries its shape. */
function SigmaCell({ value, data, valueFormatted }: ICellRendererParams<Row>) {
  if (data === undefined || value == null) return null;
  if (value.status === 'none') return <span className="na">{notApplicableText}</span>;
  if (value.status !== 'value') return <Figure figure={value} format={sigmaText} short />;
  const state = stateClass(data.state);
  return state === '' || data.kind === 'subtotal' ? (
    valueFormatted
  ) : (
    <span className="state">
      <Shape state={state} label={state} />
      {valueFormatted}
    </span>
  );
}
