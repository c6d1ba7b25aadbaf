import { expect, test } from 'vitest';
import type { ValuedPosition } from '../../../../shared/book/valued-book.ts';
import { missing } from '../../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, markOf, position, tiers } from '../../fixtures/build-book.ts';
import { compileAccount } from '../compile-pools.ts';
import { firstGap, type MarginTable } from '../margin-table.ts';
import { poolFigures } from '../pool-figures.ts';

// ACME stands at 100 unless a story says otherwise; contracts are of 100 shares.
const flat = { origin: 'flat-rate' } as const;

function stock(quantity: number, mark = 100, table: object = flat, rate = quantity < 0 ? 0.3 : 0.25): ValuedPosition {
  const rows = [{ floor: 0, cap: null, maintenanceRate: rate, deduction: 0, maxLeverage: 2 }];
  return position({ symbol: 'ACME', quantity, entry: mark, mark, tiers: rows, table, more: { leverage: null } });
}

function option(name: string, quantity: number, mark: number, more: Partial<ValuedPosition> = {}): ValuedPosition {
  return position({
    symbol: name,
    quantity,
    entry: mark,
    mark,
    tiers: tiers([0, 0.05, 0]),
    more: { leverage: null, underlyingMark: markOf(100), ...more },
  });
}
const call = (strike: number, quantity: number, mark: number, more: Partial<ValuedPosition> = {}): ValuedPosition =>
  option(`ACME261218C${String(strike * 1000).padStart(8, '0')}`, quantity, mark, more);
const put = (strike: number, quantity: number, mark: number, more: Partial<ValuedPosition> = {}): ValuedPosition =>
  option(`ACME261218P${String(strike * 1000).padStart(8, '0')}`, quantity, mark, more);

function pool(positions: readonly ValuedPosition[], cash = -1, more: object = {}): MarginTable {
  const held = account(positions, [balance('USD', cash)], { venue: 'interactive-brokers', ...more });
  return compileAccount(held, asOfMs)[0] as MarginTable;
}

function asked(table: MarginTable): readonly unknown[] {
  const { maintenance, initial } = poolFigures(table);
  return [table.joint.map(({ label }) => label), maintenance, initial].map((one) =>
    Array.isArray(one) ? one : 'value' in one ? Math.round((one.value as number) * 1e6) / 1e6 : one,
  );
}

// FINRA Rule 4210(c), (f)(2); against equity that has taken sold options off at market. Each by hand.
test.each([
  // All of its price, 5 x 100: no loan value.
  ['a long call', [call(105, 1, 5)], [['long call ACME 105'], 500, 500]],
  // 25 % of 10,000 less the 200 of the call; half less 200 to open.
  ['a covered call', [stock(100), call(105, -1, 2)], [['covered call ACME 105'], 2300, 4800]],
  // Nothing is counted twice: 50 shares beside it ask 1,250, half 2,500.
  [
    '150 shares and one call',
    [stock(150), call(105, -1, 2)],
    [['covered call ACME 105', 'long stock ACME'], 3550, 7300],
  ],
  // Loss 500 less credit 150: 350 in a margin account whose equity holds the credit and the options at market.
  ['a credit spread', [put(95, -1, 3), put(90, 1, 1.5)], [['vertical spread ACME 90/95'], 350, 350]],
  // Both are 20 % of 100 at the money: 2,000 of one side; both premiums stand in the equity already.
  ['a short straddle', [call(100, -1, 4), put(100, -1, 3)], [['short straddle ACME 100'], 2000, 2000]],
  // Call: 20 less 5 = 15; put: 20 less 10 = 10, at least 9. The greater: 1,500.
  ['a short strangle', [call(105, -1, 2), put(90, -1, 1)], [['short strangle ACME 90/105'], 1500, 1500]],
  // 2 x 100 x (20 - 5).
  ['two uncovered calls', [call(105, -2, 2)], [['uncovered call ACME 105'], 3000, 3000]],
  // The put is 30 out of the money: 10 % of its strike, 700.
  ['an uncovered put', [put(70, -1, 1)], [['uncovered put ACME 70'], 700, 700]],
  // 10 % of 95 and 5 out of the money: 1,450, and the 200 of the put; half, and the put, to open.
  ['a protective put', [stock(100), put(95, 1, 2)], [['protective put ACME 95'], 1650, 5200]],
  // A mark of the call that pays for everything asks for nothing, never for less.
  [
    'a covered call that is worth more than it asks',
    [stock(100), call(105, -1, 60)],
    [['covered call ACME 105'], 0, 0],
  ],
  // The half alone: 25 % and half of 50.
  ['a half share', [stock(100.5), put(95, 1, 2)], [['protective put ACME 95', 'long stock ACME'], 1662.5, 5225]],
  // A call on one share is covered by one, and there is none: 20 %.
  ['a small contract without a share', [call(100, -1, 4, { multiplier: 1 })], [['uncovered call ACME 100'], 20, 20]],
  // Calls a stock sold short covers nothing: 30 % of 10,000, half to open, and the call alone.
  ['a call beside short stock', [stock(-100), call(105, -1, 2)], [['uncovered call ACME 105'], 4500, 6500]],
] as const)('%s', (_, positions, expected) => {
  const table = pool(positions);
  expect(asked(table)).toEqual(expected);
  expect(table.joint.every(({ rule }) => rule?.validFrom === '2010-12-02')).toBe(true);
  expect(table.maintenanceFlags).toContain('option-rules-from-memory');
});

