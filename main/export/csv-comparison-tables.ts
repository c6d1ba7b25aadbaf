import type { ComparedPosition, SnapshotComparison } from '../../shared/contract/snapshots.ts';
import { isMeasureId, measures } from '../../shared/measures/measure.ts';
import { causeWords } from '../../shared/measures/cause-words.ts';
import { csvText, type CsvColumn, type SnapshotTable } from './csv-text.ts';

/** What changed since the last snapshot: its causes in sum, by position, by balance, and the figures that are others now. */
export function comparisonTables(since: SnapshotComparison): readonly SnapshotTable[] {
  return [
    { name: 'changes', text: causesText(since) },
    { name: 'changes-by-position', text: positionsText(since) },
    { name: 'changes-by-balance', text: balancesText(since) },
    { name: 'changes-of-measures', text: measuresText(since) },
  ];
}

function causesText({ from, to, base, netWorth, totals, notes }: SnapshotComparison): string {
  const rows: readonly (readonly [string, string | number | null])[] = [
    ['older snapshot', from],
    ['newer snapshot', to],
    ['net worth, older', netWorth.from],
    ...causeWords.map(({ cause, word }) => [word, totals[cause]] as const),
    ['net worth, newer', netWorth.to],
    ['change', netWorth.change],
    ...notes.map((note) => ['not compared', note] as const),
  ];
  return csvText(
    [
      { header: 'what', cell: ([what]) => what },
      { header: `value (${base})`, cell: ([, value]) => value },
    ],
    rows,
  );
}

function positionsText({ base, positions }: SnapshotComparison): string {
  const cause = (name: keyof ComparedPosition['causes']): CsvColumn<ComparedPosition> => ({
    header: `${name} (${base})`,
    cell: ({ causes }) => causes[name],
  });
  const margin = (name: 'from' | 'to' | 'price' | 'trades' | 'rules'): CsvColumn<ComparedPosition> => ({
    header: `maintenance ${name} (${base})`,
    cell: ({ maintenance }) => maintenance?.[name] ?? null,
  });
  return csvText<ComparedPosition>(
    [
      { header: 'account', cell: (row) => row.account },
      { header: 'instrument', cell: (row) => row.instrument },
      { header: 'side', cell: (row) => row.side },
      { header: 'change', cell: (row) => row.change },
      { header: 'quantity from', cell: (row) => row.quantity.from },
      { header: 'quantity to', cell: (row) => row.quantity.to },
      { header: 'mark from', cell: (row) => row.mark.from },
      { header: 'mark to', cell: (row) => row.mark.to },
      ...(['price', 'trades', 'funding', 'fees', 'currency'] as const).map(cause),
      { header: `total (${base})`, cell: (row) => row.total },
      ...(['from', 'to', 'price', 'trades', 'rules'] as const).map(margin),
      { header: 'margin table from', cell: (row) => row.maintenance?.tableFrom ?? null },
      { header: 'margin table to', cell: (row) => row.maintenance?.tableTo ?? null },
      { header: 'liquidation from', cell: (row) => row.liquidation.from },
      { header: 'liquidation to', cell: (row) => row.liquidation.to },
      { header: 'reason', cell: (row) => row.reason },
    ],
    positions,
  );
}

function balancesText({ base, balances }: SnapshotComparison): string {
  return csvText(
    [
      { header: 'account', cell: (row) => row.account },
      { header: 'asset', cell: (row) => row.asset },
      { header: 'from', cell: (row) => row.from },
      { header: 'to', cell: (row) => row.to },
      { header: `rates (${base})`, cell: (row) => row.rateEffect },
      { header: `other (${base})`, cell: (row) => row.other },
    ],
    balances,
  );
}

function measuresText({ measures: changed }: SnapshotComparison): string {
  return csvText(
    [
      { header: 'measure', cell: ({ id }) => id },
      { header: 'label', cell: ({ id }) => (isMeasureId(id) ? measures[id].label : id) },
      { header: 'scope', cell: (row) => row.scope },
      { header: 'unit', cell: (row) => row.unit },
      { header: 'from', cell: (row) => row.from },
      { header: 'to', cell: (row) => row.to },
    ],
    changed,
  );
}
