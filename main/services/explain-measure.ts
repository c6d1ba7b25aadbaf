import type { ExplainDocument, RiskDocument } from '../../shared/contract/risk.ts';
import { isMeasureId, measureIds, type MeasureId } from '../../shared/measures/measure.ts';
import { parseScope, scopeText } from '../../shared/measures/scope.ts';
import { failure, type Result } from '../../shared/result/result.ts';
import { defaultAxis } from '../risk/assessment/assessment.ts';
import { explainMeasure as explainFigure } from '../risk/explain/explain.ts';
import type { ServiceContext } from './context.ts';
import { riskPicture } from './risk-picture.ts';

export interface ExplainQuestion {
  readonly measure: string;
  readonly scope: string | null;
  readonly asOfMs: number | null;
}

/**
 * The tree of inputs behind one number; null where the number is not known (its reason says why).
 * Faults: `measure-unknown`, `measure-unexplained`, `scope-unknown`, `scope-missing` (the figure exists at several scopes).
 */
export function explainMeasure(context: ServiceContext, question: ExplainQuestion): Result<ExplainDocument> {
  const { measure, asOfMs } = question;
  if (measure !== nearestLiquidation && !isMeasureId(measure))
    return failure('measure-unknown', `There is no measure "${measure}".`, `Known are: ${measureIds.join(', ')}.`);
  const { document, book } = riskPicture(context, asOfMs, defaultAxis);
  const asked = question.scope === null ? null : parseScope(question.scope);
  const written = asked === null ? question.scope : scopeText(asked);
  const id = measure === nearestLiquidation ? nearestSide(document.measures, written) : measure;
  const candidates = document.measures.filter((one) => one.id === id);
  const scopes = candidates.map((one) => one.scope);
  const scope = written ?? (scopes.includes('book') ? 'book' : scopes.length === 1 ? (scopes[0] ?? null) : null);
  if (scope === null)
    return scopes.length === 0
      ? failure('scope-unknown', `Nothing in the book has a ${id}.`, 'Import trades first.')
      : failure('scope-missing', `${id} exists at several scopes.`, `Name one of: ${scopes.join(', ')}.`);
  if (!scopes.includes(scope))
    return failure(
      'scope-unknown',
      asked === null ? `"${scope}" is no scope.` : `There is no ${id} of ${scope}.`,
      scopes.length === 0 ? '' : `Known are: ${scopes.join(', ')}.`,
    );
  return explainFigure(book.valued, id, scope);
}

/** Asked for without a side, the nearer of the two liquidation prices is meant. */
const nearestLiquidation = 'liquidationPrice';

/** The side to which the distance of a position points; below where it points nowhere. */
function nearestSide(results: RiskDocument['measures'], scope: string | null): MeasureId {
  const distance = results.find((one) => one.id === 'distanceFraction' && (scope === null || one.scope === scope));
  const isAbove = typeof distance?.value === 'number' && distance.value > 0;
  return isAbove ? 'liquidationPrice.upper' : 'liquidationPrice.lower';
}
