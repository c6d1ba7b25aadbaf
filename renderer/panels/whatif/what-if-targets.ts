import type { Judgement } from '../../../shared/contract/limits.ts';
import type { AssessedWhatIf, CalledPool } from '../../../shared/contract/whatif.ts';
import { limitRules } from '../../../shared/book/limit.ts';
import type { ExplainTarget, FigureQuestion } from '../../layout/explain-store.ts';
import { knownFigure } from '../explain/explain-cells.ts';
import type { AskedMeasure, ComparedCell, ComparedRow } from './compared-rows.ts';
import { departureQuestion } from './way-figures.ts';
import { unitText } from './unit-texts.ts';

/** Where the figures of the panel stand. */
const from = 'What-if';
const hypothetical = 'Hypothetical: nothing of it is booked.';

/** What the actual figure of a row opens to. */
export function actualTarget({ question, label, group, meaning, actual }: ComparedRow, text: string): ExplainTarget {
  return { label, about: group, question: plainQuestion(question), meaning, figure: actual, text, from };
}

/** What the figure of a what-if opens to, or what the what-if changes of it; null where there is no difference to be told of. */
export function whatIfTarget(
  row: ComparedRow,
  cell: ComparedCell,
  { label: name, tickets }: Pick<AssessedWhatIf, 'label' | 'tickets'>,
  figure: 'whatIf' | 'difference',
  text: string,
): ExplainTarget | null {
  const { label, group, meaning } = row;
  const isDifference = figure === 'difference';
  if (isDifference && cell.difference === null) return null;
  // Of two pools, or of what one side does not hold, there is no one figure that changes.
  const isOfOne = row.question?.scope === cell.question?.scope;
  const { question } = isDifference && !isOfOne ? { question: null } : cell;
  const said = [isDifference ? 'What the what-if changes.' : '', meaning, hypothetical];
  return {
    label: isDifference ? `${label}, difference` : label,
    about: `${group}, what-if ${name}`,
    question: null,
    ...(question === null ? {} : { whatIf: { ...question, tickets, figure } }),
    meaning: said.filter((one) => one !== '').join(' '),
    figure: isDifference ? knownFigure(cell.difference as number, []) : cell.whatIf,
    text,
    from,
  };
}

/** A pool that goes, or is called, on one side. */
type Going = Pick<CalledPool, 'account' | 'pool' | 'shockFraction'>;

/**
 * What the shock at which a pool goes opens to.
 * @param whatIf null: of the book as it stands
 */
export function departureTarget(
  axis: Parameters<typeof departureQuestion>[0],
  side: 'down' | 'up',
  going: Going,
  whatIf: Pick<AssessedWhatIf, 'label' | 'tickets'> | null,
  text: string,
): ExplainTarget {
  const asked = departureQuestion(axis, side, going);
  const about = `${going.account}, ${going.pool}`;
  return {
    label: side === 'down' ? 'Goes downwards' : 'Goes upwards',
    about: whatIf === null ? about : `${about}, what-if ${whatIf.label}`,
    question: whatIf === null ? plainQuestion(asked) : null,
    ...(whatIf === null ? {} : { whatIf: { ...asked, tickets: whatIf.tickets, figure: 'whatIf' } }),
    meaning: whatIf === null ? '' : hypothetical,
    figure: knownFigure(going.shockFraction, []),
    text,
    from,
  };
}

function plainQuestion(asked: AskedMeasure | null): FigureQuestion | null {
  if (asked === null) return null;
  const { axis, ...question } = asked;
  return axis == null ? question : { ...question, axis };
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