test('cash that pays for the strike secures a put, each dollar once', () => {
  // Strikes of 95 and 90: 9,500 of 12,000 secure the first, 2,500 are too little for the other.
  const labels = (cash: number): readonly string[] =>
    pool([put(95, -1, 2), put(70, -1, 1)], cash).joint.map(({ label }) => label);
  expect(labels(16_500)).toEqual(['cash-secured put ACME 70', 'cash-secured put ACME 95']);
  expect(labels(16_499)).toEqual(['cash-secured put ACME 70', 'uncovered put ACME 95']);
  expect(labels(6_999)).toEqual(['uncovered put ACME 70', 'uncovered put ACME 95']);
  const two = (cash: number): readonly string[] => pool([put(70, -2, 1)], cash).joint.map(({ label }) => label);
  expect([two(14_000), two(13_999)]).toEqual([['cash-secured put ACME 70'], ['uncovered put ACME 70']]);
});

test("the broker's own rate of the stock goes before the least of the rules", () => {
  const house = { origin: 'imported', source: 'rates of the broker', validFrom: '2026-09-01' };
  // 40 % of 10,000 less 200; half of 10,000 less 200 to open.
  const table = pool([stock(100, 100, house, 0.4), call(105, -1, 2)]);
  expect(asked(table)).toEqual([['covered call ACME 105'], 3800, 4800]);
  expect(table.joint[0]?.rule).toMatchObject({ validFrom: '2026-09-01' });
  expect(table.joint[0]?.rule?.source).toContain('rates of the broker');
  // 75 % to keep is 75 % to open, and a put bought takes nothing off: 7,500 and its 200.
  expect(asked(pool([stock(100, 100, house, 0.75), put(95, 1, 2)]))).toEqual([['long put ACME 95'], 7700, 7700]);
});

test('a table of the broker with tiers, and what it does not say', () => {
  const house = { origin: 'imported', source: 'rates of the broker', validFrom: '2026-09-01' } as const;
  const rows = tiers([0, 0.3, 0], [5_000, 0.5, 1_000]);
  const short = position({ symbol: 'ACME', quantity: -150, entry: 100, mark: 100, tiers: rows, table: house });
  const table = pool([short, put(95, -1, 2), call(105, -1, 2)], 20_000);
  // 15,000 of value ask for 6,500, less the 200 of the put; half of it to open. The call alone asks for 1,500.
  expect(asked(table)).toEqual([
    ['covered put ACME 95', 'short stock ACME', 'uncovered call ACME 105'],
    6500 - 200 + 1500,
    7500 - 200 + 1500,
  ]);
  expect(table.joint.map(({ rule }) => rule?.validFrom)).toEqual(['2026-09-01', '2026-09-01', '2010-12-02']);
});

test('each strategy holds the positions that it is made of', () => {
  const [shares, near, far, low] = [stock(100), call(105, -1, 2), call(110, -1, 2), put(70, 1, 2)];
  const table = pool([shares, near, far, low]);
  expect(
    table.joint.map(({ label, positions }) => [label, positions.map(({ instrument }) => instrument.symbol)]),
  ).toEqual([
    ['covered call ACME 105', ['ACME261218C00105000', 'ACME']],
    ['uncovered call ACME 110', ['ACME261218C00110000']],
    ['long put ACME 70', ['ACME261218P00070000']],
  ]);
});

