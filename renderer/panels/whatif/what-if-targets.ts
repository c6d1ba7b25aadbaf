import type { Judgement } from '../../../shared/contract/limits.ts';
import type { AssessedWhatIf, Compared } from '../../../shared/contract/whatif.ts';
import { limitRules } from '../../../shared/book/limit.ts';
import type { ExplainTarget } from '../../layout/explain-store.ts';
import { knownFigure } from '../explain/explain-cells.ts';
import type { ComparedRow } from './compared-rows.ts';
import { unitText } from './unit-texts.ts';

/** Where the figures of the panel stand. */
const from = 'What-if';
const hypothetical = 'Hypothetical: nothing of it is booked.';

/** What the actual figure of a row opens to; null where no measure stands behind it. */
export function actualTarget(row: ComparedRow, text: string): ExplainTarget | null {
  const { question, label, group, actual } = row;
  if (question === null) return null;
  return { label, about: group, question, meaning: '', figure: actual, text, from };
}

/** What the figure of a what-if opens to, or what the what-if changes of it. */
export function whatIfTarget(
  row: ComparedRow,
  compared: Compared,
  { label: name, tickets }: Pick<AssessedWhatIf, 'label' | 'tickets'>,
  figure: 'whatIf' | 'difference',
  text: string,
): ExplainTarget | null {
  const { question, label, group } = row;
  if (question === null) return null;
  const isDifference = figure === 'difference';
  if (isDifference && compared.difference === null) return null;
  return {
    label: isDifference ? `${label}, difference` : label,
    about: `${group}, what-if ${name}`,
    question: null,
    whatIf: { ...question, tickets, figure },
    meaning: isDifference ? `What the what-if changes. ${hypothetical}` : hypothetical,
    figure: isDifference ? knownFigure(compared.difference as number, []) : compared.whatIf,
    text,
    from,
  };
}

/** Which measure a limit is held against; of the largest asset and of the loss of a trade there is none. */
const limitedMeasure: Readonly<Partial<Record<Judgement['rule'], string>>> = {
  'book-leverage': 'effectiveLeverage',
  'account-leverage': 'effectiveLeverage',
  'margin-ratio': 'marginRatio',
  'distance-fraction': 'distanceFraction',
  'distance-sigma': 'distanceSigma',
};

/** What the figure that a limit judges opens to. */
export function judgedTarget(
  { rule, scope, figure, unit, limit }: Judgement,
  { label: name, tickets }: Pick<AssessedWhatIf, 'label' | 'tickets'>,
  about: string,
): ExplainTarget {
  const measure = limitedMeasure[rule];
  const { label, bound, meaning } = limitRules[rule];
  const must = `Must be ${bound === 'at-most' ? 'at most' : 'at least'} ${unitText(limit, unit)}.`;
  return {
    label,
    about: `${about === '' ? 'the book' : about}, what-if ${name}`,
    question: null,
    ...(measure === undefined ? {} : { whatIf: { measure, scope, tickets, figure: 'whatIf' } }),
    meaning: `${meaning} ${must} ${hypothetical}`,
    figure,
    text: figure.value === null ? (figure.reason ?? '') : unitText(figure.value, unit),
    from,
  };
}
