import { expect, test } from 'vitest';
import type { BookedEvent, LedgerEvent } from '../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { formatScaled, scaledOf } from '../../../shared/units/decimal.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { at, booked, cash, decimal, fill, instrumentOf, perpetual, wallet } from '../fixtures/events.ts';
import type { Cause } from './cause.ts';
import type { Clues } from './clues.ts';
import { bareLine, type Line } from './line.ts';
import { likelyCause } from './likely-cause.ts';
import { mendOf } from './mend.ts';
import { cashEffect, feeEffect, quantityEffect } from './row-effects.ts';

const acme = 'ACME' as InstrumentSymbol;
const share = { instrument: acme };
const evening = at('2026-01-30T23:59:59.999Z');

const scaled = (text: string) => scaledOf(decimal(text));

function cashLine(derived: string, reported: string, say: Partial<Line> = {}): Line {
  const figures = { derived: scaled(derived), reported: scaled(reported), rounding: scaled('0.005') };
  return { ...bareLine, kind: 'cash', status: 'differs', asset: 'USD', timeMs: evening, count: 1, ...figures, ...say };
}

function positionLine(derived: string, reported: string, say: Partial<Line> = {}): Line {
  return cashLine(derived, reported, { kind: 'position', instrument: acme, rounding: 0n, ...say });
}

function clues(events: readonly LedgerEvent[], say: Partial<Clues> = {}): Clues {
  const rows: readonly BookedEvent[] = booked(events);
  return { rows, failedRows: [], beginsFile: false, lines: [], instrumentOf: (symbol) => instrumentOf(symbol), ...say };
}

const kindOf = (line: Line, found: Clues): Cause['kind'] => likelyCause(line, found).kind;

const fee = { asset: 'USD', amount: decimal('1') };
const bought = fill('2026-01-05T15:00:00Z', 'buy', '10', '20', { ...share, fee });
const failed = { importId: 3, line: 7, raw: 'DIV,"1,250.40",USD', instrument: null, dismissed: false };

test('a row that could not be read with just this amount, grouped in thousands or not', () => {
  const found = likelyCause(cashLine('100', '1350.4'), clues([], { failedRows: [failed] }));
  expect(found).toMatchObject({ kind: 'failed-row', remedy: { kind: 'mend-row', importId: 3, line: 7 } });
  expect(found.text).toBe('Line 7 of a file, which could not be read, has exactly this amount.');
  const leftOut = likelyCause(cashLine('1350.4', '100'), clues([], { failedRows: [{ ...failed, dismissed: true }] }));
  expect(leftOut.text).toBe('Line 7 of a file, which was left out, has exactly this amount.');
  expect(kindOf(cashLine('100', '1350.405'), clues([], { failedRows: [failed] }))).toBe('failed-row');
  expect(kindOf(cashLine('100', '1350.406'), clues([], { failedRows: [failed] }))).toBe('not-explained');
});

test('an account without a printed balance says whether it prints any figure that could be held against the rows', () => {
  const unprinted = (derived: string | null) =>
    likelyCause(cashLine('0', '0', { reported: null, derived: derived === null ? null : scaled(derived) }), clues([]));
  expect(unprinted(null).text).toMatch(/print no position and no balance/);
  expect(unprinted('100').text).toMatch(/^No file prints what the broker holds of it/);
});

test('a purchase that stands twice: 201 too little, and the second row is the one to take back', () => {
  const again = { ...bought, timeMs: epochMs(bought.timeMs + 86_400_000) };
  const found = likelyCause(cashLine('598', '799'), clues([bought, again]));
  expect(found).toMatchObject({ kind: 'duplicate', remedy: { kind: 'remove-row', eventId: 2, importId: 1 } });
  expect(found.sources.map(({ line }) => line)).toEqual([3, 2]);
  // More than a day apart are two purchases; so are two of another size.
  const later = { ...bought, timeMs: epochMs(bought.timeMs + 86_400_001) };
  expect(kindOf(cashLine('598', '799'), clues([bought, later]))).toBe('not-explained');
  expect(kindOf(cashLine('598.006', '799'), clues([bought, again]))).toBe('not-explained');
  expect(kindOf(cashLine('598.005', '799'), clues([bought, again]))).toBe('duplicate');
});

