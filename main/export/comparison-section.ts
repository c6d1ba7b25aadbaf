import type { ComparedPosition, SnapshotComparison } from '../../shared/contract/snapshots.ts';
import { moneyText, signedMoneyText } from '../../shared/format/money.ts';
import { notApplicableText } from '../../shared/format/number-text.ts';
import { exactAmountText } from '../../shared/format/quantity.ts';
import { causeWords } from '../../shared/measures/cause-words.ts';
import { anyPriceText, missingHtml } from './figure-text.ts';
import { escapeHtml, htmlTable, type Column } from './html-text.ts';

/** What changed since the last snapshot: the way from the older net worth to the newer by cause, then each position. */
export function comparisonSection(since: SnapshotComparison): string {
  const { from, base, notes, positions, balances } = since;
  const moved = balances.filter((one) => one.other !== 0 || one.rateEffect !== 0);
  return [
    `<p>The last snapshot is of ${escapeHtml(timeText(from))} UTC. Amounts in ${escapeHtml(base)}.</p>`,
    causesTable(since),
    '<h3>Positions</h3>',
    positionsChanged(positions),
    moved.length === 0 ? '' : `<h3>Balances beside the positions</h3>${balancesMoved(moved)}`,
    notes.length === 0 ? '' : `<ul class="notes">${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul>`,
  ].join('\n');
}

function timeText(iso: string): string {
  return iso.replace('T', ' ').replace(/(\.\d+)?Z$/, '');
}

const gap = { reason: 'A part of it is not known.', mend: null };

function signed(value: number | null): string {
  return value === null ? missingHtml(gap) : escapeHtml(signedMoneyText(value));
}

function causesTable({ from, to, netWorth, totals }: SnapshotComparison): string {
  const worth = (value: number | null): string => (value === null ? missingHtml(gap) : escapeHtml(moneyText(value)));
  const rows = [
    {
      what: `Net worth, ${timeText(from)}`,
      amount: worth(netWorth.from),
      meaning: 'Balances, and positions at their marks.',
    },
    ...causeWords.map(({ cause, word, meaning }) => ({ what: word, amount: signed(totals[cause]), meaning })),
    { what: `Net worth, ${timeText(to)}`, amount: worth(netWorth.to), meaning: '' },
    { what: 'Change', amount: signed(netWorth.change), meaning: 'The sum of its causes.' },
  ];
  return htmlTable<(typeof rows)[number]>(
    [
      { title: 'Cause', align: 'left', cell: ({ what }) => `<span class="whole">${escapeHtml(what)}</span>` },
      { title: 'Amount', align: 'right', cell: ({ amount }) => amount },
      { title: '', align: 'left', cell: ({ meaning }) => `<span class="quiet">${escapeHtml(meaning)}</span>` },
    ],
    rows,
    '',
  );
}

function positionsChanged(positions: readonly ComparedPosition[]): string {
  const cause = (title: string, name: keyof ComparedPosition['causes']): Column<ComparedPosition> => ({
    title,
    align: 'right',
    cell: ({ causes }) => signed(causes[name]),
  });
  return htmlTable<ComparedPosition>(
    [
      {
        title: 'Instrument, account',
        align: 'left',
        cell: (row) => `${escapeHtml(row.instrument)} <span class="quiet">${escapeHtml(row.account)}</span>`,
      },
      {
        title: 'Quantity',
        align: 'right',
        cell: ({ quantity }) => fromTo(quantity, (text) => exactAmountText(text, 'plus')),
      },
      { title: 'Mark', align: 'right', cell: ({ mark }) => fromTo(mark, anyPriceText) },
      cause('Price', 'price'),
      cause('Trades', 'trades'),
      cause('Funding', 'funding'),
      cause('Fees', 'fees'),
      { title: 'Total', align: 'right', cell: ({ total }) => signed(total) },
      { title: 'Maintenance', align: 'right', cell: ({ maintenance }) => fromTo(maintenance, moneyText) },
      { title: 'Liquidation', align: 'right', cell: ({ liquidation }) => fromTo(liquidation, anyPriceText) },
    ],
    positions,
    'No position was held or traded.',
    ({ maintenance, causes, reason }) => {
      const words = [
        reason,
        causes.currency === null || causes.currency === 0 ? null : `Currency ${signedMoneyText(causes.currency)}.`,
        rulesText(maintenance),
      ].filter((text) => text !== null);
      return words.length === 0 ? null : words.join(' ');
    },
  );
}

function rulesText(maintenance: ComparedPosition['maintenance']): string | null {
  if (maintenance === null || maintenance.rules === 0) return null;
  const { rules, tableFrom, tableTo } = maintenance;
  return `Maintenance by rules ${signedMoneyText(rules)} (${tableFrom ?? 'none'} to ${tableTo ?? 'none'}).`;
}

/** One value where both are the same; the older above the newer else. */
function fromTo<T extends string | number>(
  pair: { readonly from: T | null; readonly to: T | null } | null,
  text: (value: T) => string,
): string {
  if (pair === null) return notApplicableText;
  const word = (value: T | null): string => (value === null ? notApplicableText : escapeHtml(text(value)));
  const [from, to] = [word(pair.from), word(pair.to)];
  return from === to ? to : `<span class="quiet">${from}</span><br>${to}`;
}

function balancesMoved(balances: SnapshotComparison['balances']): string {
  const amount = (text: string | null): string => (text === null ? missingHtml(gap) : exactAmountText(text));
  return htmlTable<SnapshotComparison['balances'][number]>(
    [
      {
        title: 'Asset, account',
        align: 'left',
        cell: (row) => `${escapeHtml(row.asset)} <span class="quiet">${escapeHtml(row.account)}</span>`,
      },
      { title: 'From', align: 'right', cell: (row) => amount(row.from) },
      { title: 'To', align: 'right', cell: (row) => amount(row.to) },
      { title: 'Rates', align: 'right', cell: (row) => signed(row.rateEffect) },
      { title: 'In and out', align: 'right', cell: (row) => signed(row.other) },
    ],
    balances,
    '',
  );
}
