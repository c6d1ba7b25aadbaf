import type { ValuedBook, ValuedPosition } from '../../shared/book/valued-book.ts';
import { venueName } from '../../shared/book/venue.ts';
import type { Note, RiskState } from '../../shared/contract/common.ts';
import type { ExposureRow, RiskDocument } from '../../shared/contract/risk.ts';
import type { ExposureGridRow } from '../../shared/contract/views.ts';
import { scopeText } from '../../shared/measures/scope.ts';
import { decimalsOf, priceDecimalsOf } from './decimals.ts';
import { figuresOf, noCell, nullableCell, sumCells, valueCell, type Figures } from './figures.ts';

export interface ExposuresView {
  readonly rows: ExposureGridRow[];
  readonly total: ExposureGridRow | null;
  readonly positions: number;
  readonly notes: Note[];
}

export type Grouping = 'asset' | 'account' | 'venue';

/** Positions and coins in groups, the one nearest to its liquidation first; a group of two or more has a subtotal row. */
export function exposuresView(risk: RiskDocument, book: ValuedBook, groupBy: Grouping): ExposuresView {
  const figures = figuresOf(risk);
  const positions = positionsByScope(book);
  const rows = risk.exposures.map((row) => gridRow(row, groupBy, figures, positions));
  const groups = Map.groupBy(rows, (row) => row.group);
  const ordered = [...groups.values()]
    .map((members) => members.toSorted(nearestFirst))
    .toSorted((a, b) => nearestFirst(a[0] as ExposureGridRow, b[0] as ExposureGridRow));
  return {
    rows: ordered.flatMap((members) =>
      members.length < 2 ? members : [subtotal(members, groupBy, figures), ...members],
    ),
    total: rows.length === 0 ? null : totalRow(rows, figures),
    positions: rows.filter((row) => row.kind === 'position').length,
    notes: [...risk.excluded, ...risk.assumptions],
  };
}

function positionsByScope(book: ValuedBook): Map<string, ValuedPosition> {
  const found = new Map<string, ValuedPosition>();
  for (const account of book.accounts) {
    for (const position of account.positions) {
      const { side, instrument } = position;
      found.set(scopeText({ kind: 'position', account: account.name, instrument: instrument.symbol, side }), position);
    }
  }
  return found;
}

function gridRow(
  row: ExposureRow,
  groupBy: Grouping,
  figures: Figures,
  positions: ReadonlyMap<string, ValuedPosition>,
): ExposureGridRow {
  const scope =
    row.instrument === null
      ? null
      : scopeText({ kind: 'position', account: row.account, instrument: row.instrument, side: row.side });
  const position = scope === null ? undefined : positions.get(scope);
  const entry = position?.incomplete === null ? valueCell(position.entryPrice) : noCell;
  const lower = scope === null ? noCell : figures.cell('liquidationPrice.lower', scope);
  const upper = scope === null ? noCell : figures.cell('liquidationPrice.upper', scope);
  const distance = scope === null ? noCell : figures.cell('distanceFraction', scope);
  const sigma = scope === null ? noCell : figures.cell('distanceSigma', scope);
  const group = groupOf(row, groupBy);
  return {
    id: scope ?? `balance:${row.account}/${row.asset}`,
    kind: row.instrument === null ? 'balance' : 'position',
    group,
    name: groupBy === 'asset' ? row.asset : (row.instrument ?? row.asset),
    detail: groupBy === 'asset' ? row.account : otherDetail(row, groupBy),
    account: row.account,
    instrument: row.instrument,
    quantity:
      position !== undefined && position.incomplete !== null
        ? nullableCell(null, row.reason, row.mend)
        : valueCell(row.quantity),
    priceDecimals: priceDecimalsOf(row.mark),
    quantityDecimals: decimalsOf(row.quantity),
    mark: nullableCell(row.mark, row.reason, row.mend),
    entry,
    notional: nullableCell(row.exposure, row.reason, row.mend),
    share: row.share === null ? noCell : valueCell(row.share),
    pnl: row.instrument === null ? noCell : nullableCell(row.unrealizedPnl, row.reason, row.mend),
    funding: position === undefined ? noCell : valueCell(position.funding),
    onePercentMove: row.exposure === null ? nullableCell(null, row.reason, row.mend) : onePercent(row, scope, figures),
    liquidation: distance.value !== null && distance.value > 0 ? upper : preferred(lower, upper),
    distanceFraction: distance,
    distanceSigma: sigma,
    state: stateOf(scope, figures, lower.status, upper.status),
    flags: row.flags,
  };
}