test('an option held long asks for less as it falls; what a strategy asks for stands', () => {
  const linesOf = (table: MarginTable): unknown => table.joint.map(({ asset, lines }) => [asset, lines]);
  expect(linesOf(pool([call(105, 1, 5)]))).toEqual([['ACME', [{ constant: 0, slope: 500 }]]]);
  expect(linesOf(pool([stock(100), call(105, -1, 2)]))).toEqual([[null, [{ constant: 2300, slope: 0 }]]]);
});

test('what the underlying is matters to sold options alone', () => {
  expect(pool([call(105, -1, 2)]).maintenanceFlags).toContain('underlying-kind-assumed');
  expect(pool([stock(100), call(105, -1, 2)]).maintenanceFlags).not.toContain('underlying-kind-assumed');
});

test('an option on a leveraged fund asks for its multiple, on a share that is not listed as one for its own', () => {
  const kinds = ['OTHR', 'ACME'].map((ticker, at) => ({ ticker, kind: 'share' as const, leverage: 3 - at }));
  const listedKinds = { validFrom: '2009-12-01', source: 'the notice', kinds };
  // Twice 20 % of 100 less the 5 out of the money.
  expect(asked(pool([call(105, -1, 2)], -1, { listedKinds }))[1]).toBe(3500);
  expect(pool([call(105, -1, 2)], -1, { listedKinds }).maintenanceFlags).not.toContain('underlying-kind-assumed');
  expect(asked(pool([call(105, -1, 2)], -1, { listedKinds: { ...listedKinds, kinds: kinds.slice(0, 1) } }))[1]).toBe(
    1500,
  );
});

test('a sold option is as old as the price of its share', () => {
  const old = markOf(100, { stale: true });
  expect(pool([call(105, -1, 2, { underlyingMark: old })]).maintenanceFlags).toContain('mark-stale');
  expect(pool([call(105, -1, 2)]).maintenanceFlags).not.toContain('mark-stale');
});

test('a price that is not known makes the margin missing, never smaller', () => {
  const gap = missing('no price', 'Give one.');
  const sold = pool([call(105, -1, 2, { underlyingMark: gap })]);
  expect(firstGap(sold)?.mend).toBe('Give a price of ACME.');
  expect(poolFigures(sold).maintenance).toMatchObject({ status: 'missing-data' });
  expect(asked(pool([call(105, 1, 2, { underlyingMark: gap })]))).toEqual([['long call ACME 105'], 200, 200]);
  expect(firstGap(pool([stock(100), call(105, -1, 2, { mark: gap })]))).toBe(gap);
  // The stock that is held says its price itself.
  expect(firstGap(pool([stock(100), call(105, -1, 2, { underlyingMark: gap })]))).toBeNull();
});

test('a sold option on a future goes by rules that Ballast does not have; a bought one asks for its price', () => {
  const ofFuture = (quantity: number): ValuedPosition =>
    option('./MESM6EXK6261218P5800', quantity, 10, { multiplier: 5 });
  expect(firstGap(pool([ofFuture(-1)]))?.reason).toContain('scenarios of its futures exchange');
  expect(asked(pool([ofFuture(2)]))).toEqual([['long put /MES 5800'], 100, 100]);
});

test('portfolio margin is not figured as Regulation T: it is missing, with what mends it', () => {
  const table = pool([stock(100), call(105, -1, 2)], -1, { marginMode: 'portfolio' });
  expect(firstGap(table)?.reason).toContain('portfolio margin');
  expect(poolFigures(table)).toMatchObject({
    maintenance: { status: 'missing-data' },
    initial: { status: 'missing-data' },
    equity: { status: 'value', value: 9799 },
  });
});

test('amounts in another currency cross into the base at its rate', () => {
  const inEuro = (one: ValuedPosition): ValuedPosition => ({
    ...one,
    instrument: { ...one.instrument, quoteAsset: 'EUR', settleAsset: 'EUR' },
    settleRate: markOf(1.1),
  });
  const held = account([stock(100), call(105, -1, 2)].map(inEuro), [balance('EUR', -1, 1.1)], { venue: 'tastytrade' });
  const long = account([inEuro(call(105, 1, 5))], [balance('EUR', -1, 1.1)], { venue: 'tastytrade' });
  expect(asked(compileAccount(long, asOfMs)[0] as MarginTable)).toEqual([['long call ACME 105'], 550, 550]);
  // 2,300 and 4,800 euro.
  expect(asked(compileAccount(held, asOfMs)[0] as MarginTable)).toEqual([['covered call ACME 105'], 2530, 5280]);
});
