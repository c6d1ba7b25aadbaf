import type { Note } from '../../shared/contract/common.ts';
import type { DrawdownDocument, RiskDocument } from '../../shared/contract/risk.ts';
import type { DrawdownView } from '../../shared/contract/views.ts';
import { equityCurveMeasures } from '../../shared/measures/drawdown-measures.ts';
import { figuresOf } from './figures.ts';

/**
 * Equity, underwater curve and episodes of one scope, deepest episode first.
 * @param risk a document whose drawdown measures hold the scope; its curve is shown only if it is of the scope
 * @param scopes every scope that can be chosen
 */
export function drawdownView(
  risk: RiskDocument,
  scope: string,
  scopes: readonly string[],
  notes: readonly Note[],
): DrawdownView {
  const figures = figuresOf(risk);
  const measures = equityCurveMeasures.map((id) => figures.at(id, scope));
  const drawdown = risk.drawdown?.scope === scope ? risk.drawdown : null;
  const days = drawdown?.days ?? [];
  const why = days.length === 0 ? measures.find((result) => result.status !== 'value') : undefined;
  return {
    scope,
    scopes: [...scopes],
    days: days.map((day) => day.day),
    equity: days.map((day) => day.equity),
    drawdown: days.map((day) => day.drawdown),
    flow: days.map((day) => day.flow),
    measures,
    episodes: drawdown === null ? [] : episodesOf(drawdown),
    notes: [...notes],
    reason: why?.reason ?? null,
    mend: why?.mend ?? null,
  };
}

/** Deepest first; the peak is the last day at it, or the first day where what was funded before it was the peak. */
function episodesOf({ days, episodes }: DrawdownDocument): DrawdownView['episodes'] {
  const dayBefore = new Map(days.map(({ day }, index) => [day, days[index - 1]?.day ?? day]));
  return episodes
    .toSorted((a, b) => b.depth - a.depth)
    .map((episode, index) => ({ rank: index + 1, peak: dayBefore.get(episode.start) ?? episode.start, ...episode }));
}
