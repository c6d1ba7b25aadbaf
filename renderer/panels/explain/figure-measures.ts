import type { LadderAxis, ShockedAt } from '../../../shared/contract/risk.ts';
import type { AccountView, ExposureGridRow, HeadlineView, LadderView } from '../../../shared/contract/views.ts';
import { isMeasureId, type MeasureId } from '../../../shared/measures/measure.ts';
import { scopeText, type ScopeText } from '../../../shared/measures/scope.ts';
import { venueId, venueNames } from '../../../shared/book/venue.ts';
import type { FigureQuestion } from '../../layout/explain-store.ts';

/** The figures of Exposures that a row has, by the ids of their columns. */
export type ExposureFigure =
  | 'quantity'
  | 'mark'
  | 'entry'
  | 'notional'
  | 'marketValue'
  | 'strikeNotional'
  | 'share'
  | 'pnl'
  | 'funding'
  | 'onePercentMove'
  | 'liquidation'
  | 'distanceFraction'
  | 'distanceSigma';

type Grouping = 'asset' | 'account' | 'venue';
type Position = AccountView['positions'][number];

/** Which measure of what stands behind a cell of Exposures; null where none does. */
export function exposureQuestion(
  row: ExposureGridRow,
  figure: ExposureFigure,
  grouping: Grouping,
): FigureQuestion | null {
  switch (row.kind) {
    case 'position':
      return ask(positionMeasure(figure, row.distanceFraction.value), row.id);
    case 'balance':
      return ask(balanceMeasures[figure], row.id);
    case 'subtotal':
      return ask(groupMeasures[grouping][figure], groupScope(row.group, grouping));
    case 'total':
      return ask(bookMeasures[figure], 'book');
  }
}

/** Of the two liquidation prices the cell shows the nearer; where neither exists the lower one says why. */
function positionMeasure(figure: ExposureFigure, distance: number | null): string | undefined {
  if (figure === 'liquidation') return liquidationSide(distance);
  return positionMeasures[figure];
}

function liquidationSide(distance: number | null): MeasureId {
  return distance !== null && distance > 0 ? 'liquidationPrice.upper' : 'liquidationPrice.lower';
}

type Measures = Readonly<Partial<Record<ExposureFigure, string>>>;

const positionMeasures: Measures = {
  quantity: 'quantity',
  mark: 'mark',
  entry: 'averagePrice',
  notional: 'exposure',
  marketValue: 'marketValue',
  strikeNotional: 'strikeNotional',
  share: 'exposureShare',
  pnl: 'unrealizedPnl',
  funding: 'funding',
  onePercentMove: 'onePercentMove',
  distanceFraction: 'distanceFraction',
  distanceSigma: 'distanceSigma',
};
const balanceMeasures: Measures = {
  quantity: 'balance',
  mark: 'mark',
  notional: 'exposure',
  share: 'exposureShare',
  onePercentMove: 'onePercentMove',
};
const bookMeasures: Measures = { notional: 'netExposure', pnl: 'unrealizedPnl', funding: 'funding' };
/** What every group has a sum or a share of. */
const sums: Measures = {
  notional: 'netExposure',
  share: 'exposureShare',
  pnl: 'unrealizedPnl',
  funding: 'funding',
};
const groupMeasures: Readonly<Record<Grouping, Measures>> = {
  asset: { ...sums, onePercentMove: 'onePercentMove' },
  account: sums,
  venue: sums,
};

/** A group of venues is called by the venue's name. */
function groupScope(group: string, grouping: Grouping): ScopeText {
  switch (grouping) {
    case 'asset':
      return scopeText({ kind: 'asset', asset: group });
    case 'account':
      return scopeText({ kind: 'account', account: group });
    case 'venue': {
      const known = Object.entries(venueNames).find(([, name]) => name === group);
      return scopeText({ kind: 'venue', venue: known?.[0] ?? venueId(group) });
    }
  }
}

/** The figures of a row of Accounts, by the ids of their columns. */
export type AccountFigure = 'equity' | 'leverage' | 'maintenance' | 'marginRatio' | 'nearest';

export function accountQuestion(account: AccountView, figure: AccountFigure): FigureQuestion | null {
  const scope = scopeText({ kind: 'account', account: account.name });
  switch (figure) {
    case 'equity':
      return ask('equity', scope);
    case 'leverage':
      return ask('effectiveLeverage', scope);
    case 'maintenance':
      return ask('maintenanceMargin', scope);
    case 'marginRatio':
      // The grid shows the worst pool.
      return account.worstPool === null
        ? null
        : ask('marginRatio', scopeText({ kind: 'pool', account: account.name, pool: account.worstPool }));
    case 'nearest': {
      const nearest = nearestPosition(account);
      return nearest === null ? null : positionQuestion(account.name, nearest, 'distanceFraction');
    }
  }
}

/** The position of an account that is nearest to its liquidation. */
function nearestPosition({ positions }: AccountView): Position | null {
  let nearest: { readonly position: Position; readonly away: number } | null = null;
  for (const position of positions) {
    const [mark, price] = [position.mark.value, position.liquidation.value];
    if (mark === null || mark === 0 || price === null) continue;
    const away = Math.abs(price / mark - 1);
    if (nearest === null || away < nearest.away) nearest = { position, away };
  }
  return nearest?.position ?? null;
}

/** The figures of a position in the detail of an account. */
export type PositionFigure = 'quantity' | 'entry' | 'mark' | 'pnl' | 'liquidation' | 'distanceFraction' | 'leverage';

