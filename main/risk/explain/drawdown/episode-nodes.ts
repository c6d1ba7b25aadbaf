import type { DrawdownDocument } from '../../../../shared/contract/risk.ts';
import { curveText, type Scope } from '../../../../shared/measures/scope.ts';
import type { MeasureId } from '../../../../shared/measures/measure.ts';
import { known } from '../../../../shared/measures/outcome.ts';
import { isoDateOfDay } from '../../../../shared/units/iso-day.ts';
import { curveOf, fallNode, peakNode, standsAt, type Curve } from './drawdown-nodes.ts';
import type { ScopeCurve } from '../explain-input.ts';
import { branch, family, type Draft, type NodeHead } from '../nodes.ts';
import type { ShownFigure } from '../position-figures.ts';

type Episode = DrawdownDocument['episodes'][number];
type EpisodeScope = Extract<Scope, { kind: 'episode' }>;

/** A figure of one stay below a peak, as the drawdown has it; null where the curve has no such stay or no such figure. */
export function episodeFigure(id: MeasureId, scope: EpisodeScope, curves: readonly ScopeCurve[]): ShownFigure | null {
  const curve = curves.find((one) => one.scope === curveText(scope));
  const episode = curve?.episodes.find(({ start }) => start === scope.start);
  if (curve?.observations == null || episode === undefined) return null;
  const value = valueOf(id, episode);
  return value === null ? null : { outcome: known(value), draft: nodeOf(id, episode, curveOf(curve.observations)) };
}

/** Every stay below a peak of which something can be said. */
export function episodeScopes(curves: readonly ScopeCurve[]): readonly EpisodeScope[] {
  return curves.flatMap(({ scope, episodes }) => {
    const account = scope === 'book' ? null : scope.slice('account:'.length);
    return episodes.map(({ start }) => ({ kind: 'episode', account, start }) as const);
  });
}

function valueOf(id: MeasureId, { depth, length, toTrough }: Episode): number | null {
  switch (id) {
    case 'episodeDepth':
      return depth;
    case 'episodeToTrough':
      return toTrough;
    case 'episodeBack':
      return length - toTrough;
    case 'episodeLength':
      return length;
    default:
      return null;
  }
}

/** Over the returns from the day after the peak to the recovery, or to the last day. */
function nodeOf(id: MeasureId, { start, trough, end }: Episode, curve: Curve): Draft | null {
  const { days, returns, underwater } = curve;
  const places = new Map(days.map(({ day }, place) => [isoDateOfDay(day), place]));
  const placeOf = (date: string): number => places.get(date) as number;
  const first = placeOf(start);
  if (id === 'episodeDepth') return fallNode(curve, 'depth', 'Depth', placeOf(trough));
  const last = end === null ? days.length : placeOf(end) + 1;
  const told = family(
    'return',
    returns.slice(first, last).map((node, place) => ({ ...node, why: standsAt(underwater[first + place] as number) })),
  );
  const head = (label: string): NodeHead => ({ symbol: 'days', label, unit: 'days', why: functionWords });
  const peak = peakNode(curve, first - 1);
  switch (id) {
    case 'episodeToTrough':
      return branch(head(`Days from ${start} to the trough, ${trough}`), 'placeOfMax(below(peak, return))', [
        peak,
        ...told,
      ]);
    case 'episodeBack':
      return branch(
        head(`Days from the trough, ${trough}, ${endWords(end)}`),
        'count(return) - placeOfMax(below(peak, return))',
        [peak, ...told],
      );
    case 'episodeLength':
      return branch({ ...head(`Days from ${start} ${endWords(end)}`), why: undefined }, 'count(return)', told);
    default:
      return null;
  }
}

const functionWords = 'below: how far under the peak the wealth stands after each day; the deepest day is its largest.';

function endWords(end: string | null): string {
  return end === null ? 'to the last day, still under water' : `to the recovery, ${end}`;
}
