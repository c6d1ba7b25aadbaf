import { defineConfig, type OxlintOverride } from 'oxlint';

// Who may import whom (README): a folder never reaches back up the way of the data. The compiler enforces it between the boxes of
// tsconfig.json; these rules enforce it within them, and keep clock, chance and machine out of the pure folders, which no compiler
// option does. The last entry that matches a file decides.

const TIMERS = ['setTimeout', 'setInterval', 'setImmediate', 'performance'];
const NODE = ['process', 'Buffer', 'console', 'fetch', 'crypto', ...TIMERS];
const PAGE = ['window', 'document', 'localStorage', 'sessionStorage', 'navigator'];
const ABOVE_THE_ENGINE = ['db', 'ipc', 'host', 'services', 'vault', 'jobs', 'renderer'];

interface Pattern {
  readonly regex?: string;
  readonly group?: string[];
}

/** Packages of that name, and everything below them. */
const packages = (...names: string[]): Pattern => ({ regex: `^(${names.join('|')})(/|$)` });
/** Every package, Node's own too, but these. (A look-ahead would say it in one expression; oxlint ignores those without a word.) */
const packagesBut = (...names: string[]): Pattern => ({
  group: ['*', '!./**', '!../**', ...names.map((name) => `!${name}`)],
});
const ANY_PACKAGE: Pattern = { regex: '^[^.]' };

interface Layer {
  readonly files: string[];
  readonly why: string;
  /** What import paths must not look like. */
  readonly package?: Pattern;
  readonly folders: readonly string[];
  readonly globals?: readonly string[];
}

const RISK_ORDER =
  'Inside risk: numerics <- options, forecast, scenario <- exposure <- margin <- liquidation <- insolvency.';

function riskFolder(files: string, later: readonly string[]): Layer {
  return {
    files: [files],
    why: RISK_ORDER,
    package: ANY_PACKAGE,
    folders: [...ABOVE_THE_ENGINE, ...later],
    globals: ['Date', ...NODE, ...PAGE],
  };
}

const LAYERS: readonly Layer[] = [
  {
    files: ['shared/**'],
    why: 'shared is the ground: it imports nothing but zod and runs everywhere.',
    package: packagesBut('zod'),
    folders: ['main', 'db', 'renderer', 'e2e'],
    globals: [...NODE, ...PAGE],
  },
  {
    files: ['main/{ledger,valuation,risk,views,export,venues}/**', 'main/importers/formats/**'],
    why: 'A pure folder takes values and returns values; clock, seed and data are arguments.',
    package: ANY_PACKAGE,
    folders: ABOVE_THE_ENGINE,
    globals: ['Date', ...NODE, ...PAGE],
  },
  riskFolder('main/risk/numerics/**', [
    'options',
    'forecast',
    'scenario',
    'exposure',
    'margin',
    'liquidation',
    'insolvency',
  ]),
  riskFolder('main/risk/{options,forecast,scenario}/**', ['exposure', 'margin', 'liquidation', 'insolvency']),
  riskFolder('main/risk/exposure/**', ['margin', 'liquidation', 'insolvency']),
  riskFolder('main/risk/margin/**', ['liquidation', 'insolvency']),
  riskFolder('main/risk/liquidation/**', ['insolvency']),
  {
    files: ['main/importers/*.ts'],
    why: 'Importers turn files into events and know nothing of where these go.',
    package: packages('electron'),
    folders: ABOVE_THE_ENGINE,
  },
  {
    files: ['db/**'],
    why: 'db speaks SQL and files only.',
    package: packagesBut('better-sqlite3', 'node:fs', 'node:path'),
    folders: ['main', 'renderer', 'e2e'],
  },
  {
    files: ['main/services/**'],
    why: 'Services get host functions as ports.',
    package: packages('electron', 'better-sqlite3'),
    folders: ['ipc', 'host', 'vault', 'renderer'],
  },
  {
    files: ['main/vault/**'],
    why: 'The vault thread reaches the engine through services.',
    package: packages('electron'),
    folders: ['risk', 'renderer'],
  },
  {
    files: ['main/jobs/**'],
    why: 'A risk worker sees only risk and shared.',
    package: packages('electron', 'better-sqlite3'),
    folders: ['db', 'services', 'vault', 'host', 'ipc', 'renderer'],
  },
  {
    files: ['main/ipc/**'],
    why: 'A handler gathers nothing and computes nothing.',
    package: packages('electron', 'better-sqlite3'),
    folders: ['db', 'risk', 'renderer'],
  },
  {
    files: ['main/host/**'],
    why: 'A host carries calls and does not know what they mean; only two files know Electron.',
    package: packages('electron', 'better-sqlite3'),
    folders: ['risk', 'db', 'renderer'],
  },
  {
    files: ['main/host/{electron-host,preload}.ts'],
    why: 'A host carries calls and does not know what they mean.',
    package: packages('better-sqlite3'),
    folders: ['risk', 'db', 'renderer'],
  },
  { files: ['main/*.ts'], why: 'The back end never imports the window.', folders: ['renderer'] },
  {
    files: ['renderer/**'],
    why: 'The window runs in a browser and imports shared only.',
    package: packages('node:.*', 'electron', 'better-sqlite3'),
    folders: ['main', 'db', 'e2e'],
    globals: ['process', 'Buffer'],
  },
  { files: ['e2e/**'], why: 'A story sees the window as a trader does.', folders: ['renderer'] },
];

function override(layer: Layer): OxlintOverride {
  const folders: Pattern = { regex: `(^|/)(${layer.folders.join('|')})/` };
  const patterns = layer.package === undefined ? [folders] : [folders, layer.package];
  return {
    files: layer.files,
    rules: {
      'no-restricted-imports': ['error', { patterns: patterns.map((pattern) => ({ ...pattern, message: layer.why })) }],
      ...(layer.globals === undefined
        ? {}
        : {
            'no-restricted-globals': ['error', ...layer.globals.map((name) => ({ name, message: layer.why }))],
            'no-restricted-properties': [
              'error',
              { object: 'Math', property: 'random', message: 'The seed is an argument.' },
            ],
          }),
    },
  };
}

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'react', 'jsx-a11y', 'promise'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['dist/**', '.build/**', 'node_modules/**', '**/fixtures/**'],
  rules: {
    'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
    'import/no-cycle': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/ban-ts-comment': 'error',
    'no-console': 'off',
    'react/react-in-jsx-scope': 'off',
    'unicorn/no-array-sort': 'off',
    // A small function beside its only use reads better than one far above it.
    'unicorn/consistent-function-scoping': 'off',
    'import/no-unassigned-import': 'off',
    // `fc.record`, `fc.assert`: the way in which fast-check documents itself.
    'import/no-named-as-default-member': 'off',
    // Meant for windows; a worker thread's messages have no origin.
    'unicorn/require-post-message-target-origin': 'off',
    // A canvas or a dock is no <img> and no <section>, however much it plays one; axe checks the roles in the stories.
    'jsx-a11y/prefer-tag-over-role': 'off',
    // A dialog puts the focus on its first field (WAI-ARIA, dialog pattern).
    'jsx-a11y/no-autofocus': 'off',
    'promise/always-return': 'off',
    'no-shadow': 'off',
  },
  overrides: [
    ...LAYERS.map(override),
    {
      // Tests stand both ends up and read clock and files; a tool's configuration runs in Node wherever it lies.
      files: ['**/*.test.ts', '**/*.test.tsx', '**/vite.config.ts'],
      rules: { 'no-restricted-imports': 'off', 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' },
    },
  ],
});
