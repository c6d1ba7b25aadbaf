import { expect, test } from 'vitest';
import type { ExplainNode } from '../../../shared/contract/risk.ts';
import {
  formulaNumbers,
  formulaWords,
  nodeValue,
  oldestInput,
  symbolWords,
  treeAsText,
  whereText,
} from './node-text.ts';

function leaf(symbol: string, value: number, unit: string, more: Partial<ExplainNode> = {}): ExplainNode {
  return { symbol, label: symbol, value, unit, formula: null, source: 'stated', asOf: null, children: [], ...more };
}
const maintenance: ExplainNode = {
  ...leaf('maintenance1', 585.9, 'USD'),
  formula: '(rate * notional - deduction) * settleRate',
  source: null,
  children: [
    leaf('rate', 0.02, 'fraction', { source: 'table; tier from 0 to 3000000', asOf: '2026-09-27' }),
    leaf('notional', 29_295, 'USDC'),
    leaf('deduction', 0, 'USDC'),
    leaf('settleRate', 1, 'USD', { asOf: '2026-11-20T20:56:00.000Z' }),
  ],
};

test('money at cents, prices by their size, amounts without noughts at the end, rates in per cent', () => {
  expect(nodeValue(leaf('notional', 29_294.956, 'USDC'))).toEqual({ text: '29,294.96', unit: 'USDC' });
  expect(nodeValue(leaf('mark', 0.14873, 'USDC'))).toEqual({ text: '0.14873', unit: 'USDC' });
  expect(nodeValue(leaf('quantity', -0.11, 'BTC'))).toEqual({ text: '−0.11', unit: 'BTC' });
  expect(nodeValue(leaf('amount', 5073.82649421, 'USDC')).text).toBe('5,073.82649421');
  expect(nodeValue(leaf('rate', 0.0125, 'fraction'))).toEqual({ text: '1.25', unit: '%' });
  expect(nodeValue(leaf('fee', 0.0042, 'USD')).text).toBe('0.004200');
});

test('a formula is read in words and in numbers', () => {
  expect(formulaWords(maintenance)).toBe('(rate × notional − deduction) × settle rate');
  expect(formulaNumbers(maintenance)).toBe('(2.00 % × 29,295.00 − 0.00) × 1.00');
  expect(symbolWords('fixedMaintenance')).toBe('fixed maintenance');
  expect(symbolWords('profit12')).toBe('profit 12');
});

test('a negative input of a formula stands in brackets, a sign before a bracket is no difference', () => {
  const node: ExplainNode = {
    ...leaf('value', 10, 'USD'),
    formula: '-quantity * (entry - mark)',
    children: [leaf('quantity', -5, 'ETH'), leaf('entry', 2, 'USD'), leaf('mark', 4, 'USD')],
  };
  expect(formulaWords(node)).toBe('−quantity × (entry − mark)');
  expect(formulaNumbers(node)).toBe('−(−5) × (2.0000 − 4.0000)');
});

test('a long sum is counted, not written out', () => {
  const parts = Array.from({ length: 8 }, (_, index) => leaf(`part${index + 1}`, index, 'USD'));
  const sum = { ...leaf('sum', 28, 'USD'), formula: parts.map(({ symbol }) => symbol).join(' + '), children: parts };
  expect(formulaWords(sum)).toBe('sum of 8');
});

test('a name without a number stands for all inputs of that name', () => {
  const returns = [leaf('return1', 0.1, 'fraction'), leaf('return2', -0.2, 'fraction')];
  const node = { ...leaf('mean', -0.05, 'fraction'), formula: 'mean(return)', children: returns };
  expect(formulaWords(node)).toBe('mean(2 × return)');
});

test('a leaf says its source, its date and how old that is; the oldest input is found', () => {
  const asOf = Date.parse('2026-11-20T21:00:00Z');
  const [rate, , , settle] = maintenance.children;
  expect(rate === undefined ? '' : whereText(rate, asOf)).toBe('tier from 0 to 3,000,000, 2026-09-27, 54 d old; table');
  expect(settle === undefined ? '' : whereText(settle, asOf)).toBe('stated, 2026-11-20 20:56, 4 min old');
  expect(oldestInput(maintenance)?.input.symbol).toBe('rate');
  expect(oldestInput(leaf('x', 1, 'USD'))).toBeNull();
});

test('as text the tree keeps every digit, without groups and with a hyphen', () => {
  const text = treeAsText({ ...maintenance, value: -1234.5678 });
  expect(text.split('\n')[0]).toBe(
    'maintenance1\tmaintenance1\t-1234.5678\tUSD\t= (rate * notional - deduction) * settleRate',
  );
  expect(text.split('\n')[1]).toBe('  rate\trate\t0.02\tfraction\ttable; tier from 0 to 3000000, 2026-09-27');
});
