import type { DatedPrice, ValuedAccount, ValuedBook } from '../../../shared/book/valued-book.ts';
import type { PositionsDocument } from '../../../shared/contract/book.ts';
import type { RiskDocument } from '../../../shared/contract/risk.ts';
import { known, type MissingData } from '../../../shared/measures/outcome.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { smallBalance, smallMark, smallPosition } from './small-holdings.ts';
import {
  dogeGap as doge,
  walletGap as wallet,
  gapFigure,
  mainFigures,
  mainPools,
  mainRungs,
  secondFigures,
  secondPools,
} from './small-figures.ts';

/** One state of the world as all three documents tell it, worked by hand. */
export interface SmallBook {
  readonly risk: RiskDocument;
  readonly book: ValuedBook;
  readonly positions: PositionsDocument;
}

/** 2026-03-10 12:00 UTC. */
export const smallAsOfMs = epochMs(1_773_144_000_000);
const hourMs = 3_600_000;

/*
 * Main, Binance USD-M. Wallet 10,800 USDT, of which 800 are posted to the isolated SOL.
 *   cross          BTC long 0.5 @ 60,000, mark 62,000   notional 31,000   profit +1,000
 *                  equity 10,000 + 1,000 = 11,000; maintenance 0.4 % of 31,000 = 124; ratio 124 / 11,000 = 0.0112727...
 *                  liquidation: 10,000 + 0.5 (P - 60,000) = 0.004 x 0.5 P, so 0.498 P = 20,000, P = 40,160.642570...
 *                  distance 40,160.642570 / 62,000 - 1 = -0.352247700; sigma 2.5 % a day: |ln 0.647752300| / 0.025 = 17.369876
 *   isolated SOL   long 100 @ 150, mark 145             notional 14,500   profit -500
 *                  equity 800 - 500 = 300; maintenance 1 % of 14,500 = 145; ratio 145 / 300 = 0.4833333...
 *                  liquidation: 800 + 100 (P - 150) = 0.01 x 100 P, so 99 P = 14,200, P = 143.434343...
 *                  distance -0.010797631; sigma 4 % a day: |ln 0.989202369| / 0.04 = 0.271409
 *   spot           2 BNB at 600 = 1,200: no collateral there, so exposure but not part of equity
 *   equity 11,000 + 300 = 11,300; gross = net = 31,000 + 14,500 + 1,200 = 46,700; leverage of the pools 45,500 / 11,300
 */
const main: ValuedAccount = {
  name: 'Main',
  venue: 'binance-usdm',
  marginMode: 'cross',
  positionMode: 'one-way',
  liquidationRules: null,
  collateralTables: [],
  positions: [
    smallPosition('BTC/USDT:USDT', {
      quantity: 0.5,
      entryPrice: 60_000,
      mark: markAt(62_000, 2),
      leverage: 10,
      rate: 0.004,
    }),
    smallPosition('SOL/USDT:USDT', {
      quantity: 100,
      entryPrice: 150,
      mark: markAt(145, 2),
      leverage: 20,
      marginMode: 'isolated',
      isolatedMargin: 800,
    }),
  ],
  balances: [smallBalance('USDT', known(10_800)), smallBalance('BNB', known(2), markAt(600, 30))],
  dataAsOfMs: epochMs(smallAsOfMs - 2 * hourMs),
};

/*
 * Second, Bybit. ETH short 4 @ 2,500, mark 2,550: notional -10,200, profit -200; its wallet is missing, so equity, margin ratio
 * and liquidation are. DOGE: the history is incomplete, so every figure of it is missing, and with it every sum over the book.
 */
const second: ValuedAccount = {
  name: 'Second',
  venue: 'bybit',
  marginMode: 'cross',
  positionMode: 'one-way',
  liquidationRules: null,
  collateralTables: [],
  positions: [
    smallPosition('ETH/USDT:USDT', { quantity: -4, entryPrice: 2500, mark: markAt(2550, 26), leverage: 5 }),
    smallPosition('DOGE/USDT:USDT', { quantity: 1000, entryPrice: 0.2, mark: markAt(0.18, 1), incomplete: doge }),
  ],
  balances: [smallBalance('USDT', wallet)],
  dataAsOfMs: epochMs(smallAsOfMs - 30 * hourMs),
};