/** A balance in the detail of an account: how much there is, or what it is worth. */
export function balanceQuestion(
  account: string,
  asset: string,
  figure: 'balance' | 'balanceValue',
): FigureQuestion | null {
  return ask(figure, scopeText({ kind: 'balance', account, asset }));
}

export function positionQuestion(account: string, position: Position, figure: PositionFigure): FigureQuestion | null {
  const { instrument, side, mark, liquidation } = position;
  if (side === 'flat') return null;
  const distance = mark.value === null || liquidation.value === null ? null : liquidation.value - mark.value;
  const measure = figure === 'leverage' ? figure : positionMeasure(figure, distance);
  return ask(measure, scopeText({ kind: 'position', account, instrument, side }));
}

/** The fields of the headline. */
export type HeadlineFigure =
  | 'equity'
  | 'dayChange'
  | 'grossExposure'
  | 'longExposure'
  | 'shortExposure'
  | 'netExposure'
  | 'effectiveLeverage'
  | 'netLeverage'
  | 'drawdownDays'
  | 'ladder'
  | 'bookMarginRatio'
  | 'worstMargin'
  | 'nearest'
  | 'currentDrawdown'
  | 'maxDrawdown';

/** @param rows of Exposures, among which the nearest liquidation is looked up: the headline does not name its side */
export function headlineQuestion(
  view: HeadlineView,
  figure: HeadlineFigure,
  rows: readonly ExposureGridRow[],
): FigureQuestion | null {
  switch (figure) {
    case 'bookMarginRatio':
      return ask('marginRatio', 'book');
    case 'worstMargin':
      return view.worstMargin === null
        ? ask('marginRatio', 'book')
        : ask('marginRatio', scopeText({ kind: 'pool', ...view.worstMargin }));
    case 'drawdownDays':
      return view.drawdownStart === null ? null : episodeQuestion('episodeLength', 'book', view.drawdownStart);
    case 'ladder': {
      const first = view.nearest?.ladder ?? null;
      return first === null ? null : laneQuestion(first, { asset: first.asset, beta: 1 });
    }
    case 'nearest': {
      const { nearest } = view;
      if (nearest === null) return null;
      const row = rows.find(
        (each) =>
          each.kind === 'position' &&
          each.account === nearest.account &&
          each.instrument === nearest.instrument &&
          each.distanceFraction.value === nearest.distanceFraction,
      );
      return row === undefined ? null : ask(liquidationSide(nearest.distanceFraction), row.id);
    }
    default:
      return ask(figure, 'book');
  }
}

/** What stands of a pool at a rung of the ladder; `state` is told by equity less maintenance. */
export type RungFigure = 'equity' | 'change' | 'maintenance' | 'ratio' | 'state' | 'closed';

const rungMeasures = {
  equity: 'equity',
  change: 'equityChange',
  maintenance: 'maintenanceMargin',
  ratio: 'marginRatio',
  state: 'buffer',
  closed: 'closedNotional',
} as const satisfies Readonly<Record<RungFigure, MeasureId>>;

/** @param shock where the rung is; null: at the marks */
export function rungQuestion(
  lane: Pick<LadderView['lanes'][number], 'account' | 'pool'> | null,
  figure: RungFigure,
  shock: ShockedAt | null,
): FigureQuestion | null {
  const scope = lane === null ? 'book' : scopeText({ kind: 'pool', account: lane.account, pool: lane.pool });
  const question = ask(rungMeasures[figure], scope);
  return question === null || shock === null ? question : { ...question, shock };
}

/** The axis of an answer as it is asked for: any other power than 0 is one, for the window asks for 0, 1 or each by its own. */
export function askedAxis({ asset, beta }: Pick<LadderView['axis'], 'asset' | 'beta'>): LadderAxis {
  return { asset, beta: beta === 'estimated' ? beta : beta === 0 ? 0 : 1 };
}

/** The shock of an axis at which a pool goes. */
export function laneQuestion(
  { account, pool }: Pick<LadderView['lanes'][number], 'account' | 'pool'>,
  axis: LadderAxis,
): FigureQuestion {
  return { measure: 'nearestShock', scope: scopeText({ kind: 'pool', account, pool }), axis };
}

/** By how much an asset is taken to move along with that of the axis, or how far that may be off. */
export function betaQuestion(asset: string, measure: 'beta' | 'betaError', axis: LadderAxis): FigureQuestion {
  return { measure, scope: scopeText({ kind: 'asset', asset }), axis };
}

/** A figure of one stay below a peak: of the book or of one account, as their scopes are written. */
export function episodeQuestion(measure: EpisodeMeasure, scope: ScopeText, start: string): FigureQuestion {
  const account = scope === 'book' ? null : scope.replace(/^account:/, '');
  return { measure, scope: scopeText({ kind: 'episode', account, start }) };
}

export type EpisodeMeasure = 'episodeDepth' | 'episodeToTrough' | 'episodeBack' | 'episodeLength';

/** A figure of the drawdown of the book or of one account. */
export function drawdownQuestion(measure: MeasureId, scope: ScopeText): FigureQuestion | null {
  return ask(measure, scope);
}

/** A measure that the engine does not have yet leaves the figure with its meaning alone. */
function ask(measure: string | undefined, scope: ScopeText | null): FigureQuestion | null {
  return measure === undefined || scope === null || !isMeasureId(measure) ? null : { measure, scope };
}
