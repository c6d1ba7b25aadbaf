import { expect, test } from 'vitest';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { missing } from '../../../shared/measures/outcome.ts';
import { account, balance, book, position, swingingCloses, tiers } from '../fixtures/build-book.ts';
import { findMeasure, defaultAxis, defaultThresholds, type Assessment } from './assessment.ts';
import { assess } from './assess.ts';

// FINRA Rule 4210(c): 25 % of stock held long, 30 % of stock sold short.
const stock = (quantity: number, entry: number, mark: number, symbol = 'ACME', more: Partial<ValuedPosition> = {}) =>
  position({
    symbol,
    quantity,
    entry,
    mark,
    tiers: tiers([0, quantity < 0 ? 0.3 : 0.25, 0]),
    table: { origin: 'flat-rate' },
    more: { leverage: null, ...more },
  });
const option = (quantity: number, entry: number, mark: number) =>
  position({
    symbol: 'ACME261218C00050000',
    quantity,
    entry,
    mark,
    tiers: tiers([0, 0.05, 0]),
    more: { leverage: null },
  });
const broker = { venue: 'interactive-brokers', name: 'IB' };
const closes = { ACME: swingingCloses(100, 0.01) };

function figure(risk: Assessment, id: string, scope: string) {
  const { status, value, flags, reason } = findMeasure(risk, id, scope) ?? {
    status: 'absent',
    value: null,
    flags: [],
    reason: null,
  };
  return { status, value, flags, reason };
}
const valueOf = (risk: Assessment, id: string, scope: string) => figure(risk, id, scope).value;

test('shares that are paid for and nothing owed: worth their price, needing no margin, safe', () => {
  // 1,000 cash and 100 x 60 = 7,000; unrealised 100 x (60 - 50) = 1,000; leverage 6,000 / 7,000.
  const risk = assess(book([account([stock(100, 50, 60)], [balance('USD', 1000)], broker)], closes));
  expect(valueOf(risk, 'equity', 'account:IB')).toBe(7000);
  expect(valueOf(risk, 'grossExposure', 'book')).toBe(6000);
  expect(valueOf(risk, 'effectiveLeverage', 'account:IB')).toBeCloseTo(6 / 7, 12);
  expect(risk.accounts).toMatchObject([{ state: 'safe', pools: [{ pool: 'spot', kind: 'spot', state: 'safe' }] }]);
  expect(risk.exposures).toMatchObject([
    { exposure: 6000, marketValue: 6000, strikeNotional: null, unrealizedPnl: 1000 },
  ]);
  const scope = 'position:IB/ACME/long';
  expect(figure(risk, 'liquidationPrice.lower', scope)).toMatchObject({ status: 'none' });
  expect(figure(risk, 'maintenanceMargin', scope)).toMatchObject({ status: 'not-applicable' });
  expect(figure(risk, 'maintenanceMargin', 'book')).toMatchObject({ value: 0, flags: [] });
  expect(valueOf(risk, 'freeMargin', 'account:IB')).toBe(7000);
  expect(risk.ladder?.order).toEqual({ down: [], up: [] });
});

test('shares without any cash are worth nothing at a price of 0, and still nothing liquidates them', () => {
  const risk = assess(book([account([stock(100, 50, 60)], [balance('USD', 0)], broker)], closes), {
    axis: { ...defaultAxis, from: -1, to: 0, step: 1 },
    thresholds: defaultThresholds,
  });
  expect([...(risk.ladder?.lanes[0]?.equity ?? [])]).toEqual([0, 6000]);
  expect(risk.ladder?.lanes[0]?.states).toEqual(['safe', 'safe']);
});

test('with cash owed it is a margin account, by the flat rates and flagged', () => {
  // 10,000 of stock on 4,000 owed: equity 6,000, maintenance 2,500. Gone at 100 P - 4,000 = 25 P: P = 53.33.
  const risk = assess(book([account([stock(100, 90, 100)], [balance('USD', -4000)], broker)], closes));
  const scope = 'position:IB/ACME/long';
  expect(valueOf(risk, 'equity', 'account:IB')).toBe(6000);
  expect(figure(risk, 'maintenanceMargin', 'account:IB')).toMatchObject({ value: 2500, flags: ['flat-rate-tiers'] });
  expect(valueOf(risk, 'liquidationPrice.lower', scope)).toBeCloseTo(4000 / 75, 9);
  expect(figure(risk, 'liquidationPrice.upper', scope).status).toBe('none');
  expect(valueOf(risk, 'bankruptcyPrice', scope)).toBeCloseTo(40, 9);
});

