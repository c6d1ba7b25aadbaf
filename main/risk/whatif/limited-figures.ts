import type { Limit } from '../../../shared/book/limit.ts';
import type { MeasureResult } from '../../../shared/contract/common.ts';
import type { Cell } from '../../../shared/contract/views.ts';
import { assertNever } from '../../../shared/result/result.ts';
import { parseScope, scopeText, type ScopeText } from '../../../shared/measures/scope.ts';
import { findMeasure, type Assessment } from '../assessment/assessment.ts';
import { cellOf, outcomeCell } from './compare-figures.ts';
import type { RiskOfTicket } from './risk-of-ticket.ts';

/** What a trade that is asked about may cost. */
export interface TradeLoss extends RiskOfTicket {
  readonly instrument: string;
}

/** One figure that a limit is held against. */
export interface LimitedFigure {
  readonly scope: ScopeText;
  readonly subject: string | null;
  readonly cell: Cell;
  /** How it stands where the number does not say it; null where the number decides, or nothing does. */
  readonly standing: 'within' | 'beyond' | null;
  /**
   * Money by which it meets its limit, base currency, < 0 where it does not: tells how much worse it is where no ratio does, for want
   * of equity. null where nothing says it.
   */
  readonly slack: number | null;
}

/** Every figure that a limit speaks of. A limit for all leaves out the accounts that have one of their own. */
export function limitedFigures(
  limit: Limit,
  limits: readonly Limit[],
  assessment: Assessment,
  losses: readonly TradeLoss[],
): readonly LimitedFigure[] {
  const speaksOf = (account: string): boolean =>
    limit.account === null
      ? !limits.some((other) => other.rule === limit.rule && other.account === account)
      : limit.account === account;
  const accounts = assessment.accounts.filter(({ account }) => speaksOf(account));
  switch (limit.rule) {
    case 'book-leverage':
      return [leverageAt('book', limit.value, assessment)];
    case 'account-leverage':
      return accounts.map(({ account }) =>
        leverageAt(scopeText({ kind: 'account', account }), limit.value, assessment),
      );
    case 'margin-ratio':
      return accounts.flatMap(({ account, pools }) =>
        pools
          .filter(({ kind }) => kind !== 'spot')
          .map(({ pool }) => marginRatioAt(scopeText({ kind: 'pool', account, pool }), assessment)),
      );
    case 'concentration':
      return [largestShare(assessment)];
    case 'trade-loss':
      return losses.map(lossAtStop);
    case 'distance-fraction':
    case 'distance-sigma': {
      const id = limit.rule === 'distance-fraction' ? 'distanceFraction' : 'distanceSigma';
      return assessment.positions
        .filter(({ account }) => speaksOf(account))
        .map(({ scope }) => distanceAt(findMeasure(assessment, id, scope), scope));
    }
    default:
      return assertNever(limit.rule);
  }
}

/** Without equity no leverage is low enough, unless nothing is at stake. */
function leverageAt(scope: ScopeText, most: number, assessment: Assessment): LimitedFigure {
  const leverage = findMeasure(assessment, 'effectiveLeverage', scope);
  const gross = findMeasure(assessment, 'grossExposure', scope);
  const equity = findMeasure(assessment, 'equity', scope);
  return { scope, subject: null, ...overNothing(leverage, gross), slack: slackOf(leverage, equity, gross, most) };
}

/** Without equity that counts no margin is enough, unless none is asked for. */
function marginRatioAt(scope: ScopeText, assessment: Assessment): LimitedFigure {
  const ratio = findMeasure(assessment, 'marginRatio', scope);
  const maintenance = findMeasure(assessment, 'maintenanceMargin', scope);
  const slack = findMeasure(assessment, 'buffer', scope)?.value ?? null;
  return { scope, subject: null, ...overNothing(ratio, maintenance), slack };
}

/** Asked only where leverage does not apply: then both of its parts are known. */
function slackOf(
  leverage: MeasureResult | null,
  equity: MeasureResult | null,
  gross: MeasureResult | null,
  most: number,
): number | null {
  return leverage?.status === 'not-applicable' ? most * Number(equity?.value) - Number(gross?.value) : null;
}

/** A ratio over equity does not apply where equity is zero or negative: then its numerator says whether anything is at stake. */
function overNothing(
  ratio: MeasureResult | null,
  numerator: MeasureResult | null,
): Pick<LimitedFigure, 'cell' | 'standing'> {
  const cell = cellOf(ratio, 'Nothing is held there.');
  if (cell.status !== 'not-applicable') return { cell, standing: null };
  return { cell, standing: numerator?.value === 0 ? 'within' : 'beyond' };
}

/** The largest of the shares; not known while one of them is not. */
function largestShare({ measures }: Assessment): LimitedFigure {
  const shares = measures.filter(({ id }) => id === 'exposureShare');
  const unknown = shares.find(({ status }) => status === 'missing-data');
  const [largest] = shares
    .filter(({ value }) => value !== null)
    .toSorted((a, b) => (b.value as number) - (a.value as number));
  const shown = unknown ?? largest;
  const cell = cellOf(shown, 'Nothing is held whose price could move.');
  const asset = shown === undefined ? null : parseScope(shown.scope);
  return {
    scope: 'book',
    subject: asset?.kind === 'asset' ? asset.asset : null,
    cell,
    standing: cell.status === 'not-applicable' ? 'within' : null,
    slack: null,
  };
}

/** A trade that opens nothing loses nothing at a stop; without equity any loss is too much. */
function lossAtStop({ instrument, loss, share }: TradeLoss): LimitedFigure {
  const standing = loss.status === 'not-applicable' ? 'within' : share.status === 'not-applicable' ? 'beyond' : null;
  return { scope: 'book', subject: instrument, cell: outcomeCell(share), standing, slack: null };
}

/** How far it is, without sign. Where no price liquidates there is room without end; where one did already, none. */
function distanceAt(distance: MeasureResult | null, scope: ScopeText): LimitedFigure {
  const signed = cellOf(distance, 'It is not held.');
  const cell = { ...signed, value: signed.value === null ? null : Math.abs(signed.value) };
  const standing = cell.status === 'none' ? 'within' : cell.status === 'already-liquidatable' ? 'beyond' : null;
  return { scope, subject: null, cell, standing, slack: null };
}
