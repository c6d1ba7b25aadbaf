import type { ExposureGridRow } from '../../shared/contract/views.ts';
import { scopeText } from '../../shared/measures/scope.ts';
import { figureOr, noCell, sumCells, valueCell, type Figures } from './figures.ts';

export type Grouping = 'asset' | 'account' | 'venue';

/** A row with what its quantity counts. */
export interface UnitRow {
  readonly unit: string;
  readonly row: ExposureGridRow;
}

/** The sum of a group. A figure of the risk picture comes before a sum made here, so that both readers see one number. */
export function subtotalRow(members: readonly UnitRow[], groupBy: Grouping, figures: Figures): ExposureGridRow {
  const rows = members.map(({ row }) => row);
  const { group, account, mark, priceDecimals } = rows[0] as ExposureGridRow;
  const sameUnit = groupBy === 'asset' && members.every(({ unit }) => unit === members[0]?.unit);
  const assetScope = groupBy === 'asset' ? scopeText({ kind: 'asset', asset: group }) : null;
  const scope = groupBy === 'account' && account !== null ? scopeText({ kind: 'account', account }) : assetScope;
  const sums = sumsOf(rows);
  return {
    ...sums,
    id: `subtotal:${group}`,
    kind: 'subtotal',
    group,
    name: group,
    detail: `net of ${rows.length}`,
    quantity: sameUnit ? sumCells(rows.map((row) => row.quantity)) : noCell,
    quantityDecimals: Math.max(...rows.map((row) => row.quantityDecimals)),
    mark: sameUnit ? mark : noCell,
    priceDecimals,
    notional: scope === null ? sums.notional : figureOr(figures, 'netExposure', scope, sums.notional),
    share: assetScope === null ? sums.share : figureOr(figures, 'exposureShare', assetScope, sums.share),
    onePercentMove:
      assetScope === null ? sums.onePercentMove : figureOr(figures, 'onePercentMove', assetScope, sums.onePercentMove),
  };
}

/** The whole book, pinned below: net exposure and the sums of all rows. */
export function totalRow(members: readonly UnitRow[], figures: Figures): ExposureGridRow {
  const rows = members.map(({ row }) => row);
  const count = rows.filter((row) => row.kind === 'position').length;
  const gross = figures.cell('grossExposure', 'book');
  return {
    ...sumsOf(rows),
    id: 'total',
    kind: 'total',
    group: '',
    name: 'Net',
    detail: `${count} position${count === 1 ? '' : 's'}`,
    quantity: noCell,
    quantityDecimals: 0,
    mark: noCell,
    priceDecimals: 2,
    notional: figures.cell('netExposure', 'book'),
    share: gross.value !== null && gross.value > 0 ? valueCell(1) : { ...gross, value: null, status: shareless(gross) },
  };
}

function shareless({ status }: ExposureGridRow['share']): ExposureGridRow['share']['status'] {
  return status === 'value' ? 'not-applicable' : status;
}

/** The columns that add up, and dashes where a sum says nothing. */
function sumsOf(
  rows: readonly ExposureGridRow[],
): Omit<
  ExposureGridRow,
  'id' | 'kind' | 'group' | 'name' | 'detail' | 'quantity' | 'quantityDecimals' | 'mark' | 'priceDecimals'
> {
  return {
    account: null,
    instrument: null,
    entry: noCell,
    notional: sumCells(rows.map((row) => row.notional)),
    marketValue: sumCells(rows.map((row) => row.marketValue)),
    strikeNotional: sumCells(rows.map((row) => row.strikeNotional)),
    share: sumCells(rows.map((row) => row.share)),
    pnl: sumCells(rows.map((row) => row.pnl)),
    funding: sumCells(rows.map((row) => row.funding)),
    onePercentMove: sumCells(rows.map((row) => row.onePercentMove)),
    liquidation: noCell,
    distanceFraction: noCell,
    distanceSigma: noCell,
    state: 'safe',
    flags: [...new Set(rows.flatMap((row) => row.flags))],
  };
}
