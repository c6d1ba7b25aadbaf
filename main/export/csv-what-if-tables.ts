import type {
  AssessedWhatIf,
  Compared,
  ComparedFigure,
  ComparedPosition,
  WhatIfDocument,
} from '../../shared/contract/whatif.ts';
import { ticketText } from '../../shared/format/ticket-text.ts';
import { judgementColumns } from './csv-judgement-columns.ts';
import { csvText, type CsvColumn, type SnapshotTable } from './csv-text.ts';

/** The kept what-ifs: every table names the what-if first, and nothing in them has happened. */
export function whatIfTables({ whatIfs }: WhatIfDocument): readonly SnapshotTable[] {
  return [
    { name: 'what-ifs', text: namesText(whatIfs) },
    { name: 'what-if-figures', text: figuresText(whatIfs) },
    { name: 'what-if-positions', text: positionsText(whatIfs) },
    { name: 'what-if-departures', text: departuresText(whatIfs) },
    { name: 'what-if-events', text: eventsText(whatIfs) },
    { name: 'what-if-limits', text: limitsText(whatIfs) },
  ];
}

/** Rows of one what-if each, told apart by its name. */
function each<Row>(
  whatIfs: readonly AssessedWhatIf[],
  of: (one: AssessedWhatIf) => readonly Row[],
): readonly (readonly [string, Row])[] {
  return whatIfs.flatMap((one) => of(one).map((row) => [one.label, row] as const));
}

function text<Row>(columns: readonly CsvColumn<Row>[], rows: readonly (readonly [string, Row])[]): string {
  return csvText<readonly [string, Row]>(
    [
      { header: 'what-if (hypothetical)', cell: ([label]) => label },
      ...columns.map(({ header, cell }): CsvColumn<readonly [string, Row]> => ({
        header,
        cell: ([, row]) => cell(row),
      })),
    ],
    rows,
  );
}

function namesText(whatIfs: readonly AssessedWhatIf[]): string {
  return text<AssessedWhatIf>(
    [
      { header: 'trades', cell: ({ tickets }) => tickets.map((one) => ticketText(one, String)).join('; ') },
      { header: 'why it cannot be done', cell: ({ fault }) => fault?.message ?? null },
      { header: 'mend', cell: ({ fault }) => fault?.mend ?? null },
      { header: 'largest size that passes', cell: ({ largestSize }) => largestSize?.amount ?? null },
      { header: 'unit of that size', cell: ({ largestSize }) => largestSize?.unit ?? null },
      { header: 'assumed or left out', cell: ({ notes }) => notes.map((note) => note.text).join(' ') },
    ],
    each(whatIfs, (one) => [one]),
  );
}

function comparedColumns<Row>(name: string, of: (row: Row) => Compared): readonly CsvColumn<Row>[] {
  return [
    { header: `${name}actual`, cell: (row) => of(row).actual.value },
    { header: `${name}actual status`, cell: (row) => of(row).actual.status },
    { header: `${name}what-if`, cell: (row) => of(row).whatIf.value },
    { header: `${name}what-if status`, cell: (row) => of(row).whatIf.status },
    { header: `${name}difference`, cell: (row) => of(row).difference },
    { header: `${name}why no difference`, cell: (row) => of(row).differenceReason },
  ];
}

function figuresText(whatIfs: readonly AssessedWhatIf[]): string {
  return text<ComparedFigure>(
    [
      { header: 'measure', cell: (row) => row.id },
      { header: 'scope', cell: (row) => row.scope },
      { header: 'unit', cell: (row) => row.unit },
      ...comparedColumns<ComparedFigure>('', (row) => row),
    ],
    each(whatIfs, ({ comparison }) => comparison?.figures ?? []),
  );
}

function positionsText(whatIfs: readonly AssessedWhatIf[]): string {
  return text<ComparedPosition>(
    [
      { header: 'account', cell: (row) => row.account },
      { header: 'instrument', cell: (row) => row.instrument },
      { header: 'side', cell: (row) => row.side },
      ...comparedColumns<ComparedPosition>('quantity ', ({ quantity }) => quantity),
      ...comparedColumns<ComparedPosition>('entry price ', ({ entryPrice }) => entryPrice),
      ...comparedColumns<ComparedPosition>('liquidation below ', ({ liquidationLower }) => liquidationLower),
      ...comparedColumns<ComparedPosition>('liquidation above ', ({ liquidationUpper }) => liquidationUpper),
    ],
    each(whatIfs, ({ comparison }) => comparison?.positions ?? []),
  );
}

function departuresText(whatIfs: readonly AssessedWhatIf[]): string {
  return text(
    [
      { header: 'asset shocked', cell: (row) => row.asset },
      { header: 'side', cell: (row) => row.side },
      { header: 'which', cell: (row) => row.which },
      { header: 'account', cell: (row) => row.account },
      { header: 'pool', cell: (row) => row.pool },
      { header: 'shock (fraction)', cell: (row) => row.shockFraction },
      { header: 'reason', cell: (row) => (row.shockFraction === null ? 'not known whether it goes' : null) },
    ],
    each(whatIfs, departuresOf),
  );
}

function departuresOf({ comparison }: AssessedWhatIf) {
  const ladder = comparison?.ladder ?? null;
  if (ladder === null) return [];
  return ladder.sides.flatMap((side) =>
    (['actual', 'whatIf'] as const).flatMap((which) =>
      [...side[which].order, ...side[which].unknown.map((pool) => ({ ...pool, shockFraction: null }))].map((row) => ({
        asset: ladder.asset,
        side: side.side,
        which: which === 'actual' ? 'actual' : 'what-if',
        ...row,
      })),
    ),
  );
}

function eventsText(whatIfs: readonly AssessedWhatIf[]): string {
  return text(
    [
      { header: 'asset shocked', cell: (row) => row.asset },
      { header: 'side', cell: (row) => row.side },
      { header: 'to (fraction)', cell: (row) => row.to },
      { header: 'which', cell: (row) => row.which },
      { header: 'account', cell: (row) => row.account },
      { header: 'pool', cell: (row) => row.pool },
      { header: 'called at (fraction)', cell: (row) => row.shockFraction },
      { header: 'events', cell: (row) => row.events },
      { header: 'owes from (fraction)', cell: (row) => row.debtShockFraction },
      { header: 'reason', cell: (row) => (row.shockFraction === null ? 'not known whether it is called' : null) },
    ],
    each(whatIfs, calledPoolsOf),
  );
}

/** Who is called along the axis with sales at the mark, first to last, actual and what-if. */
function calledPoolsOf({ comparison }: AssessedWhatIf) {
  const events = comparison?.events ?? null;
  if (events === null) return [];
  return events.sides.flatMap((side) =>
    (['actual', 'whatIf'] as const).flatMap((which) =>
      [
        ...side[which].order,
        ...side[which].unknown.map((pool) => ({ ...pool, shockFraction: null, events: null, debtShockFraction: null })),
      ].map((row) => ({
        asset: events.asset,
        side: side.side,
        to: side.side === 'down' ? events.from : events.to,
        which: which === 'actual' ? 'actual' : 'what-if',
        ...row,
      })),
    ),
  );
}

function limitsText(whatIfs: readonly AssessedWhatIf[]): string {
  return text(
    judgementColumns('what-if'),
    each(whatIfs, ({ limits }) => limits?.judgements ?? []),
  );
}
