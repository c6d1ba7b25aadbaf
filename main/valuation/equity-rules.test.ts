import { expect, test } from 'vitest';
import type { Instrument } from '../../shared/book/instrument.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { utcDay } from '../../shared/units/unit.ts';
import type { PathDay } from './equity-day.ts';
import { equityPath, type EquityPathInput } from './equity-path.ts';
import { at, close, instrumentOf, mark } from './fixtures/book.ts';
import type { Mark } from './mark-book.ts';
import { withoutOwnTransfers, type PathFlow } from './own-transfers.ts';

// BOOK section 10, Drawdown: what was funded before the first position is the initial wealth; observations run to the
// last day that has an event or a mark.

const btc = 'BTC/USDT:USDT';
const dayOf = (day: string) => utcDay(at(`2026-01-${day}T00:00:00Z`));

interface Day {
  readonly balances?: readonly (readonly [asset: string, amount: string])[];
  readonly positions?: readonly (readonly [instrument: string, quantity: string, price: string | null])[];
  readonly flows?: readonly PathFlow[];
  readonly account?: string;
}

function on(day: string, { balances = [], positions = [], flows = [], account = 'main' }: Day): PathDay {
  return {
    day: dayOf(day),
    balances: balances.map(([asset, amount]) => ({ account, asset, amount: amount as Decimal, status: 'known' })),
    positions: positions.map(([instrument, quantity, price]) => ({
      account,
      instrument,
      leg: 'net',
      quantity: quantity as Decimal,
      averagePrice: price as Decimal | null,
    })),
    flows,
  };
}

function flow(time: string, amount: string, say: Partial<PathFlow> = {}): PathFlow {
  const timeMs = at(`2026-01-${time}Z`);
  return {
    account: 'main',
    asset: 'USD',
    instrument: null,
    amount: amount as Decimal,
    kind: 'deposit',
    timeMs,
    ...say,
  };
}

/** The path of `main`, whose first position is of `first` and whose last event of `last`. */
function path(
  days: readonly PathDay[],
  marks: readonly Mark[],
  first: string,
  last: string,
  say: Partial<EquityPathInput> = {},
) {
  return equityPath({
    states: {
      days,
      accounts: [{ account: 'main', firstPositionMs: at(`2026-01-${first}Z`), lastEventMs: at(`2026-01-${last}Z`) }],
      doubts: [],
    },
    account: 'main',
    marks,
    instrumentOf,
    asOfMs: at('2026-01-20T12:00:00Z'),
    base: 'USD',
    ...say,
  });
}

const equities = (result: ReturnType<typeof path>) =>
  result.status === 'value' ? result.value.days.map(({ equity }) => equity) : result;

/** The same stock in Frankfurt: priced and settled in euros. */
const inEuros = (symbol: string): Instrument => ({
  ...instrumentOf(symbol),
  ...(symbol === 'ACME' ? { quoteAsset: 'EUR', settleAsset: 'EUR' } : {}),
});

test('a stock in euros counts at its price times the rate, also when it comes in by itself', () => {
  // 10 at 40 euros of 1.25 dollars: 500 beside 1,000. Two more come in at 44: 2 x 44 x 1.25 = 110; 12 x 44 x 1.25 = 660.
  const days = [
    on('02', { balances: [['USD', '1000']], positions: [['ACME', '10', '40']] }),
    on('03', {
      positions: [['ACME', '12', '40']],
      flows: [flow('03T15:00:00', '2', { asset: 'EUR', instrument: 'ACME', kind: 'opening-position' })],
    }),
  ];
  const marks = [
    mark('EUR/USD', '1.25', '2026-01-01T08:00:00Z'),
    close('ACME', '40', '2026-01-02'),
    close('ACME', '44', '2026-01-03'),
  ];
  const result = path(days, marks, '02T15:00:00', '03T15:00:00', { instrumentOf: inEuros });
  expect(result).toMatchObject({
    value: { days: [{ equity: 1500 }, { equity: 1660, deposits: 110, withdrawals: 0 }] },
  });
});

