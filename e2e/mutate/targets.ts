/** The functions whose every operator and constant must be held by a test, with the tests that hold them. */
export interface Target {
  readonly file: string;
  readonly tests: readonly string[];
}

const units = [
  ...of('shared/units', ['shared/units/decimal'], ['decimal']),
  ...of('shared/units', ['shared/units/iso-day'], ['civil-date', 'iso-day']),
  ...of('shared/units', ['shared/units/unit'], ['unit']),
];

const fold = of(
  'main/ledger',
  ['main/ledger'],
  [
    'agrees-clearly',
    'apply-cash',
    'apply-fill',
    'apply-report',
    'apply-split',
    'balance',
    'cancellations',
    'daily-states',
    'deliveries',
    'early-cash',
    'fast-scaled',
    'fill-evidence',
    'fill-periods',
    'fold-events',
    'held-evidence',
    'instant-order',
    'instrument-state',
    'ledger',
    'ledger-state',
    'leg',
    'read-ledger',
    'save-state',
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
    'binance-symbol',
    'check-tiers',
    'find-tier-table',
    'flat-rate-tiers',
    'read-bracket-json',
    'read-margin-table',
    'read-tier-csv',
    'stock-maintenance',
    'table-date',
    'tier-rows',
  ],
);

const margin = [
  ...of(
    'main/risk/margin',
    ['main/risk/margin', 'main/risk/liquidation', 'main/risk/assessment'],
    [
      'compile-leg',
      'compile-pools',
      'maintenance-segments',
      'margin-table',
      'paid-in-full',
      'pool-figures',
      'pool-state',
      'posted-margin',
      'tier-table-age',
    ],
  ),
  ...of(
    'main/risk/margin/regimes',
    ['main/risk/margin', 'main/risk/liquidation', 'main/risk/assessment'],
    ['binance-usdm', 'bybit', 'margin-regime', 'regime-of', 'stock-broker'],
  ),
];

const liquidation = of(
  'main/risk/liquidation',
  ['main/risk/liquidation', 'main/risk/assessment'],
  [
    'first-crossing',
    'first-power-crossing',
    'ladder',
    'liquidation-price',
    'option-gap',
    'pool-index',
    'power-path',
    'price-path',
  ],
);

const assessment = of(
  'main/risk/assessment',
  ['main/risk/assessment', 'main/risk/margin'],
  [
    'account-rows',
    'assess',
    'assessed-pool',
    'assessment',
    'asset-betas',
    'asset-sigmas',
    'exposure-results',
    'exposure-rows',
    'margin-results',
    'measure-result',
    'notes',
    'position-rows',
  ],
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
  [
    'beta',
    'boundary',
    'close-series',
    'entropic-tail',
    'least-squares',
    'moments',
    'money-sum',
    'sum',
    'tail',
    'volatility',
  ],
);

const exposure = of(
  'main/risk/exposure',
  ['main/risk/exposure', 'main/risk/assessment', 'main/risk/liquidation'],
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
  ...of('main/importers', ['main/importers/read-fields'], ['read-fields']),
  ...of('main/importers', ['main/importers/assemble', 'main/importers/fixtures.test.ts'], ['assemble']),
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
  ...formats(
    ['hyperliquid'],
    [
      'hyperliquid-coin',
      'hyperliquid-dates',
      'hyperliquid-direction',
      'hyperliquid-funding',
      'hyperliquid-numbers',
      'hyperliquid-table',
      'hyperliquid-trades',
    ],
  ),
  ...formats(
    ['tastytrade'],
    [
      'tastytrade-columns',
      'tastytrade-costs',
      'tastytrade-description',
      'tastytrade-exchange',
      'tastytrade-fill',
      'tastytrade-held-side',
      'tastytrade-instrument',
      'tastytrade-money',
      'tastytrade-outcomes',
      'tastytrade-removal',
      'tastytrade-row',
      'tastytrade-transactions',
    ],
  ),
  ...formats(
    ['ibkr'],
    [
      'ibkr-flex',
      'ibkr-flex-actions',
      'ibkr-flex-cash',
      'ibkr-flex-elements',
      'ibkr-flex-instrument',
      'ibkr-flex-levels',
      'ibkr-flex-money',
      'ibkr-flex-position-rows',
      'ibkr-flex-positions',
      'ibkr-flex-rates',
      'ibkr-flex-removals',
      'ibkr-flex-row',
      'ibkr-flex-time',
      'ibkr-flex-trade',
    ],
  ),
  ...formats(
    ['price', 'written-date'],
    ['bar-days', 'binance-klines', 'price-date', 'price-date-order', 'price-header', 'price-history'],
  ),
  ...formats(['price', 'written-date', 'mapped-csv'], ['written-date']),
  ...formats(['row-time', 'binance', 'mapped-csv'], ['row-time']),
  ...of(
    'main/importers/formats',
    ['main/importers/formats/mapped-csv', 'main/importers/formats/written-date'],
    [
      'mapped-csv',
      'mapped-csv-cash',
      'mapped-csv-cells',
      'mapped-csv-fill',
      'mapped-csv-instrument',
      'mapped-csv-number',
      'mapped-csv-reader',
      'mapped-csv-row',
      'mapped-csv-statement',
      'mapped-csv-time',
    ],
  ),
  ...of(
    'main/importers/formats',
    ['main/importers/formats/mapped-csv', 'main/importers/mapping/guess-positions'],
    ['mapped-csv-report'],
  ),
  ...of('main/importers/mapping', ['main/importers/mapping'], ['guess-costs', 'prove-amounts', 'table-numbers']),
];

export const targets: readonly Target[] = [
  ...liquidation,
  ...assessment,
  ...margin,
  ...venues,
  ...units,
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
