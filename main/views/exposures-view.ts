import type { ValuedBook, ValuedPosition } from '../../shared/book/valued-book.ts';
import { instrumentText, optionText } from '../../shared/format/instrument-text.ts';
import { venueName } from '../../shared/book/venue.ts';
import type { Note } from '../../shared/contract/common.ts';
import type { ExposureRow, RiskDocument } from '../../shared/contract/risk.ts';
import type { ExposureGridRow } from '../../shared/contract/views.ts';
import { subtotalRow, totalRow, type Grouping, type UnitRow } from './exposure-sums.ts';
import { decimalsOf, priceDecimalsOf } from './decimals.ts';
import { figuresOf, maybeCell, noCell, nullableCell, valueCell, type Figures } from './figures.ts';
import { holdingsOf, type Holding } from './holdings.ts';
import { nearestFirst } from './nearest-first.ts';
import { outlookOf } from './position-outlook.ts';

export type { Grouping } from './exposure-sums.ts';

export interface ExposuresView {
  readonly rows: ExposureGridRow[];
  readonly total: ExposureGridRow | null;
  readonly positions: number;
  readonly notes: Note[];
}

/** Positions and coins in groups, the one nearest to its liquidation first; a group of two or more has a subtotal row. */
export function exposuresView(risk: RiskDocument, book: ValuedBook, groupBy: Grouping): ExposuresView {
  const figures = figuresOf(risk);
  const holdingOf = holdingsOf(book);
  const rows = risk.exposures
    .map((row) => gridRow(row, groupBy, figures, holdingOf(row), isAmbiguous(row, risk.exposures)))
    // Before the way to liquidation decides, the larger comes first.
    .toSorted((a, b) => Math.abs(b.row.notional.value ?? 0) - Math.abs(a.row.notional.value ?? 0));
  const groups = Map.groupBy(
    nearestFirst(rows, ({ row }) => row),
    ({ row }) => row.group,
  );
  return {
    // Groups stand in the order of their nearest member, which comes first in the sorted rows.
    rows: [...groups.values()].flatMap((members) => {
      const own = members.map(({ row }) => row);
      return members.length < 2 ? own : [subtotalRow(members, groupBy, figures), ...own];
    }),
    total: rows.length === 0 ? null : totalRow(rows, figures),
    positions: rows.filter(({ row }) => row.kind === 'position').length,
    notes: [...risk.excluded, ...risk.assumptions],
  };
}

function gridRow(row: ExposureRow, groupBy: Grouping, figures: Figures, holding: Holding, ambiguous: boolean): UnitRow {
  const { scope, position, gap } = holding;
  const { flags, ...outlook } = scope === null ? noOutlook : outlookOf(figures, scope);
  const { reason, mend } = gap ?? row;
  const orGap = (value: number | null): ExposureGridRow['notional'] => nullableCell(value, reason, mend);
  const atMark = (value: number | null): ExposureGridRow['notional'] => nullableCell(value, reason, mend, row.flags);
  const isOption = holding.position?.instrument.kind === 'option';
  const own =
    ambiguous || isOption
      ? `${row.instrument === null ? 'balance' : optionText(row.instrument)} · ${row.account}`
      : row.account;
  return {
    unit: holding.unit,
    row: {
      id: scope ?? `balance:${row.account}/${row.asset}`,
      kind: row.instrument === null ? 'balance' : 'position',
      group: groupOf(row, groupBy),
      name: groupBy === 'asset' || row.instrument === null ? row.asset : instrumentText(row.instrument),
      detail: groupBy === 'asset' ? own : groupBy === 'venue' ? row.account : '',
      account: row.account,
      instrument: row.instrument,
      quantity: orGap(row.quantity),
      priceDecimals: priceDecimalsOf(row.mark),
      quantityDecimals: row.quantity === null ? 0 : decimalsOf(row.quantity),
      mark: atMark(row.mark),
      entry: position === undefined ? noCell : entryOf(position, orGap),
      notional: atMark(row.exposure),
      marketValue: marketValueOf(row, holding),
      strikeNotional: strikeNotionalOf(row, holding),
      share: row.share === null ? shareGap(row, holding, figures) : valueCell(row.share),
      pnl: position === undefined ? noCell : pnlOf(row, position, orGap),
      funding: fundingOf(holding),
      onePercentMove: orGap(row.exposure === null ? null : onePercentOf(row.exposure, holding)),
      ...outlook,
      flags: [...new Set([...row.flags, ...flags])],
    },
  };
}