/** Both accounts: sums over the book are missing, and there is no equity curve. */
export function smallBook(): SmallBook {
  const whole = mainBook();
  return {
    risk: {
      ...whole.risk,
      measures: [
        ...(['equity', 'marginRatio', 'effectiveLeverage', 'maintenanceMargin'] as const).map((id) =>
          gapFigure(id, 'book', wallet),
        ),
        ...(['grossExposure', 'netExposure', 'longExposure', 'shortExposure'] as const).map((id) =>
          gapFigure(id, 'book', doge),
        ),
        ...(['currentDrawdown', 'maxDrawdown', 'ulcer', 'pain', 'cdar95', 'calmar'] as const).map((id) =>
          gapFigure(id, 'book', wallet),
        ),
        ...mainFigures.filter(({ id, scope }) => scope !== 'book' && id !== 'exposureShare'),
        ...['BTC', 'SOL', 'BNB', 'ETH'].map((asset) => gapFigure('exposureShare', `asset:${asset}`, doge)),
        ...secondFigures,
      ],
      exposures: [
        // The gross exposure of the book is missing, and with it every share.
        ...whole.risk.exposures.map((row) => ({ ...row, share: null })),
        exposure('Second', 'ETH/USDT:USDT', { quantity: -4, mark: 2550, exposure: -10_200, unrealizedPnl: -200 }),
        { ...exposure('Second', 'DOGE/USDT:USDT', { quantity: null, mark: 0.18 }), ...reasonOf(doge) },
      ],
      accounts: [
        ...whole.risk.accounts,
        {
          account: 'Second',
          venue: 'bybit',
          equity: null,
          effectiveLeverage: null,
          marginRatio: null,
          state: 'unknown',
          pools: [...secondPools],
        },
      ],
      ladder: {
        axis: { asset: 'BTC', from: -0.1, to: 0.1, step: 0.1, beta: 1 },
        rungs: mainRungs.map((rung) => ({
          ...rung,
          pools: [
            ...rung.pools,
            {
              account: 'Second',
              pool: 'cross',
              equity: null,
              haircut: null,
              maintenance: null,
              state: 'missing-data',
              liquidatedNotional: null,
              flags: [],
            },
          ],
        })),
        order,
      },
      drawdown: null,
      excluded: [
        { kind: 'excluded', text: 'DOGE/USDT:USDT: its history is incomplete.', mend: doge.mend, account: 'Second' },
      ],
    },
    book: { ...whole.book, accounts: [main, second] },
    positions: {
      ...whole.positions,
      positions: [
        ...whole.positions.positions,
        position('Second', 'ETH/USDT:USDT', 'short', ['-4', '2500', 2550, -200, -10_200]),
        {
          ...position('Second', 'DOGE/USDT:USDT', 'long', [null, null, 0.18, null, null]),
          status: 'history-incomplete',
          ...reasonOf(doge),
        },
      ],
      balances: [
        ...whole.positions.balances,
        { account: 'Second', asset: 'USDT', amount: '-12.5', status: 'unknown', flags: [] },
      ],
    },
  };
}

/*
 * Days of Main, funded with 10,000 before its first position:
 *   03-08  10,500             r +5 %                          index 1.05          drawdown 0
 *   03-09   9,975             r -5 %                          index 0.9975        drawdown 1 - 0.9975 / 1.05 = 0.05
 *   03-10  11,300, +1,000 in  r 11,300 / 10,975 - 1 = +2.9613 %   index 1.027038724   drawdown 1 - 1.027038724 / 1.05 = 0.021867882
 * so the day made 11,300 - 9,975 - 1,000 = +325, two observations below the peak of 03-08.
 */

