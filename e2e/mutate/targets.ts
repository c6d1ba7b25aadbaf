import { importers } from './importer-targets.ts';
import { of, type Target } from './target.ts';

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
    'apply-stated-rules',
    'binance-symbol',
    'check-tiers',
    'collateral-tables',
    'deribit-tiers',
    'find-tier-table',
    'find-venue-rules',
    'flat-rate-tiers',
    'hyperliquid-tiers',
    'liquidation-rules',
    'listed-kinds',
    'portfolio-margin-scenarios',
    'read-bracket-json',
    'read-collateral-csv',
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
      'collateral-ratio',
      'compile-leg',
      'compile-pools',
      'initial-margin',
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
    [
      'binance-coinm',
      'binance-usdm',
      'bitmex',
      'bybit',
      'cheap-short-stock',
      'closing-fee',
      'deribit',
      'drift',
      'dydx',
      'gmx',
      'kraken-futures',
      'margin-regime',
      'okx',
      'regime-of',
      'spot-margin',
      'stock-broker',
    ],
  ),
  ...of(
    'main/risk/margin/strategies',
    ['main/risk/margin/strategies', 'main/risk/margin/regimes/stock-broker'],
    [
      'candidate',
      'cheapest-pairing',
      'groups',
      'recognise',
      'series',
      'short-option',
      'spread',
      'stock-strategy',
      'stock-with-options',
      'strategy-parts',
      'together',
    ],
  ),
  ...of(
    'main/risk/margin/scenario',
    ['main/risk/margin/scenario', 'main/risk/margin/regimes/stock-broker'],
    ['portfolio-together', 'scenario-class', 'scenario-requirement'],
  ),
];

const liquidation = of(
  'main/risk/liquidation',
  ['main/risk/liquidation', 'main/risk/assessment'],
  [
    'first-crossing',
    'first-power-crossing',
    'joint-envelope',
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
  ...of('main/risk/explain/drawdown', ['main/risk/explain'], ['return-nodes']),
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

/** Exact formulas of single venues. */
const venueFormulas = [
  ...of(
    'main/risk/margin/dydx',
    ['main/risk/margin/dydx', 'main/risk/insolvency/dydx'],
    ['initial-margin', 'maintenance-fraction', 'quantums', 'subaccount-risk'],
  ),
  ...of(
    'main/risk/insolvency/dydx',
    ['main/risk/insolvency/dydx'],
    ['bankruptcy-price', 'fillable-price', 'insurance-delta'],
  ),
  ...of(
    'main/risk/margin',
    ['main/risk/margin/bybit', 'main/risk/insolvency/bankruptcy-price'],
    ['bybit/inverse-isolated-liquidation', 'inverse-price'],
  ),
  ...of('main/risk/margin', ['main/risk/margin/margin-requirement'], ['margin-requirement']),
  ...of(
    'main/risk/insolvency',
    ['main/risk/insolvency/bankruptcy-price'],
    ['bankruptcy-price', 'bybit/legacy-inverse-cross'],
  ),
  ...of(
    'main/risk/insolvency',
    ['main/risk/insolvency'],
    [
      'adl-candidates',
      'adl-order',
      'adl-rank',
      'call-at',
      'delay-law',
      'delay-put',
      'hedges',
      'insolvency-of',
      'liquidated-at',
      'move-instrument',
    ],
  ),
  ...of('main/risk/liquidation/partial', ['main/risk/liquidation/partial'], ['restoring-size']),
];

const cascades = [
  ...of('main/risk/cascade', ['main/risk/cascade', 'main/risk/explain/cascade/top-up-tree'], ['pool-along']),
  ...of(
    'main/risk/cascade',
    ['main/risk/cascade'],
    [
      'boundary-beyond',
      'cascade',
      'cascade-axis',
      'cascade-ends',
      'cascade-ladder',
      'cascade-path',
      'cascade-rungs',
      'closing-share',
      'deleverage',
      'liquidate',
      'rebase',
      'rule-change',
      'sale-terms',
      'working-pool',
    ],
  ),
];

/** A trade before it is made. */
const whatIfs = of(
  'main/risk/whatif',
  ['main/risk/whatif'],
  [
    'apply-holding',
    'apply-ticket',
    'apply-tickets',
    'apply-trade',
    'compare',
    'compare-events',
    'compare-figures',
    'events-along',
    'largest-passing-count',
    'leverage-allowed',
    'limited-figures',
    'limits',
    'move-balance',
    'risk-of-ticket',
    'ticket-notes',
    'trade-position',
    'trade-terms',
    'traded-value',
  ],
);

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
  ...venueFormulas,
  ...cascades,
  ...whatIfs,
];
