import { expect, test } from 'vitest';
import { missing } from '../../shared/measures/outcome.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { utcDay } from '../../shared/units/unit.ts';
import type { PathDay } from './equity-day.ts';
import { equityPath, type EquityPathInput } from './equity-path.ts';
import { at, close, instrumentOf, mark } from './fixtures/book.ts';
import type { Mark } from './mark-book.ts';

const btc = 'BTC/USDT:USDT';
const dayOf = (day: string) => utcDay(at(`2026-01-${day}T00:00:00Z`));

interface Told {
  readonly usdt?: string;
  readonly unknown?: boolean;
  readonly btc?: readonly [string, string | null];
  readonly flows?: readonly (readonly [time: string, amount: string, kind?: string])[];
  readonly account?: string;
}

function told(day: string, { usdt, unknown, btc: held, flows = [], account = 'main' }: Told): PathDay {
  return {
    day: dayOf(day),
    balances:
      usdt === undefined
        ? []
        : [{ account, asset: 'USDT', amount: usdt as Decimal, status: unknown === true ? 'unknown' : 'known' }],
    positions:
      held === undefined
        ? []
        : [
            {
              account,
              instrument: btc,
              leg: 'net',
              quantity: held[0] as Decimal,
              averagePrice: held[1] as Decimal | null,
            },
          ],
    flows: flows.map(([time, amount, kind = 'deposit']) => ({
      account,
      asset: 'USDT',
      instrument: null,
      amount: amount as Decimal,
      kind,
      timeMs: at(`2026-01-${day}T${time}:00Z`),
    })),
  };
}

