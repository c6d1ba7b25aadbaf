import { expect, test } from 'vitest';
import type { LedgerEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { FoldSettings } from './fold-events.ts';
import { foldEvents } from './fold-events.ts';
import { cashReport, reconcile } from './reconciliation/fixtures/reports.ts';
import {
  at,
  booked,
  cash,
  decimal,
  fill,
  inOrder,
  opening,
  inverse,
  perpetual,
  settings,
  wallet,
} from './fixtures/events.ts';

function balances(events: readonly LedgerEvent[], say: FoldSettings = settings()) {
  return foldEvents(booked(events), say).balances;
}

test('a balance that begins with a deposit is known and is the sum of its movements', () => {
  // 1000 - 0.04 fee + 10 profit - 0.05 fee - 0.5 funding - 200 withdrawn = 809.41
  const read = balances([
    cash('2026-01-01T00:00:00Z', 'transfer', '1000'),
    fill('2026-01-02T00:00:00Z', 'buy', '1', '100', { fee: { asset: 'USDT', amount: decimal('0.04') } }),
    fill('2026-01-03T00:00:00Z', 'sell', '1', '110', { fee: { asset: 'USDT', amount: decimal('0.05') } }),
    cash('2026-01-03T08:00:00Z', 'funding', '-0.5', 'USDT', { instrument: perpetual }),
    cash('2026-01-04T00:00:00Z', 'withdrawal', '-200'),
  ]);
  expect(read).toEqual([
    {
      account: 'main',
      asset: 'USDT',
      amount: '809.41',
      status: 'known',
      knownSinceMs: Date.parse('2026-01-01T00:00:00Z'),
      flags: [],
    },
  ]);
});

test('a wallet that only fills move is unknown, never a debt', () => {
  expect(
    balances([fill('2026-01-02T00:00:00Z', 'buy', '1', '100', { fee: { asset: 'USDT', amount: decimal('0.04') } })]),
  ).toMatchObject([{ asset: 'USDT', status: 'unknown', knownSinceMs: null, flags: [] }]);
  // A deposit after other movements says nothing of what was there before.
  const late = [fill('2026-01-02T00:00:00Z', 'buy', '1', '100'), cash('2026-01-03T00:00:00Z', 'deposit', '10')];
  expect(balances(late)).toMatchObject([{ status: 'unknown' }]);
});

test('a fee in an asset never deposited is flagged, and leaves the rest known', () => {
  const read = balances([
    cash('2026-01-01T00:00:00Z', 'deposit', '1000'),
    fill('2026-01-02T00:00:00Z', 'buy', '1', '100', { fee: { asset: 'BNB', amount: decimal('0.0035') } }),
  ]);
  expect(read).toMatchObject([
    { asset: 'BNB', status: 'unknown', flags: ['fee-asset-never-deposited'] },
    { asset: 'USDT', amount: '1000', status: 'known' },
  ]);
});

test('a stated wallet replaces its own asset from its time on', () => {
  const read = balances([
    cash('2026-01-01T00:00:00Z', 'deposit', '1000'),
    cash('2026-01-01T00:00:00Z', 'deposit', '2', 'BTC'),
    wallet('2026-01-05T00:00:00Z', '1500'),
    cash('2026-01-06T00:00:00Z', 'funding', '-3'),
  ]);
  expect(read).toMatchObject([
    { asset: 'BTC', amount: '2', flags: [] },
    { asset: 'USDT', amount: '1497', status: 'known', flags: ['balance-restated'] },
  ]);
});

test('a printed balance says where the account began; the next ones are held against the rows', () => {
  // 306.66408947 after +0.95038 started at 305.71370947; 306.66408947 - 0.0043613 = 306.65972817.
  const rows = [
    cash('2026-01-01T00:00:00Z', 'adjustment', '0.95038', 'USDT', { balanceAfter: decimal('306.66408947') }),
    cash('2026-01-01T08:00:00Z', 'funding', '-0.0043613', 'USDT', { balanceAfter: decimal('306.65972817') }),
  ];
  expect(balances(rows)).toMatchObject([
    { amount: '306.65972817', status: 'known', knownSinceMs: Date.parse('2026-01-01T00:00:00Z'), flags: [] },
  ]);
  const gap = cash('2026-01-02T00:00:00Z', 'funding', '-1', 'USDT', { balanceAfter: decimal('400') });
  expect(balances([...rows, gap])).toMatchObject([{ amount: '400', status: 'known', flags: ['balance-gap'] }]);
});

test('rows of one second in no order are no gap', () => {
  // True order: 100 -> +10 -> 110 -> -1 -> 109. The file turns it round.
  const first = cash('2026-01-01T00:00:00Z', 'deposit', '10', 'USDT', { balanceAfter: decimal('110') });
  const second = cash('2026-01-01T00:00:00Z', 'funding', '-1', 'USDT', { balanceAfter: decimal('109') });
  const known = { amount: '109', status: 'known', flags: [] };
  expect(balances([second, first])).toMatchObject([known]);
  expect(balances([first, second])).toMatchObject([known]);
  const before = cash('2025-12-31T00:00:00Z', 'deposit', '100', 'USDT', { balanceAfter: decimal('100') });
  expect(balances([before, second, first])).toMatchObject([known]);
});

test('ledger rows that restate fills move nothing twice; without fills they move the balance and make no position', () => {
  const ledgerRow = (time: string, amount: string, instrument = perpetual) =>
    cash(time, 'adjustment', amount, 'USDT', { grain: 'ledger', instrument });
  const deposit = booked([cash('2026-01-01T00:00:00Z', 'deposit', '1000')], 'main', 1, 1);
  const fills = booked(
    [fill('2026-01-02T00:00:00.250Z', 'buy', '1', '100'), fill('2026-01-03T00:00:00.900Z', 'sell', '1', '110')],
    'main',
    2,
    10,
  );
  const rows = booked(
    [
      ledgerRow('2026-01-02T00:00:00Z', '-0.04'), // the second of the first fill
      ledgerRow('2026-01-03T00:00:01Z', '10'), // one second of skew
    ],
    'main',
    3,
    20,
  );
  const withFills = foldEvents(inOrder(deposit, fills, rows), settings());
  expect(withFills.balances).toMatchObject([{ amount: '1010' }]);
  const ledgerOnly = foldEvents(inOrder(deposit, rows), settings());
  expect(ledgerOnly.balances).toMatchObject([{ amount: '1009.96', status: 'known' }]);
  expect(ledgerOnly.positions).toEqual([]);
  // Outside the time and the instrument that the fills cover a row is the only word there is.
  const outside = booked(
    [ledgerRow('2026-01-03T00:00:03Z', '5'), ledgerRow('2026-01-03T12:00:00Z', '7', inverse)],
    'main',
    3,
    30,
  );
  expect(foldEvents(inOrder(deposit, fills, rows, outside), settings()).balances).toMatchObject([{ amount: '1022' }]);
});

test('two files of fills with a gap between them leave the gap uncovered', () => {
  const deposit = booked([cash('2026-01-01T00:00:00Z', 'deposit', '1000')], 'main', 1, 1);
  const january = booked([fill('2026-01-02T00:00:00Z', 'buy', '1', '100')], 'main', 2, 10);
  const march = booked([fill('2026-03-02T00:00:00Z', 'sell', '1', '110')], 'main', 3, 20);
  const row = cash('2026-02-01T00:00:00Z', 'adjustment', '3', 'USDT', { grain: 'ledger', instrument: perpetual });
  const rows = booked([row], 'main', 4, 30);
  expect(foldEvents(inOrder(deposit, january, march, rows), settings()).balances).toMatchObject([{ amount: '1013' }]);
});

test('funding of an instrument without fills moves the balance and is said', () => {
  const reading = foldEvents(
    booked([
      cash('2026-01-01T00:00:00Z', 'deposit', '1000'),
      cash('2026-01-01T08:00:00Z', 'funding', '-1', 'USDT', { instrument: perpetual }),
    ]),
    settings(),
  );
  expect(reading.positions).toEqual([]);
  expect(reading.balances).toMatchObject([{ amount: '999' }]);
  expect(reading.notes).toMatchObject([{ kind: 'funding-without-fills', account: 'main', instrument: perpetual }]);
});

test('a ledger row of a trade that no fills cover is said, until the position is stated', () => {
  const fills = booked([fill('2026-01-02T00:00:00Z', 'buy', '1', '100')], 'main', 1, 1);
  const rows = booked(
    [
      cash('2026-01-02T00:00:00Z', 'fee', '-0.1', 'USDT', { grain: 'ledger', instrument: perpetual }),
      cash('2026-02-01T00:00:00Z', 'settlement', '3', 'USDT', { grain: 'ledger', instrument: perpetual }),
    ],
    'main',
    2,
    10,
  );
  expect(foldEvents(inOrder(fills, rows.slice(0, 1)), settings()).notes).toEqual([]);
  const reading = foldEvents(inOrder(fills, rows), settings());
  expect(reading.notes).toMatchObject([{ kind: 'trades-without-fills', account: 'main', instrument: perpetual }]);
  const stated = booked([opening('2026-02-02T00:00:00Z', '0', null)], 'main', 3, 20);
  expect(foldEvents(inOrder(fills, rows, stated), settings()).notes).toEqual([]);
});

test('assumed and ambiguous times are said once an account', () => {
  const assumed = { flags: ['timezone-assumed', 'time-ambiguous'] } as const;
  const reading = foldEvents(
    booked([
      fill('2026-01-01T00:00:00Z', 'buy', '1', '1', assumed),
      fill('2026-01-02T00:00:00Z', 'buy', '1', '1', assumed),
    ]),
    settings(),
  );
  expect(reading.notes.map((note) => note.kind)).toEqual(['timezone-assumed', 'time-ambiguous']);
  expect(reading.positions[0]?.flags).toEqual(['time-ambiguous', 'timezone-assumed']);
});

test('events must come in order of time', () => {
  const late = booked([fill('2026-01-02T00:00:00Z', 'buy', '1', '1'), fill('2026-01-01T00:00:00Z', 'buy', '1', '1')]);
  expect(() => foldEvents(late, settings())).toThrow(/older than the event before/);
});

test('a report tells of the end of its instant, a statement stands where it was made', () => {
  const noon = '2026-01-02T12:00:00Z';
  const rows = [cash('2026-01-01T00:00:00Z', 'deposit', '100')];
  const more = cash(noon, 'deposit', '5');
  expect(balances([...rows, wallet(noon, '40'), more])).toMatchObject([{ amount: '45', flags: ['balance-restated'] }]);
  expect(balances([...rows, cashReport(noon, '105', 'USDT'), more])).toMatchObject([{ amount: '105', flags: [] }]);
});

test('a balance that is reported otherwise says of how many rows it is the sum', () => {
  const events = [
    cash('2026-01-01T00:00:00Z', 'deposit', '100'),
    cash('2026-01-02T00:00:00Z', 'funding', '-1'),
    cashReport('2026-01-02T12:00:00Z', '90', 'USDT'),
    cash('2026-01-03T00:00:00Z', 'funding', '-1'),
    cashReport('2026-01-03T12:00:00Z', '80', 'USDT'),
  ];
  expect(reconcile(events).lines.map(({ count }) => count)).toEqual([2, 1]);
});

test('a statement that is the balance but for its rounding takes its place, a report leaves the exact one', () => {
  const rows = [cash('2026-01-01T00:00:00Z', 'deposit', '100.004', 'USD')];
  expect(balances([...rows, wallet('2026-01-02T00:00:00Z', '100', 'USD')])).toMatchObject([{ amount: '100' }]);
  expect(balances([...rows, cashReport('2026-01-02T00:00:00Z', '100')])).toMatchObject([{ amount: '100.004' }]);
});

test('an opening balance begins a balance', () => {
  const begun = { ...cashReport('2026-01-01T00:00:00Z', '70', 'USDT'), kind: 'opening-balance' } as const;
  expect(balances([begun, cash('2026-01-02T00:00:00Z', 'funding', '-1')])).toMatchObject([
    { amount: '69', status: 'known' },
  ]);
});

test('the balance that a fill prints is held against the rows like any other', () => {
  const fee = { asset: 'USDT', amount: decimal('1') };
  const bought = (balanceAfter: string) =>
    fill('2026-01-02T00:00:00Z', 'buy', '1', '100', { fee, balanceAfter: decimal(balanceAfter) });
  expect(balances([bought('99')])).toMatchObject([{ amount: '99', status: 'known' }]);
  const deposit = cash('2026-01-01T00:00:00Z', 'deposit', '100');
  expect(balances([deposit, bought('99')])).toMatchObject([{ amount: '99', flags: [] }]);
  expect(balances([deposit, bought('80')])).toMatchObject([{ amount: '80', flags: ['balance-gap'] }]);
});

test('a trade, a split or a fill taken back after the last check is newer than it', () => {
  const instrument = 'ACME' as InstrumentSymbol;
  const row = { instrument, sourceId: null, flags: [], timeMs: at('2026-01-06T00:00:00Z') } as const;
  const split = { ...row, kind: 'split', from: decimal('1'), to: decimal('2'), into: null } as const;
  const cancelled = { side: 'buy', quantity: decimal('9'), price: decimal('7'), cancelledMs: null } as const;
  const begun = [
    cash('2026-01-01T00:00:00Z', 'deposit', '1000', 'USD'),
    fill('2026-01-02T00:00:00Z', 'buy', '10', '20', { instrument }),
    cashReport('2026-01-05T00:00:00Z', '800'),
  ];
  const later = [
    fill('2026-01-06T00:00:00Z', 'buy', '1', '20', { instrument }),
    split,
    { ...row, kind: 'cancel', ...cancelled } as const,
  ];
  expect(reconcile(begun).hasNewer).toBe(false);
  for (const event of later) expect(reconcile([...begun, event]).hasNewer).toBe(true);
});

test('of a trade after the session its tax goes with it, its interest does not', () => {
  const instrument = 'ACME' as InstrumentSymbol;
  const late = '2026-01-05T22:30:00Z';
  const read = (kind: 'tax' | 'interest', reported: string) =>
    balances([
      cash('2026-01-01T00:00:00Z', 'deposit', '1000', 'USD'),
      fill(late, 'buy', '1', '100', { instrument }),
      cash(late, kind, '-3', 'USD'),
      cashReport('2026-01-05T23:59:59.999Z', reported),
    ])[0];
  // 897 by the rows. The report that counts neither trade nor tax says 1,000; one that counts the interest, 997.
  expect(read('tax', '1000')).toMatchObject({ amount: '897', flags: [] });
  expect(read('tax', '997')).toMatchObject({ amount: '997', flags: ['balance-restated'] });
  expect(read('interest', '997')).toMatchObject({ amount: '897', flags: [] });
  expect(read('interest', '1000')).toMatchObject({ amount: '1000', flags: ['balance-restated'] });
});
