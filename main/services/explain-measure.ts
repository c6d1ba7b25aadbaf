import type { MeasureResult } from '../../shared/contract/common.ts';
import type { ExplainDocument } from '../../shared/contract/risk.ts';
import { isMeasureId, measureIds, type MeasureId } from '../../shared/measures/measure.ts';
import { parseScope, scopeText } from '../../shared/measures/scope.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { defaultAxis } from '../risk/assessment/assessment.ts';
import { assetBetas } from '../risk/assessment/asset-betas.ts';
import { explainInput, shockedInput, type ExplainInput } from '../risk/explain/explain-input.ts';
import { explainMeasure as explainFigure, scopesOf } from '../risk/explain/explain.ts';
import type { Shock } from '../risk/explain/shocked-book.ts';
import { cached, instantOf } from './book-at.ts';
import type { ServiceContext } from './context.ts';
import { vaultSources } from './explain-sources.ts';
import { isoTimeOf } from './iso-time.ts';
import { riskPicture } from './risk-picture.ts';

export interface ExplainQuestion {
  readonly measure: string;
  readonly scope: string | null;
  readonly asOfMs: number | null;
  /** A rung of the ladder; null at the marks. */
  readonly shock: Shock | null;
}

/**
 * The tree of inputs behind one number; where it is not known, its reason, and the trees of what is known of it.
 * Faults: `measure-unknown`, `scope-unknown`, `scope-missing` (the figure exists at several scopes), `shock-asset`.
 */
export function explainMeasure(context: ServiceContext, question: ExplainQuestion): Result<ExplainDocument> {
  const { measure, asOfMs, shock } = question;
  if (measure !== nearestLiquidation && !isMeasureId(measure))
    return failure('measure-unknown', `There is no measure "${measure}".`, `Known are: ${measureIds.join(', ')}.`);
  const read = shock === null ? success(inputAt(context, asOfMs)) : shockedAt(context, asOfMs, shock);
  if (!read.ok) return read;
  const input = read.value;
  const asked = question.scope === null ? null : parseScope(question.scope);
  if (question.scope !== null && asked === null)
    return failure('scope-unknown', `"${question.scope}" is no scope.`, `Known are: ${named(input, measure, null)}.`);
  const written = asked === null ? null : scopeText(asked);
  const id = measure === nearestLiquidation ? nearestSide(input.assessment.measures, written) : measure;
  const scope = asked ?? parseScope(onlyScope(scopesOf(input, id)) ?? '');
  if (scope === null) {
    const scopes = scopesOf(input, id);
    return scopes.length === 0
      ? failure('scope-unknown', `Nothing in the book has a ${id}.`, 'Import trades first.')
      : failure('scope-missing', `${id} exists at several scopes.`, `Name one of: ${scopes.join(', ')}.`);
  }
  const found = explainFigure(input, id, scope);
  if (found === null) {
    const scopes = scopesOf(input, id);
    return failure(
      'scope-unknown',
      `There is no ${id} of ${scopeText(scope)}.`,
      scopes.length === 0 ? '' : `Known are: ${scopes.join(', ')}.`,
    );
  }
  return success({
    asOf: isoTimeOf(input.book.asOfMs),
    measure: found.measure,
    tree: found.tree,
    known: [...found.known],
  });
}

/** Everything that trees are built from, of the book at an instant; kept until the vault changes. */
function inputAt(context: ServiceContext, asOfMs: number | null): ExplainInput {
  const instant = instantOf(context, asOfMs);
  return cached(context, instant, 'explain', () => {
    const { book, assessment, drawdowns } = riskPicture(context, instant, defaultAxis);
    const curves = drawdowns.map(({ scope, path, measures }) => ({
      scope,
      measures,
      observations: path.status === 'value' ? { path: path.value, base: book.base, asOfMs: instant } : null,
    }));
    return explainInput(book.valued, assessment, curves, vaultSources(context, book));
  });
}

/** The same at a rung of the ladder. */
function shockedAt(context: ServiceContext, asOfMs: number | null, shock: Shock): Result<ExplainInput> {
  const instant = instantOf(context, asOfMs);
  const now = inputAt(context, instant);
  const held = [...new Set(now.exposures.map((one) => one.asset))].toSorted();
  if (!held.includes(shock.asset))
    return failure('shock-asset', `Nothing held moves with ${shock.asset}.`, `Shock one of ${held.join(', ')}.`);
  return success(
    cached(context, instant, `explain ${JSON.stringify(shock)}`, () =>
      shockedInput(now.book, shock, assetBetas(now.book, shock.asset), now.sources),
    ),
  );
}

/** Asked for without a side, the nearer of the two liquidation prices is meant. */
const nearestLiquidation = 'liquidationPrice';

/** The side to which the distance of a position points; below where it points nowhere. */
function nearestSide(results: readonly MeasureResult[], scope: string | null): MeasureId {
  const distance = results.find((one) => one.id === 'distanceFraction' && (scope === null || one.scope === scope));
  const isAbove = typeof distance?.value === 'number' && distance.value > 0;
  return isAbove ? 'liquidationPrice.upper' : 'liquidationPrice.lower';
}

/** Without a scope the book is meant, or the only one that there is. */
function onlyScope(scopes: readonly string[]): string | null {
  if (scopes.includes('book')) return 'book';
  return scopes.length === 1 ? (scopes[0] ?? null) : null;
}

function named(input: ExplainInput, measure: string, none: null): string {
  const id = isMeasureId(measure) ? measure : none;
  return scopesOf(input, id ?? 'liquidationPrice.lower').join(', ');
}
