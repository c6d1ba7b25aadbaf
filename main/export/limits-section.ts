import { limitRules } from '../../shared/book/limit.ts';
import type { JudgedLimits, Judgement, LimitsDocument } from '../../shared/contract/limits.ts';
import { countedText, countText } from '../../shared/format/count.ts';
import { bindingText } from '../../shared/format/limit-text.ts';
import { notApplicableText } from '../../shared/format/number-text.ts';
import { percentText } from '../../shared/format/ratio.ts';
import { scopeWords } from '../../shared/measures/scope-words.ts';
import { whyText } from './figure-text.ts';
import { escapeHtml, htmlTable } from './html-text.ts';
import { withRest } from './long-list.ts';
import { cellHtml, differenceText, flagsBelow } from './unit-text.ts';

/** Judgements that stand on paper, the failing ones first. */
const mostJudgements = 20;

/** The trader's limits and how the book stands to them. */
export function limitsSection(limits: LimitsDocument | null): string {
  if (limits === null) return '<p class="empty">No limit is set.</p>';
  const { judgements } = limits;
  const waiting = limits.limits
    .filter(({ rule }) => rule === 'trade-loss')
    .map(
      ({ value }) =>
        `<p class="about">${limitRules['trade-loss'].label}: at most ${percentText(value)} of the equity, judged with each what-if.</p>`,
    );
  const sorted = judgements.toSorted((a, b) => verdictOrder[a.verdict] - verdictOrder[b.verdict]);
  const table = withRest(sorted, mostJudgements, 'verdict', 'limits', (shown) =>
    judgementsTable(shown, 'Figure', 'Nothing to judge.'),
  );
  return `${table}${bindingHtml(limits)}${waiting.join('')}`;
}

/** Of a what-if only the verdicts that are not passed, and how many are. */
export function limitsOfWhatIf(limits: JudgedLimits): string {
  const failing = limits.judgements.filter(({ verdict }) => verdict !== 'pass');
  const passing = limits.judgements.length - failing.length;
  const sorted = failing.toSorted((a, b) => verdictOrder[a.verdict] - verdictOrder[b.verdict]);
  const table = withRest(sorted, mostJudgements, 'verdict', 'what-if-limits', (shown) =>
    judgementsTable(shown, 'What-if', 'No limit fails.'),
  );
  const rest = `<p class="about">${countText(passing)} of ${countedText(limits.judgements.length, 'verdict')} pass: they stand in the CSV table what-if-limits and in the JSON.</p>`;
  return `${table}${rest}${bindingHtml(limits)}`;
}

function bindingHtml(limits: JudgedLimits): string {
  const text = bindingText(limits);
  return text === null ? '' : `<p>${escapeHtml(text)}</p>`;
}

const verdictOrder: Readonly<Record<Judgement['verdict'], number>> = {
  fail: 0,
  'fails-already': 1,
  'cannot-be-judged': 2,
  pass: 3,
};

function judgementsTable(judgements: readonly Judgement[], figure: string, empty: string): string {
  const table = htmlTable<Judgement>(
    [
      { title: 'Limit', align: 'left', cell: ({ rule }) => limitRules[rule].label },
      {
        title: 'Of',
        align: 'left',
        cell: ({ scope, subject }) =>
          escapeHtml(subject === null ? scopeWords(scope) : `${scopeWords(scope)}: ${subject}`),
      },
      { title: figure, align: 'right', cell: (one) => cellHtml(one.figure, one.unit) },
      { title: 'Must be', align: 'right', cell: boundHtml },
      {
        title: 'Room',
        align: 'right',
        cell: ({ room, unit }) => (room === null ? notApplicableText : escapeHtml(differenceText(room, unit))),
      },
      { title: 'Verdict', align: 'left', cell: verdictHtml },
    ],
    judgements,
    empty,
    ({ verdict, figure: { reason, mend } }) => (verdict === 'pass' ? null : whyText({ reason, mend })),
  );
  return table + flagsBelow(judgements.map((one) => one.figure));
}

function boundHtml({ rule, limit, unit }: Judgement): string {
  const value = cellHtml({ value: limit, status: 'value', reason: null, mend: null, flags: [] }, unit);
  return `${limitRules[rule].bound === 'at-most' ? 'at most' : 'at least'} ${value}`;
}

function verdictHtml({ verdict, isWorse }: Judgement): string {
  switch (verdict) {
    case 'pass':
      return '<span class="whole">passes</span>';
    case 'fail':
      return '<strong class="whole danger">fails</strong>';
    case 'fails-already':
      return `<strong class="whole danger">fails already${isWorse ? ', then worse' : ''}</strong>`;
    case 'cannot-be-judged':
      return '<strong class="whole watch">cannot be judged</strong>';
  }
}
