/** What is held, and what it is worth: of one position or one balance. */
export const positionMeasures = {
  quantity: {
    label: 'Quantity',
    unit: 'quantity',
    meaning: 'Contracts or coins held, short < 0.',
    source: 'The ledger: stated openings and fills.',
  },
  averagePrice: {
    label: 'Average entry',
    unit: 'price',
    meaning: 'What a coin of the open position cost on average, gross of fees; harmonic for coin-settled contracts.',
    source: 'Average cost: a reduction releases cost in proportion.',
  },
  mark: {
    label: 'Mark',
    unit: 'price',
    meaning: 'The newest known price of this instrument, in its quote asset.',
    source: 'Marks and daily closes that the trader imported or stated.',
  },
  exposure: {
    label: 'Notional',
    unit: 'money',
    meaning: 'Quantity x multiplier x mark, short < 0; of a balance that is no cash, amount x price.',
    source: 'Definition.',
  },
  marketValue: {
    label: 'Market value',
    unit: 'money',
    meaning: 'What a stock or an option would bring at its mark, owed < 0.',
    source: 'Definition: quantity x multiplier x mark.',
  },
  strikeNotional: {
    label: 'Notional at the strike',
    unit: 'money',
    meaning: 'Quantity x multiplier x strike of an option, short < 0.',
    source: 'Definition.',
  },
  unrealizedPnl: {
    label: 'Unrealised profit',
    unit: 'money',
    meaning: 'What closing at the mark would realise, before fees; > 0 is a gain.',
    source: 'Definition: value at the mark less value at the average entry.',
  },
  leverage: {
    label: 'Leverage',
    unit: 'multiple',
    meaning:
      'What the trader set at the venue: the initial margin is notional over it. It moves no liquidation of a cross pool.',
    source: 'Stated by the trader.',
  },
  isolatedMargin: {
    label: 'Isolated margin',
    unit: 'quantity',
    meaning:
      'What is posted to this position alone, in its settlement asset; where it is not stated, entry notional over leverage.',
    source: 'Stated by the trader, or assumed.',
  },
  realizedPnl: {
    label: 'Realised profit',
    unit: 'money',
    meaning:
      'Profit of everything closed so far, gross of fees and funding, at the present rate of its asset; > 0 is a gain.',
    source: 'The ledger: average cost.',
  },
  funding: {
    label: 'Funding',
    unit: 'money',
    meaning: 'Funding of this instrument so far, at the present rate of its asset; received > 0.',
    source: 'The ledger: funding rows.',
  },
  balance: {
    label: 'Balance',
    unit: 'quantity',
    meaning: 'Units of the asset in the account, without unrealised profit; owed < 0.',
    source: 'The ledger: stated balances and the rows since.',
  },
  balanceValue: {
    label: 'Value of the balance',
    unit: 'money',
    meaning: 'Balance x rate of its asset; owed < 0.',
    source: 'Definition.',
  },
  dailySigma: {
    label: 'Daily volatility',
    unit: 'fraction',
    meaning:
      'Standard deviation of a day: squared log returns of real closes, each weighing 0.94 of the next newer, zero mean.',
    source: 'J.P. Morgan/Reuters, RiskMetrics Technical Document, 4th edition (1996), section 5.2.',
  },
  dayChange: {
    label: 'Day',
    unit: 'money',
    meaning: 'Change of equity over the last observed day, deposits and withdrawals taken out; > 0 is a gain.',
    source: 'Definition.',
  },
} as const;
