import { afterEach, beforeEach, expect, test } from 'vitest';
import { openVault, type Vault } from '../../../db/open.ts';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { setAccount } from './account-settings.ts';
import type { ServiceContext } from '../context.ts';
import { editBook } from './edit-book.ts';
import { eventPage } from '../book/event-page.ts';
import { silentJobs } from '../job-board.ts';
import { marginTablesList } from './margin-tables-list.ts';
import { accounts } from '../figures/panel-views.ts';
import { positionsDocument } from '../book/positions-document.ts';
import { previewEdit } from './preview-edit.ts';
import { stateMarks } from './state-marks.ts';
import { undoNewest } from './undo-change.ts';
import { vaultInfo } from '../vaults/vault-overview.ts';

const now = epochMs(Date.UTC(2026, 5, 1));
let vault: Vault;
let context: ServiceContext;
beforeEach(() => {
  const opened = openVault(':memory:', 'create');
  if (!opened.ok) throw new Error(opened.fault.message);
  vault = opened.value;
  context = { vault, now: () => now, jobs: silentJobs, uploads: new Map(), notify: () => undefined };
});
afterEach(() => vault.close());

const read = (edit: BookEdit) => contract['book.edit'].input.parse({ edit }).edit;
const edit = (one: BookEdit) => editBook(context, read(one));
const preview = (one: BookEdit) => previewEdit(context, read(one));
function made(one: BookEdit): string {
  const result = edit(one);
  if (!result.ok) throw new Error(result.fault.message);
  return result.value.description;
}
const code = (one: BookEdit) => {
  const result = edit(one);
  return result.ok ? 'made' : result.fault.code;
};

const avax = 'AVAX/USDT:USDT';
const day = (number: number) => Date.UTC(2026, 4, number, 12);
const trade = (number: number, side: 'buy' | 'sell', quantity: string, price: string, instrument = avax): string =>
  made({
    kind: 'add',
    entry: { kind: 'trade', account: 'Perps', instrument, side, quantity, price, timeMs: day(number) },
  });

function page(query: Partial<Parameters<typeof eventPage>[1]> = {}) {
  return eventPage(context, contract['book.eventPage'].input.parse(query));
}
const idOf = (words: string) => {
  const row = page().rows.find(({ side, quantity, price }) => `${side} ${quantity} at ${price}` === words);
  if (row === undefined) throw new Error(`no row ${words}`);
  return row.id;
};
const held = (instrument = avax) => {
  const row = positionsDocument(context, null).positions.find((one) => one.instrument === instrument);
  return row === undefined ? null : [row.quantity, row.averagePrice, row.realizedPnl];
};
const liquidation = () => accounts(context, null).accounts[0]?.positions[0]?.liquidation.value;

function wallet(amount: string, venue = 'elsewhere'): void {
  const change = { name: 'Perps', venue, instrumentModes: [], leverage: [], isolatedMargin: [] };
  const set = setAccount(context, { ...change, wallet: [{ asset: 'USDT', amount, timeMs: day(20) }] });
  if (!set.ok) throw new Error(set.fault.message);
}
const mark = (instrument: string, price: string) =>
  stateMarks(context, { marks: [{ instrument, price, timeMs: now - 1000 }] });

