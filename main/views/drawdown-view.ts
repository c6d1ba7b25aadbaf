import type { Note } from '../../shared/contract/common.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import type { DrawdownView } from '../../shared/contract/views.ts';
import { figuresOf } from './figures.ts';

const shown = ['currentDrawdown', 'maxDrawdown', 'ulcer', 'pain', 'cdar95', 'calmar', 'timeWeightedReturn'] as const;

/**
 * Equity, underwater curve and episodes of one scope, deepest episode first.
 * @param risk a document whose `drawdown` and drawdown measures are those of the scope
 * @param scopes every scope that can be chosen
 */
export function drawdownView(
  risk: RiskDocument,
  scope: string,
  scopes: readonly string[],
  notes: readonly Note[],
): DrawdownView {
  const figures = figuresOf(risk);
  const measures = shown.map((id) => figures.at(id, scope));
  const { drawdown } = risk;
  const why = measures.find((result) => result.status !== 'value');
  const days = drawdown?.days ?? [];
  const place = new Map(days.map((day, index) => [day.day, index]));
  const episodes = (drawdown?.episodes ?? []).toSorted((a, b) => b.depth - a.depth);
  return {
    scope,
    scopes: [...scopes],
    days: days.map((day) => day.day),
    equity: days.map((day) => day.equity),
    drawdown: days.map((day) => day.drawdown),
    flow: days.map((day) => day.flow),
    measures,
    episodes: episodes.map((episode, index) => ({
      rank: index + 1,
      // The last day at the peak; an episode from the first day on starts from what was funded before it.
      peak: days[(place.get(episode.start) ?? 0) - 1]?.day ?? episode.start,
      ...episode,
    })),
    notes: [...notes],
    reason: days.length === 0 ? (why?.reason ?? null) : null,
    mend: days.length === 0 ? (why?.mend ?? null) : null,
  };
}