test('a share sold short is a margin account too: it goes when the price rises', () => {
  // Cash 15,000 from selling 100 at 100 on 5,000: 15,000 - 100 P = 30 P at P = 115.38.
  const risk = assess(book([account([stock(-100, 100, 100)], [balance('USD', 15000)], broker)], closes));
  const scope = 'position:IB/ACME/short';
  expect(valueOf(risk, 'equity', 'account:IB')).toBe(5000);
  expect(valueOf(risk, 'liquidationPrice.upper', scope)).toBeCloseTo(15000 / 130, 9);
  expect(valueOf(risk, 'shortExposure', 'book')).toBe(-10000);
});

test('all currencies of a broker count together', () => {
  const risk = assess(
    book([account([stock(100, 90, 100)], [balance('USD', -4000), balance('EUR', 1000, 1.1)], broker)], closes),
  );
  expect(risk.accounts[0]?.pools).toMatchObject([{ pool: 'cross', equity: 7100 }]);
});

test('cash that is not known proves nothing: the state is unknown, never safe', () => {
  const unknown = { ...balance('USD', 0), amount: missing('The USD balance of IB is not known.', 'State it.') };
  for (const cash of [[unknown], []]) {
    const risk = assess(book([account([stock(100, 50, 60)], cash, broker)], closes));
    expect(risk.accounts[0]?.state).toBe('unknown');
    expect(figure(risk, 'equity', 'account:IB').status).toBe('missing-data');
  }
});

test('a long option: market value in the equity, no margin; its exposure and every sum with it missing, and named', () => {
  // 3 x 100 x 4 = 1,200; strike 3 x 100 x 50 = 15,000; unrealised 3 x 100 x (4 - 2.5) = 450.
  const risk = assess(
    book([account([stock(100, 50, 60, 'OTHR'), option(3, 2.5, 4)], [balance('USD', 1000)], broker)], closes),
  );
  expect(valueOf(risk, 'equity', 'account:IB')).toBe(1000 + 6000 + 1200);
  expect(risk.accounts[0]?.state).toBe('safe');
  expect(risk.exposures[1]).toMatchObject({
    exposure: null,
    marketValue: 1200,
    strikeNotional: 15000,
    unrealizedPnl: 450,
  });
  expect(risk.exposures[1]?.reason).toContain('its delta');
  for (const scope of ['book', 'account:IB', 'asset:ACME'])
    expect(figure(risk, 'grossExposure', scope).status).toBe('missing-data');
  expect(figure(risk, 'effectiveLeverage', 'book').status).toBe('missing-data');
  expect(valueOf(risk, 'grossExposure', 'asset:OTHR')).toBe(6000);
  // What cannot be liquidated is safe on every rung, though nobody can follow its value.
  expect(risk.ladder?.lanes[0]).toMatchObject({ equity: null, missing: { status: 'missing-data' } });
  expect(new Set(risk.ladder?.lanes[0]?.states)).toEqual(new Set(['safe']));
  expect(risk.notes).toContainEqual(
    expect.objectContaining({
      kind: 'excluded',
      account: 'IB',
      text: expect.stringContaining('ACME261218C00050000') as string,
    }),
  );
});

test('a short option on a share without a price: its margin is not known, so neither is the state, and both are named', () => {
  const risk = assess(book([account([option(-2, 5, 4)], [balance('USD', 10000)], broker)], closes));
  // 10,000 - 2 x 100 x 4.
  expect(valueOf(risk, 'equity', 'account:IB')).toBe(9200);
  expect(figure(risk, 'maintenanceMargin', 'account:IB')).toMatchObject({ status: 'missing-data' });
  expect(figure(risk, 'initialMargin', 'position:IB/ACME261218C00050000/short').status).toBe('missing-data');
  expect(risk.accounts[0]?.state).toBe('unknown');
  expect(risk.notes.filter(({ kind }) => kind === 'excluded').map(({ text }) => text)).toContain(
    'The margin of ACME261218C00050000 and of what is sold beside it rests on the price of ACME, which is not known.',
  );
  // Gone already is danger whatever the margin.
  const broke = assess(book([account([option(-2, 5, 60)], [balance('USD', 10000)], broker)], closes));
  expect(broke.accounts[0]?.state).toBe('danger');
});

