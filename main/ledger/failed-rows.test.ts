import { expect, test } from 'vitest';
import type { LedgerEvent } from '../../shared/book/event.ts';
import type { LedgerBalance } from '../../shared/book/position.ts';
import { booked, cash, decimal, fill, inverse, perpetual, settings, spot, wallet } from './fixtures/events.ts';
import { foldEvents, type LedgerReading } from './fold-events.ts';
import type { FailedRow } from './ledger-state.ts';

function read(events: readonly LedgerEvent[], failed: FailedRow): LedgerReading {
  return foldEvents(booked(events), settings({ failedRows: [failed] }));
}

function known(reading: LedgerReading): readonly string[] {
  return reading.balances.filter((one: LedgerBalance) => one.status === 'known').map((one) => one.asset);
}

const deposits = [
  cash('2026-01-01T00:00:00Z', 'deposit', '1000', 'USDT'),
  cash('2026-01-01T00:00:00Z', 'deposit', '1', 'BTC'),
  cash('2026-01-01T00:00:00Z', 'deposit', '1000', 'USDC'),
  cash('2026-01-01T00:00:00Z', 'deposit', '10', 'HYPE'),
];

test('a failed row may have moved what its instrument settles in, of a spot pair both sides, and nothing else', () => {
  expect(known(read(deposits, { account: 'main', instrument: perpetual }))).toEqual(['BTC', 'HYPE', 'USDC']);
  expect(known(read(deposits, { account: 'main', instrument: inverse }))).toEqual(['HYPE', 'USDC', 'USDT']);
  expect(known(read(deposits, { account: 'main', instrument: spot }))).toEqual(['BTC', 'USDT']);
  expect(read(deposits, { account: 'main', instrument: perpetual }).balances.at(-1)).toMatchObject({
    asset: 'USDT',
    status: 'unknown',
    knownSinceMs: null,
    flags: ['row-failed'],
  });
});

test('a failed row of which nothing can be read may have moved everything in its account, and nothing in another', () => {
  expect(known(read(deposits, { account: 'main', instrument: null }))).toEqual([]);
  expect(known(read(deposits, { account: 'other', instrument: null }))).toEqual(['BTC', 'HYPE', 'USDC', 'USDT']);
  expect(known(read(deposits, { account: 'other', instrument: perpetual }))).toEqual(['BTC', 'HYPE', 'USDC', 'USDT']);
});

test('only a statement as new as the last row settles a balance again', () => {
  const failed = { account: 'main', instrument: perpetual };
  expect(known(read([...deposits, wallet('2026-01-02T00:00:00Z', '900')], failed))).toContain('USDT');
  // At the very instant of the last row it holds too; a later row of any kind shows that the file went on.
  expect(known(read([...deposits, wallet('2026-01-01T00:00:00Z', '900')], failed))).toContain('USDT');
  const later = cash('2026-01-03T00:00:00Z', 'deposit', '1', 'USDC');
  expect(known(read([...deposits, wallet('2026-01-02T00:00:00Z', '900'), later], failed))).not.toContain('USDT');
});

test('a balance printed by the last row that could be read settles nothing: the failed row may stand behind it', () => {
  const printed = cash('2026-01-03T00:00:00Z', 'deposit', '5', 'USDT', { balanceAfter: decimal('1005') });
  const failed = { account: 'main', instrument: perpetual };
  expect(known(read([...deposits, printed], failed))).not.toContain('USDT');
  expect(known(read([...deposits, printed], { account: 'other', instrument: perpetual }))).toContain('USDT');
});

test('a fee that no file tells leaves the cash unknown until it is stated, and says so on the position', () => {
  const silent = fill('2026-01-02T00:00:00Z', 'buy', '1', '100', { flags: ['fee-unknown'] });
  const silentBook = foldEvents(booked([...deposits, silent]), settings());
  expect(known(silentBook)).toEqual(['BTC', 'HYPE', 'USDC']);
  expect(silentBook.balances.at(-1)).toMatchObject({ asset: 'USDT', amount: '1000', flags: ['fee-unknown'] });
  expect(silentBook.positions[0]).toMatchObject({ status: 'open', quantity: '1', flags: ['fee-unknown'] });
  const stated = foldEvents(booked([...deposits, silent, wallet('2026-01-02T00:00:01Z', '999')]), settings());
  expect(stated.balances.at(-1)).toMatchObject({ amount: '999', status: 'known' });
  expect(stated.balances.at(-1)?.flags).not.toContain('fee-unknown');
  const next = fill('2026-01-03T00:00:00Z', 'buy', '1', '100', { balanceAfter: decimal('998') });
  const printed = foldEvents(booked([...deposits, silent, next]), settings());
  expect(printed.balances.at(-1)).toMatchObject({ amount: '998', status: 'known' });
  expect(printed.balances.at(-1)?.flags).not.toContain('fee-unknown');
});

test('a failed row is named by its instrument where that is known, else by its account', () => {
  const bought = [fill('2026-01-02T00:00:00Z', 'buy', '1', '100')];
  expect(read(bought, { account: 'main', instrument: perpetual }).positions[0]?.incomplete?.reason).toBe(
    'A row of BTC/USDT:USDT in main could not be read.',
  );
  expect(read(bought, { account: 'main', instrument: null }).positions[0]?.incomplete?.reason).toBe(
    'A row of main could not be read, and nothing says which instrument it is about.',
  );
  const said = (instrument: FailedRow['instrument']) => read(bought, { account: 'main', instrument }).notes[0]?.text;
  expect(said(perpetual)).toContain('BTC/USDT:USDT');
  expect(said(null)).not.toContain('null');
  expect(read(bought, { account: 'main', instrument: inverse }).positions).toMatchObject([
    { instrument: inverse, status: 'history-incomplete' },
    { instrument: perpetual, status: 'open', incomplete: null },
  ]);
});

test('a failed row is a doubt of its instrument, or one of the account as a whole and of each instrument in it', () => {
  const bought = [fill('2026-01-02T00:00:00Z', 'buy', '1', '100')];
  const doubts = (instrument: FailedRow['instrument']) =>
    read(bought, { account: 'main', instrument }).doubts.map((one) => one.instrument);
  expect(doubts(perpetual)).toEqual([perpetual]);
  expect(doubts(null)).toEqual([null, perpetual]);
});

test('a position is flagged by its failed row, not where its own history is what is missing', () => {
  const flags = (events: readonly LedgerEvent[], instrument: FailedRow['instrument']) =>
    read(events, { account: 'main', instrument }).positions.find((one) => one.instrument === perpetual)?.flags;
  const bought = fill('2026-01-02T00:00:00Z', 'buy', '1', '100');
  expect(flags([bought], perpetual)).toEqual(['row-failed']);
  expect(flags([bought], inverse)).toEqual([]);
  expect(flags([{ ...bought, effect: 'close' }], perpetual)).toEqual([]);
});

test('a failed row is a note of its own kind', () => {
  const bought = [fill('2026-01-02T00:00:00Z', 'buy', '1', '100')];
  expect(read(bought, { account: 'main', instrument: perpetual }).notes.map(({ kind }) => kind)).toEqual([
    'row-failed',
  ]);
});
