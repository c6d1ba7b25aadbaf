import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import { known } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { liquidate } from './liquidate.ts';

/** As dYdX: half a per cent, taken only from what the sale leaves above the bankruptcy price. */
const rules: LiquidationRules = {
  venue: 'test',
  validFrom: '2026-01-01',
  source: 'invented for the test',
  origin: 'shipped',
  trigger: 'below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: 0.005,
  feeRates: {},
  isFeeFromRest: true,
  backstopShare: null,
  bearers: ['trader'],
};

/** What closing 10 BTC at 100 (and 50 ETH at 10) costs on a wallet: fee and impact of each event, and what is left. */
function closed(wallet: number, loss: number, withEther = false) {
  const btc = position({ symbol: 'BTC/USDT:USDT', quantity: 10, entry: 100, mark: 100, tiers: tiers([0, 0.01, 0]) });
  const eth = position({ symbol: 'ETH/USDT:USDT', quantity: 50, entry: 10, mark: 10, tiers: tiers([0, 0.01, 0]) });
  const held = account(withEther ? [btc, eth] : [btc], [balance('USDT', wallet)], { liquidationRules: rules });
  const [table] = compileAccount(held, asOfMs) as [MarginTable];
  const found = liquidate({ table, left: new Map() }, { lossOf: () => known(loss), factorOf: () => 1 });
  if (found.status !== 'value') throw new Error(found.reason);
  return found.value.events.map(({ kind, fee, impact, equityAfter }) => [
    kind,
    ...[fee, impact, equityAfter].map(cents),
  ]);
}

const cents = (value: number) => Number(value.toFixed(6));

test('where enough is left the whole fee is taken', () => {
  expect(closed(9.99, 0)).toEqual([['closed', 5, 0, 4.99]]);
});

test('of 9.99 a sale at a loss of 6 leaves 3.99: the fee takes no more, and nobody owes', () => {
  expect(closed(9.99, 0.006)).toEqual([['closed', 3.99, 6, 0]]);
});

test('a sale below the bankruptcy price pays no fee: only what it lost is owed', () => {
  expect(closed(9.99, 0.02)).toEqual([
    ['closed', 0, 20, -10.01],
    ['debt', 0, 0, -10.01],
  ]);
});

test('of two positions each answers with its share of the value by maintenance', () => {
  // 12 at 10 and 5 of maintenance: 8 less 6 for BTC, then 4 less 3 for ETH.
  expect(closed(12, 0.006, true)).toEqual([
    ['closed', 2, 6, 4],
    ['closed', 1, 3, 0],
  ]);
});
