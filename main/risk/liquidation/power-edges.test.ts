import { expect, test } from 'vitest';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers, type PositionSketch } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { shockLadder, type LadderLane } from './ladder.ts';

// Ladders by estimated betas, at the places where a power path is hardest: tier edges, touches and the ends of the search.

function perp(symbol: string, quantity: number, rows: PositionSketch['tiers'], more: Partial<PositionSketch> = {}) {
  return position({ symbol, quantity, entry: 100, mark: 100, tiers: rows, ...more });
}

/** The first pool of an account on a venue along BTC, rungs at half, once and one and a half times its price. */
function laneOf(
  held: ValuedPosition,
  wallets: readonly ReturnType<typeof balance>[],
  betas: Readonly<Record<string, number>> = {},
): LadderLane {
  const tables = compileAccount(account([held], wallets, { venue: 'bybit' }), asOfMs);
  const table = tables.find((one) => one.positions.length > 0) as MarginTable;
  const axis = { asset: 'BTC', from: -0.5, to: 0.5, step: 0.5, beta: 'estimated' } as const;
  return shockLadder(
    [table],
    axis,
    () => true,
    (asset) => known(betas[asset] as number),
  ).lanes[0] as LadderLane;
}

const usdt = (amount: number) => [balance('USDT', amount)];
const btc = (quantity: number, ...rows: readonly (readonly [floor: number, rate: number, deduction: number])[]) =>
  perp('BTC/USDT:USDT', quantity, tiers(...rows));

test('a tier that asks for all there is liquidates where it begins, though the price would help again beyond', () => {
  // From a notional of 200 on 60 %: at twice the price 20 + 100 against 120, and half a dollar more is enough.
  const long = btc(1, [0, 0.1, 0], [200, 0.6, 0]);
  expect(laneOf(long, usdt(20)).up).toBe(1);
  expect(laneOf(long, usdt(20.5)).up).toBeNull();
});

test('in the dear tier a fall to its very floor liquidates, though the tier below asks for less', () => {
  // 40 % down to a notional of 50: at half the price 70 - 50 against 20.
  expect(laneOf(btc(1, [0, 0.1, 0], [50, 0.4, 0]), usdt(70)).down).toBe(-0.5);
});

test('equity that just equals maintenance at the marks is gone already; half a dollar above it is not', () => {
  // At the floor of the tier of 25 %: 25 against 25, on either side.
  expect(laneOf(btc(1, [0, 0.1, 0], [100, 0.25, 0]), usdt(25))).toMatchObject({ down: 0, up: 0 });
  // 10.5 + 100 x - 100 = 10 x.
  expect(laneOf(btc(1, [0, 0.1, 0]), usdt(10.5)).down).toBeCloseTo(89.5 / 90 - 1, 12);
});

test('the search ends at a million times the mark', () => {
  // A short: W - 100 (x - 1) = 10 x, with a dearer tier from two million times the mark on.
  const short = btc(-1, [0, 0.1, 0], [200_000_000, 0.2, 0]);
  const walletFor = (factor: number) => usdt(110 * factor - 100);
  expect(laneOf(short, walletFor(999_999)).up).toBeCloseTo(999_998, 3);
  expect(laneOf(short, walletFor(1_000_000.5)).up).toBeNull();
});

test('an account of cents that nothing liquidates is told so as one of millions is', () => {
  expect(laneOf(btc(0.001, [0, 0.1, 0]), usdt(0.95))).toMatchObject({ down: null, up: null });
});

test('a contract quoted in the coin of the axis: its value moves by both, what was paid by the coin', () => {
  // 2 ETH at 0.5 BTC of 100: 100; with x of BTC and x^2 of ETH 100 x^2 - 100 x beside 5 BTC, 500 x; 1 % of 100 x^2.
  const cross = perp('ETH/BTC:BTC', 2, tiers([0, 0.01, 0]), { entry: 0.5, mark: 0.5, settleRate: 100 });
  const lane = laneOf(cross, [balance('BTC', 5, 100)], { ETH: 2 });
  expect([...(lane.equity ?? [])]).toEqual([225, 500, 825]);
  expect([...(lane.notional ?? [])]).toEqual([25, 100, 225]);
  expect([...(lane.maintenance ?? [])]).toEqual([0.25, 1, 2.25]);
});

test('maintenance on the entry value stands while the price moves by its power', () => {
  // Isolated on Bybit: 28 posted, 10 % of the entry of 100: 28 + 100 x^2 - 100 = 10.
  const more = { marginMode: 'isolated', isolatedMargin: 28 } as const;
  const lane = laneOf(perp('ETH/USDT:USDT', 1, tiers([0, 0.1, 0]), { more }), usdt(100), { ETH: 2 });
  expect([...(lane.maintenance ?? [])]).toEqual([10, 10, 10]);
  expect(lane.down).toBeCloseTo(Math.sqrt(0.82) - 1, 12);
});

test('what does not move with the axis stays in its tier', () => {
  // 20 % of 100 less 5.
  const lane = laneOf(perp('ETH/USDT:USDT', 1, tiers([0, 0.1, 0], [50, 0.2, 5])), usdt(100), { ETH: 0 });
  expect([...(lane.maintenance ?? [])]).toEqual([15, 15, 15]);
  expect(lane).toMatchObject({ down: null, up: null });
});
