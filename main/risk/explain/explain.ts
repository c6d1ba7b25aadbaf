import type { MeasureResult } from '../../../shared/contract/common.ts';
import type { ExplainNode } from '../../../shared/contract/risk.ts';
import type { MeasureId } from '../../../shared/measures/measure.ts';
import { known, missing, notApplicable, type Maybe } from '../../../shared/measures/outcome.ts';
import { scopeText, type Scope, type ScopeText } from '../../../shared/measures/scope.ts';
import { findMeasure } from '../assessment/assessment.ts';
import { measureResult } from '../assessment/measure-result.ts';
import { overEquity } from '../exposure/sums.ts';
import { isInsolvencyId } from '../../../shared/measures/insolvency-measures.ts';
import type { Desk } from './desk.ts';
import { evaluateFormula } from '../../../shared/measures/evaluate-formula.ts';
import type { ExplainInput } from './explain-input.ts';
import { betaFigure } from './liquidation/beta-nodes.ts';
import { departureFigure } from './liquidation/departure-figure.ts';
import { episodeFigure, episodeScopes } from './drawdown/episode-nodes.ts';
import { exposureSumNode } from './exposure-nodes.ts';
import { figureNode } from './figure-node.ts';
import { insolvencyFigure } from './insolvency/insolvency-nodes.ts';
import { branch, finished, knownParts, type Draft, type PricedFigure } from './nodes.ts';
import { poolsNode } from './margin/pool-nodes.ts';
import { dayChangeNode } from './drawdown/return-nodes.ts';
import { shownFigure, type ShownFigure } from './position-figures.ts';
import { rungFigure } from './liquidation/rung-nodes.ts';
import { everyScope, tablesOf } from './scopes.ts';

/** A figure with the tree of inputs behind it. */
export interface Explained {
  readonly measure: MeasureResult;
  /** null where the figure has no value: it says why itself. */
  readonly tree: ExplainNode | null;
  /** Where the figure has no value: the trees of those of its inputs that are known. */
  readonly known: readonly ExplainNode[];
}

/**
 * A figure with its tree: refolded from its leaves by the printed formulas, the tree gives the figure within 1e-12 (of itself, or
 * of 1 where it is smaller). Null where the book has no such figure at that scope.
 */
export function explainMeasure(input: ExplainInput, id: MeasureId, scope: Scope): Explained | null {
  const text = scopeText(scope);
  const listed = listedFigures(input).find((one) => one.id === id && one.scope === text);
  // The plain shape reads better; where it loses digits that the engine keeps, the engine's own order is shown.
  const shapes = [false, true].map((exact) => deskOf(input, exact));
  let answer: Explained | null = null;
  for (const desk of shapes) {
    const shown = listed === undefined ? otherFigure(input, id, scope, desk) : null;
    const measure = listed ?? (shown === null ? null : measureResult(id, scope, shown.outcome, flagsOf(shown.draft)));
    if (measure === null) return null;
    const draft = shown === null ? figureNode(id, scope, input, desk) : shown.draft;
    answer = explained(measure, draft);
    if (measure.value === null || answer.tree === null || agrees(refolded(answer.tree), measure.value)) return answer;
  }
  return answer;
}

/** The scopes at which the book has a figure of this kind. */
export function scopesOf(input: ExplainInput, id: MeasureId): readonly ScopeText[] {
  const listed = listedFigures(input).flatMap((one) => (one.id === id ? [one.scope] : []));
  const desk = deskOf(input, false);
  const pools = input.tables.map(({ account, pool }): Scope => ({ kind: 'pool', account, pool }));
  const others = [...everyScope(input.book), ...pools, ...episodeScopes(input.curves)].filter(
    (scope) => otherFigure(input, id, scope, desk) !== null,
  );
  return [...new Set([...listed, ...others.map(scopeText)])];
}

function deskOf({ book, tables, exposures, sources, moved }: ExplainInput, exact: boolean): Desk {
  return { book, tables, exposures, sources, moved, exact };
}

/** The value of a tree from its leaves alone, by the printed formulas. */
export function refolded(node: ExplainNode): number {
  if (node.formula === null) return node.value;
  return evaluateFormula(node.formula, new Map(node.children.map((child) => [child.symbol, refolded(child)])));
}

/** Closer than the 1e-12 that is promised, with room for figures that rest on this one. */
function agrees(refold: number, value: number): boolean {
  return Math.abs(refold - value) <= 1e-14 * Math.max(1, Math.abs(value));
}

function explained(measure: MeasureResult, draft: Draft | null): Explained {
  if (measure.value !== null) {
    const tree = draft === null ? null : finished(draft);
    // The last bit may differ by the order of adding up: what is shown is the figure itself.
    return { measure, tree: tree === null ? null : { ...tree, value: measure.value }, known: [] };
  }
  // Where no price does it there is nothing to be told of it.
  return { measure, tree: null, known: draft === null || measure.status === 'none' ? [] : knownParts(draft) };
}

function listedFigures({ assessment, curves }: ExplainInput): readonly MeasureResult[] {
  return [...assessment.measures, ...curves.flatMap((curve) => curve.measures)];
}

function otherFigure(input: ExplainInput, id: MeasureId, scope: Scope, desk: Desk): PricedFigure | null {
  if (isInsolvencyId(id)) return scope.kind === 'position' ? insolvencyFigure(id, scope, input.insolvency, desk) : null;
  if (scope.kind === 'episode') return episodeFigure(id, scope, input.curves);
  if (scope.kind === 'asset' && input.assessment.ladder !== null) {
    const beta = betaFigure(id, scope.asset, input.assessment.ladder.axis.asset, input.book);
    if (beta !== null) return beta;
  }
  if (id === 'departure.down' || id === 'departure.up') return departureFigure(id, scope, input, desk);
  if (id === 'netLeverage') return scope.kind === 'book' ? netLeverage(input, desk) : null;
  if (id === 'equityChange' || id === 'closedNotional') return rungFigure(id, scope, input, desk);
  if (id !== 'dayChange') return shownFigure(id, scope, desk);
  const curve = input.curves.find((one) => one.scope === scopeText(scope));
  if (curve?.observations == null) return null;
  const draft = dayChangeNode(curve.observations);
  return draft?.value == null
    ? { outcome: notApplicable('There is no earlier day yet.'), draft }
    : { outcome: { status: 'value', value: draft.value }, draft };
}

/** The book's net exposure over its equity, as the figures have them. */
function netLeverage({ assessment }: ExplainInput, desk: Desk): ShownFigure {
  const draft = branch({ symbol: 'netLeverage', label: 'Net exposure over equity', unit: 'multiple' }, 'net / equity', [
    exposureSumNode('net', desk.exposures, desk),
    poolsNode('equity', tablesOf(desk.tables, { kind: 'book' }), desk),
  ]);
  const [net, equity] = (['netExposure', 'equity'] as const).map((id) => {
    const figure = findMeasure(assessment, id, 'book');
    return figure?.value == null ? missing(figure?.reason ?? '', figure?.mend ?? '') : known(figure.value);
  }) as [Maybe, Maybe];
  return { outcome: overEquity(net, equity), draft };
}

/** What the inputs of a figure carry. */
function flagsOf(draft: Draft | null): readonly string[] {
  if (draft === null) return [];
  return [...(draft.flags ?? []), ...draft.children.flatMap(flagsOf)];
}
