import { expect, test } from 'vitest';
import { utcDay } from '../../shared/units/unit.ts';
import { dailyStates } from './daily-states.ts';
import {
  at,
  booked,
  cash,
  decimal,
  fill,
  inOrder,
  opening,
  perpetual,
  settings,
  spot,
  wallet,
} from './fixtures/events.ts';

const now = at('2026-02-01T00:00:00Z');
const dayOf = (iso: string) => utcDay(at(iso));

test('each day holds what it changed, as it stood at its end', () => {
  const states = dailyStates(
    booked([
      cash('2026-01-01T10:00:00Z', 'deposit', '1000'),
      fill('2026-01-01T11:00:00Z', 'buy', '2', '100'),
      fill('2026-01-01T23:59:59.999Z', 'sell', '1', '110'),
      cash('2026-01-03T00:00:00Z', 'withdrawal', '-10'),
    ]),
    settings(),
    now,
  );
  expect(states.days).toEqual([
    {
      day: dayOf('2026-01-01T00:00:00Z'),
      balances: [{ account: 'main', asset: 'USDT', amount: '1010', status: 'known' }],
      positions: [{ account: 'main', instrument: perpetual, leg: 'net', quantity: '1', averagePrice: '100' }],
      flows: [
        {
          account: 'main',
          asset: 'USDT',
          instrument: null,
          amount: '1000',
          kind: 'deposit',
          timeMs: at('2026-01-01T10:00:00Z'),
        },
      ],
    },
    {
      day: dayOf('2026-01-03T00:00:00Z'),
      balances: [{ account: 'main', asset: 'USDT', amount: '1000', status: 'known' }],
      positions: [],
      flows: [
        {
          account: 'main',
          asset: 'USDT',
          instrument: null,
          amount: '-10',
          kind: 'withdrawal',
          timeMs: at('2026-01-03T00:00:00Z'),
        },
      ],
    },
  ]);
  expect(states.accounts).toMatchObject([{ account: 'main', firstPositionMs: at('2026-01-01T11:00:00Z') }]);
});

test('events after the asked instant are not looked at', () => {
  const events = booked([
    fill('2026-01-01T11:00:00Z', 'buy', '2', '100'),
    fill('2026-01-05T11:00:00Z', 'buy', '2', '100'),
  ]);
  expect(dailyStates(events, settings(), at('2026-01-05T10:59:59Z')).days).toHaveLength(1);
});

test('differences to statements and printed balances are flows, marked as such', () => {
  const states = dailyStates(
    booked([
      cash('2026-01-01T00:00:00Z', 'funding', '-1', 'USDT', { balanceAfter: decimal('499') }),
      wallet('2026-01-02T00:00:00Z', '600'),
      cash('2026-01-03T00:00:00Z', 'funding', '-1', 'USDT', { balanceAfter: decimal('590') }),
    ]),
    settings(),
    now,
  );
  // Began at 500; stated 600 where 499 was derived; printed 590 where 599 was derived.
  expect(states.days.flatMap((day) => day.flows.map(({ kind, amount }) => [kind, amount]))).toEqual([
    ['opening', '500'],
    ['difference', '101'],
    ['difference', '-9'],
  ]);
});

test('an incomplete instrument is named until a statement clears it', () => {
  const closing = fill('2026-01-01T00:00:00Z', 'sell', '1', '100', { effect: 'close' });
  const marked = dailyStates(booked([closing]), settings(), now);
  expect(marked.doubts).toMatchObject([{ account: 'main', instrument: perpetual, trustedSinceMs: null }]);
  expect(marked.doubts[0]?.incomplete?.reason).toMatch(/incomplete/);
  const stated = dailyStates(booked([closing, opening('2026-01-02T00:00:00Z', '1', '90')]), settings(), now);
  expect(stated.doubts).toMatchObject([{ incomplete: null, trustedSinceMs: at('2026-01-02T00:00:00Z') }]);
});

test('a spot holding is a balance; the first coin counts as a position', () => {
  const states = dailyStates(
    inOrder(
      booked([cash('2026-01-01T00:00:00Z', 'deposit', '1000', 'USDC')], 'main', 1, 1),
      booked([fill('2026-01-02T00:00:00Z', 'buy', '2', '40', { instrument: spot })], 'main', 2, 10),
    ),
    settings(),
    now,
  );
  expect(states.days[1]).toMatchObject({
    balances: [
      { asset: 'HYPE', amount: '2' },
      { asset: 'USDC', amount: '920' },
    ],
    positions: [],
  });
  expect(states.accounts).toMatchObject([{ firstPositionMs: at('2026-01-02T00:00:00Z') }]);
});