test('a future is over at its expiry: until a row removes it, nobody knows its worth', () => {
  const future = 'BTC/USDT:USDT-260105';
  const held = [on('02', { balances: [['USD', '1000']], positions: [[future, '1', '100']] })];
  const marks = [mark(future, '110', '2026-01-02T12:00:00Z')];
  const asOf = (time: string) => path(held, marks, '02T10:00:00', '02T10:00:00', { asOfMs: at(time) });
  const toExpiry = [...marks, mark(future, '120', '2026-01-05T07:59:00Z')];
  expect(equities(asOf('2026-01-05T08:00:00Z'))).toEqual([1010]);
  const late = { asOfMs: at('2026-01-05T08:00:00Z') };
  expect(path(held, toExpiry, '02T10:00:00', '02T10:00:00', late)).toMatchObject({
    status: 'missing-data',
    reason: `${future} in main has expired.`,
  });
  const early = { asOfMs: at('2026-01-05T07:59:59.999Z') };
  expect(equities(path(held, toExpiry, '02T10:00:00', '02T10:00:00', early))).toEqual([1010, 1010, 1010, 1020]);
});

test('the initial wealth is what was there on the eve of the first position, at the prices of that eve', () => {
  // One coin: 90 on New Year's Eve, 100 on the eve, 130 at the end of the first day, with one contract up 30.
  const days = [
    { ...on('01', { balances: [['BTC', '1']] }), day: dayOf('01') - 1 },
    on('02', { positions: [[btc, '1', '100']] }),
  ];
  const marks = [
    close('BTC/USD', '90', '2025-12-31'),
    close('BTC/USD', '100', '2026-01-01'),
    close('BTC/USD', '130', '2026-01-02'),
    close('BTC/USD', '150', '2026-01-03'),
    close(btc, '130', '2026-01-02'),
    close(btc, '150', '2026-01-03'),
  ];
  const result = path(days, marks, '02T10:00:00', '02T10:00:00');
  expect(result).toMatchObject({ value: { initialWealth: 100 } });
  expect(equities(result)).toEqual([160, 200]);
});

test('the book begins with the first position of any account', () => {
  const days = [
    on('01', { balances: [['USD', '1000']] }),
    on('02', { positions: [[btc, '1', '100']] }),
    on('04', { positions: [[btc, '1', '100']], account: 'second' }),
  ];
  const states: EquityPathInput['states'] = {
    days,
    accounts: [
      { account: 'main', firstPositionMs: at('2026-01-02T10:00:00Z'), lastEventMs: at('2026-01-02T10:00:00Z') },
      { account: 'second', firstPositionMs: at('2026-01-04T10:00:00Z'), lastEventMs: at('2026-01-04T10:00:00Z') },
    ],
    doubts: [],
  };
  const result = path(days, [close(btc, '105', '2026-01-02')], '02T10:00:00', '04T10:00:00', { states, account: null });
  expect(equities(result)).toEqual([1005, 1005, 1010]);
});

test('money at the very instant of the first position was there before it; half a dollar after it is a deposit', () => {
  const days = [
    on('02', {
      balances: [['USD', '1000.5']],
      positions: [[btc, '1', '100']],
      flows: [flow('02T10:00:00', '1000'), flow('02T10:00:00.001', '0.5')],
    }),
  ];
  expect(path(days, [close(btc, '100', '2026-01-02')], '02T10:00:00', '02T10:00:00')).toMatchObject({
    value: { initialWealth: 1000, days: [{ deposits: 0.5, withdrawals: 0 }] },
  });
});

test('a wallet stated at the very instant of the first position was known in time', () => {
  const days = [
    on('02', {
      balances: [['USD', '1000']],
      positions: [[btc, '1', '100']],
      flows: [flow('02T10:00:00', '1000', { kind: 'opening' })],
    }),
  ];
  const marks = [close(btc, '107', '2026-01-02')];
  // In time: 1,000 was there and 7 was earned. A second later it cannot be told apart: the path begins with 1,007.
  expect(path(days, marks, '02T10:00:00', '02T10:00:00')).toMatchObject({
    value: { initialWealth: 1000, days: [{ equity: 1007 }] },
  });
  expect(path(days, marks, '02T09:59:59', '02T10:00:00')).toMatchObject({
    value: { initialWealth: 1007, days: [{ equity: 1007 }] },
  });
});

