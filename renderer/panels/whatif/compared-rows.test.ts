import { expect, test } from 'vitest';
import type { Cell } from '../../../shared/contract/views.ts';
import type { AssessedWhatIf, Compared, Comparison } from '../../../shared/contract/whatif.ts';
import { comparedRows } from './compared-rows.ts';

const known = (value: number): Cell => ({ value, status: 'value', reason: null, mend: null, flags: [] });
const none: Cell = { value: null, status: 'none', reason: 'no price', mend: null, flags: [] };
const absent: Cell = { value: null, status: 'not-applicable', reason: 'not held', mend: null, flags: [] };

function compared(actual: Cell, whatIf: Cell): Compared {
  const has = actual.value !== null && whatIf.value !== null;
  return {
    actual,
    whatIf,
    difference: has ? Number(whatIf.value) - Number(actual.value) : null,
    differenceReason: has ? null : 'Now: no price',
  };
}

type Position = Comparison['positions'][number];

function position(
  instrument: string,
  lower: Compared,
  upper: Compared,
  quantity = compared(known(1), known(1)),
): Position {
  return {
    account: 'Perps',
    instrument,
    side: 'long',
    scope: `position:Perps/${instrument}/long`,
    quantity,
    entryPrice: compared(known(1), known(1)),
    liquidationLower: lower,
    liquidationUpper: upper,
    isChanged: true,
  };
}

function whatIf(label: string, comparison: Comparison | null): AssessedWhatIf {
  return {
    label,
    isKept: false,
    tickets: [],
    fault: null,
    effects: [],
    comparison,
    limits: null,
    largestSize: null,
    notes: [],
  };
}

const figure = (id: string, scope: string, unit: string, actual: number, then: number) => ({
  id,
  scope,
  unit,
  ...compared(known(actual), known(then)),
});

test('the book first, then changed liquidation prices before those that stay, then accounts and departures', () => {
  const a = whatIf('A', {
    figures: [
      figure('equity', 'book', 'money', 100, 100),
      // A float's own noise is no change: 1e-9 of 4 is the most that counts as none.
      figure('effectiveLeverage', 'account:Perps', 'multiple', 4, 4 + 4e-10),
      figure('marginRatio', 'account:Perps', 'fraction', 0.5, 0.4),
    ],
    positions: [
      position('ETH/USDT:USDT', compared(known(900), known(900)), compared(none, none)),
      position(
        'BTC/USDT:USDT',
        compared(known(30_000), known(28_000)),
        compared(none, known(90_000)),
        compared(known(1), known(2)),
      ),
    ],
    ladder: {
      asset: 'BTC',
      beta: 1,
      sides: [
        {
          side: 'down',
          nearest: compared(known(-0.2), known(-0.3)),
          actual: { order: [], unknown: [] },
          whatIf: { order: [], unknown: [] },
          isReordered: false,
        },
        {
          side: 'up',
          nearest: compared(none, none),
          actual: { order: [], unknown: [] },
          whatIf: { order: [], unknown: [] },
          isReordered: false,
        },
      ],
    },
    events: {
      hypothetical: true,
      asset: 'BTC',
      beta: 1,
      from: -0.5,
      to: 0.5,
      sides: [
        {
          side: 'down',
          firstCall: compared(known(-0.2), known(-0.3)),
          events: compared(known(3), known(2)),
          firstDebt: compared(known(-0.4), none),
          actual: { order: [], unknown: [] },
          whatIf: { order: [], unknown: [] },
          isReordered: false,
        },
        {
          side: 'up',
          firstCall: compared(none, none),
          events: compared(known(0), known(0)),
          firstDebt: compared(none, none),
          actual: { order: [], unknown: [] },
          whatIf: { order: [], unknown: [] },
          isReordered: false,
        },
      ],
    },
  });
  const rows = comparedRows([a]);
  expect(rows.map(({ group, label, isChanged, better }) => [group, label, isChanged, better])).toEqual([
    ['The whole book', 'Equity', false, 1],
    ['Liquidation prices, Perps', 'Below, BTC/USDT:USDT long', true, -1],
    ['Liquidation prices, Perps', 'Above, BTC/USDT:USDT long', true, 1],
    ['Liquidation prices, Perps', 'Below, ETH/USDT:USDT long', false, -1],
    ['Perps', 'Effective leverage', false, -1],
    ['Perps', 'Margin ratio', true, -1],
    ['Sizes', 'BTC/USDT:USDT, long · Perps', true, 0],
    ['Nearest departure, shock of BTC', 'Downwards', true, -1],
    ['Nearest departure, shock of BTC', 'Upwards', false, 1],
    ['Order of events, shock of BTC', 'Events downwards', true, -1],
    ['Order of events, shock of BTC', 'First debt downwards', true, -1],
    ['Order of events, shock of BTC', 'Events upwards', false, -1],
    ['Order of events, shock of BTC', 'First debt upwards', false, 1],
  ]);
});

