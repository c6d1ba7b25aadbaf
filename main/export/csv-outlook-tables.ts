import type { CascadeDocument } from '../../shared/contract/cascade.ts';
import { insolvencyTables } from './csv-insolvency-tables.ts';
import { judgementColumns } from './csv-judgement-columns.ts';
import { csvText, type SnapshotTable } from './csv-text.ts';
import { whatIfTables } from './csv-what-if-tables.ts';
import type { SnapshotOutlook } from './snapshot.ts';

/** What may happen and what the trader thinks of doing; a section that the snapshot does not have has no tables. */
export function outlookTables({ cascade, insolvency, limits, whatIfs }: SnapshotOutlook): readonly SnapshotTable[] {
  return [
    ...(cascade === null ? [] : cascadeTables(cascade)),
    ...(insolvency === null ? [] : insolvencyTables(insolvency)),
    ...(limits === null ? [] : [{ name: 'limits', text: csvText(judgementColumns('figure'), limits.judgements) }]),
    ...(whatIfs === null ? [] : whatIfTables(whatIfs)),
  ];
}

function cascadeTables(cascade: CascadeDocument): readonly SnapshotTable[] {
  return [
    { name: 'cascade-events', text: eventsText(cascade) },
    { name: 'cascade-rungs', text: rungsText(cascade) },
    { name: 'cascade-ends', text: endsText(cascade) },
    { name: 'top-ups', text: topUpsText(cascade) },
  ];
}

function shockHeader({ axis }: CascadeDocument): string {
  return axis.kind === 'vector' ? 'share of the shocks (fraction)' : `shock of ${axis.asset} (fraction)`;
}

function eventsText(cascade: CascadeDocument): string {
  const { base, sides } = cascade;
  const rows = sides.flatMap(({ side, events }) =>
    events.map((event, index) => ({ side, order: index + 1, ...event })),
  );
  return csvText<(typeof rows)[number]>(
    [
      { header: 'side', cell: (row) => row.side },
      { header: 'order', cell: (row) => row.order },
      { header: shockHeader(cascade), cell: (row) => row.shockFraction },
      { header: 'account', cell: (row) => row.account },
      { header: 'pool', cell: (row) => row.pool },
      { header: 'event', cell: (row) => row.kind },
      { header: 'instrument', cell: (row) => row.instrument },
      { header: 'quantity', cell: (row) => row.quantity },
      { header: 'mark', cell: (row) => row.price },
      { header: 'price obtained', cell: (row) => row.priceObtained },
      { header: `notional (${base})`, cell: (row) => row.notional },
      { header: `fee (${base})`, cell: (row) => (row.feeUnknown ? null : row.fee) },
      { header: `impact (${base})`, cell: (row) => row.impact },
      { header: `forfeited (${base})`, cell: (row) => row.forfeited },
      { header: `equity after (${base})`, cell: (row) => row.equityAfter },
      { header: 'borne by', cell: (row) => row.bearers.join(' ') },
    ],
    rows,
  );
}

function rungsText(cascade: CascadeDocument): string {
  const { base, rungs } = cascade;
  const rows = rungs.flatMap(({ shockFraction, pools }) => pools.map((pool) => ({ shockFraction, ...pool })));
  return csvText<(typeof rows)[number]>(
    [
      { header: shockHeader(cascade), cell: (row) => row.shockFraction },
      { header: 'account', cell: (row) => row.account },
      { header: 'pool', cell: (row) => row.pool },
      { header: `equity (${base})`, cell: (row) => row.equity },
      { header: `equity if nothing were closed (${base})`, cell: (row) => row.markDownEquity },
      { header: `notional (${base})`, cell: (row) => row.notional },
      { header: 'state', cell: (row) => row.state },
    ],
    rows,
  );
}

function endsText({ base, axis, rungs, sides }: CascadeDocument): string {
  return csvText(
    [
      { header: 'side', cell: ({ side }) => side.side },
      { header: 'last shock (fraction)', cell: ({ end }) => end?.shockFraction ?? null },
      { header: `equity of the book (${base})`, cell: ({ end }) => end?.bookEquity ?? null },
      { header: `equity if nothing were closed (${base})`, cell: ({ end }) => end?.markDownEquity ?? null },
      { header: 'first debt (shock, fraction)', cell: ({ side }) => side.firstDebt },
    ],
    sides.map((side) => ({ side, end: side.side === 'down' && axis.kind === 'asset' ? rungs[0] : rungs.at(-1) })),
  );
}

/** An amount of 0: not called; none: called whatever is paid in. */
function topUpsText({ base, topUps }: CascadeDocument): string {
  return csvText<CascadeDocument['topUps'][number]>(
    [
      { header: 'side', cell: (row) => row.side },
      { header: 'account', cell: (row) => row.account },
      { header: 'pool', cell: (row) => row.pool },
      { header: `least top-up (${base})`, cell: (row) => row.amount },
      { header: 'why none', cell: (row) => (row.amount === null ? 'called whatever is paid in' : null) },
    ],
    topUps,
  );
}
