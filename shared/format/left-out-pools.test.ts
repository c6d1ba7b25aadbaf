import { expect, test } from 'vitest';
import type { CascadeDocument } from '../contract/cascade.ts';
import { nobodyCalledText, nobodyOwesText } from './left-out-pools.ts';

function withStates(...states: readonly [account: string, pool: string, state: 'safe' | 'missing-data'][]) {
  const pools = states.map(([account, pool, state]) => ({
    account,
    pool,
    state,
    equity: null,
    markDownEquity: null,
    notional: null,
  }));
  const rung = { shockFraction: 0, bookEquity: null, markDownEquity: null, pools };
  return { rungs: [rung, rung] } satisfies Pick<CascadeDocument, 'rungs'>;
}

test('where every pool is known nobody is called, and nobody owes', () => {
  const all = withStates(['Main', 'cross', 'safe']);
  expect(nobodyCalledText(all)).toBe('No account is called on this way.');
  expect(nobodyOwesText(all)).toBe('No account comes to owe.');
});

test('a pool that is not known is named once: nothing is said of it', () => {
  const some = withStates(
    ['Main', 'cross', 'safe'],
    ['TT', 'cross', 'missing-data'],
    ['Old', 'isolated BTC', 'missing-data'],
  );
  expect(nobodyCalledText(some)).toBe(
    'Whether TT, Old (isolated BTC) is called is not known: a figure is missing. No other account is called on this way.',
  );
  expect(nobodyOwesText(some)).toBe('Whether TT, Old (isolated BTC) comes to owe is not known; no other account does.');
});