function path(days: readonly PathDay[], marks: readonly Mark[], first: string, say: Partial<EquityPathInput> = {}) {
  const last = days.at(-1)?.day ?? 0;
  return equityPath({
    states: {
      days,
      accounts: [
        {
          account: 'main',
          firstPositionMs: at(`2026-01-${first}:00Z`),
          lastEventMs: at(new Date(last * 86_400_000).toISOString()),
        },
      ],
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

test('equity is cash and unrealised profit; the funding before the first position is the initial wealth', () => {
  // 1000 on the 1st; on the 2nd 2 BTC at 100: 1000 + 2 (105 - 100) = 1010; on the 3rd 90: 980; on the 4th no mark: carried.
  // On the 5th a deposit of 50 and a withdrawal of 30 at 95: 1020 + 2 (95 - 100) = 1010.
  const result = path(
    [
      told('01', { usdt: '1000', flows: [['10:00', '1000']] }),
      told('02', { btc: ['2', '100'] }),
      told('05', {
        usdt: '1020',
        flows: [
          ['08:00', '50'],
          ['09:00', '-30', 'withdrawal'],
        ],
      }),
    ],
    [close(btc, '105', '2026-01-02'), close(btc, '90', '2026-01-03'), close(btc, '95', '2026-01-05')],
    '02T00:00',
  );
  expect(result).toEqual({
    status: 'value',
    value: {
      initialWealth: 1000,
      days: [
        { day: dayOf('02'), equity: 1010, deposits: 0, withdrawals: 0, stale: false },
        { day: dayOf('03'), equity: 980, deposits: 0, withdrawals: 0, stale: false },
        { day: dayOf('04'), equity: 980, deposits: 0, withdrawals: 0, stale: true },
        { day: dayOf('05'), equity: 1010, deposits: 50, withdrawals: 30, stale: false },
      ],
    },
  });
});

test('money that came in on the first day, before the position, is initial wealth; after it, a deposit', () => {
  const days = [
    told('02', {
      usdt: '1500',
      btc: ['2', '100'],
      flows: [
        ['08:00', '1000'],
        ['20:00', '500'],
      ],
    }),
  ];
  expect(path(days, [mark(btc, '100', '2026-01-02T21:00:00Z')], '02T12:00')).toEqual({
    status: 'value',
    value: {
      initialWealth: 1000,
      days: [{ day: dayOf('02'), equity: 1500, deposits: 500, withdrawals: 0, stale: false }],
    },
  });
});

test('nothing is carried beyond the last event or mark', () => {
  const days = [told('01', { usdt: '1000' }), told('02', { btc: ['2', '100'] })];
  const result = path(days, [close(btc, '105', '2026-01-02'), close('ETH/USDT:USDT', '7', '2026-01-09')], '02T00:00');
  expect(result.status === 'value' && result.value.days.map((one) => one.day)).toEqual([dayOf('02')]);
});

test('a wallet stated later begins the path on that day, with that equity', () => {
  const days = [
    told('02', { usdt: '-3', unknown: true, btc: ['2', '100'] }),
    told('04', { usdt: '500', flows: [['10:00', '500', 'opening']] }),
  ];
  const marks = [close(btc, '105', '2026-01-02'), close(btc, '110', '2026-01-04'), close(btc, '120', '2026-01-05')];
  expect(path(days, marks, '02T00:00')).toEqual({
    status: 'value',
    value: {
      initialWealth: 520,
      days: [
        { day: dayOf('04'), equity: 520, deposits: 0, withdrawals: 0, stale: false },
        { day: dayOf('05'), equity: 540, deposits: 0, withdrawals: 0, stale: false },
      ],
    },
  });
  // Stated on the very day, but after the first fill.
  const late = [told('02', { usdt: '500', btc: ['2', '100'], flows: [['10:00', '500', 'opening']] })];
  expect(path(late, marks, '02T00:00')).toMatchObject({ value: { initialWealth: 510 } });
  expect(path(days.slice(0, 1), marks, '02T00:00')).toMatchObject({
    status: 'missing-data',
    reason: 'The USDT balance of main is not known.',
  });
});

test('a position without any mark is not observed, and says what to import', () => {
  const days = [told('01', { usdt: '1000' }), told('02', { btc: ['2', '100'] })];
  expect(path(days, [], '02T00:00')).toMatchObject({
    status: 'missing-data',
    mend: 'Import a price history of BTC/USDT:USDT.',
  });
  const from = path(days, [close(btc, '105', '2026-01-04')], '02T00:00');
  expect(from).toMatchObject({ value: { initialWealth: 1010, days: [{ day: dayOf('04') }] } });
});

test('an incomplete instrument makes the path missing; once stated, it begins there', () => {
  const days = [told('01', { usdt: '1000' }), told('02', { btc: ['2', '100'] })];
  const marks = [close(btc, '105', '2026-01-02'), close(btc, '90', '2026-01-03'), close(btc, '95', '2026-01-04')];
  const doubted = (
    incomplete: ReturnType<typeof missing> | null,
    trusted: string | null,
  ): Partial<EquityPathInput> => ({
    states: {
      days,
      accounts: [
        { account: 'main', firstPositionMs: at('2026-01-02T00:00:00Z'), lastEventMs: at('2026-01-02T00:00:00Z') },
      ],
      doubts: [{ account: 'main', incomplete, trustedSinceMs: trusted === null ? null : at(trusted) }],
    },
  });
  const reason = missing('incomplete', 'state it');
  expect(path(days, marks, '02T00:00', doubted(reason, null))).toEqual(reason);
  expect(path(days, marks, '02T00:00', doubted(null, '2026-01-03T09:00:00Z'))).toMatchObject({
    value: { initialWealth: 980, days: [{ day: dayOf('03') }, { day: dayOf('04'), equity: 990 }] },
  });
});

test('a transfer between own accounts is a flow of each, and none of the book', () => {
  const out = told('03', { usdt: '700', flows: [['10:00', '-300', 'transfer']] });
  const into = told('03', { usdt: '300', account: 'second', flows: [['10:05', '300', 'transfer']] });
  const days = [
    told('01', { usdt: '1000', flows: [['10:00', '1000']] }),
    told('02', { btc: ['1', '100'] }),
    {
      day: dayOf('03'),
      balances: [...out.balances, ...into.balances],
      positions: [],
      flows: [...out.flows, ...into.flows],
    },
  ];
  const states: EquityPathInput['states'] = {
    days,
    accounts: [
      { account: 'main', firstPositionMs: at('2026-01-02T00:00:00Z'), lastEventMs: at('2026-01-03T10:00:00Z') },
      { account: 'second', firstPositionMs: null, lastEventMs: at('2026-01-03T10:05:00Z') },
    ],
    doubts: [],
  };
  const marks = [close(btc, '100', '2026-01-02')];
  const last = (account: string | null) => {
    const result = path(days, marks, '02T00:00', { states, account });
    return result.status === 'value' ? result.value.days.at(-1) : result;
  };
  expect(last('main')).toMatchObject({ equity: 700, deposits: 0, withdrawals: 300 });
  expect(last(null)).toMatchObject({ equity: 1000, deposits: 0, withdrawals: 0 });
  expect(path(days, marks, '02T00:00', { states, account: 'second' })).toMatchObject({ status: 'missing-data' });
});

test('a wallet of another account that is stated on the first day is a deposit of the book', () => {
  const main = told('02', { usdt: '1000', btc: ['1', '100'], flows: [['00:00', '1000']] });
  const other = told('02', { usdt: '300', account: 'second', flows: [['09:00', '300', 'opening']] });
  const day = { ...main, balances: [...main.balances, ...other.balances], flows: [...main.flows, ...other.flows] };
  const states: EquityPathInput['states'] = {
    days: [day],
    accounts: [
      { account: 'main', firstPositionMs: at('2026-01-02T08:00:00Z'), lastEventMs: at('2026-01-02T08:00:00Z') },
      { account: 'second', firstPositionMs: null, lastEventMs: at('2026-01-02T09:00:00Z') },
    ],
    doubts: [],
  };
  expect(path([day], [close(btc, '107', '2026-01-02')], '02T08:00', { states, account: null })).toMatchObject({
    value: { initialWealth: 1000, days: [{ equity: 1307, deposits: 300, withdrawals: 0 }] },
  });
});

test('the day that is not over is valued as of now', () => {
  const days = [told('01', { usdt: '1000' }), told('20', { btc: ['1', '100'] })];
  const marks = [mark(btc, '103', '2026-01-20T11:00:00Z'), mark(btc, '150', '2026-01-20T13:00:00Z')];
  expect(path(days, marks, '20T01:00')).toMatchObject({ value: { days: [{ day: dayOf('20'), equity: 1003 }] } });
});

test('inverse contracts earn coin, which is worth its rate', () => {
  // 10,000 USD long at 50,000, mark 40,000: 10,000 (1/50,000 - 1/40,000) = -0.05 BTC; 1 - 0.05 = 0.95 BTC at 40,000 = 38,000.
  const inverse = 'BTC/USD:BTC';
  const days: readonly PathDay[] = [
    {
      day: dayOf('02'),
      balances: [{ account: 'main', asset: 'BTC', amount: '1' as Decimal, status: 'known' }],
      positions: [
        {
          account: 'main',
          instrument: inverse,
          leg: 'net',
          quantity: '10000' as Decimal,
          averagePrice: '50000' as Decimal,
        },
      ],
      flows: [],
    },
  ];
  const result = path(days, [mark(inverse, '40000', '2026-01-02T22:00:00Z')], '02T00:00');
  expect(result.status === 'value' && result.value.days[0]?.equity).toBeCloseTo(38_000, 8);
});
