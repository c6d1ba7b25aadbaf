import { expect, test } from 'vitest';
import type { Cell, ExposureGridRow } from '../../../shared/contract/views.ts';
import { groupsWithSubtotal, hitRowId, keepGroups, visibleRows } from './exposure-rows.ts';

const none: Cell = { value: null, status: 'not-applicable', reason: null, mend: null, flags: [] };
const value = (number: number): Cell => ({ value: number, status: 'value', reason: null, mend: null, flags: [] });

function row(
  id: string,
  group: string,
  kind: ExposureGridRow['kind'],
  more: Partial<ExposureGridRow> = {},
): ExposureGridRow {
  return {
    id,
    kind,
    group,
    name: group,
    detail: id,
    account: null,
    instrument: null,
    priceDecimals: 2,
    quantityDecimals: 3,
    quantity: none,
    mark: none,
    entry: none,
    notional: none,
    marketValue: none,
    strikeNotional: none,
    share: none,
    pnl: none,
    funding: none,
    onePercentMove: none,
    liquidation: none,
    distanceFraction: none,
    distanceSigma: none,
    state: 'safe',
    flags: [],
    ...more,
  };
}

const rows = [
  row('doge', 'DOGE', 'position', { state: 'danger', distanceFraction: value(-0.039) }),
  row('eth', 'ETH', 'subtotal'),
  row('eth-hyperliquid', 'ETH', 'position', { state: 'watch', distanceFraction: value(-0.08) }),
  row('eth-binance', 'ETH', 'position', { distanceFraction: value(-0.84) }),
];
const ids = (list: readonly ExposureGridRow[]) => list.map(({ id }) => id);

test('a folded group shows its subtotal alone', () => {
  expect(ids(visibleRows(rows, new Set(['ETH']), ''))).toEqual(['doge', 'eth']);
});

test('a filter shows matching positions and no subtotal, which would not be their net', () => {
  expect(ids(visibleRows(rows, new Set(), 'eth'))).toEqual(['eth-hyperliquid', 'eth-binance']);
  expect(ids(visibleRows(rows, new Set(['ETH']), 'eth watch'))).toEqual(['eth-hyperliquid']);
});

test('only groups with a subtotal indent their members', () => {
  expect([...groupsWithSubtotal(rows)]).toEqual(['ETH']);
});

test('the tinted row is the nearest one in danger', () => {
  const nearer = row('sol', 'SOL', 'position', { state: 'danger', distanceFraction: value(0.02) });
  expect(hitRowId(rows)).toBe('doge');
  expect(hitRowId([...rows, nearer])).toBe('sol');
  expect(hitRowId(rows.slice(1))).toBeNull();
});

test('a sort by a column without subtotals keeps each group under its nearest member', () => {
  const sorted = [rows[2], rows[0], rows[3], rows[1]] as ExposureGridRow[];
  expect(ids(keepGroups(sorted, (item) => item, false))).toEqual(['eth', 'eth-hyperliquid', 'eth-binance', 'doge']);
});

test('a sort by a column with subtotals places a group where its subtotal stands', () => {
  const sorted = [rows[2], rows[0], rows[1], rows[3]] as ExposureGridRow[];
  expect(ids(keepGroups(sorted, (item) => item, true))).toEqual(['doge', 'eth', 'eth-hyperliquid', 'eth-binance']);
});

test('a folded group keeps its place by its subtotal, and no row is lost', () => {
  const sorted = [rows[1], rows[0]] as ExposureGridRow[];
  expect(ids(keepGroups(sorted, (item) => item, false))).toEqual(['eth', 'doge']);
});