test('a corrected trade moves position, realised profit and liquidation price; undo brings all of them back', () => {
  trade(2, 'buy', '120', '40');
  trade(3, 'sell', '20', '42');
  wallet('1000');
  mark(avax, '38');
  // A flat rate of 5 % without a table of the venue: P = (1000 - 100 x 40) / (100 (0.05 - 1)).
  expect(held()).toEqual(['100', '40', '40']);
  expect(liquidation()).toBeCloseTo(3000 / 95, 10);

  const correction: BookEdit = {
    kind: 'correct-trade',
    eventId: idOf('buy 120 at 40'),
    side: 'buy',
    quantity: '110',
    price: '41',
  };
  const shown = preview(correction);
  expect(shown).toMatchObject({
    ok: true,
    value: {
      positions: [
        {
          instrument: avax,
          before: { quantity: '100', averagePrice: '40', realizedPnl: '40' },
          after: { quantity: '90', averagePrice: '41', realizedPnl: '20' },
        },
      ],
    },
  });
  // Looked at, and nothing written.
  expect(held()).toEqual(['100', '40', '40']);

  expect(made(correction)).toBe(
    `Trade of ${avax} in Perps corrected: buy 120 at 40 on 2026-05-02T12:00:00Z becomes buy 110 at 41 on 2026-05-02T12:00:00Z`,
  );
  expect(held()).toEqual(['90', '41', '20']);
  // (1000 - 90 x 41) / (90 (0.05 - 1)).
  expect(liquidation()).toBeCloseTo(2690 / 85.5, 10);
  const rows = page().rows;
  expect(rows.find(({ price }) => price === '40')).toMatchObject({ kind: 'cancel' });
  expect(rows.filter(({ state }) => state === 'cancelled')).toMatchObject([
    { kind: 'trade', quantity: '120', price: '40', replacedBy: { quantity: '110', price: '41' }, editable: null },
  ]);
  expect(code({ ...correction, quantity: '1' })).toBe('already-corrected');

  undoNewest(context);
  expect(held()).toEqual(['100', '40', '40']);
  expect(page().rows.every(({ state }) => state === 'standing')).toBe(true);
  expect(page({ withdrawn: true }).rows.filter(({ state }) => state === 'withdrawn')).toHaveLength(2);
});

