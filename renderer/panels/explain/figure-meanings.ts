/** What the figures say that are no measures of the engine, with their sign. */
export const figureMeanings = {
  quantity: 'Contracts or coins held, short < 0: what the fills and statements of the account add up to.',
  mark: 'The price at which the position is valued now.',
  entry: 'Average price of what is held, before fees; a reduction does not change it.',
  notional: 'Exposure: quantity × multiplier × mark in the base currency, short < 0.',
  share: 'Size of this exposure over the gross exposure of the book.',
  pnl: 'Unrealised profit at the mark in the base currency; a loss is < 0.',
  funding: 'Funding received (> 0) or paid (< 0) since the position was opened, at the rate of now.',
  onePercentMove: 'What a rise of the asset by 1 % does to equity, everything else as it is.',
  liquidation: 'The nearest price of this instrument at which its pool is liquidated, the others at their marks.',
  distanceFraction: 'Nearest liquidation price over the mark, minus 1; below the mark it is < 0.',
  distanceSigma: 'The way to the liquidation price in daily standard deviations of the asset.',
  marketValue: 'What it would fetch at the mark; a short is < 0.',
  strikeNotional: 'Contracts × multiplier × strike: what would change hands on exercise.',
  balance: 'The balance of this asset as the history adds up to it, or as it was stated.',
  balanceValue: 'The balance at the rate of its asset, in the base currency.',
  dayChange: 'Change of equity over the last observed day, deposits and withdrawals taken out.',
  dataAge: 'How old the newest and the oldest data are on which the figures rest.',
  realizedPnl: 'Profit taken on what was closed, before fees and funding.',
  rungEquity:
    'Equity of the pool if the axis asset moved by this shock and the others as chosen above. Nothing is closed, no fee is paid.',
  rungChange: 'Equity at this shock minus equity now.',
  rungMaintenance: 'Maintenance margin at the prices of this shock, by the tier in which each notional then lies.',
  rungRatio: 'Maintenance margin over the equity that counts at this shock: at 100 % the pool is liquidated.',
  rungState:
    'Equity that counts less maintenance margin at this shock: at 0 and below the pool is liquidated, with equity below 0 bankrupt.',
  rungClosed:
    'What the venue would close: the whole gross notional of a pool that is liquidated at this shock, else 0.',
  laneEnd: 'The shock of the axis at which equity of this pool meets its maintenance margin.',
} as const;

export type FigureMeaning = keyof typeof figureMeanings;
