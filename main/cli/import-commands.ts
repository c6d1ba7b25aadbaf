import { existsSync, statSync } from 'node:fs';
import type { FileReport, ImportOptions } from '../../shared/contract/imports.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { refusedReport } from '../services/imports/import-report.ts';
import { done, type Command, type CommandOutput, type CommandRun } from './command.ts';
import { importText } from './import-text.ts';
import { readMappingFile } from './mapping-command.ts';
import { readAll, readAmount, readAssignment } from './read-values.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'reads export files of brokers and exchanges into the vault',
  usage: [
    'import PATH... [--format ID] [--account NAME] [--timezone ZONE] [--date-order DMY|MDY] [--strict]',
    'import PATH... --mapping FILE [--account NAME] [--timezone ZONE] [--date-order DMY|MDY]',
  ],
  help: [
    'What a file is, is found by its content; --format says it instead (see `ballast formats`).',
    'Rows that are in the vault already change nothing. Rows that cannot be read are listed and kept for mending.',
    'A table of no known format is read by a mapping of its columns (see `ballast mapping`), and from then on known by its header.',
    'A file that names no time zone is read in UTC and marked so; --timezone says better, --strict refuses such a file.',
  ],
  options: {
    format: 'value',
    account: 'value',
    timezone: 'value',
    'date-order': 'value',
    strict: 'flag',
    instrument: 'value',
    mapping: 'value',
  },
  vault: 'create',
  run: async (run) => {
    const { words, value, flag } = run.arguments;
    if (words.length === 0) return failure('usage', 'No file was named.', importCommand.usage[0] ?? '');
    const order = value('date-order')?.toUpperCase() ?? null;
    if (order !== null && order !== 'DMY' && order !== 'MDY')
      return failure('usage', `--date-order ${order} is neither DMY nor MDY.`);
    const mapping = await readMappingFile(run, value('mapping'));
    if (!mapping.ok) return mapping;
    return importFiles(run, words, {
      format: value('format'),
      account: value('account'),
      timezone: value('timezone'),
      dateOrder: order,
      strict: flag('strict'),
      instrument: value('instrument'),
      mapping: mapping.value,
    });
  },
};

export const pricesCommand: Command = {
  name: 'prices',
  summary: 'reads a price history (open, high, low, close) of an instrument',
  usage: ['prices PATH --instrument X'],
  help: ['The closes serve for volatility and drawdown, and as marks where no newer mark exists.'],
  options: { instrument: 'value', timezone: 'value', 'date-order': 'value', format: 'value', strict: 'flag' },
  vault: 'create',
  run: async (run) => {
    const { words, value, flag } = run.arguments;
    const instrument = value('instrument');
    if (words.length === 0) return failure('usage', 'No file was named.', pricesCommand.usage[0] ?? '');
    const order = value('date-order')?.toUpperCase() ?? null;
    if (order !== null && order !== 'DMY' && order !== 'MDY')
      return failure('usage', `--date-order ${order} is neither DMY nor MDY.`);
    return importFiles(run, words, {
      format: value('format'),
      account: null,
      timezone: value('timezone'),
      dateOrder: order,
      strict: flag('strict'),
      instrument,
      mapping: null,
    });
  },
};

/** The form in which a price is stated. */
const markForm = 'INSTRUMENT=PRICE[@TIME]';

export const marksCommand: Command = {
  name: 'marks',
  summary: 'states prices, by hand or from a file with instrument,price,time',
  usage: ['marks PATH', 'marks INSTRUMENT=PRICE[@TIME] ...'],
  help: ['A mark without a time is of now. Write instruments like BTC/USDT:USDT.'],
  options: {},
  vault: 'create',
  run: async (run) => {
    const { words } = run.arguments;
    if (words.length === 0) return failure('usage', 'No price was given.', marksCommand.usage.join(' | '));
    if (words.every((word) => !word.includes('=') || existsSync(run.path(word))))
      return importFiles(run, words, { ...noOptions, format: 'marks' });
    const marks = readAll(words, (word) => {
      const mark = readAssignment(word, markForm);
      if (!mark.ok) return mark;
      const price = readAmount(mark.value.value, `The price of ${mark.value.name}`);
      return price.ok ? success({ instrument: mark.value.name, price: price.value, timeMs: mark.value.timeMs }) : price;
    });
    if (!marks.ok) return marks;
    const stated = await run.client['book.marks']({ marks: [...marks.value] });
    if (!stated.ok) return stated;
    const report: FileReport = {
      path: words.join(' '),
      sha256: '',
      format: 'stated',
      account: null,
      rows: words.length,
      accepted: words.length,
      duplicates: 0,
      assumed: [],
      ignored: [],
      failures: [],
      events: { mark: words.length },
      importId: stated.value.changeId,
      error: null,
    };
    return done({ files: [report] }, stated.value.description);
  },
};

const noOptions: ImportOptions = {
  format: null,
  account: null,
  timezone: null,
  dateOrder: null,
  strict: false,
  instrument: null,
  mapping: null,
};

async function importFiles(
  run: CommandRun,
  typed: readonly string[],
  options: ImportOptions,
): Promise<Result<CommandOutput>> {
  const files: FileReport[] = [];
  for (const one of typed) {
    const path = run.path(one);
    const refusal = pathRefusal(path);
    if (refusal !== null) {
      files.push(refusedReport(one, '', refusal));
      continue;
    }
    const report = await run.client['imports.run']({ source: { kind: 'path', path }, options });
    if (!report.ok) return report;
    files.push({ ...report.value, path: one });
  }
  return done(
    { files },
    importText(files),
    files.some((file) => file.error !== null),
  );
}

function pathRefusal(path: string): FileReport['error'] {
  if (!existsSync(path))
    return { code: 'file-absent', message: 'There is no such file.', mend: 'Check the name and the folder.' };
  if (!statSync(path).isFile())
    return { code: 'file-is-folder', message: 'This is a folder, not a file.', mend: 'Name the files in it.' };
  return null;
}
