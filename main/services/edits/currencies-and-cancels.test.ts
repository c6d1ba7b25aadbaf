import { afterEach, beforeEach, expect, test } from 'vitest';
import { openVault, type Vault } from '../../../db/open.ts';
import type { CancelEvent, FillEvent, LedgerEvent } from '../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { success } from '../../../shared/result/result.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { setAccount } from './account-settings.ts';
import { assessRisk } from '../figures/assess-risk.ts';
import { setBase } from './base-currency.ts';
import type { ServiceContext } from '../context.ts';
import { silentJobs } from '../job-board.ts';
import { positionsDocument } from '../book/positions-document.ts';
import { stateMarks } from './state-marks.ts';
import { vaultInfo } from '../vaults/vault-overview.ts';
import { defaultAxis } from '../../risk/assessment/assessment.ts';

const now = epochMs(Date.UTC(2026, 0, 20));
let vault: Vault;
let context: ServiceContext;
beforeEach(() => {
  const opened = openVault(':memory:', 'create');
  if (!opened.ok) throw new Error(opened.fault.message);
  vault = opened.value;
  context = { vault, now: () => now, jobs: silentJobs, uploads: new Map(), notify: () => undefined };
});
afterEach(() => vault.close());

/** Takes back the newest change. */
function undo(): void {
  const newest = vault.changes.newestLive();
  if (newest === null || !vault.changes.withdraw(newest.id, now).ok) throw new Error('nothing was taken back');
}

const acme = 'ACME' as InstrumentSymbol;

function fill(day: number, side: 'buy' | 'sell', quantity: string, price: string, instrument = acme): FillEvent {
  return {
    kind: 'trade',
    timeMs: epochMs(Date.UTC(2026, 0, day, 15)),
    sourceId: null,
    flags: [],
    instrument,
    side,
    quantity: quantity as Decimal,
    price: price as Decimal,
    fee: null,
    positionSide: null,
    effect: null,
    reportedPnl: null,
    positionAfter: null,
    balanceAfter: null,
  };
}

function cancel(day: number, { instrument, side, quantity, price }: FillEvent): CancelEvent {
  const timeMs = epochMs(Date.UTC(2026, 0, day, 9));
  return { kind: 'cancel', timeMs, sourceId: null, flags: [], instrument, side, quantity, price, cancelledMs: null };
}

/** One change that holds these events of an account. */
function book(events: readonly LedgerEvent[], account = 'IB'): void {
  const made = vault.changes.make('add', now, (changeId) => {
    vault.accounts.state(changeId, account, { key: 'named', value: '' });
    for (const event of events) vault.events.insert(changeId, account, event);
    return success({ keep: true, description: 'rows', value: null });
  });
  if (!made.ok) throw new Error(made.fault.message);
}

function stated(venue: string, wallet: readonly { readonly asset: string; readonly amount: string }[]): void {
  const timeMs = Date.UTC(2026, 0, 1);
  const change = { name: 'IB', venue, instrumentModes: [], leverage: [], isolatedMargin: [] };
  const made = setAccount(context, { ...change, wallet: wallet.map((one) => ({ ...one, timeMs })) });
  if (!made.ok) throw new Error(made.fault.message);
}

const marked = (...marks: readonly (readonly [string, string])[]) =>
  stateMarks(context, { marks: marks.map(([instrument, price]) => ({ instrument, price, timeMs: now - 1000 })) });

const held = () =>
  positionsDocument(context, null).positions.map(({ quantity, averagePrice }) => [quantity, averagePrice]);

function figure(id: string, scope: string) {
  const risk = assessRisk(context, null, defaultAxis);
  if (!risk.ok) throw new Error(risk.fault.message);
  const found = risk.value.measures.find((one) => one.id === id && one.scope === scope);
  return found?.value ?? found?.reason ?? null;
}

const wrong = fill(6, 'buy', '100', '23');

test('a cancellation finds its fill whichever import came first, and undo brings the fill back', () => {
  book([cancel(7, wrong)]);
  expect(positionsDocument(context, null).positions).toMatchObject([{ status: 'history-incomplete' }]);
  book([fill(5, 'buy', '10', '20'), wrong]);
  expect(held()).toEqual([['10', '20']]);
  // As of a day on which it still stood, too: it never was.
  expect(positionsDocument(context, Date.UTC(2026, 0, 6, 20)).positions[0]?.quantity).toBe('10');
  undo();
  book([fill(5, 'buy', '10', '20'), wrong], 'other');
  expect(positionsDocument(context, null).positions.map(({ account, quantity }) => [account, quantity])).toEqual([
    ['IB', null],
    ['other', '110'],
  ]);
});

