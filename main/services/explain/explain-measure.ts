import type { MeasureResult } from '../../../shared/contract/common.ts';
import type { ExplainDocument, ShockAxis } from '../../../shared/contract/risk.ts';
import { isMeasureId, measureIds, type MeasureId } from '../../../shared/measures/measure.ts';
import { parseScope, scopeText, type Scope } from '../../../shared/measures/scope.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { defaultAxis } from '../../risk/assessment/assessment.ts';
import { explainInput, shockedInput, type ExplainInput } from '../../risk/explain/explain-input.ts';
import { explainMeasure as explainFigure, scopesOf } from '../../risk/explain/explain.ts';
import type { Shock } from '../../risk/explain/shocked-book.ts';
import { cached, instantOf } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';
import { vaultSources } from './explain-sources.ts';
import { isoTimeOf } from '../iso-time.ts';
import { riskPicture } from '../figures/risk-picture.ts';

export interface ExplainQuestion {
  readonly measure: string;
  readonly scope: string | null;
  readonly asOfMs: number | null;
  /** A rung of the ladder; null at the marks. */
  readonly shock: Shock | null;
  /** Along which axis of the ladder a nearest shock or a beta is meant; null: the ladder's own. */
  readonly axis: Pick<ShockAxis, 'asset' | 'beta'> | null;
  /** The jump and the delay of a figure of Insolvency; null: those that the panel begins with. */
  readonly insolvency: { readonly gapFraction: number; readonly delayHours: number } | null;
}

/**
 * The tree of inputs behind one number; where it is not known, its reason, and the trees of what is known of it.
 * Faults: `measure-unknown`, `scope-unknown`, `scope-missing` (the figure exists at several scopes), `shock-asset`.
 */
export function explainMeasure(context: ServiceContext, question: ExplainQuestion): Result<ExplainDocument> {
  const { measure, asOfMs, shock, axis, insolvency } = question;
  const read = shock === null ? inputAlong(context, asOfMs, axis) : shockedAt(context, asOfMs, shock);
  if (!read.ok) return read;
  const input = insolvency === null ? read.value : { ...read.value, insolvency: chosen(insolvency) };
  const answered = explainIn(input, measure, question.scope);
  if (!answered.ok) return answered;
  const { id, scope, found } = answered.value;
  return success({
    asOf: isoTimeOf(input.book.asOfMs),
    measure: found.measure,
    tree: found.tree,
    known: [...found.known],
    broker: shock === null ? brokerOf(context, instantOf(context, asOfMs), id, scopeText(scope)) : null,
  });
}

/** A figure of a book that is laid out for explaining. */
export interface ExplainedIn {
  readonly id: MeasureId;
  readonly scope: Scope;
  readonly found: NonNullable<ReturnType<typeof explainFigure>>;
}

/** Faults: `measure-unknown`, `scope-unknown`, `scope-missing`. @param measure a measure, or `liquidationPrice` for the nearer of the two */
export function explainIn(input: ExplainInput, measure: string, scopeAsked: string | null): Result<ExplainedIn> {
  if (measure !== nearestLiquidation && !isMeasureId(measure))
    return failure('measure-unknown', `There is no measure "${measure}".`, `Known are: ${measureIds.join(', ')}.`);
  const asked = scopeAsked === null ? null : parseScope(scopeAsked);
  if (scopeAsked !== null && asked === null)
    return failure('scope-unknown', `"${scopeAsked}" is no scope.`, `Known are: ${named(input, measure, null)}.`);
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
  return success({ id, scope, found });
}

function chosen({ gapFraction, delayHours }: NonNullable<ExplainQuestion['insolvency']>): ExplainInput['insolvency'] {
  return { gapFraction, delayDays: delayHours / 24 };
}

/** What the broker prints beside a liquidation price of ours. */
function brokerOf(
  context: ServiceContext,
  instant: EpochMs,
  measure: string,
  scope: string,
): ExplainDocument['broker'] {
  const { document } = riskPicture(context, instant, defaultAxis);
  return document.brokerLiquidations?.find((one) => one.measure === measure && one.scope === scope) ?? null;
}

/** The book along an axis whose asset is held. */
function inputAlong(
  context: ServiceContext,
  asOfMs: number | null,
  axis: ExplainQuestion['axis'],
): Result<ExplainInput> {
  const input = inputAt(context, asOfMs, defaultAxis);
  if (axis === null) return success(input);
  const fault = axis.asset === null ? null : notHeld(input, axis.asset);
  return fault ?? success(inputAt(context, asOfMs, { ...defaultAxis, ...axis }));
}

/** Everything that trees are built from, of the book at an instant; kept until the vault changes. */
function inputAt(context: ServiceContext, asOfMs: number | null, axis: ShockAxis): ExplainInput {
  const instant = instantOf(context, asOfMs);
  return cached(context, instant, `explain along ${axis.asset ?? ''} ${axis.beta}`, () => {
    const { book, assessment, drawdowns } = riskPicture(context, instant, axis);
    const curves = drawdowns.map(({ scope, path, measures, document }) => ({
      scope,
      measures,
      observations: path.status === 'value' ? { path: path.value, base: book.base, asOfMs: instant } : null,
      episodes: document?.episodes ?? [],
    }));
    return explainInput(book.valued, assessment, curves, vaultSources(context, book));
  });
}

/** The same at a rung of the ladder. */
function shockedAt(context: ServiceContext, asOfMs: number | null, shock: Shock): Result<ExplainInput> {
  const instant = instantOf(context, asOfMs);
  const now = inputAt(context, instant, defaultAxis);
  const fault = notHeld(now, shock.asset);
  if (fault !== null) return fault;
  return success(
    cached(context, instant, `explain ${JSON.stringify(shock)}`, () => shockedInput(now.book, shock, now.sources)),
  );
}

function notHeld({ exposures }: ExplainInput, asset: string): Result<never> | null {
  const held = [...new Set(exposures.map((one) => one.asset))].toSorted();
  return held.includes(asset)
    ? null
    : failure('shock-asset', `Nothing held moves with ${asset}.`, `Shock one of ${held.join(', ')}.`);
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
