import type { Comparison } from '../../../shared/contract/whatif.ts';
import { scopeText } from '../../../shared/measures/scope.ts';
import { askedAxis } from '../explain/figure-measures.ts';
import type { AskedMeasure, ComparedFigureRow } from './compared-rows.ts';

type Ladder = NonNullable<Comparison['ladder']>;
type Events = NonNullable<Comparison['events']>;
type Axis = Pick<Ladder, 'asset' | 'beta'>;
type Side = 'down' | 'up';

/** The shock at which a pool goes on one side. */
export function departureQuestion(
  axis: Axis,
  side: Side,
  { account, pool }: { readonly account: string; readonly pool: string },
): AskedMeasure {
  return { measure: `departure.${side}`, scope: scopeText({ kind: 'pool', account, pool }), axis: askedAxis(axis) };
}

/** The nearest departure on each side: of the pool that goes first, which may be another one in a what-if. */
export function departureFigures(ladder: Ladder): readonly ComparedFigureRow[] {
  return ladder.sides.map(({ side, nearest, actual, whatIf }) => {
    const first = ({ order: [pool] }: typeof actual): AskedMeasure | null =>
      pool === undefined ? null : departureQuestion(ladder, side, pool);
    return {
      id: `departure ${side}`,
      group: `Nearest departure, shock of ${ladder.asset}`,
      label: side === 'down' ? 'Downwards' : 'Upwards',
      unit: 'fraction',
      better: side === 'down' ? -1 : 1,
      meaning: 'The smallest shock on this side at which a pool is liquidated.',
      questions: { actual: first(actual), whatIf: first(whatIf) },
      compared: nearest,
    };
  });
}

/** How much happens on each side, and where the first pool owes: the list of what happens on the way names them. */
export function eventFigures({ asset, sides }: Events): readonly ComparedFigureRow[] {
  return sides.flatMap(({ side, events, firstDebt }): readonly ComparedFigureRow[] => {
    const group = `Order of events, shock of ${asset}`;
    const way = side === 'down' ? 'downwards' : 'upwards';
    const questions = { actual: null, whatIf: null };
    return [
      {
        id: `departure events ${side}`,
        group,
        label: `Events ${way}`,
        unit: 'count',
        better: -1,
        meaning:
          'How often a part is sold, a position is closed or taken over, or a debt is left, with sales at the mark: whose they are stands under “What happens on the way”.',
        questions,
        compared: events,
      },
      {
        id: `departure debt ${side}`,
        group,
        label: `First debt ${way}`,
        unit: 'fraction',
        better: side === 'down' ? -1 : 1,
        meaning:
          'The shock at which the first pool owes once it is liquidated, with sales at the mark: whose it is stands under “What happens on the way”.',
        questions,
        compared: firstDebt,
      },
    ];
  });
}