test('a dividend that stands twice', () => {
  const dividend = cash('2026-01-06T00:00:00Z', 'dividend', '6.15', 'USD', share);
  expect(kindOf(cashLine('112.3', '106.15'), clues([dividend, dividend]))).toBe('duplicate');
  const other = { ...dividend, kind: 'interest' } as const;
  expect(kindOf(cashLine('112.3', '106.15'), clues([dividend, other]))).toBe('not-explained');
  const evidence = { ...dividend, grain: 'ledger' } as const;
  expect(kindOf(cashLine('112.3', '106.15'), clues([evidence, evidence]))).toBe('not-explained');
});

test('a row with the wrong sign makes twice its amount', () => {
  const interest = cash('2026-01-06T00:00:00Z', 'interest', '6.15', 'USD');
  const found = likelyCause(cashLine('106.15', '93.85'), clues([interest]));
  expect(found.kind).toBe('sign');
  expect(found.text).toContain('A row of 2026-01-06 over 6.15 USD');
  expect(kindOf(cashLine('106.15', '118.45'), clues([interest]))).toBe('not-explained');
  expect(kindOf(cashLine('106.15', '93.844'), clues([interest]))).toBe('not-explained');
  expect(kindOf(cashLine('106.15', '93.845'), clues([interest]))).toBe('sign');
});

test('exactly the fees of all trades', () => {
  const sold = fill('2026-01-06T15:00:00Z', 'sell', '5', '21', {
    ...share,
    fee: { asset: 'USD', amount: decimal('1.5') },
  });
  const free = cash('2026-01-06T00:00:00Z', 'interest', '4', 'USD');
  const found = likelyCause(cashLine('100', '102.5'), clues([free, bought, sold]));
  expect(found.sources.map(({ line }) => line)).toEqual([3]);
  expect(kindOf(cashLine('100', '102.505'), clues([bought, sold]))).toBe('fee');
  expect(found).toMatchObject({
    kind: 'fee',
    text: expect.stringContaining('the fees of 2 trades: the broker most likely does not take'),
  });
  expect(likelyCause(cashLine('100', '97.5'), clues([bought, sold])).text).toContain('taken twice');
  expect(likelyCause(cashLine('100', '101'), clues([bought])).text).toContain('the fees of 1 trade:');
  expect(kindOf(cashLine('100', '102.506'), clues([bought, sold]))).toBe('not-explained');
});

test('money that left one currency and came in another', () => {
  const euro = cashLine('0', '90', { asset: 'EUR' });
  const found = likelyCause(cashLine('100', '0'), clues([], { lines: [euro] }));
  expect(found).toMatchObject({
    kind: 'conversion',
    text: expect.stringContaining('EUR differs the other way, by 90'),
  });
  const same = cashLine('90', '0', { asset: 'EUR' });
  const earlier = cashLine('0', '90', { asset: 'EUR', timeMs: at('2026-01-29T23:59:59.999Z') });
  for (const other of [same, earlier, cashLine('0', '90')])
    expect(kindOf(cashLine('100', '0'), clues([], { lines: [other] }))).toBe('not-explained');
});

test('a position that lacks 10 and 201 of cash too much: a purchase at about 20.1 is missing', () => {
  const position = positionLine('0', '10');
  const found = likelyCause(cashLine('1000', '799'), clues([], { lines: [position] }));
  expect(found).toMatchObject({ kind: 'missing-trade', text: expect.stringContaining('at about 20.1 each') });
  expect(kindOf(cashLine('799', '1000'), clues([], { lines: [position] }))).toBe('not-explained');
  const unknown = { ...positionLine('0', '10'), derived: null };
  expect(kindOf(cashLine('1000', '799'), clues([], { lines: [unknown] }))).toBe('not-explained');
  const same = positionLine('10', '10');
  expect(kindOf(cashLine('799', '1000'), clues([], { lines: [same] }))).toBe('not-explained');
  expect(kindOf(cashLine('1000', '799'), clues([], { lines: [same] }))).toBe('not-explained');
  const tiny = positionLine('0', '0.000000000000000001');
  expect(kindOf(cashLine('1000', '799'), clues([], { lines: [tiny] }))).toBe('missing-trade');
  const third = likelyCause(cashLine('100', '0'), clues([], { lines: [positionLine('0', '3')] }));
  expect(third.text).toContain('at about 33.333333333 each');
  const elsewhere = positionLine('0', '10', { asset: 'EUR' });
  expect(kindOf(cashLine('1000', '799'), clues([], { lines: [elsewhere] }))).toBe('not-explained');
});

