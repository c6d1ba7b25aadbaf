import type { MeasureResult } from '../../../shared/contract/common.ts';
import type { RiskDocument } from '../../../shared/contract/risk.ts';
import { measures, type MeasureId } from '../../../shared/measures/measure.ts';
import type { MissingData } from '../../../shared/measures/outcome.ts';

type PoolRow = RiskDocument['accounts'][number]['pools'][number];
type Rung = NonNullable<RiskDocument['ladder']>['rungs'][number];

export function figure(id: MeasureId, scope: string, value: number, flags: readonly string[] = []): MeasureResult {
  const unit = measures[id].unit;
  return { id, scope, status: 'value', value, unit, reason: null, mend: null, flags: [...flags] };
}

export function gapFigure(id: MeasureId, scope: string, { reason, mend }: MissingData): MeasureResult {
  return { ...figure(id, scope, 0), status: 'missing-data', value: null, reason, mend };
}

/** A figure without a value that no one can mend. */
export function stateFigure(
  id: MeasureId,
  scope: string,
  status: 'none' | 'not-applicable' | 'already-liquidatable',
  reason: string,
): MeasureResult {
  return { ...figure(id, scope, 0), status, value: null, reason };
}

export const walletGap: MissingData = {
  status: 'missing-data',
  reason: 'the USDT wallet of Second is not known',
  mend: 'State the USDT wallet of Second.',
};
export const dogeGap: MissingData = {
  status: 'missing-data',
  reason: 'The history of DOGE/USDT:USDT in Second is incomplete: a fill closes more than is known to be held.',
  mend: 'State the opening position of DOGE.',
};

const btc = 'position:Main/BTC/USDT:USDT/long';
const sol = 'position:Main/SOL/USDT:USDT/long';
const solPool = 'pool:Main/isolated SOL/USDT:USDT';

/** Figures of Main and of a book that is Main alone; the arithmetic stands in small-risk-document.ts. */
export const mainFigures: readonly MeasureResult[] = [
  ...['book', 'account:Main'].flatMap((scope) => [
    figure('equity', scope, 11_300),
    figure('grossExposure', scope, 46_700, ['mark-stale']),
    figure('netExposure', scope, 46_700, ['mark-stale']),
    figure('longExposure', scope, 46_700, ['mark-stale']),
    figure('shortExposure', scope, 0),
    figure('effectiveLeverage', scope, 45_500 / 11_300, ['spot-not-counted']),
    figure('maintenanceMargin', scope, 269),
    figure('marginRatio', scope, 269 / 11_300),
  ]),
  figure('currentDrawdown', 'book', 0.021867882),
  figure('maxDrawdown', 'book', 0.05),
  figure('equity', 'pool:Main/cross', 11_000),
  figure('maintenanceMargin', 'pool:Main/cross', 124, ['tier-table-old']),
  figure('marginRatio', 'pool:Main/cross', 124 / 11_000, ['tier-table-old']),
  figure('equity', solPool, 300),
  figure('maintenanceMargin', solPool, 145),
  figure('marginRatio', solPool, 145 / 300),
  figure('equity', 'pool:Main/spot', 1200),
  ...positionFigures(btc, 40_160.64257028, -0.3522477, 17.369876, ['tier-table-old']),
  ...positionFigures(sol, 143.43434343, -0.010797631, 0.271409, []),
  ...assetFigures('BTC', 31_000),
  ...assetFigures('SOL', 14_500),
  ...assetFigures('BNB', 1200),
];

function positionFigures(
  scope: string,
  lower: number,
  distance: number,
  sigmas: number,
  flags: readonly string[],
): readonly MeasureResult[] {
  return [
    figure('liquidationPrice.lower', scope, lower, flags),
    stateFigure('liquidationPrice.upper', scope, 'none', 'no price above the mark liquidates the pool'),
    figure('distanceFraction', scope, distance, flags),
    figure('distanceSigma', scope, sigmas, flags),
  ];
}

