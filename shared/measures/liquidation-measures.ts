const leastSquares =
  'Least squares with intercept: W. H. Greene, Econometric Analysis, 7th edition, sections 3.2 and 4.3.';

/** Where it ends. */
export const liquidationMeasures = {
  'liquidationPrice.lower': {
    label: 'Liquidation below',
    unit: 'price',
    meaning:
      'The nearest price of this instrument below its mark at which its pool is liquidated, other instruments at their marks; balances held in its own asset move with it.',
    source:
      "Solved from equity = maintenance on the venue's own base: Binance support article b3c689c1f50a44cabb3a84e663b81d93; Hyperliquid docs, Liquidations; Bybit help centre.",
  },
  'liquidationPrice.upper': {
    label: 'Liquidation above',
    unit: 'price',
    meaning:
      'The nearest price of this instrument above its mark at which its pool is liquidated, other instruments at their marks.',
    source: 'As liquidation below.',
  },
  bankruptcyPrice: {
    label: 'Bankruptcy price',
    unit: 'price',
    meaning:
      'The price of this instrument at which the equity of its pool is zero, before fees, other instruments at their marks.',
    source: 'Definition: equity of the pool = 0.',
  },
  distanceFraction: {
    label: 'Away',
    unit: 'fraction',
    meaning: 'Nearest liquidation price over mark minus 1; < 0 lies below the mark.',
    source: 'Definition.',
  },
  distanceSigma: {
    label: 'Away, daily sigmas',
    unit: 'sigma',
    meaning: '|ln(liquidation / mark)| over the daily EWMA volatility (0.94) of the asset.',
    source: 'J.P. Morgan/Reuters, RiskMetrics Technical Document, 4th edition (1996), chapter 5.',
  },
  nearestShock: {
    label: 'First to go',
    unit: 'fraction',
    meaning: 'The smallest shock of the ladder axis, down < 0, at which this pool is liquidated.',
    source: 'Definition: root of equity = maintenance along the axis of the ladder.',
  },
  'departure.down': {
    label: 'Goes downwards',
    unit: 'fraction',
    meaning:
      'The smallest shock of the ladder axis downwards, < 0, at which this pool is liquidated; 0 where it is at the marks.',
    source: 'As first to go.',
  },
  'departure.up': {
    label: 'Goes upwards',
    unit: 'fraction',
    meaning:
      'The smallest shock of the ladder axis upwards, > 0, at which this pool is liquidated; 0 where it is at the marks.',
    source: 'As first to go.',
  },
  equityChange: {
    label: 'Change of equity',
    unit: 'money',
    meaning: 'Equity at a shock less equity at the marks; < 0 is a loss. Nothing is closed, no fee is paid.',
    source: 'Definition.',
  },
  closedNotional: {
    label: 'Closed',
    unit: 'money',
    meaning: 'What the venue would close: the whole gross notional of a pool that is liquidated at the shock, else 0.',
    source: 'Definition.',
  },
  beta: {
    label: 'Beta',
    unit: 'index',
    meaning:
      'Log return of this asset for a log return of 1 of the shocked one, over the last 90 days on which both closed.',
    source: leastSquares,
  },
  betaError: {
    label: 'Standard error of beta',
    unit: 'index',
    meaning: 'How far the estimated beta may be off, >= 0: one standard error of the slope.',
    source: leastSquares,
  },
} as const;