/** One position's own share of a 1 % move: its exposure times 1 % where it is linear, as for every position of this release. */
function onePercent(row: ExposureRow, scope: string | null, figures: Figures): ExposureGridRow['onePercentMove'] {
  const own = scope === null ? noCell : figures.cell('onePercentMove', scope);
  return own.value === null && row.exposure !== null ? valueCell(row.exposure * 0.01) : own;
}

function groupOf(row: ExposureRow, groupBy: Grouping): string {
  if (groupBy === 'asset') return row.asset;
  return groupBy === 'account' ? row.account : row.venue === null ? 'Venue not stated' : venueName(row.venue);
}

function otherDetail(row: ExposureRow, groupBy: Grouping): string {
  return groupBy === 'venue' ? row.account : '';
}

/** The side that has something to say: a price before "none", missing before "none". */
function preferred(
  lower: ExposureGridRow['liquidation'],
  upper: ExposureGridRow['liquidation'],
): ExposureGridRow['liquidation'] {
  return lower.status === 'none' && upper.status !== 'none' ? upper : lower;
}

function stateOf(scope: string | null, figures: Figures, lower: string, upper: string): RiskState {
  if (scope === null) return 'safe';
  if (lower === 'already-liquidatable' || upper === 'already-liquidatable') return 'danger';
  if (lower === 'missing-data' && upper === 'missing-data') return 'unknown';
  const sigmas = figures.at('distanceSigma', scope).value;
  if (sigmas === null) return 'safe';
  if (sigmas < 1) return 'danger';
  return sigmas < 3 ? 'watch' : 'safe';
}

/** Shortest way first: by sigmas, else by fraction; what has no liquidation price comes last, the larger first. */
function nearestFirst(a: ExposureGridRow, b: ExposureGridRow): number {
  const urgency = (row: ExposureGridRow): number =>
    row.liquidation.status === 'already-liquidatable' ? -1 : (row.distanceSigma.value ?? Infinity);
  const [first, second] = [urgency(a), urgency(b)];
  if (first !== second) return first - second;
  const [near, far] = [Math.abs(a.distanceFraction.value ?? Infinity), Math.abs(b.distanceFraction.value ?? Infinity)];
  if (near !== far) return near - far;
  return Math.abs(b.notional.value ?? 0) - Math.abs(a.notional.value ?? 0) || a.id.localeCompare(b.id);
}

function subtotal(members: readonly ExposureGridRow[], groupBy: Grouping, figures: Figures): ExposureGridRow {
  const [first] = members as readonly [ExposureGridRow, ...ExposureGridRow[]];
  const byAsset = groupBy === 'asset';
  const sameUnit = byAsset && members.every((row) => row.instrument === null || !row.instrument.includes('/USD:'));
  return {
    ...first,
    id: `subtotal:${first.group}`,
    kind: 'subtotal',
    name: first.group,
    detail: `net of ${members.length}`,
    account: null,
    instrument: null,
    // Contracts of an inverse instrument count dollars: they cannot be added to coins.
    quantity: sameUnit ? sumCells(members.map((row) => row.quantity)) : noCell,
    quantityDecimals: Math.max(...members.map((row) => row.quantityDecimals)),
    mark: byAsset ? first.mark : noCell,
    entry: noCell,
    notional: sumCells(members.map((row) => row.notional)),
    share: sumCells(members.map((row) => row.share)),
    pnl: sumCells(members.map((row) => row.pnl)),
    funding: noCell,
    onePercentMove: byAsset
      ? figures.cell('onePercentMove', `asset:${first.group}`)
      : sumCells(members.map((row) => row.onePercentMove)),
    liquidation: noCell,
    distanceFraction: noCell,
    distanceSigma: noCell,
    state: 'safe',
    flags: [],
  };
}

function totalRow(rows: readonly ExposureGridRow[], figures: Figures): ExposureGridRow {
  const count = rows.filter((row) => row.kind === 'position').length;
  const base = subtotal(rows, 'venue', figures);
  return {
    ...base,
    id: 'total',
    kind: 'total',
    group: '',
    name: 'Net',
    detail: `${count} position${count === 1 ? '' : 's'}`,
    notional: figures.cell('netExposure', 'book'),
  };
}