test('a balance with which a file begins, and a printed balance that jumps between two files', () => {
  const begins = cashLine('100', '75', { sinceMs: at('2025-12-31T23:59:59.999Z') });
  const found = likelyCause(begins, clues([], { beginsFile: true }));
  expect(found).toMatchObject({
    kind: 'gap-between-files',
    text: expect.stringContaining('since 2025-12-31'),
    remedy: { kind: 'import-files', fromMs: at('2025-12-31T23:59:59.999Z'), untilMs: evening },
  });
  expect(kindOf(begins, clues([]))).toBe('not-explained');
  const place = (importId: number) => ({ importId, line: 9, byteOffset: 0, byteLength: 1 });
  const before = { timeMs: at('2026-01-20T00:00:00Z'), source: place(1) };
  const jump = (importId: number) =>
    cashLine('100', '75', { kind: 'running-balance', before, source: place(importId) });
  expect(likelyCause(jump(2), clues([]))).toMatchObject({
    kind: 'gap-of-balances',
    text: expect.stringContaining('from 2026-01-20 to 2026-01-30'),
    remedy: { kind: 'import-files', fromMs: before.timeMs, untilMs: evening },
  });
  expect(kindOf(jump(1), clues([]))).toBe('not-explained');
});

test('half a cent a row may be rounding, and is still a difference', () => {
  expect(kindOf(cashLine('100', '100.02', { count: 4 }), clues([]))).toBe('rounding');
  expect(kindOf(cashLine('100', '100.02', { count: 3 }), clues([]))).toBe('not-explained');
  expect(kindOf(cashLine('100', '100.02', { count: 4, kind: 'running-balance' }), clues([]))).toBe('not-explained');
  expect(likelyCause(cashLine('100', '100.005', { count: 1 }), clues([])).text).toContain('of 1 row to');
});

test('a fill that stands twice, a failed row of the instrument, a fill on the wrong side', () => {
  const again = { ...bought, timeMs: epochMs(bought.timeMs + 3_600_000) };
  expect(likelyCause(positionLine('20', '10'), clues([bought, again]))).toMatchObject({
    kind: 'duplicate',
    remedy: { kind: 'remove-row', eventId: 2 },
  });
  expect(kindOf(positionLine('10', '20'), clues([bought, again]))).toBe('not-explained');
  const row = { ...failed, raw: 'BUY,10,ACME', instrument: 'ACME' };
  expect(kindOf(positionLine('10', '20'), clues([bought], { failedRows: [row] }))).toBe('failed-row');
  expect(kindOf(positionLine('10', '20'), clues([bought], { failedRows: [{ ...row, instrument: 'BETA' }] }))).toBe(
    'not-explained',
  );
  expect(kindOf(positionLine('10', '20'), clues([bought], { failedRows: [{ ...row, instrument: null }] }))).toBe(
    'failed-row',
  );
  expect(kindOf(positionLine('10', '-10'), clues([bought]))).toBe('sign');
  expect(kindOf(positionLine('10', '30'), clues([bought]))).toBe('not-explained');
});

