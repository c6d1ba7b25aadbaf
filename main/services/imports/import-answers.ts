import type { ImportOptions, Question } from '../../../shared/contract/imports.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { Answers, Format, Recognition } from '../../importers/importer.ts';
import { parseZone, utcZone } from '../../importers/local-time.ts';

/** What the trader (or an assumption) says where the file is silent. */
export interface AnsweredFile {
  readonly answers: Answers;
  readonly zoneAssumed: boolean;
  /** For the report: `timezone-utc`. */
  readonly assumed: readonly string[];
  /** For the window: what may be asked, with what was answered. */
  readonly questions: readonly Question[];
}

const timezoneText = 'In which time zone are the times of this file written? The file does not say.';

/**
 * Holds what a file leaves open against the options.
 * Faults: `timezone-unknown`, `timezone-missing` (strict only), `date-order`, `instrument-missing`.
 */
export function readAnswers(
  recognition: Recognition,
  options: ImportOptions,
  grain: Format['grain'],
): Result<AnsweredFile> {
  const questions: Question[] = [];
  const assumed: string[] = [];
  let zone = utcZone;
  if (options.timezone !== null) {
    const parsed = parseZone(options.timezone);
    if (!parsed.ok) return parsed;
    zone = parsed.value;
  }
  const zoneAssumed = recognition.zone.kind === 'none' && options.timezone === null;
  if (recognition.zone.kind === 'none')
    questions.push({ kind: 'timezone', text: timezoneText, answered: options.timezone });
  if (zoneAssumed && options.strict)
    return failure(
      'timezone-missing',
      'The file does not say in which time zone its times are written.',
      'Say it with --timezone, such as --timezone UTC or --timezone Europe/Berlin.',
    );
  if (zoneAssumed) assumed.push('timezone-utc');
  const { dateOrder } = recognition;
  if (dateOrder.kind === 'undecided') {
    const [first, second] = dateOrder.readings;
    questions.push({ kind: 'date-order', text: dateOrderText(first, second), answered: options.dateOrder });
    if (options.dateOrder === null)
      return failure(
        'date-order',
        dateOrderText(first, second),
        'Say it with --date-order DMY (day first) or --date-order MDY (month first).',
      );
  }
  if (grain === 'prices') {
    questions.push({ kind: 'instrument', text: instrumentText, answered: options.instrument });
    if (options.instrument === null)
      return failure('instrument-missing', instrumentText, 'Say it with --instrument, such as --instrument BTC/USDT.');
  }
  return success({
    answers: { zone, dateOrder: options.dateOrder, instrument: options.instrument },
    zoneAssumed,
    assumed,
    questions,
  });
}

/** The questions of a file that cannot be read before they are answered. */
export function openQuestions(
  recognition: Recognition,
  options: ImportOptions,
  grain: Format['grain'],
): readonly Question[] {
  const open: Question[] = [];
  if (recognition.zone.kind === 'none') open.push({ kind: 'timezone', text: timezoneText, answered: options.timezone });
  if (recognition.dateOrder.kind === 'undecided') {
    const [first, second] = recognition.dateOrder.readings;
    open.push({ kind: 'date-order', text: dateOrderText(first, second), answered: options.dateOrder });
  }
  if (grain === 'prices') open.push({ kind: 'instrument', text: instrumentText, answered: options.instrument });
  return open;
}

const instrumentText = 'Of which instrument are these prices? The file does not say.';

function dateOrderText(first: string, second: string): string {
  return `The dates of this file can be read in two ways: ${first} or ${second}.`;
}
