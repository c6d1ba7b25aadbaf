import { expect, test } from 'vitest';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { shockLadder } from './ladder.ts';
import { liquidationPrices } from './liquidation-price.ts';

function held(symbol: string, quantity: number, mark: number): ValuedPosition {
  return position({ symbol, quantity, entry: mark, mark, tiers: tiers([0, 0.25, 0]), more: { leverage: null } });
}

/** The margin pool of a broker whose client owes `debt` dollars. */
function poolOwing(debt: number, ...positions: readonly ValuedPosition[]): MarginTable {
  const broker = { venue: 'interactive-brokers' };
  return compileAccount(account(positions, [balance('USD', -debt)], broker), asOfMs)[0] as MarginTable;
}

const call = held('ACME261218C00050000', 3, 4);
const put = held('ACME261218P00050000', 1, 2);
const otherCall = held('OTHR261218C00050000', 1, 5);

test('an option moves by its own price while nothing else of its share is held; options on other shares stand', () => {
  // 300 x 4 + 500 of the other call on 1,000 of debt: equity 700, and both ask for all of their 1,700. 300 P + 500 = 1,000
  // at P = 5 / 3.
  const called = liquidationPrices(poolOwing(1_000, call, otherCall), call);
  expect(called.lower).toMatchObject({ status: 'already-liquidatable' });
  expect(called.bankruptcy).toMatchObject({ value: expect.closeTo(5 / 3, 12) });
  // A call that falls takes as much off what it asks for: 10,000 of shares on 6,000 of debt keep their 2,500.
  const kept = liquidationPrices(poolOwing(6_000, call, held('XYZ', 100, 100)), call);
  expect(kept.lower).toMatchObject({ status: 'none' });
});

test('beside a put on the same share the call cannot be followed, nor the put beside the call', () => {
  const table = poolOwing(1_000, call, put);
  for (const one of [call, put])
    expect(liquidationPrices(table, one)).toMatchObject({
      lower: { status: 'missing-data' },
      bankruptcy: { status: 'missing-data' },
    });
});

test('by estimated betas an option is in the way exactly where its share moves', () => {
  // 100 shares and a call worth 500 on 6,000 of debt, 25 % of the shares and all of the call:
  // 100 P + 500 - 6,000 = 25 P + 500 at P = 80.
  const table = poolOwing(6_000, held('ACME', 100, 100), otherCall);
  const laneAt = (beta: number) =>
    shockLadder(
      [table],
      { asset: 'ACME', from: -0.5, to: 0.5, step: 0.5, beta: 'estimated' },
      () => true,
      (asset) => known(asset === 'ACME' ? 1 : beta),
    ).lanes[0];
  expect(laneAt(0)?.down).toBeCloseTo(80 / 100 - 1, 12);
  for (const beta of [1, 0.5, -1]) {
    expect(laneAt(beta)?.missing?.reason).toContain('OTHR261218C00050000 in the pool is an option');
    expect(laneAt(beta)?.states).toEqual(['missing-data', 'missing-data', 'missing-data']);
  }
});

test('a wallet without positions is never liquidated, also where it owes', () => {
  const [table] = compileAccount(account([], [balance('USDT', -5)]), asOfMs);
  const lane = shockLadder([table as MarginTable], { asset: 'BTC', from: 0, to: 0, step: 1, beta: 1 }, () => true)
    .lanes[0];
  expect(lane).toMatchObject({ states: ['safe'], down: null, up: null });
  expect([...(lane?.equity ?? [])]).toEqual([-5]);
});

test('an option sold, or bought to protect stock, has no liquidation price of its own; one held for itself has', () => {
  const stock = {
    ...held('ACME', 100, 100),
    tierTable: { ...held('ACME', 100, 100).tierTable, origin: 'flat-rate' },
  } as const;
  const sold = held('ACME261218C00105000', -1, 2);
  const bought = held('ACME261218P00095000', 1, 2);
  const lowerOf = (option: ValuedPosition) => liquidationPrices(poolOwing(6_000, stock, option), option).lower;
  for (const one of [sold, bought])
    expect(lowerOf(one)).toMatchObject({ reason: expect.stringContaining('its price moves with ACME') });
  // A put 5 under its share with nothing to protect: its 200 are all that it can cost.
  const alone = held('OTHR261218P00095000', 1, 2);
  expect(lowerOf(alone)).toMatchObject({ status: 'none' });
  // Sold without the share.
  const naked = { ...sold, underlyingMark: stock.mark };
  expect(liquidationPrices(poolOwing(-9_000, naked), naked).lower).toMatchObject({ status: 'missing-data' });
});