test('a flow in a coin without a price is told, even where nothing of it is left', () => {
  const days = [
    on('02', {
      balances: [
        ['USD', '1000'],
        ['XYZ', '0'],
      ],
      positions: [[btc, '1', '100']],
      flows: [
        flow('02T10:00:00', '5', { asset: 'XYZ' }),
        flow('02T11:00:00', '-5', { asset: 'XYZ', kind: 'withdrawal' }),
      ],
    }),
  ];
  expect(path(days, [close(btc, '107', '2026-01-02')], '02T10:00:00', '02T10:00:00')).toMatchObject({
    status: 'missing-data',
    reason: 'There is no price of XYZ in USD.',
  });
});

test('a history that is trusted only after its last day has no path, and says so plainly', () => {
  const days = [on('01', { balances: [['USD', '1000']] }), on('02', { positions: [[btc, '1', '100']] })];
  const states: EquityPathInput['states'] = {
    days,
    accounts: [
      { account: 'main', firstPositionMs: at('2026-01-02T10:00:00Z'), lastEventMs: at('2026-01-02T10:00:00Z') },
    ],
    doubts: [{ account: 'main', incomplete: null, trustedSinceMs: at('2026-01-09T00:00:00Z') }],
  };
  expect(path(days, [close(btc, '105', '2026-01-02')], '02T10:00:00', '02T10:00:00', { states })).toMatchObject({
    status: 'missing-data',
    reason: 'No day with a position is known.',
  });
});

test('a coin that is held carries the path on to the day of its last price', () => {
  // One contract opened and closed on the 2nd; the coin is worth 100, 120 and, on the 4th, 140.
  const days = [
    on('01', {
      balances: [
        ['BTC', '1'],
        ['USD', '10'],
      ],
    }),
    on('02', { positions: [['ETH/USDT:USDT', '0', null]] }),
  ];
  const marks = [
    close('ETH/USD', '7', '2026-01-09'),
    close('BTC/USD', '100', '2026-01-02'),
    close('BTC/USD', '120', '2026-01-03'),
    close('BTC/USD', '140', '2026-01-04'),
    close('BTC/USD', '100', '2026-01-01'),
  ];
  expect(equities(path(days, marks, '02T10:00:00', '02T11:00:00'))).toEqual([110, 130, 150]);
  // Of two things held the newer price counts, whichever is named first.
  const two = [
    on('01', {
      balances: [
        ['SOL', '1'],
        ['BTC', '1'],
      ],
    }),
    ...days.slice(1),
  ];
  for (const sol of ['2026-01-01', '2026-01-05']) {
    const result = path(
      two,
      [...marks, close('SOL/USD', '10', '2026-01-01'), close('SOL/USD', '10', sol)],
      '02T10:00:00',
      '02T11:00:00',
    );
    expect(equities(result)).toEqual(sol === '2026-01-05' ? [110, 130, 150, 150] : [110, 130, 150]);
  }
});

test('without any price the path ends with the last event; a coin without one is told', () => {
  const days = [on('01', { balances: [['USD', '1000']] }), on('02', { positions: [[btc, '0', null]] })];
  expect(equities(path(days, [], '02T10:00:00', '03T11:00:00'))).toEqual([1000, 1000]);
  const coin = [on('01', { balances: [['XYZ', '5']] }), ...days.slice(1)];
  expect(path(coin, [], '02T10:00:00', '03T11:00:00')).toMatchObject({
    status: 'missing-data',
    reason: 'There is no price of XYZ in USD.',
  });
});

test('only a transfer out of one account and into another, of one asset and amount, is a transfer between own accounts', () => {
  const out = flow('02T10:00:00', '-100', { kind: 'transfer' });
  const into = flow('02T10:05:00', '100', { kind: 'transfer', account: 'second' });
  expect(withoutOwnTransfers([out, into])).toEqual([]);
  expect(withoutOwnTransfers([into, out])).toEqual([]);
  const others: readonly (readonly PathFlow[])[] = [
    [{ ...out, kind: 'withdrawal' }, into],
    [out, { ...into, kind: 'deposit' }],
    [out, { ...into, account: 'main' }],
    [out, { ...into, asset: 'USDT' }],
    [out, { ...into, amount: '99' as Decimal }],
  ];
  for (const pair of others) expect(withoutOwnTransfers(pair)).toEqual(pair);
});