test('what only one of two what-ifs has stands as nothing in the other; one that cannot be done has no column of figures', () => {
  const only = (instrument: string): Comparison => ({
    figures: [],
    positions: [position(instrument, compared(absent, known(10)), compared(absent, absent))],
    ladder: null,
    events: null,
  });
  const rows = comparedRows([
    whatIf('A', only('BTC/USDT:USDT')),
    whatIf('B', only('ETH/USDT:USDT')),
    whatIf('C', null),
  ]);
  expect(rows.map(({ whatIfs }) => whatIfs.map((one) => one?.whatIf.value ?? null))).toEqual([
    [10, null, null],
    [null, 10, null],
  ]);
  expect(rows.every(({ isChanged }) => isChanged)).toBe(true);
  expect(rows.map(({ unit, actual }) => [unit, actual])).toEqual([
    ['price', absent],
    ['price', absent],
  ]);
});

test('a pool that says what its account says stands once; what it says by itself stays', () => {
  const figure = (scope: string, id: string, actual: number, whatIf: number) => ({
    id,
    scope,
    unit: 'money',
    ...compared(known(actual), known(whatIf)),
  });
  const whatIf = {
    label: 'A',
    comparison: {
      figures: [
        figure('account:Perps', 'equity', 10, 20),
        figure('pool:Perps/cross', 'equity', 10, 20),
        figure('account:Two', 'equity', 30, 40),
        figure('pool:Two/isolated BTC/USDT:USDT', 'equity', 30, 35),
      ],
      positions: [],
      ladder: null,
      events: null,
    },
  } as unknown as AssessedWhatIf;
  expect(comparedRows([whatIf]).map(({ id }) => id)).toEqual([
    'account:Perps equity',
    'account:Two equity',
    'pool:Two/isolated BTC/USDT:USDT equity',
  ]);
});

test('the nearest departure asks for the pool that goes first on either side of the comparison; a count asks for none', () => {
  const goes = (account: string, shockFraction: number) => ({ account, pool: 'cross', shockFraction });
  const order = (...pools: readonly ReturnType<typeof goes>[]) => ({ order: [...pools], unknown: [] });
  const events = (pools: ReturnType<typeof order>) => ({
    ...pools,
    order: pools.order.map((one) => ({ ...one, events: 1, debtShockFraction: null })),
  });
  const [now, then] = [order(goes('Perps', -0.2), goes('Two', -0.3)), order(goes('Two', -0.3))];
  const ladder = {
    asset: 'ETH',
    beta: 'estimated' as const,
    sides: [
      {
        side: 'down' as const,
        nearest: compared(known(-0.2), known(-0.3)),
        actual: now,
        whatIf: then,
        isReordered: true,
      },
      { side: 'up' as const, nearest: compared(none, none), actual: order(), whatIf: order(), isReordered: false },
    ],
  };
  const happened = {
    hypothetical: true as const,
    asset: 'ETH',
    beta: 'estimated' as const,
    from: -0.5,
    to: 0.5,
    sides: [
      {
        side: 'down' as const,
        firstCall: compared(known(-0.2), known(-0.3)),
        events: compared(known(2), known(1)),
        firstDebt: compared(none, none),
        actual: events(now),
        whatIf: events(then),
        isReordered: true,
      },
    ],
  };
  const rows = comparedRows([whatIf('A', { figures: [], positions: [], ladder, events: happened })]);
  const asked = (account: string) => ({
    measure: 'departure.down',
    scope: `pool:${account}/cross`,
    axis: { asset: 'ETH', beta: 'estimated' },
  });
  expect(rows.map(({ id, question, whatIfs }) => [id, question, whatIfs[0]?.question ?? null])).toEqual([
    ['departure down', asked('Perps'), asked('Two')],
    ['departure up', null, null],
    ['departure events down', null, null],
    ['departure debt down', null, null],
  ]);
  expect(rows.every(({ meaning }) => meaning !== '')).toBe(true);
});

test('a size that changes asks for what is held; what is not held has no figures', () => {
  const opened = position('BTC/USDT:USDT', compared(none, none), compared(none, none), compared(known(0), known(2)));
  const [row] = comparedRows([whatIf('A', { figures: [], positions: [opened], ladder: null, events: null })]);
  expect(row?.question).toBeNull();
  expect(row?.whatIfs[0]?.question).toEqual({ measure: 'quantity', scope: 'position:Perps/BTC/USDT:USDT/long' });
});
