/** The functions whose every operator and constant must be held by a test, with the tests that hold them. */
export interface Target {
  readonly file: string;
  readonly tests: readonly string[];
}

const decimals: readonly Target[] = [{ file: 'shared/units/decimal.ts', tests: ['shared/units/decimal.test.ts'] }];

const fold = of(
  'main/ledger',
  ['main/ledger'],
  [
    'agrees-clearly',
    'apply-cash',
    'apply-fill',
    'balance',
    'daily-states',
    'fast-scaled',
    'fill-evidence',
    'fill-periods',
    'fold-events',
    'instant-order',
    'instrument-state',
    'ledger',
    'ledger-state',
    'leg',
    'read-ledger',
    'spot-basis',
  ],
);

const reconciliation = of(
  'main/ledger/reconciliation',
  ['main/ledger/reconciliation'],
  [
    'account-lines',
    'average-price',
    'cash-cause',
    'checks',
    'clues',
    'corrections',
    'day-text',
    'failed-row',
    'hold-against',
    'likely-cause',
    'mend',
    'position-cause',
    'printed-digits',
    'read-evidence',
    'recent-trades',
    'row-effects',
  ],
);

const venues = of(
  'main/venues',
  ['main/venues'],
  [
    'check-tiers',
    'find-tier-table',
    'flat-rate-tiers',
    'read-bracket-json',
    'read-margin-table',
    'read-tier-csv',
    'tier-rows',
  ],
);

const margin = [
  ...of(
    'main/risk/margin',
    ['main/risk/margin', 'main/risk/liquidation', 'main/risk/assessment/assess.test.ts'],
    [
      'compile-leg',
      'compile-pools',
      'maintenance-segments',
      'margin-table',
      'pool-figures',
      'pool-state',
      'posted-margin',
      'tier-table-age',
    ],
  ),
  ...of(
    'main/risk/margin/regimes',
    ['main/risk/margin', 'main/risk/liquidation', 'main/risk/assessment/assess.test.ts'],
    ['binance-usdm', 'bybit', 'margin-regime', 'regime-of'],
  ),
];

const liquidation = of(
  'main/risk/liquidation',
  ['main/risk/liquidation'],
  ['first-crossing', 'ladder', 'liquidation-price', 'pool-index', 'price-path'],
);

const drawdown = of(
  'main/risk/drawdown',
  ['main/risk/drawdown'],
  [
    'burke',
    'drawdown-measures',
    'drawdown-ratios',
    'episodes',
    'equity-drawdown',
    'flow-adjusted-returns',
    'market-returns',
    'market-year',
    'underwater',
    'wealth',
  ],
);

const returns = of(
  'main/risk/returns',
  ['main/risk/returns'],
  ['annualise', 'omega', 'partial-moments', 'rounding', 'shape', 'sharpe', 'sortino', 'stability', 'tails'],
);

const numerics = of(
  'main/risk/numerics',
  ['main/risk/numerics'],
  ['boundary', 'entropic-tail', 'moments', 'money-sum', 'sum', 'volatility'],
);

const exposure = of(
  'main/risk/exposure',
  ['main/risk/exposure', 'main/risk/assessment/assess.test.ts', 'main/risk/liquidation'],
  ['exposure-sums', 'exposures', 'one-percent-move', 'position-terms', 'sums'],
);

/** The language of printed formulas, and the shapes that an error in a tree would hide in. */
const explainTrees = [
  ...of(
    'shared/measures',
    ['shared/measures/evaluate-formula.test.ts', 'main/risk/explain/formula-functions.test.ts'],
    ['evaluate-formula', 'formula-functions'],
  ),
  ...of('main/risk/explain', ['main/risk/explain'], ['return-nodes']),
];

const valuation = of(
  'main/valuation',
  ['main/valuation'],
  [
    'close-series',
    'equity-day',
    'equity-path',
    'mark-book',
    'own-transfers',
    'rates',
    'split-prices',
    'to-number',
    'unrealized-pnl',
    'value-balance',
    'value-book',
    'value-position',
  ],
);

/** The sign and unit rules of a broker's files, with the fixtures that every format is read against. */
function formats(broker: readonly string[], names: readonly string[]): readonly Target[] {
  const own = broker.map((name) => `main/importers/formats/${name}`);
  return of('main/importers/formats', ['main/importers/fixtures.test.ts', ...own], names);
}

const importers = [
  ...of('main/importers', ['main/importers/dedupe'], ['dedupe-key']),
  ...of('main/importers', ['main/importers/local-time', 'main/importers/formats/hyperliquid-dates'], ['local-time']),
  ...formats(
    ['binance', 'amount'],
    [
      'amount-check',
      'binance-symbol',
      'binance-time-zone',
      'binance-usdm-trades',
      'binance-usdm-transactions',
      'decimal-comma',
      'glued-amount',
    ],
  ),
  ...formats(
    ['bybit'],
    ['bybit-contract', 'bybit-log-events', 'bybit-log-row', 'bybit-spot-legs', 'bybit-transaction-log'],
  ),
];

export const targets: readonly Target[] = [
  ...liquidation,
  ...margin,
  ...venues,
  ...decimals,
  ...fold,
  ...reconciliation,
  ...valuation,
  ...importers,
  ...drawdown,
  ...returns,
  ...numerics,
  ...exposure,
  ...explainTrees,
];

function of(folder: string, tests: readonly string[], names: readonly string[]): readonly Target[] {
  return names.map((name) => ({ file: `${folder}/${name}.ts`, tests }));
}
