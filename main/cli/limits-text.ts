import { limitRules } from '../../shared/book/limit.ts';
import type { JudgedLimits, Judgement, LimitsDocument } from '../../shared/contract/limits.ts';
import { bindingText } from '../../shared/format/limit-text.ts';
import { figure, left, right, textTable } from './text-table.ts';

const verdicts: Readonly<Record<Judgement['verdict'], string>> = {
  pass: 'passes',
  fail: 'FAILS',
  'fails-already': 'fails already',
  'cannot-be-judged': 'cannot be judged',
};

/** The limits for reading, and how the book stands to them. */
export function limitsText(document: LimitsDocument): string {
  if (document.limits.length === 0) return 'No limit is set. Set one like --set book-leverage=3.';
  const waiting = document.limits.filter(({ rule }) => rule === 'trade-loss');
  return [
    `As of ${document.asOf}, in ${document.base}.`,
    '',
    judgedText(document, 'figure'),
    ...waiting.map(
      ({ value }) => `${limitRules['trade-loss'].label}: at most ${figure(value)}, judged with each what-if.`,
    ),
  ].join('\n');
}

/** @param heading what the figures are: of a hypothetical one they are labelled so */
export function judgedText(judged: JudgedLimits, heading: 'figure' | 'what-if'): string {
  const table = textTable<Judgement>(
    [
      left('limit', ({ rule }) => rule),
      left('of', ({ scope, subject }) => [scope, ...(subject === null ? [] : [subject])].join(' ')),
      right(heading, ({ figure: cell }) => (cell.value === null ? cell.status : figure(cell.value))),
      right(
        'limit',
        ({ rule, limit }) => `${limitRules[rule].bound === 'at-most' ? 'at most' : 'at least'} ${figure(limit)}`,
      ),
      right('room', ({ room }) => (room === null ? '' : figure(room))),
      left('', ({ verdict, isWorse }) => `${verdicts[verdict]}${isWorse ? ', now worse' : ''}`),
      left('', ({ verdict, figure: cell }) => (verdict === 'pass' ? '' : (cell.reason ?? ''))),
    ],
    judged.judgements,
    'Nothing to judge.',
  );
  const binding = bindingText(judged);
  return binding === null ? table : `${table}\n${binding}`;
}