/** Main alone: everything is known. */
export function mainBook(): SmallBook {
  return {
    risk: {
      schema: 'ballast.risk/1',
      asOf: '2026-03-10T12:00:00.000Z',
      engine: 'ballast test',
      inputsHash: '0123456789abcdef',
      base: 'USD',
      measures: [...mainFigures],
      exposures: [
        exposure('Main', 'BTC/USDT:USDT', {
          quantity: 0.5,
          mark: 62_000,
          exposure: 31_000,
          share: 31_000 / 46_700,
          unrealizedPnl: 1000,
        }),
        exposure('Main', 'SOL/USDT:USDT', {
          quantity: 100,
          mark: 145,
          exposure: 14_500,
          share: 14_500 / 46_700,
          unrealizedPnl: -500,
        }),
        {
          ...exposure('Main', null, { quantity: 2, mark: 600, exposure: 1200, share: 1200 / 46_700 }),
          asset: 'BNB',
          flags: ['mark-stale'],
        },
      ],
      accounts: [
        {
          account: 'Main',
          venue: 'binance-usdm',
          equity: 11_300,
          effectiveLeverage: 45_500 / 11_300,
          marginRatio: 269 / 11_300,
          state: 'danger',
          pools: [...mainPools],
        },
      ],
      ladder: {
        axis: { asset: 'BTC', from: -0.1, to: 0.1, step: 0.1, beta: 1 },
        rungs: mainRungs.map((rung) => ({ ...rung, pools: [...rung.pools] })),
        order,
      },
      drawdown: {
        scope: 'book',
        days: [
          { day: '2026-03-08', equity: 10_500, flow: 0, index: 1.05, drawdown: 0 },
          { day: '2026-03-09', equity: 9975, flow: 0, index: 0.9975, drawdown: 0.05 },
          { day: '2026-03-10', equity: 11_300, flow: 1000, index: 1.027038724, drawdown: 0.021867882 },
        ],
        maximum: { depth: 0.05, peak: '2026-03-08', trough: '2026-03-09' },
        episodes: [{ start: '2026-03-09', trough: '2026-03-09', end: null, depth: 0.05, length: 2, toTrough: 1 }],
      },
      assumptions: [{ kind: 'assumed', text: 'USDT is taken at par with USD.', mend: '', account: null }],
      excluded: [],
    },
    book: { asOfMs: smallAsOfMs, base: 'USD', accounts: [main], closes: {}, assumptions: [] },
    positions: {
      asOf: '2026-03-10T12:00:00.000Z',
      positions: [
        position('Main', 'BTC/USDT:USDT', 'long', ['0.5', '60000', 62_000, 1000, 31_000]),
        position('Main', 'SOL/USDT:USDT', 'long', ['100', '150', 145, -500, 14_500]),
      ],
      balances: [
        { account: 'Main', asset: 'USDT', amount: '10800', status: 'known', flags: [] },
        { account: 'Main', asset: 'BNB', amount: '2', status: 'known', flags: [] },
      ],
    },
  };
}

/** SOL goes at its own distance, since with beta 1 all move alike; Main's cross pool too. Nobody is short, so none goes up. */
const order: NonNullable<RiskDocument['ladder']>['order'] = {
  down: [
    { account: 'Main', pool: 'isolated SOL/USDT:USDT', shockFraction: -0.010797631 },
    { account: 'Main', pool: 'cross', shockFraction: -0.3522477 },
  ],
  up: [],
};

function markAt(price: number, hoursOld: number): DatedPrice {
  return smallMark(price, epochMs(smallAsOfMs - hoursOld * hourMs), hoursOld > 24);
}

function reasonOf({ reason, mend }: MissingData): { reason: string; mend: string } {
  return { reason, mend };
}

type ExposureRow = RiskDocument['exposures'][number];

function exposure(account: string, instrument: string | null, row: Partial<ExposureRow>): ExposureRow {
  return {
    asset: instrument?.split('/')[0] ?? '',
    account,
    venue: account === 'Main' ? 'binance-usdm' : 'bybit',
    instrument,
    side: (row.quantity ?? 0) < 0 ? 'short' : 'long',
    quantity: 0,
    mark: null,
    exposure: null,
    share: null,
    unrealizedPnl: null,
    marketValue: null,
    strikeNotional: null,
    flags: [],
    reason: null,
    mend: null,
    ...row,
  };
}

function position(
  account: string,
  instrument: string,
  side: 'long' | 'short',
  [quantity, averagePrice, mark, unrealizedPnl, notional]: readonly [
    string | null,
    string | null,
    number,
    number | null,
    number | null,
  ],
): PositionsDocument['positions'][number] {
  return {
    account,
    venue: account === 'Main' ? 'binance-usdm' : 'bybit',
    instrument,
    side,
    quantity,
    averagePrice,
    realizedPnl: quantity === null ? null : '0',
    fees: [],
    funding: '0',
    settlementAsset: 'USDT',
    mark,
    unrealizedPnl,
    notional,
    marketValue: null,
    strikeNotional: null,
    status: 'open',
    reason: null,
    mend: null,
    flags: [],
  };
}