/** The exposure of an option is missing though its value is known: each cell has its own reason. */
function marketValueOf(row: ExposureRow, { position, gap }: Holding): ExposureGridRow['notional'] {
  if (position === undefined || (position.instrument.kind !== 'stock' && position.instrument.kind !== 'option'))
    return noCell;
  return nullableCell(row.marketValue, gap?.reason ?? null, gap?.mend ?? null, row.flags);
}

function strikeNotionalOf(row: ExposureRow, { position }: Holding): ExposureGridRow['notional'] {
  if (position === undefined || position.strike === null) return noCell;
  const { rate } = position.strike;
  const why = position.incomplete ?? (rate.status === 'missing-data' ? rate : null);
  return nullableCell(row.strikeNotional, why?.reason ?? null, why?.mend ?? null);
}

type OrGap = (value: number | null) => ExposureGridRow['notional'];

function entryOf({ incomplete, entryMissing, entryPrice }: ValuedPosition, orGap: OrGap): ExposureGridRow['notional'] {
  if (entryMissing !== null) return nullableCell(null, entryMissing.reason, entryMissing.mend);
  return orGap(incomplete === null ? entryPrice : null);
}

function pnlOf(row: ExposureRow, { entryMissing }: ValuedPosition, orGap: OrGap): ExposureGridRow['notional'] {
  return entryMissing === null ? orGap(row.unrealizedPnl) : nullableCell(null, entryMissing.reason, entryMissing.mend);
}

/** A coin is never liquidated by itself. */
const noOutlook = {
  liquidation: noCell,
  distanceFraction: noCell,
  distanceSigma: noCell,
  state: 'safe',
  flags: [],
} as const;

/** Two rows of one asset in one account (both legs of a hedge, a coin beside its contract) need a longer name, what tells them apart first; an option needs it always. */
function isAmbiguous(row: ExposureRow, all: readonly ExposureRow[]): boolean {
  return all.filter(({ account, asset }) => account === row.account && asset === row.asset).length > 1;
}

function groupOf(row: ExposureRow, groupBy: Grouping): string {
  if (groupBy === 'asset') return row.asset;
  if (groupBy === 'account') return row.account;
  return row.venue === null ? 'Venue not stated' : venueName(row.venue);
}

/** A share is missing with its exposure, or with any other part of the book's gross exposure. */
function shareGap(row: ExposureRow, { gap }: Holding, figures: Figures): ExposureGridRow['share'] {
  if (row.exposure === null) return nullableCell(null, (gap ?? row).reason, (gap ?? row).mend);
  const gross = figures.cell('grossExposure', 'book');
  return gross.status === 'missing-data' ? gross : noCell;
}

/** Funding is booked in the settlement asset; shown in the base currency at today's rate. */
function fundingOf({ position }: Holding): ExposureGridRow['funding'] {
  if (position === undefined) return noCell;
  if (position.incomplete !== null) return nullableCell(null, position.incomplete.reason, position.incomplete.mend);
  return maybeCell(position.settleRate, (rate) => position.funding * rate.price);
}

/**
 * What a rise of the asset by 1 % does to this row alone. A coin-settled contract is worth quantity x (1/entry - 1/mark)
 * coins, and the coin rises too: 1 % of its size at entry in coins, so exposure x mark / entry.
 */
function onePercentOf(exposure: number, { position }: Holding): number {
  const inverse = position?.instrument.payoff === 'inverse' && position.mark.status === 'value';
  return inverse ? (0.01 * exposure * position.mark.value.price) / position.entryPrice : 0.01 * exposure;
}
