/** What was won for the risk taken, over daily returns with flows taken out; annualised by 365 where marks come every day, else 252. */
export const returnMeasures = {
  volatility: {
    label: 'Volatility',
    unit: 'fraction',
    meaning:
      'Sample standard deviation (n - 1) of the daily returns times the root of the days in a year, >= 0; missing under 30 days.',
    source: 'C. R. Bacon, Practical Portfolio Performance Measurement and Attribution, 2nd edition (2008), section 4.',
  },
  sharpe: {
    label: 'Sharpe',
    unit: 'multiple',
    meaning:
      'Mean daily return over its sample standard deviation, times the root of the days in a year; the risk-free rate is 0; not applicable where returns do not vary.',
    source: 'W. F. Sharpe, The Sharpe Ratio, Journal of Portfolio Management 21 (1994).',
  },
  sortino: {
    label: 'Sortino',
    unit: 'multiple',
    meaning:
      'Mean daily return over the root of the mean squared loss of all days (winning days count 0), times the root of the days in a year; not applicable without a losing day.',
    source:
      'F. A. Sortino, L. N. Price, Performance Measurement in a Downside Risk Framework, Journal of Investing 3 (1994).',
  },
} as const;