function assetFigures(asset: string, exposure: number): readonly MeasureResult[] {
  const scope = `asset:${asset}`;
  return [
    figure('grossExposure', scope, Math.abs(exposure)),
    figure('netExposure', scope, exposure),
    figure('exposureShare', scope, Math.abs(exposure) / 46_700),
    figure('onePercentMove', scope, exposure / 100),
  ];
}

/** Second: the ETH pool without a wallet, DOGE without a history. */
export const secondFigures: readonly MeasureResult[] = [
  ...['account:Second', 'pool:Second/cross'].flatMap((scope) => [
    ...(['equity', 'maintenanceMargin', 'marginRatio', 'effectiveLeverage'] as const).map((id) =>
      gapFigure(id, scope, walletGap),
    ),
    gapFigure('netExposure', scope, dogeGap),
  ]),
  ...(
    [
      ['position:Second/ETH/USDT:USDT/short', walletGap],
      ['position:Second/DOGE/USDT:USDT/long', dogeGap],
    ] as const
  ).flatMap(([scope, gap]) =>
    (['liquidationPrice.lower', 'liquidationPrice.upper', 'distanceFraction', 'distanceSigma'] as const).map((id) =>
      gapFigure(id, scope, gap),
    ),
  ),
  figure('netExposure', 'asset:ETH', -10_200),
  figure('grossExposure', 'asset:ETH', 10_200),
  figure('onePercentMove', 'asset:ETH', -102),
  ...(['netExposure', 'grossExposure', 'onePercentMove', 'exposureShare'] as const).map((id) =>
    gapFigure(id, 'asset:DOGE', dogeGap),
  ),
];

export const mainPools: readonly PoolRow[] = [
  pool('cross', 'cross', [11_000, 124], 'safe', ['tier-table-old']),
  pool('isolated SOL/USDT:USDT', 'isolated', [300, 145], 'danger', []),
  { ...pool('spot', 'spot', [1200, 0], 'safe', []), marginRatio: 0 },
];

export const secondPools: readonly PoolRow[] = [
  {
    pool: 'cross',
    kind: 'cross',
    equity: null,
    maintenanceMargin: null,
    marginRatio: null,
    state: 'unknown',
    reason: walletGap.reason,
    mend: walletGap.mend,
    flags: [],
  },
];

function pool(
  name: string,
  kind: PoolRow['kind'],
  [equity, maintenanceMargin]: readonly [number, number],
  state: PoolRow['state'],
  flags: readonly string[],
): PoolRow {
  const marginRatio = maintenanceMargin / equity;
  return {
    pool: name,
    kind,
    equity,
    maintenanceMargin,
    marginRatio,
    state,
    reason: null,
    mend: null,
    flags: [...flags],
  };
}

/*
 * BTC -10 %, 0, +10 %, everything moves alike. Each rung by itself, equity not floored:
 *   cross     11,000 -+ 3,100        maintenance 0.4 % of 27,900, 31,000, 34,100 = 111.6, 124, 136.4
 *   isolated  300 -+ 1,450           maintenance 1 % of 13,050, 14,500, 15,950 = 130.5, 145, 159.5
 *   spot      1,200 -+ 120
 */
export const mainRungs: readonly Rung[] = [
  rung(-0.1, [7900, 111.6, 27_900], [-1150, 130.5, 13_050], 1080),
  rung(0, [11_000, 124, 31_000], [300, 145, 14_500], 1200),
  rung(0.1, [14_100, 136.4, 34_100], [1750, 159.5, 15_950], 1320),
];

type Triple = readonly [equity: number, maintenance: number, notional: number];

function rung(shockFraction: number, cross: Triple, isolated: Triple, spot: number): Rung {
  const row = (pool: string, [equity, maintenance, notional]: Triple): Rung['pools'][number] => ({
    account: 'Main',
    pool,
    equity,
    haircut: 0,
    maintenance,
    state: equity < 0 ? 'bankrupt' : equity <= maintenance && notional > 0 ? 'liquidated' : 'safe',
    liquidatedNotional: equity <= maintenance ? notional : 0,
    flags: [],
  });
  return {
    shockFraction,
    pools: [row('cross', cross), row('isolated SOL/USDT:USDT', isolated), row('spot', [spot, 0, 0])],
  };
}
