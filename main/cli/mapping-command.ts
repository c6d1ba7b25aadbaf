import { readFileSync, writeFileSync } from 'node:fs';
import type { MappingProposal } from '../../shared/contract/imports.ts';
import type { Mapping } from '../../shared/contract/mapping.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { done, type Command, type CommandRun } from './command.ts';
import { left, textTable } from './text-table.ts';

export const mappingCommand: Command = {
  name: 'mapping',
  summary: 'guesses what the columns of an unknown table mean, for `import --mapping`',
  usage: ['mapping PATH [--out FILE]'],
  help: [
    'It looks at the names of the columns and at the first 200 rows. What two readings fit is left open (null), and it says why.',
    '--out saves the guess as a small JSON file: complete it in any editor, then `ballast import PATH --mapping FILE`.',
    'An import by a mapping is remembered: the next file with the same header needs no mapping.',
  ],
  options: { out: 'value' },
  vault: 'none',
  run: async (run) => {
    const [typed, ...more] = run.arguments.words;
    if (typed === undefined || more.length > 0)
      return failure('usage', 'Name one file.', mappingCommand.usage[0] ?? '');
    const proposed = await run.client['mappings.propose']({ source: { kind: 'path', path: run.path(typed) } });
    if (!proposed.ok) return proposed;
    const { mapping, doubts, proofs, missing, columns, rowsLookedAt } = proposed.value;
    const out = run.arguments.value('out');
    if (out !== null) {
      const written = await run.client['mappings.write']({ mapping });
      if (!written.ok) return written;
      const saved = saveText(run.path(out), written.value.text);
      if (!saved.ok) return saved;
    }
    const document = {
      path: typed,
      out,
      complete: missing.length === 0,
      mapping,
      missing,
      doubts,
      proofs,
      columns,
      rowsLookedAt,
    };
    return done(document, proposalText(proposed.value, out));
  },
};

/** The mapping of a file named on the command line; null where none is named. */
export async function readMappingFile(run: CommandRun, typed: string | null): Promise<Result<Mapping | null>> {
  if (typed === null) return success(null);
  let text: string;
  try {
    text = readFileSync(run.path(typed), 'utf8');
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return failure('file-unreadable', `The mapping cannot be read: ${cause}`, 'Check the name and who may read it.');
  }
  const read = await run.client['mappings.read']({ text });
  return read.ok ? success(read.value.mapping) : read;
}

function saveText(path: string, text: string): Result<null> {
  try {
    writeFileSync(path, text);
    return success(null);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return failure(
      'file-not-written',
      `The mapping cannot be saved: ${cause}`,
      'Name a file in a folder that you may write to.',
    );
  }
}

function proposalText({ mapping, columns, doubts, proofs, missing }: MappingProposal, out: string | null): string {
  const roles = rolesOf(mapping);
  const table = textTable<MappingProposal['columns'][number]>(
    [
      left('column', (one) => one.title),
      left('is', (one) => roles.get(one.column)?.join(', ') ?? '-'),
      left('such as', (one) => one.samples.slice(0, 3).join(' · ')),
    ],
    columns,
    'No column.',
  );
  return [
    table,
    ...proofs.map(({ text, held, of }) => `proved on ${held} of ${of} rows: ${text}`),
    ...doubts.map(({ text }) => `in doubt: ${text}`),
    ...missing.map(({ text }) => `open: ${text}`),
    missing.length === 0 ? 'The mapping is complete.' : 'The mapping is not complete yet.',
    ...(out === null ? [] : [`Saved as ${out}.`]),
  ].join('\n');
}

/** What each column was taken for, in words. */
function rolesOf(mapping: Mapping): ReadonlyMap<string, readonly string[]> {
  const roles = new Map<string, string[]>();
  const say = (column: string | null | undefined, role: string) => {
    if (column !== null && column !== undefined) roles.set(column, [...(roles.get(column) ?? []), role]);
  };
  const { time, instrument, side, fee, amount, kinds } = mapping;
  say(kinds.by === 'column' ? kinds.column : null, 'kind of row');
  say(mapping.only?.column, 'status');
  if (time?.from === 'column') say(time.column, `time (${time.format ?? 'order open'})`);
  if (time?.from === 'two-columns') {
    say(time.date, `date (${time.format ?? 'order open'})`);
    say(time.time, 'time of day');
  }
  if (instrument?.from === 'column') {
    say(instrument.column, `instrument (${instrument.rule ?? 'kind open'})`);
    say(instrument.quote?.from === 'column' ? instrument.quote.column : null, 'currency');
  }
  say(side === null || side.from === 'quantity-sign' ? null : side.column, 'side');
  say(mapping.quantity?.column, side?.from === 'quantity-sign' ? 'quantity, its sign the side' : 'quantity');
  say(mapping.price?.column, 'price');
  say(mapping.value?.column, 'value');
  for (const column of fee?.columns ?? []) say(column, `fee (a cost is ${fee?.cost ?? 'open'})`);
  say(fee?.asset?.from === 'column' ? fee.asset.column : null, 'fee currency');
  say(amount?.column, 'amount');
  say(amount?.asset?.from === 'column' ? amount.asset.column : null, 'currency of amounts');
  say(mapping.id?.column, 'id');
  say(mapping.profit?.column, `realised profit (${mapping.profit?.basis ?? ''})`);
  say(mapping.effect?.column, 'opens or closes');
  say(mapping.balanceAfter?.column, 'balance after');
  return roles;
}