test('counts in the ratio of small numbers at the same cost are a split that is not booked', () => {
  const averages = (ours: string, theirs: string) => ({
    derivedAverage: scaled(ours),
    reportedAverage: scaled(theirs),
  });
  const found = likelyCause(positionLine('10', '40', averages('20', '5')), clues([]));
  expect(found).toMatchObject({ kind: 'split', text: expect.stringContaining('counts 4 for 1 at the same cost') });
  expect(kindOf(positionLine('-40', '-5', averages('2', '16')), clues([]))).toBe('split');
  // Commissions in the broker's cost: up to a fiftieth.
  expect(kindOf(positionLine('10', '40', averages('20', '5.1')), clues([]))).toBe('split');
  expect(kindOf(positionLine('10', '40', averages('20', '5.11')), clues([]))).toBe('not-explained');
  expect(kindOf(positionLine('1', '50', averages('50', '1')), clues([]))).toBe('split');
  expect(kindOf(positionLine('1', '51', averages('51', '1')), clues([]))).toBe('not-explained');
  expect(kindOf(positionLine('50', '1', averages('1', '50')), clues([]))).toBe('split');
  expect(kindOf(positionLine('51', '1', averages('1', '51')), clues([]))).toBe('not-explained');
  expect(kindOf(positionLine('0', '40', averages('20', '5')), clues([]))).toBe('not-explained');
  expect(kindOf(positionLine('40', '0', averages('20', '5')), clues([]))).toBe('not-explained');
  for (const bare of [{ derivedAverage: null }, { reportedAverage: null }])
    expect(kindOf(positionLine('10', '40', { ...averages('20', '5'), ...bare }), clues([]))).toBe('not-explained');
  expect(kindOf(positionLine('10', '-40', averages('20', '5')), clues([]))).toBe('not-explained');
  expect(kindOf(positionLine('10', '40'), clues([]))).toBe('not-explained');
});

test('what expired before the report and is not in it', () => {
  const put = 'ACME260116P00020000' as InstrumentSymbol;
  expect(kindOf(positionLine('1', '0', { instrument: put }), clues([]))).toBe('expiry');
  expect(kindOf(positionLine('2', '1', { instrument: put }), clues([]))).toBe('not-explained');
  const expiryMs = (instrumentOf(put) as { readonly expiryMs: Line['timeMs'] }).expiryMs;
  expect(kindOf(positionLine('1', '0', { instrument: put, timeMs: expiryMs }), clues([]))).toBe('expiry');
  expect(kindOf(positionLine('1', '0', { instrument: put, timeMs: at('2026-01-15T23:59:59.999Z') }), clues([]))).toBe(
    'not-explained',
  );
  expect(likelyCause(positionLine('1', '0'), clues([])).text).toContain('sales of 1 are missing');
  expect(likelyCause(positionLine('1', '3'), clues([])).text).toContain('purchases of 2 are missing');
});

test('a contract on profit moves its fee alone by what its row says', () => {
  const opened = fill('2026-01-05T15:00:00Z', 'buy', '1', '100', {
    instrument: perpetual,
    fee: { asset: 'USDT', amount: decimal('0.5') },
  });
  const line = cashLine('100', '100.5', { asset: 'USDT' });
  expect(kindOf(line, clues([opened, opened]))).toBe('duplicate');
  expect(kindOf(cashLine('100', '200.5', { asset: 'USDT' }), clues([opened, opened]))).toBe('not-explained');
});

test('coins and the money paid for them move both balances', () => {
  const coin = fill('2026-01-05T15:00:00Z', 'buy', '2', '10', { instrument: 'SOL/USDC' as InstrumentSymbol });
  expect(kindOf(cashLine('4', '2', { asset: 'SOL' }), clues([coin, coin]))).toBe('duplicate');
  expect(kindOf(cashLine('60', '80', { asset: 'USDC' }), clues([coin, coin]))).toBe('duplicate');
});

