import { expect, test } from 'vitest';
import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { meetingAt, movements, refold } from './what-moves.ts';

function leaf(symbol: string, value: number, label = symbol, unit = 'USDC'): ExplainNode {
  return { symbol, label, value, unit, formula: null, source: 'stated', asOf: null, children: [] };
}
function branch(symbol: string, value: number, formula: string, children: readonly ExplainNode[]): ExplainNode {
  return { ...leaf(symbol, value), formula, source: null, children };
}

// A long of 10 coins entered at 100, mark 90, wallet 200, maintenance 5 % of the notional: equity 200 + 10 (p - 100) meets
// maintenance 0.05 x 10 p where 9.5 p = 800.
const mark = leaf('mark', 90, 'Mark of X');
const quantity = leaf('quantity', 10, 'Quantity of X', 'X');
const price = branch(
  'liquidationPrice',
  800 / 9.5,
  'mark * (fixedMaintenance - fixedEquity) / (movingEquity - movingMaintenance)',
  [
    mark,
    leaf('fixedMaintenance', 0),
    branch('fixedEquity', -800, 'wallet - quantity * entry', [
      leaf('wallet', 200, 'Wallet'),
      quantity,
      leaf('entry', 100),
    ]),
    branch('movingEquity', 900, 'quantity * mark', [quantity, mark]),
    branch('movingMaintenance', 45, 'rate * quantity * mark', [leaf('rate', 0.05, 'Rate', 'fraction'), quantity, mark]),
  ],
);

test('the leaves refolded give the figure', () => {
  expect(refold(price)).toBeCloseTo(84.2105263, 7);
});

test('at the liquidation price equity is maintenance', () => {
  const meeting = meetingAt(price);
  expect(meeting?.equity).toBeCloseTo(200 + 10 * (800 / 9.5 - 100), 10);
  expect(meeting?.maintenance).toBeCloseTo(0.5 * (800 / 9.5), 10);
  expect(meetingAt(mark)).toBeNull();
});

test('a fuller wallet lowers the price of a long; its own mark, which stands on both sides, does not move it', () => {
  const moved = movements(price, 5) ?? [];
  expect(moved.map(({ input }) => input.label)).toEqual(['Wallet', 'Quantity of X']);
  // One per cent of 200 is 2, over 9.5.
  expect(moved[0]?.change).toBeCloseTo(-2 / 9.5, 10);
  // The same wallet over more coins: the price goes up by 200 / 9.5 x (1 - 1 / 1.01).
  expect(moved[1]?.change).toBeCloseTo((200 / 9.5) * (1 - 1 / 1.01), 10);
});

test('a tree of too many inputs is not tried input by input', () => {
  const days = Array.from({ length: 700 }, (_, day) => leaf(`amountHeld${day}`, day + 1));
  expect(movements(branch('sum', 1, days.map(({ symbol }) => symbol).join(' + '), days), 5)).toBeNull();
});
