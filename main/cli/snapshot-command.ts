import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Paper } from '../../shared/contract/snapshots.ts';
import { failure, success, type Fault, type Result } from '../../shared/result/result.ts';
import { done, type Command, type CommandRun } from './command.ts';
import { readAsOf } from './read-commands.ts';

const formatNames = ['json', 'html', 'csv', 'pdf'] as const;
type SnapshotFormat = (typeof formatNames)[number];

interface WrittenFile {
  readonly path: string;
  readonly format: SnapshotFormat;
}

export const snapshotCommand: Command = {
  name: 'snapshot',
  summary: 'writes the risk picture as files to keep, with what changed since the last one',
  usage: ['snapshot --out DIR [--formats json,html,csv,pdf] [--paper a4|letter] [--as-of TIME]'],
  help: [
    'Without --formats it writes json and html. The HTML file stands alone: it opens without Ballast and without a network.',
    'It holds accounts, positions, exposures, the ladder with the order of events, insolvency, limits, drawdown, and the what-ifs',
    'kept by name, fenced as hypothetical.',
    'csv writes a file a table, with all digits. pdf is the HTML, printed by an installed Chromium, Chrome or Edge; without',
    'one the other formats are written and the command ends with 1.',
    'The vault keeps what `compare` needs of each snapshot: see ballast compare --help.',
  ],
  options: { out: 'value', formats: 'value', paper: 'value', 'as-of': 'value' },
  vault: 'refuse',
  run: async (run) => {
    const { client, arguments: given } = run;
    const out = given.value('out');
    if (out === null) return failure('usage', '--out is missing.', snapshotCommand.usage[0] ?? '');
    const formats = readFormats(given.value('formats') ?? 'json,html');
    if (!formats.ok) return formats;
    const paper = readPaper(given.value('paper') ?? 'a4');
    if (!paper.ok) return paper;
    const asOf = readAsOf(given);
    if (!asOf.ok) return asOf;
    const asked = formats.value;
    const isPrinted = asked.includes('pdf');
    // The page that is printed is made together with the rest, so that all of them are of one instant.
    const texts = asked.filter((format) => format !== 'pdf');
    const made = await client['snapshot.make']({
      asOfMs: asOf.value,
      formats: isPrinted && !texts.includes('html') ? [...texts, 'html'] : texts,
      paper: paper.value,
    });
    if (!made.ok) return made;
    const page = made.value.files.find(({ format }) => format === 'html');
    const kept = made.value.files.filter(({ format }) => asked.includes(format));
    const pdf = isPrinted && page !== undefined ? await run.print(page.text) : null;
    const printed =
      pdf?.ok === true && page !== undefined
        ? [{ name: page.name.replace(/html$/, 'pdf'), format: 'pdf' as const, text: pdf.value }]
        : [];
    const written = writeFiles(run, out, [...kept, ...printed]);
    if (!written.ok) return written;
    return told(written.value, pdf?.ok === false ? pdf.fault : null);
  },
};

function writeFiles(
  { path }: CommandRun,
  out: string,
  files: readonly { readonly name: string; readonly format: SnapshotFormat; readonly text: string | Uint8Array }[],
): Result<readonly WrittenFile[]> {
  const folder = path(out);
  try {
    mkdirSync(folder, { recursive: true });
    return success(
      files.map(({ name, format, text }) => {
        const place = join(folder, name);
        writeFileSync(place, text);
        return { path: place, format };
      }),
    );
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return failure('snapshot-not-written', `The snapshot could not be written: ${cause}`, 'Choose another folder.');
  }
}

/** What was written stays written where only the PDF could not be printed. */
function told(files: readonly WrittenFile[], notPrinted: Fault | null) {
  const text = files.map((file) => `Written: ${file.path}`);
  if (notPrinted === null) return done({ files }, text.join('\n'));
  const { code, message, mend } = notPrinted;
  const error = { code, message: `The pdf was not written. ${message}`, mend };
  return done({ files, error }, [...text, `${error.message} ${mend}`.trim()].join('\n'), true);
}

function readFormats(text: string): Result<readonly SnapshotFormat[]> {
  const formats: SnapshotFormat[] = [];
  for (const word of text.split(',').map((one) => one.trim())) {
    const format = formatNames.find((one) => one === word);
    if (format === undefined)
      return failure('usage', `"${word}" is no snapshot format.`, `Formats are ${formatNames.join(', ')}.`);
    if (!formats.includes(format)) formats.push(format);
  }
  return success(formats);
}

function readPaper(text: string): Result<Paper> {
  const paper = (['a4', 'letter'] as const).find((one) => one === text.toLowerCase());
  return paper === undefined
    ? failure('usage', `"${text}" is no paper that a snapshot is laid out for.`, 'It is a4 or letter.')
    : success(paper);
}
