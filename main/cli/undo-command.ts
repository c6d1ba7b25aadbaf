import type { UndoPreview } from '../../shared/contract/vault.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { done, type Command } from './command.ts';
import { left, right, textTable } from './text-table.ts';

export const undoCommand: Command = {
  name: 'undo',
  summary: 'takes back the last import or change, or any one import, whole',
  usage: ['undo', 'undo --import ID [--preview]', 'undo --redo'],
  help: [
    'Calling it again takes back the one before.',
    '--import takes back one import or change, also an old one; --preview shows what that would change, and writes nothing.',
    'Rows that a later file also says stay in the book. The ids stand in the answers of import and in `ballast events`.',
    '--redo puts back what was taken back last, as long as nothing else was done since.',
  ],
  options: { import: 'value', preview: 'flag', redo: 'flag' },
  vault: 'refuse',
  run: async ({ client, arguments: given }) => {
    if (given.words.length > 0) return failure('usage', `Undo takes no "${given.words[0]}".`);
    const importId = readId(given.value('import'));
    if (!importId.ok) return importId;
    const [redo, preview] = [given.flag('redo'), given.flag('preview')];
    if (redo && (preview || importId.value !== null)) return failure('usage', '--redo goes with nothing else.');
    if (redo) {
      const redone = await client['vault.redo']({});
      return redone.ok ? done(redone.value, `Put back: ${redone.value.description}`) : redone;
    }
    if (importId.value === null) {
      if (preview) return failure('usage', '--preview needs --import ID.');
      const undone = await client['vault.undo']({});
      return undone.ok ? done(undone.value, `Taken back: ${undone.value.description}`) : undone;
    }
    const changeId = importId.value;
    if (preview) {
      const shown = await client['vault.previewUndo']({ changeId });
      return shown.ok ? done(shown.value, previewText(shown.value)) : shown;
    }
    const undone = await client['vault.undoChange']({ changeId });
    return undone.ok ? done(undone.value, `Taken back: ${undone.value.description}`) : undone;
  },
};

function readId(text: string | null): Result<number | null> {
  if (text === null) return success(null);
  return /^[1-9]\d{0,14}$/.test(text)
    ? success(Number(text))
    : failure('usage', `--import ${text} is no id of an import.`, 'The answers of import name it as importId.');
}

type PositionChange = UndoPreview['positions'][number];

function previewText(preview: UndoPreview): string {
  const { rowsBack, failuresGone, failuresBack, positions, balances } = preview;
  return [
    `Taking back "${preview.description}" would change this; nothing is changed yet.`,
    `${preview.rowsWithdrawn} rows would leave the book.`,
    ...rowsBack.map(({ importId, path, rows }) => `${rows} rows stay: import ${importId}, ${path}, says them too.`),
    ...(failuresGone === 0 ? [] : [`${failuresGone} failed rows would no longer be listed.`]),
    ...(failuresBack === 0 ? [] : [`${failuresBack} failed rows stay: later files hold them too.`]),
    '',
    textTable<PositionChange>(
      [
        left('account', (one) => one.account),
        left('instrument', (one) => (one.side === 'net' ? one.instrument : `${one.instrument} ${one.side}`)),
        right('now', (one) => quantityText(one.before)),
        right('then', (one) => quantityText(one.after)),
        left('', (one) => one.becomesIncomplete ?? ''),
      ],
      positions,
      'No position would change.',
    ),
    '',
    textTable<UndoPreview['balances'][number]>(
      [
        left('account', (one) => one.account),
        left('asset', (one) => one.asset),
        right('now', (one) => one.before ?? 'unknown'),
        right('then', (one) => one.after ?? 'unknown'),
      ],
      balances,
      'No balance would change.',
    ),
  ].join('\n');
}

function quantityText(state: PositionChange['before']): string {
  if (state === null) return 'none';
  if (state.quantity === null) return 'incomplete';
  return state.status === 'closed' ? 'closed' : state.quantity;
}
