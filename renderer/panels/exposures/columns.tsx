import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import type { ExposureGridRow } from '../../../shared/contract/views.ts';
import { moneyText, signedMoneyText } from '../../../shared/format/money.ts';
import { priceText } from '../../../shared/format/price.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { fittingDecimals } from '../../format/fitting-decimals.ts';
import { quantityText } from '../../../shared/format/quantity.ts';
import { distanceText, ratioText } from '../../../shared/format/ratio.ts';
import { farSigmas, sigmaText } from '../../../shared/format/sigma.ts';
import { cellColumn } from '../../widgets/cell-columns.tsx';
import { directionClass } from '../../widgets/direction.ts';
import { Figure } from '../../widgets/figure.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Shape, stateClass } from '../../widgets/shape.tsx';
import { toggleGroup, type GroupBy, type OptionalColumn } from './use-exposures.ts';

type Row = ExposureGridRow;

export interface ColumnSettings {
  readonly base: string;
  readonly groupBy: GroupBy;
  readonly shown: ReadonlySet<OptionalColumn>;
  readonly folded: ReadonlySet<string>;
  readonly grouped: ReadonlySet<string>;
  /** Under 480 px mark, share and away % go. */
  readonly isNarrow: boolean;
}

/** The columns of Exposures, in the order of LOOK: what it is, how much, and where it ends. */
export function exposureColumns(settings: ColumnSettings): ColDef<Row>[] {
  const { base, isNarrow, shown } = settings;
  return [
    {
      colId: 'name',
      headerName: nameHeader[settings.groupBy],
      flex: 1,
      minWidth: isNarrow ? 90 : 110,
      valueGetter: ({ data }) => (data === undefined ? '' : `${data.name} ${data.detail}`),
      cellRenderer: NameCell,
      cellRendererParams: { folded: settings.folded, grouped: settings.grouped },
    },
    cellColumn<Row>({
      id: 'quantity',
      header: 'Quantity',
      cell: (row) => row.quantity,
      format: (value, row) => quantityText(value, fittingDecimals(value, row.quantityDecimals)),
      width: isNarrow ? 72 : 76,
      bySize: true,
    }),
    cellColumn<Row>({
      id: 'mark',
      header: 'Mark',
      cell: (row) => row.mark,
      format: (value, row) => priceText(value, row.priceDecimals),
      width: 74,
      hide: isNarrow,
      className: (row) => (row.kind === 'subtotal' ? 't3' : ''),
    }),
    cellColumn<Row>({
      id: 'entry',
      header: 'Entry',
      cell: (row) => row.entry,
      format: (value, row) => priceText(value, row.priceDecimals),
      width: 80,
      hide: !shown.has('entry'),
    }),
    cellColumn<Row>({
      id: 'notional',
      header: `Notional, ${base}`,
      cell: (row) => row.notional,
      format: signedMoneyText,
      width: isNarrow ? 86 : 90,
      bySize: true,
      className: () => 't1',
    }),
    cellColumn<Row>({
      id: 'share',
      header: 'Share, %',
      tooltip: 'Of gross exposure',
      cell: (row) => row.share,
      format: ratioText,
      width: 64,
      hide: isNarrow,
    }),
    cellColumn<Row>({
      id: 'pnl',
      header: `P&L, ${base}`,
      tooltip: 'Unrealised, at the mark',
      cell: (row) => row.pnl,
      format: signedMoneyText,
      width: 68,
      className: (row) => directionClass(row.pnl.value ?? 0),
    }),
    cellColumn<Row>({
      id: 'funding',
      header: `Funding, ${base}`,
      tooltip: 'Received +, paid −, since the position was opened',
      cell: (row) => row.funding,
      format: signedMoneyText,
      width: 86,
      hide: !shown.has('funding'),
      className: (row) => directionClass(row.funding.value ?? 0),
    }),
    cellColumn<Row>({
      id: 'onePercentMove',
      header: `1 % move, ${base}`,
      tooltip: 'What a rise of the asset by 1 % does to equity',
      cell: (row) => row.onePercentMove,
      format: signedMoneyText,
      width: 92,
      hide: !shown.has('onePercentMove'),
    }),
    cellColumn<Row>({
      id: 'liquidation',
      header: 'Liquidation',
      tooltip: 'The nearest price of this instrument at which its pool is liquidated, the others at their marks',
      cell: (row) => row.liquidation,
      format: (value, row) => priceText(value, row.priceDecimals),
      width: isNarrow ? 72 : 78,
      className: (row) => (row.liquidation.status === 'value' ? 't1' : ''),
    }),
    cellColumn<Row>({
      id: 'distanceFraction',
      header: 'Away, %',
      cell: (row) => row.distanceFraction,
      format: distanceText,
      width: 62,
      hide: isNarrow,
      isShort: true,
      bySize: true,
      className: (row) => stateClass(row.state) || (isFar(row) ? 't3' : ''),
    }),
    {
      ...cellColumn<Row>({
        id: 'distanceSigma',
        header: isNarrow ? 'σ' : 'Away, σ',
        tooltip: 'Daily standard deviations to the liquidation price',
        cell: (row) => row.distanceSigma,
        format: sigmaText,
        width: isNarrow ? 50 : 72,
        isShort: true,
        className: (row) => (stateClass(row.state) === '' ? (isFar(row) ? 't3' : '') : `${stateClass(row.state)} strong`),
      }),
      initialSort: 'asc',
      cellRendererSelector: () => ({ component: SigmaCell }),
    },
  ];
}

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
  if (data.kind === 'total') return <span className="ellipsis">{`${data.name} ${data.detail}`.trim()}</span>;
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
  if (value.status !== 'value') return <Figure figure={value} format={moneyText} short />;
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
