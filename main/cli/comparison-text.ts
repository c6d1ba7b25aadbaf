import type { SnapshotComparison } from '../../shared/contract/snapshots.ts';
import { causeWords } from '../../shared/measures/cause-words.ts';
import { figure, left, right, textTable } from './text-table.ts';

/** A comparison for reading: the way from one net worth to the other, then each position. */
export function comparisonText({ from, to, base, netWorth, totals, positions, notes }: SnapshotComparison): string {
  const causes = [
    ['Net worth, older', figure(netWorth.from)],
    ...causeWords.map(({ cause, word }) => [word, signed(totals[cause])]),
    ['Net worth, newer', figure(netWorth.to)],
    ['Change', signed(netWorth.change)],
  ];
  return [
    `From ${from} to ${to}, amounts in ${base}.`,
    '',
    textTable(
      [
        left<readonly string[]>('Cause', ([word]) => word ?? ''),
        right<readonly string[]>('Amount', ([, amount]) => amount ?? ''),
      ],
      causes,
      '',
    ),
    '',
    textTable<(typeof positions)[number]>(
      [
        left('Account', (row) => row.account),
        left('Instrument', (row) => row.instrument),
        left('Change', (row) => row.change),
        right('Quantity', ({ quantity }) => way(quantity.from, quantity.to)),
        right('Mark', ({ mark }) => way(known(mark.from), known(mark.to))),
        right('Price', (row) => signed(row.causes.price)),
        right('Trades', (row) => signed(row.causes.trades)),
        right('Funding', (row) => signed(row.causes.funding)),
        right('Fees', (row) => signed(row.causes.fees)),
        right('Currency', (row) => signed(row.causes.currency)),
        right('Total', (row) => signed(row.total)),
        right('Maintenance', ({ maintenance }) =>
          maintenance === null ? '-' : way(figure(maintenance.from), figure(maintenance.to)),
        ),
        right('By rules', ({ maintenance }) => (maintenance === null ? '-' : signed(maintenance.rules))),
        right('Liquidation', ({ liquidation }) => way(known(liquidation.from), known(liquidation.to))),
      ],
      positions,
      'No position was held or traded.',
    ),
    ...notes.map((note) => `! ${note}`),
  ].join('\n');
}

function signed(value: number | null): string {
  return value !== null && value > 0 ? `+${figure(value)}` : figure(value);
}

function known(value: number | null): string | null {
  return value === null ? null : figure(value);
}

function way(from: string | null, to: string | null): string {
  const [older, newer] = [from ?? '-', to ?? '-'];
  return older === newer ? newer : `${older} > ${newer}`;
}
