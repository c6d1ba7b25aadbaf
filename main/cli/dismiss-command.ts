import { failure, success, type Result } from '../../shared/result/result.ts';
import { done, type Command } from './command.ts';

export const dismissCommand: Command = {
  name: 'dismiss',
  summary: 'leaves out failed rows of an import, so that what they concern is whole again',
  usage: ['dismiss IMPORT LINE...|all'],
  help: [
    'The id of the import and the lines stand in the answer of import. Where several rows begin on one line, all of them go.',
    'Undo brings them back.',
  ],
  options: {},
  vault: 'refuse',
  run: async ({ client, arguments: given }) => {
    const [id, ...typed] = given.words;
    const usage = dismissCommand.usage[0] ?? '';
    if (id === undefined || typed.length === 0) return failure('usage', 'Name an import, and lines or all.', usage);
    const importId = Number(id);
    if (!/^[1-9]\d{0,14}$/.test(id)) return failure('usage', `"${id}" is no id of an import.`, usage);
    const all = typed.length === 1 && typed[0] === 'all';
    const lines = all ? success([]) : readLines(typed);
    if (!lines.ok) return lines;
    const listed = await client['imports.failures']({ importId });
    if (!listed.ok) return listed;
    const open = listed.value.failures.filter(({ dismissed }) => !dismissed);
    const absent = lines.value.find((line) => !open.some((failed) => failed.line === line));
    if (absent !== undefined)
      return failure(
        'failure-unknown',
        `Line ${absent} of this import has no open failure.`,
        'See the answer of import.',
      );
    const failureIds = all
      ? null
      : open.filter(({ line }) => lines.value.includes(line)).map(({ failureId }) => failureId);
    const made = await client['imports.dismissFailures']({ importId, failureIds });
    if (!made.ok) return made;
    const { dismissed } = made.value;
    return done(
      { importId, dismissed },
      dismissed === 1 ? '1 failed row left out.' : `${dismissed} failed rows left out.`,
    );
  },
};

function readLines(typed: readonly string[]): Result<readonly number[]> {
  const wrong = typed.find((word) => !/^[1-9]\d{0,14}$/.test(word));
  return wrong === undefined
    ? success(typed.map(Number))
    : failure('usage', `"${wrong}" is no line of a file.`, dismissCommand.usage[0] ?? '');
}
