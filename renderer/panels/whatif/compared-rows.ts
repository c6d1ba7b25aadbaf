import type { AssessedWhatIf, Compared, ComparedFigure } from '../../../shared/contract/whatif.ts';
import type { Cell } from '../../../shared/contract/views.ts';
import { isMeasureId, measures, type MeasureId } from '../../../shared/measures/measure.ts';
import { parseScope, type ScopeText } from '../../../shared/measures/scope.ts';
import { scopeWords } from '../../../shared/measures/scope-words.ts';
import type { WhatIfFigureAsked } from '../../layout/explain-store.ts';
import { departureFigures, eventFigures } from './way-figures.ts';

/** The measure behind a figure, and along which axis where it is of one. */
export interface AskedMeasure extends Pick<WhatIfFigureAsked, 'axis'> {
  readonly measure: MeasureId;
  readonly scope: ScopeText;
}

/** A figure of a what-if with the measure behind it; null where none is. */
export interface ComparedCell extends Compared {
  readonly question: AskedMeasure | null;
}

/** One figure: as it is, and in each what-if. */
export interface ComparedRow {
  readonly id: string;
  /** What it is a figure of, as the heading over its rows says it. */
  readonly group: string;
  readonly label: string;
  readonly unit: string;
  /** What it says, where no measure says it. */
  readonly meaning: string;
  /** The measure behind the actual figure; null where none is. */
  readonly question: AskedMeasure | null;
  readonly actual: Cell;
  /** In the order of the what-ifs; null where one does not have it. */
  readonly whatIfs: readonly (ComparedCell | null)[];
  readonly isChanged: boolean;
  /** Which way is better for the trader: 1 more, -1 less, 0 neither. */
  readonly better: 1 | -1 | 0;
}

/** One figure of one what-if beside the actual one. */
export interface ComparedFigureRow extends Pick<ComparedRow, 'id' | 'group' | 'label' | 'unit' | 'better' | 'meaning'> {
  readonly questions: { readonly actual: AskedMeasure | null; readonly whatIf: AskedMeasure | null };
  readonly compared: Compared;
}

/**
 * The what-ifs side by side: the figures of the book, then whatever changes of accounts and pools, sizes and liquidation prices with
 * the changed ones first, and the nearest departures. A what-if that cannot be done has none of them.
 */
export function comparedRows(whatIfs: readonly AssessedWhatIf[]): readonly ComparedRow[] {
  const figures = whatIfs.map((one) => new Map(figuresOf(one).map((figure) => [figure.id, figure])));
  const all = new Map(figures.flatMap((each) => [...each]));
  const rows = [...all.values()].map(({ compared, questions, ...figure }): ComparedRow => {
    const cells = figures.map((each) => {
      const own = each.get(figure.id);
      return own === undefined ? null : { ...own.compared, question: own.questions.whatIf };
    });
    return {
      ...figure,
      question: questions.actual,
      actual: compared.actual,
      whatIfs: cells,
      isChanged: cells.some((cell) => cell !== null && isAnother(cell)),
    };
  });
  const isPrice = ({ unit }: ComparedRow) => unit === 'price';
  const prices = rows.filter(isPrice);
  return [
    ...rows.filter((row) => !isPrice(row) && row.id.startsWith('book ')),
    ...prices.filter(({ isChanged }) => isChanged),
    ...prices.filter(({ isChanged }) => !isChanged),
    ...rows.filter((row) => !isPrice(row) && !row.id.startsWith('book ')),
  ];
}

function figuresOf({ comparison }: AssessedWhatIf): readonly ComparedFigureRow[] {
  if (comparison === null) return [];
  const { figures, positions, ladder, events } = comparison;
  return [
    ...figures
      .filter((one) => !isSaidOfAccount(one, figures))
      .map(({ id, scope, unit, ...compared }): ComparedFigureRow => ({
        id: `${scope} ${id}`,
        group: scope === 'book' ? 'The whole book' : scopeWords(scope),
        label: isMeasureId(id) ? measures[id].label : id,
        unit,
        better: betterOf[id] ?? 0,
        meaning: '',
        questions: bothAsk(isMeasureId(id) ? { measure: id, scope } : null),
        compared,
      })),
    ...positions.flatMap(({ scope, account, instrument, side, liquidationLower, liquidationUpper, quantity }) => {
      const price = (
        id: string,
        text: string,
        better: 1 | -1,
        measure: MeasureId,
        compared: Compared,
      ): ComparedFigureRow => ({
        id: `${scope} ${id}`,
        group: `Liquidation prices, ${account}`,
        label: `${text}, ${instrument} ${side}`,
        unit: 'price',
        better,
        meaning: '',
        questions: bothAsk({ measure, scope }),
        compared,
      });
      const size = (held: Cell): AskedMeasure | null => (held.value === 0 ? null : { measure: 'quantity', scope });
      const sizes: ComparedFigureRow[] = isAnother(quantity)
        ? [
            {
              id: `${scope} size`,
              group: 'Sizes',
              label: scopeWords(scope),
              unit: 'quantity',
              better: 0,
              meaning: measures.quantity.meaning,
              // What is not held has no figures.
              questions: { actual: size(quantity.actual), whatIf: size(quantity.whatIf) },
              compared: quantity,
            },
          ]
        : [];
      return [
        price('below', 'Below', -1, 'liquidationPrice.lower', liquidationLower),
        price('above', 'Above', 1, 'liquidationPrice.upper', liquidationUpper),
        ...sizes,
      ].filter(({ compared: { actual, whatIf } }) => !isIdle(actual) || !isIdle(whatIf));
    }),
    ...(ladder === null ? [] : departureFigures(ladder)),
    ...(events === null ? [] : eventFigures(events)),
  ];
}

function bothAsk(question: AskedMeasure | null): ComparedFigureRow['questions'] {
  return { actual: question, whatIf: question };
}

/** A figure of a pool that its account repeats: most accounts are one pool. */
function isSaidOfAccount({ id, scope, actual, whatIf }: ComparedFigure, figures: readonly ComparedFigure[]): boolean {
  const pool = parseScope(scope);
  if (pool?.kind !== 'pool') return false;
  const same = figures.find((one) => one.id === id && one.scope === `account:${pool.account}`);
  const isSame = (one: Cell, other: Cell): boolean => one.status === other.status && one.value === other.value;
  return same !== undefined && isSame(same.actual, actual) && isSame(same.whatIf, whatIf);
}

/** A side on which no price liquidates, or does not apply. */
function isIdle({ status }: Cell): boolean {
  return status === 'none' || status === 'not-applicable';
}

const betterOf: Readonly<Record<string, 1 | -1>> = {
  equity: 1,
  effectiveLeverage: -1,
  initialMargin: -1,
  maintenanceMargin: -1,
  marginRatio: -1,
  freeMargin: 1,
  buffer: 1,
};

/** Whether a figure changes by more than sums of floats do by themselves. */
export function isAnother({ actual, whatIf, difference }: Compared): boolean {
  if (difference === null || actual.value === null) return actual.status !== whatIf.status;
  return Math.abs(difference) > 1e-9 * Math.abs(actual.value);
}