test('a ledger row is covered by the fills that stand, not by one that was taken back', () => {
  const settled = (day: number): LedgerEvent => ({
    kind: 'settlement',
    timeMs: epochMs(Date.UTC(2026, 0, day, 15)),
    sourceId: null,
    flags: [],
    asset: 'USD',
    amount: '-7' as Decimal,
    instrument: acme,
    grain: 'ledger',
    balanceAfter: null,
  });
  const usd = () => positionsDocument(context, null).balances.find(({ asset }) => asset === 'USD')?.amount;
  stated('interactive-brokers', [{ asset: 'USD', amount: '5000' }]);
  book([fill(5, 'buy', '10', '20'), wrong, settled(5), settled(6)]);
  // Both restate fills: 5,000 - 200 - 2,300.
  expect(usd()).toBe('2500');
  book([cancel(7, wrong)]);
  // The second restates nothing any longer: 5,000 - 200 - 7.
  expect(usd()).toBe('4793');
});

test('a cancellation taken back is none', () => {
  book([fill(5, 'buy', '10', '20'), wrong]);
  book([cancel(7, wrong)]);
  expect(held()).toEqual([['10', '20']]);
  undo();
  expect(held()[0]?.[0]).toBe('110');
});

test('the base currency is a change: every figure follows, undo takes it back', () => {
  stated('interactive-brokers', [{ asset: 'USD', amount: '10000' }]);
  book([fill(5, 'buy', '100', '50')]);
  marked(['ACME', '60'], ['EUR/USD', '1.25']);
  // 5,000 cash and 6,000 of shares: 11,000 dollars, 8,800 euros.
  expect(figure('equity', 'book')).toBe(11_000);
  expect(setBase(context, 'eur')).toMatchObject({ ok: true, value: { description: 'Base currency EUR' } });
  expect(vaultInfo(context)).toMatchObject({ base: 'EUR', undo: 'Base currency EUR' });
  expect(figure('equity', 'book')).toBe(8_800);
  expect(figure('grossExposure', 'book')).toBe(4_800);
  expect(setBase(context, 'EUR')).toMatchObject({ ok: true, value: { changeId: null } });
  undo();
  expect(figure('equity', 'book')).toBe(11_000);
  expect(setBase(context, 'ACME')).toMatchObject({ ok: false, fault: { code: 'base-currency' } });
});

test('without a rate a figure is missing with what mends it; rates chain by way of the dollar', () => {
  stated('interactive-brokers', [
    { asset: 'GBP', amount: '1000' },
    { asset: 'USD', amount: '0' },
  ]);
  setBase(context, 'EUR');
  expect(figure('equity', 'book')).toBe('There is no price of GBP in EUR.');
  marked(['GBP/USD', '1.25'], ['EUR/USD', '1.1']);
  // 1,000 x 1.25 / 1.1.
  expect(figure('equity', 'book')).toBeCloseTo(1136.363636363636, 9);
});

test('euros changed into dollars, shares in both currencies, dollars owed: one account', () => {
  stated('interactive-brokers', [
    { asset: 'EUR', amount: '1000' },
    { asset: 'USD', amount: '0' },
  ]);
  const pair = 'EUR/USD' as InstrumentSymbol;
  book([fill(4, 'sell', '500', '1.2', pair), fill(5, 'buy', '100', '50')]);
  marked(['ACME', '60'], [pair, '1.25']);
  const { balances, positions } = positionsDocument(context, null);
  expect(positions.map(({ instrument }) => instrument)).toEqual(['ACME']);
  // 500 x 1.2 - 5,000 = -4,400 dollars.
  expect(balances).toMatchObject([
    { asset: 'EUR', amount: '500' },
    { asset: 'USD', amount: '-4400' },
  ]);
  // 500 x 1.25 - 4,400 + 6,000 = 2,225; 25 % of 6,000 = 1,500; short cash is no exposure.
  expect(figure('equity', 'account:IB')).toBe(2225);
  expect(figure('maintenanceMargin', 'account:IB')).toBe(1500);
  expect(figure('grossExposure', 'book')).toBe(6000);
});

test('an option stands with its market value and strike; its exposure is no number', () => {
  const call = 'ACME260618C00050000' as InstrumentSymbol;
  stated('tastytrade', [{ asset: 'USD', amount: '1000' }]);
  book([fill(5, 'buy', '2', '3', call)]);
  marked([call, '4']);
  expect(positionsDocument(context, null).positions[0]).toMatchObject({
    quantity: '2',
    averagePrice: '3',
    unrealizedPnl: 200,
    notional: null,
    marketValue: 800,
    strikeNotional: 10_000,
  });
  expect(figure('equity', 'book')).toBe(1200);
  expect(figure('grossExposure', 'book')).toContain('its delta');
  // Worth nothing is a price of an option, and of nothing else.
  expect(marked([call, '0']).ok).toBe(true);
  expect(marked(['ACME', '0'])).toMatchObject({ ok: false, fault: { code: 'price-not-positive' } });
});

test('a bare coin is no stock, unless the book has such a stock', () => {
  expect(marked(['BTC', '60000'])).toMatchObject({ ok: false, fault: { code: 'instrument-symbol' } });
  expect(marked(['BTCUSDT', '60000'])).toMatchObject({ ok: false, fault: { code: 'instrument-symbol' } });
  book([fill(5, 'buy', '2', '30', 'BTC' as InstrumentSymbol)]);
  expect(marked(['BTC', '31']).ok).toBe(true);
});
