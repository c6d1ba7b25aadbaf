import type { CheckReport } from '../../shared/contract/safety.ts';
import { failure, type Result } from '../../shared/result/result.ts';
import { done, type Command } from './command.ts';

export const backupCommand: Command = {
  name: 'backup',
  summary: 'writes a proved copy of the vault',
  usage: ['backup FILE'],
  help: [
    'The copy is read again before it gets its name: pages, links, counts, and every imported file against its hash.',
    'A file that is there already is never replaced. A vault that a window has open is refused: close it first.',
  ],
  options: {},
  vault: 'refuse',
  run: async ({ client, arguments: given, path }) => {
    const file = oneFile(given.words, backupCommand);
    if (!file.ok) return file;
    const made = await client['vault.backup']({ path: path(file.value) });
    if (!made.ok) return made;
    const { changes, events, files } = made.value;
    return done(
      made.value,
      `Backup written and proved: ${made.value.path} (${amounts(changes, events, files)}, ${made.value.bytes} bytes)`,
    );
  },
};

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'puts a backup in the place of the vault',
  usage: ['restore FILE'],
  help: [
    'The backup is proved first. The vault that stood there is kept beside it under a dated name; nothing is deleted.',
    'It needs no vault, and a damaged one is no hindrance. Close the window first.',
  ],
  options: {},
  vault: 'replace',
  run: async ({ client, arguments: given, path }) => {
    const file = oneFile(given.words, restoreCommand);
    if (!file.ok) return file;
    const made = await client['vault.restore']({ path: path(file.value) });
    if (!made.ok) return made;
    const { changes, events, files, keptAside } = made.value;
    const before = keptAside === null ? '' : `\nThe vault that stood there is kept as ${keptAside}`;
    return done(made.value, `Restored: ${made.value.path} (${amounts(changes, events, files)})${before}`);
  },
};

export const checkCommand: Command = {
  name: 'check',
  summary: 'looks through the whole vault and says whether it holds',
  usage: ['check'],
  help: ['Exit 1 when something does not hold. It changes nothing.'],
  options: {},
  vault: 'refuse',
  run: async ({ client }) => {
    const checked = await client['vault.check']({});
    return checked.ok ? done(checked.value, checkText(checked.value), !checked.value.ok) : checked;
  },
};

function checkText({ path, ok, checks }: CheckReport): string {
  const lines = checks.flatMap(({ label, ok: holds, found }) => [
    `${holds ? 'ok   ' : 'WRONG'}  ${label}`,
    ...found.map((sentence) => `         ${sentence}`),
  ]);
  const end = ok
    ? `${path} holds.`
    : `${path} does not hold. Restore a backup with \`ballast restore FILE\`; this vault is kept beside it.`;
  return [...lines, end].join('\n');
}

function oneFile(words: readonly string[], command: Command): Result<string> {
  const [file, ...rest] = words;
  return file === undefined || rest.length > 0
    ? failure('usage', 'Name one file.', command.usage[0] ?? '')
    : { ok: true, value: file };
}

function amounts(changes: number, events: number, files: number): string {
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  return [counted(changes, 'change'), counted(events, 'event'), counted(files, 'file')].join(', ');
}
