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

export const targets: readonly Target[] = [
  ...liquidation,
  ...margin,
  ...venues,
  ...decimals,
  ...fold,
  ...drawdown,
  ...returns,
  ...numerics,
  ...exposure,
  ...explainTrees,
];

function of(folder: string, tests: readonly string[], names: readonly string[]): readonly Target[] {
  return names.map((name) => ({ file: `${folder}/${name}.ts`, tests }));
}