test('a corrected trade can be corrected again, and removed', () => {
  trade(2, 'buy', '10', '40');
  made({ kind: 'correct-trade', eventId: idOf('buy 10 at 40'), side: 'buy', quantity: '10', price: '39' });
  const second = page({ kind: 'trade' }).rows.find(({ state }) => state === 'standing');
  made({ kind: 'correct-trade', eventId: second?.id ?? 0, side: 'sell', quantity: '10', price: '39' });
  expect(held()).toEqual(['-10', '39', '0']);
  const third = page({ kind: 'trade' }).rows.find(({ state }) => state === 'standing');
  made({ kind: 'remove-row', eventId: third?.id ?? 0 });
  expect(held()).toBeNull();
  expect(page({ kind: 'trade' }).rows.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
});

test('of two fills that are alike but for the fee only the first can be named', () => {
  const alike = (fee: string): BookEdit => ({
    kind: 'add',
    entry: {
      kind: 'trade',
      account: 'Perps',
      instrument: avax,
      side: 'buy',
      quantity: '1',
      price: '40',
      fee: { asset: 'USDT', amount: fee },
      timeMs: day(2),
    },
  });
  made(alike('1'));
  made(alike('2'));
  const [second, first] = page().rows;
  expect([second?.fee?.amount, first?.fee?.amount]).toEqual(['2', '1']);
  expect(code({ kind: 'remove-row', eventId: second?.id ?? 0 })).toBe('twin-row');
  expect(code({ kind: 'remove-row', eventId: first?.id ?? 0 })).toBe('made');
  expect(code({ kind: 'remove-row', eventId: second?.id ?? 0 })).toBe('made');
});

test('what a correction cannot be is refused in words, and changes nothing', () => {
  trade(2, 'buy', '10', '40');
  const base = { kind: 'correct-trade', eventId: idOf('buy 10 at 40'), side: 'buy' } as const;
  expect(code({ ...base, quantity: '10', price: '40' })).toBe('nothing-changes');
  expect(code({ ...base, quantity: '0', price: '40' })).toBe('quantity-not-positive');
  expect(code({ ...base, quantity: '10', price: '-40' })).toBe('price-not-positive');
  expect(code({ ...base, quantity: '10', price: '41', timeMs: now + 1 })).toBe('time-in-future');
  expect(code({ ...base, eventId: 999, quantity: '1', price: '1' })).toBe('row-unknown');
  wallet('1000');
  const statement = page({ kind: 'reported-balance' }).rows[0];
  expect(statement).toMatchObject({ editable: null });
  expect(code({ kind: 'remove-row', eventId: statement?.id ?? 0 })).toBe('row-fixed');
  expect(held()).toEqual(['10', '40', '0']);
});

test('a deposit becomes another amount by a flow of the difference; 0 removes it', () => {
  made({
    kind: 'add',
    entry: { kind: 'deposit', account: 'Cash', asset: 'USD', amount: '1000', timeMs: day(1) },
  });
  const eventId = page().rows[0]?.id ?? 0;
  made({ kind: 'correct-amount', eventId, amount: '900.5' });
  const balance = () => positionsDocument(context, null).balances.map(({ amount }) => amount);
  expect(balance()).toEqual(['900.5']);
  expect(page({ kind: 'deposit' }).rows.map(({ amount }) => amount?.amount)).toEqual(['-99.5', '1000']);
  undoNewest(context);
  expect(code({ kind: 'correct-amount', eventId, amount: '1000' })).toBe('nothing-changes');
  made({ kind: 'remove-row', eventId });
  expect(balance()).toEqual(['0']);
});

test('a position is closed by hand, in part and whole, never beyond nothing', () => {
  trade(2, 'sell', '10', '40');
  const close = { kind: 'close', account: 'Perps', instrument: avax, side: 'short', how: 'trade' } as const;
  expect(code({ ...close, quantity: '11', price: '30' })).toBe('quantity-too-large');
  expect(code({ ...close, quantity: '4' })).toBe('price-missing');
  expect(code({ ...close, side: 'long', price: '30' })).toBe('position-unknown');
  expect(code({ ...close, how: 'expired' })).toBe('closing-way');
  expect(code({ ...close, price: '30', timeMs: day(1) })).toBe('position-unknown');
  made({ ...close, quantity: '4', price: '30', fee: { asset: 'usdt', amount: '0.5' } });
  expect(held()).toEqual(['-6', '40', '40']);
  expect(made({ ...close, price: '35' })).toBe(`Closed by hand: 6 ${avax} short in Perps at 35`);
  expect(held()).toEqual(['0', null, '70']);
});

test('a short put that is assigned leaves at 0 and its shares come at the strike, in one change', () => {
  const put = 'ACME260619P00050000';
  trade(2, 'sell', '2', '3', put);
  const close = { kind: 'close', account: 'Perps', instrument: put, side: 'short' } as const;
  expect(code({ ...close, how: 'exercised' })).toBe('closing-way');
  made({ ...close, how: 'assigned' });
  // The premium stays as the option's own profit: 2 x 100 x 3.
  expect(held(put)).toEqual(['0', null, '600']);
  expect(held('ACME')).toEqual(['200', '50', '0']);
  undoNewest(context);
  expect(held('ACME')).toBeNull();
  made({ ...close, how: 'expired' });
  expect(held(put)).toEqual(['0', null, '600']);
});

test('a long call that is exercised brings shares at the strike', () => {
  const call = 'ACME260619C00050000';
  trade(2, 'buy', '1', '4', call);
  made({ kind: 'close', account: 'Perps', instrument: call, side: 'long', how: 'exercised' });
  expect(held(call)).toEqual(['0', null, '-400']);
  expect(held('ACME')).toEqual(['100', '50', '0']);
});

test('an edited tier moves the liquidation price; removing the table moves it back, and each can be undone', () => {
  trade(2, 'buy', '100', '40');
  wallet('1000');
  mark(avax, '38');
  const flat = 3000 / 95;
  expect(liquidation()).toBeCloseTo(flat, 10);
  const [table] = marginTablesList(context).tables;
  expect(table).toMatchObject({ origin: 'flat-rate', usedBy: [{ account: 'Perps', side: 'long' }] });

  const edited: BookEdit = {
    kind: 'margin-table',
    venue: 'elsewhere',
    instrument: avax,
    validFrom: '2026-05-01',
    basedOn: table?.source ?? null,
    tiers: [{ floor: 0, cap: null, maintenanceRate: 0.1, deduction: 0, maxLeverage: 10 }],
  };
  // P = (1000 - 100 x 40) / (100 (0.1 - 1)); maintenance at the mark is 380 instead of 190.
  expect(preview(edited)).toMatchObject({
    ok: true,
    value: {
      positions: [
        {
          before: { liquidation: { value: expect.closeTo(flat, 10) } },
          after: { liquidation: { value: expect.closeTo(3000 / 90, 10) } },
        },
      ],
      accounts: [{ before: { maintenance: { value: 190 } }, after: { maintenance: { value: 380 } } }],
    },
  });
  made(edited);
  expect(liquidation()).toBeCloseTo(3000 / 90, 10);
  expect(marginTablesList(context).tables).toMatchObject([
    { origin: 'imported', source: expect.stringMatching(/^edited by hand on 2026-06-01, from flat rate of 5 %/) },
  ]);
  expect(code(edited)).toBe('nothing-changes');

  made({ ...edited, kind: 'remove-margin-table' });
  expect(liquidation()).toBeCloseTo(flat, 10);
  undoNewest(context);
  expect(liquidation()).toBeCloseTo(3000 / 90, 10);
  undoNewest(context);
  expect(liquidation()).toBeCloseTo(flat, 10);
  expect(code({ ...edited, kind: 'remove-margin-table' })).toBe('margin-table-unknown');
});

test('tiers are checked as those of a file are: gaps, rates, deductions that nobody derives unasked', () => {
  const tier = (floor: number, cap: number | null, maintenanceRate: number, deduction: number | null = null) => ({
    floor,
    cap,
    maintenanceRate,
    deduction,
    maxLeverage: null,
  });
  const table = (tiers: ReturnType<typeof tier>[], continuous = false): BookEdit => ({
    kind: 'margin-table',
    venue: 'elsewhere',
    instrument: avax,
    validFrom: '2026-05-01',
    basedOn: null,
    tiers,
    continuous,
  });
  expect(code(table([]))).toBe('margin-table-empty');
  expect(code(table([tier(0, 1000, 0.01), tier(2000, null, 0.02)]))).toBe('margin-table-row');
  expect(code(table([tier(0, null, 1.5)]))).toBe('margin-table-row');
  const two = [tier(0, 1000, 0.01), tier(1000, null, 0.02)];
  expect(code(table(two))).toBe('margin-table-deduction');
  expect(code({ ...table(two, true), validFrom: '2026-02-30' } as BookEdit)).toBe('margin-table-date');
  expect(code(table(two, true))).toBe('made');
  // 1000 (0.02 - 0.01) + 0.
  expect(marginTablesList(context).tables[0]?.tiers.map(({ deduction }) => deduction)).toEqual([0, 10]);
  expect(marginTablesList(context).tables[0]?.idle).toBe('No position is held that it would decide over.');
});

test('another base currency comes with its rate, as one change', () => {
  made({ kind: 'add', entry: { kind: 'deposit', account: 'Cash', asset: 'USD', amount: '1000', timeMs: day(1) } });
  // Without a rate the equity would be missing, and the preview says so before it is done.
  expect(preview({ kind: 'base', currency: 'EUR' })).toMatchObject({
    ok: true,
    value: { base: { before: 'USD', after: 'EUR' }, book: { after: { status: 'missing-data' } } },
  });
  expect(vaultInfo(context).base).toBe('USD');
  made({ kind: 'base', currency: 'eur', rate: '1.25' });
  expect(vaultInfo(context)).toMatchObject({ base: 'EUR', undo: 'Base currency EUR, EUR/USD 1.25' });
  expect(accounts(context, null).accounts[0]?.balances[0]?.value.value).toBe(800);
  undoNewest(context);
  expect(vaultInfo(context).base).toBe('USD');
  expect(code({ kind: 'base', currency: 'EUR', rate: '0' })).toBe('rate-not-positive');
});

test('rows come newest first, a page at a time, found by every word that is typed', () => {
  for (let number = 1; number <= 9; number += 1) trade(number, 'buy', String(number), '40');
  trade(10, 'buy', '5', '60000', 'BTC/USDT:USDT');
  const first = page({ limit: 4 });
  expect(first.total).toBe(10);
  expect(first.rows.map(({ quantity }) => quantity)).toEqual(['5', '9', '8', '7']);
  const second = page({ limit: 4, afterId: first.rows.at(-1)?.id ?? null });
  expect(second.rows.map(({ quantity }) => quantity)).toEqual(['6', '5', '4', '3']);
  expect(second).toMatchObject({ total: null, hasMore: true });
  const third = page({ limit: 4, afterId: second.rows.at(-1)?.id ?? null });
  expect(third).toMatchObject({ hasMore: false });
  expect(third.rows.map(({ quantity }) => quantity)).toEqual(['2', '1']);
  expect(page({ text: 'perps btc' })).toMatchObject({ total: 1, rows: [{ quantity: '5' }] });
  expect(page({ text: 'perps 100%' }).total).toBe(0);
  expect(page({ text: 'TRADE', instrument: avax }).total).toBe(9);
  expect(page({ kind: 'nothing such' })).toMatchObject({ total: 0, rows: [] });
});
