import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import { closedDigest } from './closed-digest.ts';
import { parseTable, readExpectedTable, type ExpectedReading } from './expected.ts';
import type { Found } from './import-sample.ts';

const expected: ExpectedReading = {
  about: 'two coins, one closed',
  how: 'by hand',
  options: {},
  format: 'some-format',
  rows: 5,
  accepted: 3,
  ignored: 1,
  failures: ['price-missing'],
  assumed: [],
  events: { trade: 3 },
  first: '2026-01-01T00:00:00Z',
  last: '2026-01-02T00:00:00Z',
  positions: {
    'BTC/USDT:USDT': {
      status: 'open',
      quantity: '0.3',
      averagePrice: '66.666666666666667',
      realizedPnl: '-1.5',
      fees: { BNB: '0.01' },
      funding: '0.2',
    },
  },
  closedRest: {
    count: 1,
    realizedPnl: '7',
    fees: { USDT: '0.5' },
    digest: closedDigest([{ instrument: 'ETH/USDT:USDT', realizedPnl: '7' }]),
  },
  cash: { USDT: { amount: '12.5', status: 'known' }, BNB: { status: 'unknown' } },
};

const position = {
  account: 'A',
  venue: null,
  instrument: 'BTC/USDT:USDT',
  side: 'long',
  quantity: '0.3',
  averagePrice: '66.666666666666666667',
  realizedPnl: '-1.5',
  fees: [{ asset: 'BNB', amount: '0.01' }],
  funding: '0.2',
  settlementAsset: 'USDT',
  mark: null,
  unrealizedPnl: null,
  notional: null,
  marketValue: null,
  strikeNotional: null,
  status: 'open',
  reason: null,
  mend: null,
  flags: [],
} as const satisfies Found['positions'][number];

const closed: Found['positions'][number] = {
  ...position,
  instrument: 'ETH/USDT:USDT',
  side: 'flat',
  quantity: '0',
  averagePrice: null,
  realizedPnl: '7',
  fees: [{ asset: 'USDT', amount: '0.5' }],
  funding: '0',
  status: 'closed',
};

const event = {
  id: 1,
  time: '2026-01-01T00:00:00Z',
  kind: 'trade',
  account: 'A',
  instrument: 'BTC/USDT:USDT',
  amounts: [],
  quantity: '1',
  price: '1',
  side: 'buy',
  importId: 1,
  line: 2,
  flags: [],
};

const found: Found = {
  report: {
    path: 'x.csv',
    sha256: '',
    format: 'some-format',
    account: 'A',
    rows: 5,
    accepted: 3,
    duplicates: 0,
    assumed: [],
    ignored: [{ reason: 'header', count: 1 }],
    failures: [{ line: 4, code: 'price-missing', message: '', raw: '' }],
    events: { trade: 3 },
    importId: 1,
    error: null,
  },
  positions: [position, closed],
  balances: [
    { account: 'A', asset: 'BNB', amount: '-0.01', status: 'unknown', flags: [] },
    { account: 'A', asset: 'USDT', amount: '12.5', status: 'known', flags: [] },
  ],
  events: [event, { ...event, id: 2, time: '2026-01-02T00:00:00Z' }],
};

test('a file of which everything agrees, to the last digit that was worked out, is right', () => {
  expect(compare(expected, found)).toEqual([]);
});

const wrongs: readonly (readonly [string, Found, readonly string[]])[] = [
  ['a row lost', { ...found, report: { ...found.report, accepted: 2 } }, ['accepted must be 3, is 2']],
  [
    'a funding taken for a trade',
    { ...found, report: { ...found.report, events: { trade: 2, funding: 1 } } },
    ['events must be 3 trade, is 1 funding, 2 trade'],
  ],
  ['an hour off', { ...found, events: [event] }, ['last event must be 2026-01-02T00:00:00Z, is 2026-01-01T00:00:00Z']],
  [
    'a fee with the wrong sign',
    { ...found, positions: [{ ...position, fees: [{ asset: 'BNB', amount: '-0.01' }] }, closed] },
    ['BTC/USDT:USDT fees in BNB must be 0.01, is -0.01'],
  ],
  [
    'an average that is off in the tenth digit',
    { ...found, positions: [{ ...position, averagePrice: '66.6666666667' }, closed] },
    ['BTC/USDT:USDT average price must be 66.666666666666667, is 66.6666666667'],
  ],
  [
    'a phantom',
    { ...found, positions: [position, closed, { ...position, instrument: 'SOL/USDT:USDT' }] },
    ['SOL/USDT:USDT must be closed, is open'],
  ],
  [
    'figures for a history that is incomplete',
    { ...found, positions: [{ ...position, status: 'history-incomplete', quantity: null }, closed] },
    ['BTC/USDT:USDT status must be open, is history-incomplete', 'BTC/USDT:USDT quantity must be 0.3, is none'],
  ],
  [
    'the profit of one closed instrument under the name of another',
    { ...found, positions: [position, { ...closed, instrument: 'SOL/USDT:USDT' }] },
    [
      `the realised profit of a closed instrument differs (digest ${closedDigest([{ instrument: 'SOL/USDT:USDT', realizedPnl: '7' }])})`,
    ],
  ],
  [
    'a balance said to be known',
    { ...found, balances: found.balances.map((one) => ({ ...one, status: 'known' as const })) },
    ['cash BNB must be unknown, is known'],
  ],
  [
    'money from nowhere',
    {
      ...found,
      balances: [...found.balances, { account: 'A', asset: 'EUR', amount: '1', status: 'known', flags: [] }],
    },
    ['cash EUR is too much'],
  ],
];

test.each(wrongs)('%s is told', (_name, wrong, differences) => {
  expect(compare(expected, wrong)).toEqual(differences);
});

test('a refusal is right with its own code only', () => {
  const error = { code: 'profit-report', message: '', mend: '' };
  const refused: Found = { ...found, report: { ...found.report, format: null, error } };
  const entry = { about: '', how: '', refused: 'profit-report' };
  expect(compare(entry, refused)).toEqual([]);
  expect(compare({ ...entry, refused: 'format-unknown' }, refused)).toEqual([
    'refusal must be format-unknown, is profit-report',
  ]);
  expect(compare(entry, found)).toEqual([
    'must be refused as profit-report, is read as some-format: work its figures out and put them in the table',
  ]);
  expect(compare(expected, refused)).toHaveLength(1);
});

test('the committed tables are of their shape, and every reading adds up', () => {
  const table = readExpectedTable();
  expect(table.size).toBeGreaterThan(100);
  for (const entry of table.values()) {
    if ('refused' in entry) continue;
    expect(entry.accepted + entry.ignored + entry.failures.length).toBe(entry.rows);
  }
});

test('an entry with a figure that is not asked for is refused', () => {
  const entry = { about: '', how: '', refused: 'x', quantity: '1' };
  expect(() => parseTable(JSON.stringify({ ['0'.repeat(64)]: entry }))).toThrow();
});
