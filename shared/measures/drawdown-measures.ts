const chekhlov = 'A. Chekhlov, S. Uryasev, M. Zabarankin, Drawdown Measure in Portfolio Optimization, IJTAF 8 (2005).';

const episodes = 'Counted as the table of drawdowns of the R package PerformanceAnalytics does.';

/** What was lost from the peak. Drawdowns are positive losses. */
export const drawdownMeasures = {
  currentDrawdown: {
    label: 'Current drawdown',
    unit: 'fraction',
    meaning: 'Loss from the last peak, > 0; deposits and withdrawals are no performance.',
    source: chekhlov,
  },
  maxDrawdown: {
    label: 'Maximum drawdown',
    unit: 'fraction',
    meaning: 'Largest loss from a peak, > 0.',
    source: chekhlov,
  },
  ulcer: {
    label: 'Ulcer index',
    unit: 'fraction',
    meaning: 'Root of the mean squared drawdown, >= 0.',
    source: 'P. G. Martin, B. McCann, The Investor’s Guide to Fidelity Funds (1989).',
  },
  pain: {
    label: 'Pain index',
    unit: 'fraction',
    meaning: 'Mean drawdown, >= 0.',
    source: 'T. Becker, The Zephyr K-Ratio and Pain Index, Zephyr Associates (2006).',
  },
  cdar95: {
    label: 'CDaR 95',
    unit: 'fraction',
    meaning: 'Mean of the worst 5 % of drawdowns, the last one with its fractional weight, >= 0.',
    source: chekhlov,
  },
  calmar: {
    label: 'Calmar',
    unit: 'multiple',
    meaning: 'Geometric annual return over maximum drawdown; not applicable without a drawdown.',
    source: 'T. W. Young, Calmar Ratio: A Smoother Tool, Futures (October 1991).',
  },
  timeWeightedReturn: {
    label: 'Time-weighted return',
    unit: 'fraction',
    meaning: 'Chained daily returns since the first position, flows taken out.',
    source: 'Global Investment Performance Standards (2020), time-weighted return.',
  },
  episodeDepth: {
    label: 'Depth of the episode',
    unit: 'fraction',
    meaning: 'Loss from the peak before this stay below it to its lowest point, > 0.',
    source: chekhlov,
  },
  episodeToTrough: {
    label: 'Days down',
    unit: 'days',
    meaning: 'Observed days from the first below the peak to the lowest point, both counted.',
    source: episodes,
  },
  episodeBack: {
    label: 'Days back',
    unit: 'days',
    meaning: 'Observed days from the lowest point back to the peak; while it is under water, those so far.',
    source: episodes,
  },
  episodeLength: {
    label: 'Days under water',
    unit: 'days',
    meaning: 'Observed days from the first below the peak to the recovery, both counted; while open, those so far.',
    source: episodes,
  },
} as const;

/** What is told of an equity curve, in the order in which a trader reads it: drawdowns first, then returns. */
export const equityCurveMeasures = [
  'currentDrawdown',
  'maxDrawdown',
  'ulcer',
  'pain',
  'cdar95',
  'calmar',
  'volatility',
  'sharpe',
  'sortino',
  'timeWeightedReturn',
] as const;