test('beside an option on the same share the pool cannot be followed; a share of another company can', () => {
  const pool = account(
    [stock(100, 100, 100), stock(100, 100, 100, 'OTHR'), option(1, 5, 6)],
    [balance('USD', -12000)],
    broker,
  );
  const risk = assess(book([pool], closes));
  // 10,000 + 10,000 + 600 - 12,000 = 8,600; maintenance 5,000 and all of the call's 600, which has no loan value.
  // With P of OTHR: 100 P - 1,400 = 2,500 + 600 + 25 P: P = 60.
  expect(valueOf(risk, 'equity', 'account:IB')).toBe(8600);
  expect(figure(risk, 'maintenanceMargin', 'account:IB')).toMatchObject({
    value: 5600,
    flags: ['flat-rate-tiers', 'option-rules-from-memory'],
  });
  expect(figure(risk, 'initialMargin', 'position:IB/ACME261218C00050000/long')).toMatchObject({
    status: 'not-applicable',
    reason: expect.stringContaining('long call ACME 50') as string,
  });
  expect(figure(risk, 'liquidationPrice.lower', 'position:IB/ACME/long').reason).toContain('is an option');
  expect(valueOf(risk, 'liquidationPrice.lower', 'position:IB/OTHR/long')).toBeCloseTo(60, 9);
  const still = assess(book([pool], closes), {
    axis: { ...defaultAxis, asset: 'OTHR', beta: 0 },
    thresholds: defaultThresholds,
  });
  expect(still.ladder?.lanes[0]?.down).toBeCloseTo(-0.4, 9);
  const alike = assess(book([pool], closes), {
    axis: { ...defaultAxis, asset: 'OTHR', beta: 1 },
    thresholds: defaultThresholds,
  });
  expect(alike.ladder?.lanes[0]?.states.every((state) => state === 'missing-data')).toBe(true);
});

test('an entry that no report prints: the value is known, the profit is not', () => {
  const gap = missing('No entry price is known.', 'State it.');
  const risk = assess(
    book([account([stock(100, 0, 60, 'ACME', { entryMissing: gap })], [balance('USD', 1000)], broker)], closes),
  );
  expect(valueOf(risk, 'equity', 'account:IB')).toBe(7000);
  expect(risk.exposures[0]).toMatchObject({ exposure: 6000, unrealizedPnl: null });
  expect(risk.positions[0]).toMatchObject({ entryPrice: null, unrealizedPnl: null });
  const perp = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 1,
    entry: 0,
    mark: 60,
    tiers: tiers([0, 0.01, 0]),
    more: { entryMissing: gap },
  });
  const margined = assess(book([account([perp], [balance('USDT', 1000)])], closes));
  expect(figure(margined, 'equity', 'account:one').status).toBe('missing-data');
});

test('an account of no known venue that owes nothing is as safe; with a contract beside its shares it is margined', () => {
  const unstated = { venue: null, name: 'X' };
  const plain = assess(book([account([stock(100, 50, 60)], [balance('USD', 1000)], unstated)], closes));
  expect(plain.accounts[0]).toMatchObject({ state: 'safe', equity: 7000 });
  const future = position({ symbol: '/ESZ6', quantity: 1, entry: 6000, mark: 6010, tiers: tiers([0, 0.05, 0]) });
  const mixed = assess(book([account([stock(100, 50, 60), future], [balance('USD', 100000)], unstated)], closes));
  // 100,000 + 6,000 + 50 x 10; 0.25 x 6,000 + 0.05 x 50 x 6,010 = 16,525.
  expect(valueOf(mixed, 'equity', 'account:X')).toBe(106500);
  expect(valueOf(mixed, 'maintenanceMargin', 'account:X')).toBeCloseTo(16525, 9);
});

test('what its neighbours lack takes nothing from a share that asks for itself; elsewhere an option held long asks for nothing', () => {
  const beside = account([option(-2, 5, 4), stock(100, 100, 100, 'OTHR')], [balance('USD', 10_000)], broker);
  const risk = assess(book([beside], closes));
  expect(figure(risk, 'maintenanceMargin', 'account:IB').status).toBe('missing-data');
  expect(valueOf(risk, 'maintenanceMargin', 'position:IB/OTHR/long')).toBe(2_500);
  const elsewhere = account([option(1, 5, 4)], [balance('USD', -100)], { venue: null, name: 'X' });
  const other = assess(book([elsewhere], closes));
  for (const id of ['initialMargin', 'maintenanceMargin'])
    expect(figure(other, id, 'position:X/ACME261218C00050000/long')).toMatchObject({ value: 0 });
});
