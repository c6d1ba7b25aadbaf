import type { AccountReconciliation, ReconciliationLine } from '../../shared/contract/reconcile.ts';
import { failure } from '../../shared/result/result.ts';
import { done, type Command } from './command.ts';
import { left, right, textTable } from './text-table.ts';

export const reconcileCommand: Command = {
  name: 'reconcile',
  summary: 'holds each account against its broker’s own figures',
  usage: ['reconcile [--account NAME]'],
  help: [
    'Positions, cash, running balances and realised profits, each with the difference, its likely cause and one way to mend it.',
    'Figures agree within half a unit of the last digit that the broker prints, never more. Difference: reported less derived.',
    'A liquidation price that a report prints stands beside ours at that instant; it makes the account differ only where',
    'nothing of ours is assumed, and agrees within a tenth of a percent.',
  ],
  options: { account: 'value' },
  vault: 'refuse',
  run: async ({ client, arguments: given }) => {
    if (given.words.length > 0) return failure('usage', 'Name the account with --account.', 'reconcile --account NAME');
    const found = await client['book.reconcile']({ account: given.value('account') });
    if (!found.ok) return found;
    const { accounts } = found.value;
    return done({ accounts }, accounts.map(accountText).join('\n\n') || 'No accounts.');
  },
};

function accountText({ account, summary, lines, agreements }: AccountReconciliation): string {
  const agrees = agreements.map(
    ({ kind, subject, figure, compared, time }) =>
      `  agrees: ${subject} ${kindWords[kind]}${figure === null ? `, ${compared} rows` : ` ${figure}`}${time === null ? '' : `, ${time}`}`,
  );
  const table = textTable<ReconciliationLine>(
    [
      left('what', (line) => line.what),
      right('derived', (line) => line.derived ?? 'not known'),
      right('reported', (line) => line.reported ?? ''),
      right('difference', (line) => line.difference ?? ''),
      left('', (line) => statusWords[line.status]),
    ],
    lines,
    '',
  );
  const words = lines.flatMap(({ what, cause, mend, command, sources, explain, time }) => [
    `${what}: ${cause}`,
    ...sources.map(({ file, line }) => `  ${file}, line ${line}`),
    ...(mend === '' ? [] : [`  ${mend}`]),
    ...(command === null ? [] : [`  ${command}`]),
    ...(explain === null ? [] : [`  ballast explain ${explain.measure} '${explain.scope}' --as-of ${time}`]),
  ]);
  return [`${account}: ${summary}`, ...agrees, ...(lines.length === 0 ? [] : [table, ...words])].join('\n');
}

const statusWords: Readonly<Record<ReconciliationLine['status'], string>> = {
  differs: 'differs',
  explained: 'explained',
  noted: 'for information',
  'cannot-check': 'cannot be checked',
};

const kindWords: Readonly<Record<ReconciliationLine['kind'], string>> = {
  position: 'position',
  cash: 'cash',
  'running-balance': 'running balance',
  'realised-profit': 'realised profit',
  'running-position': 'position after each fill',
  history: 'history',
  'average-price': 'average price',
  'liquidation-price': 'liquidation price',
};
