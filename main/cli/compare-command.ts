import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Comparable } from '../../shared/contract/snapshots.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { done, type Command, type CommandRun } from './command.ts';
import { comparisonText } from './comparison-text.ts';
import { readAsOf } from './read-commands.ts';
import { readAll } from './read-values.ts';

export const compareCommand: Command = {
  name: 'compare',
  summary: 'shows what changed since a snapshot, by position and by cause',
  usage: ['compare [OLD.json [NEW.json]] [--as-of TIME]'],
  help: [
    'Without a file: the last snapshot that this vault made against the book now (or at --as-of). With one file: that',
    'snapshot against the book. With two: one against the other, which needs no vault.',
    'Causes: price (what was held, moved to the newer marks), trades, funding, fees, currency, and money in and out; they',
    'add up to the change of net worth. Maintenance margin changes by price, by trades and by rules (the margin tables).',
  ],
  options: { 'as-of': 'value' },
  vault: ({ words }) => (words.length === 2 ? 'none' : 'refuse'),
  run: async (run) => {
    const { client, arguments: given } = run;
    if (given.words.length > 2) return failure('usage', 'Name at most two snapshots.');
    const asOf = readAsOf(given);
    if (!asOf.ok) return asOf;
    const files = readAll(given.words, (word) => readSnapshotFile(run, word));
    if (!files.ok) return files;
    const [older, newer] = files.value;
    const compared = await client['snapshot.compare']({
      older: older ?? { kind: 'last' },
      newer: newer ?? { kind: 'now' },
      asOfMs: asOf.value,
    });
    return compared.ok ? done(compared.value, comparisonText(compared.value)) : compared;
  },
};

function readSnapshotFile({ path }: CommandRun, word: string): Result<Comparable> {
  try {
    return success({ kind: 'text', name: basename(word), text: readFileSync(path(word), 'utf8') });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return failure('file-unreadable', `${word} cannot be read: ${cause}`, 'Name the JSON file that a snapshot wrote.');
  }
}