test('each line has one way to mend it, as data', () => {
  const nothing = likelyCause(cashLine('100', '75'), clues([]));
  expect(mendOf('main', cashLine('100', '75'), nothing)).toEqual({
    text: 'Import what is missing, or book -25 USD on 2026-01-30 by hand.',
    action: { kind: 'add-cash', account: 'main', asset: 'USD', amount: '-25', timeMs: evening - 1 },
  });
  const newest = { quantity: scaled('30'), average: scaled('25'), timeMs: evening, corrected: false };
  const position = positionLine('40', '30', { newest });
  expect(mendOf('main', position, likelyCause(position, clues([])))).toEqual({
    text: 'State the position as reported (30 at 25 on 2026-01-30T23:59:59.999Z), or import earlier files.',
    action: {
      kind: 'state-position',
      account: 'main',
      instrument: 'ACME',
      quantity: '30',
      averagePrice: '25',
      side: null,
      timeMs: evening,
    },
  });
  const short = positionLine('-4', '-3', { leg: 'short', newest: { ...newest, quantity: scaled('-3') } });
  expect(mendOf('main', short, nothing).action).toMatchObject({ side: 'short', quantity: '-3' });
  const flat = positionLine('4', '0', { newest: { ...newest, quantity: 0n } });
  expect(mendOf('main', flat, nothing).action).toMatchObject({ quantity: '0', averagePrice: null });
  const unpriced = positionLine('4', '3', { newest: { ...newest, average: null } });
  expect(mendOf('main', unpriced, nothing).action).toEqual({
    kind: 'state-opening',
    account: 'main',
    instrument: 'ACME',
  });
  const none = { text: '', action: null };
  expect(mendOf('main', { ...position, newest: null }, nothing)).toEqual(none);
  expect(mendOf('main', { ...position, reported: null, instrument: null }, nothing)).toEqual(none);
  expect(mendOf('main', { ...position, reported: null }, nothing)).toEqual({
    text: 'State the position as the broker shows it, with its time: then it is held against the rows.',
    action: { kind: 'confirm-position', account: 'main', instrument: 'ACME', side: null },
  });
  expect(mendOf('main', { ...cashLine('100', '75'), derived: null }, nothing)).toEqual(none);
  for (const status of ['explained', 'noted'] as const)
    expect(mendOf('main', { ...position, status }, nothing)).toEqual({ text: '', action: null });
  const begins = cashLine('100', '75', { sinceMs: at('2025-12-31T23:59:59.999Z') });
  expect(mendOf('main', begins, likelyCause(begins, clues([], { beginsFile: true }))).text).toBe(
    'Import the files from 2025-12-31 to 2026-01-30.',
  );
  const bare: Line = { ...bareLine, kind: 'cash', status: 'cannot-check', asset: 'USD' };
  expect(likelyCause(bare, clues([])).kind).toBe('incomplete-history');
  expect(mendOf('main', bare, nothing).action).toEqual({ kind: 'state-wallet', account: 'main', asset: 'USD' });
  expect(mendOf('main', { ...bare, asset: '' }, nothing).action).toMatchObject({ asset: null });
  const history: Line = {
    ...bareLine,
    kind: 'history',
    status: 'cannot-check',
    asset: '',
    instrument: acme,
    reason: 'Why.',
    mend: 'How.',
  };
  expect(likelyCause(history, clues([])).text).toBe('Why.');
  expect(mendOf('main', history, nothing)).toEqual({
    text: 'How.',
    action: { kind: 'state-opening', account: 'main', instrument: 'ACME' },
  });
});

test('what one row moves: its money and its fee in their own assets, its size in its own instrument', () => {
  const of = (event: LedgerEvent, asset: string) => {
    const [row] = booked([event]);
    if (row === undefined) throw new Error('no row');
    const rows = [
      cashEffect(row, asset, (symbol) => instrumentOf(symbol)),
      feeEffect(row, asset),
      quantityEffect(row, acme),
    ];
    return rows.map((amount) => formatScaled(amount));
  };
  expect(of(bought, 'USD')).toEqual(['-201', '1', '10']);
  expect(of({ ...bought, side: 'sell' }, 'USD')).toEqual(['199', '1', '-10']);
  expect(of(bought, 'EUR')).toEqual(['0', '0', '10']);
  expect(of({ ...bought, price: decimal('0') }, 'USD')).toEqual(['-1', '1', '10']);
  expect(of({ ...bought, fee: null }, 'USD')).toEqual(['-200', '0', '10']);
  const contract = fill('2026-01-05T15:00:00Z', 'buy', '1', '100', { instrument: perpetual });
  expect(of(contract, 'USDT')).toEqual(['0', '0', '0']);
  const coins = fill('2026-01-05T15:00:00Z', 'sell', '2', '10', { instrument: 'SOL/USDC' as InstrumentSymbol });
  expect([of(coins, 'SOL')[0], of(coins, 'USDC')[0]]).toEqual(['-2', '20']);
  const interest = cash('2026-01-06T00:00:00Z', 'interest', '6.15', 'USD');
  expect([of(interest, 'USD'), of(interest, 'EUR')]).toEqual([
    ['6.15', '0', '0'],
    ['0', '0', '0'],
  ]);
  expect(of({ ...interest, grain: 'ledger' }, 'USD')[0]).toBe('0');
  expect(of(wallet('2026-01-06T00:00:00Z', '5', 'USD'), 'USD')).toEqual(['0', '0', '0']);
});
