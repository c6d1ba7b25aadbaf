import { expect, test } from 'vitest';
import type { MarginTierTable } from '../../../shared/book/margin-tier.ts';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { position } from '../fixtures/build-book.ts';
import { initialMargin } from './initial-margin.ts';

const tiers = [
  { floor: 0, cap: 50_000, maintenanceRate: 0.01, deduction: 0, maxLeverage: 50 },
  { floor: 50_000, cap: null, maintenanceRate: 0.05, deduction: 2_000, maxLeverage: 10 },
];

function held(leverage: number | null, table: Partial<MarginTierTable> = {}): ValuedPosition {
  return position({
    symbol: 'BTC/USDT:USDT',
    quantity: 1,
    entry: 40_000,
    mark: 40_000,
    tiers,
    more: { leverage },
    table,
  });
}

function near(found: Maybe, value: number): void {
  expect(found.status === 'value' ? found.value : Number.NaN).toBeCloseTo(value, 10);
}

test('the leverage set decides, but no more of it than the table allows at that size', () => {
  near(initialMargin(held(20), 40_000, 'leverage'), 2_000);
  near(initialMargin(held(100), 40_000, 'leverage'), 800);
  // From 50,000 on at most 10 times.
  near(initialMargin(held(20), 50_000, 'leverage'), 5_000);
  near(initialMargin(held(5), 50_000, 'leverage'), 10_000);
});

test('without a largest leverage in the table the one set holds; without one stated it is missing', () => {
  const open = { tiers: tiers.map((tier) => ({ ...tier, maxLeverage: null })) };
  near(initialMargin(held(100, open), 40_000, 'leverage'), 400);
  expect(initialMargin(held(null), 40_000, 'leverage')).toEqual({
    status: 'missing-data',
    reason: 'The leverage of BTC/USDT:USDT is not stated.',
    mend: 'State the leverage of BTC/USDT:USDT.',
  });
});

test('by the table no leverage is asked for, and the rate grows with the size', () => {
  near(initialMargin(held(null), 40_000, 'table'), 800);
  // 2 % + 0.005 % for each unit: 100 of them ask for 2.5 (Deribit support, 11 January 2022).
  near(initialMargin(held(3, { growth: { maintenance: 0.1, initial: 0.00005 } }), 100, 'table'), 2.5);
  const silent = { tiers: tiers.map((tier) => ({ ...tier, maxLeverage: null })) };
  expect(initialMargin(held(3, silent), 40_000, 'table')).toEqual({
    status: 'missing-data',
    reason: 'The margin table of BTC/USDT:USDT does not say what opening it needs.',
    mend: 'Import a margin table of BTC/USDT:USDT with its largest leverage.',
  });
});

test('open interest between its caps raises the rate in a line to all of the notional', () => {
  const at = (openInterest: number | null): Maybe =>
    initialMargin(
      held(null, { openInterest: { lowerCap: 20, upperCap: 60, openInterest } }),
      40_000,
      'table-by-open-interest',
    );
  near(at(10), 800);
  near(at(20), 800);
  // A quarter of the way: 2 % + 98 % / 4 = 26.5 %.
  near(at(30), 10_600);
  near(at(60), 40_000);
  near(at(90), 40_000);
  expect(at(null)).toMatchObject({ status: 'missing-data', reason: expect.stringContaining('open interest') });
  expect(initialMargin(held(null), 40_000, 'table-by-open-interest').status).toBe('missing-data');
  expect(initialMargin(held(null, { openInterest: null }), 40_000, 'table-by-open-interest')).toEqual(known(800));
  // Caps of 0 switch it off, equal ones are a step.
  const capped = (lowerCap: number, upperCap: number, openInterest: number): Maybe =>
    initialMargin(held(null, { openInterest: { lowerCap, upperCap, openInterest } }), 40_000, 'table-by-open-interest');
  near(capped(0, 0, 0), 800);
  near(capped(0, 0, 5), 800);
  near(capped(20, 20, 20), 40_000);
  near(capped(20, 20, 19), 800);
});
