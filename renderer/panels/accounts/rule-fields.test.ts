import { expect, test } from 'vitest';
import {
  changedRules,
  loanSaidAs,
  saysSomething,
  typedRules,
  type AccountRules,
  type TypedRules,
} from './rule-fields.ts';

const statedOn = '2026-06-01';
const scale = { lowerCap: 25e6, upperCap: 50e6, openInterest: 30e6 };
const stated: AccountRules = {
  loanCallRatio: { value: 1.1, statedOn },
  closingFeeRate: { value: 0.00055, statedOn },
  collateral: [
    {
      asset: 'BTC',
      tiers: [
        { floor: 0, ratio: 0.9 },
        { floor: 5, ratio: 0.07 },
      ],
      statedOn,
    },
  ],
  openInterest: [{ instrument: 'ETH/USDC:USDC', scale, statedOn }],
};
const none: AccountRules = { loanCallRatio: null, closingFeeRate: null, collateral: [], openInterest: [] };
const nothing = { collateral: [], openInterest: [] };
const blank = typedRules(none);
const change = (typed: Partial<TypedRules>, before = none) => {
  const read = changedRules({ ...typedRules(before), ...typed }, before);
  return read.ok ? read.value : read.fault.message;
};
const coin = (key: number, asset: string, floor: string, percent: string) => ({
  key,
  cells: { asset, floor, percent },
});

test('what is stated is typed as it was, in per cent, and says nothing anew', () => {
  expect(typedRules(stated)).toEqual({
    loanAs: 'level',
    loan: '1.1',
    closingFee: '0.055',
    collateral: [coin(0, 'BTC', '0', '90'), coin(1, 'BTC', '5', '7')],
    openInterest: [
      {
        key: 0,
        cells: { instrument: 'ETH/USDC:USDC', openInterest: '30000000', lowerCap: '25000000', upperCap: '50000000' },
      },
    ],
  });
  for (const before of [stated, none]) expect(change({}, before)).toEqual(nothing);
  expect(saysSomething(nothing)).toBe(false);
  expect(saysSomething({})).toBe(false);
});

test('an emptied field takes back what it said; blank rows say nothing', () => {
  expect(change({ loan: ' ', closingFee: '', collateral: [coin(4, '', ' ', '')], openInterest: [] }, stated)).toEqual({
    loanCallRatio: null,
    closingFeeRate: null,
    collateral: [{ asset: 'BTC', tiers: [] }],
    openInterest: [{ instrument: 'ETH/USDC:USDC', scale: null }],
  });
});

test('a loan is said either way: 80 % of the coins are 1.25 of the debt', () => {
  expect(change({ loanAs: 'loan-to-value', loan: '80' })).toEqual({ ...nothing, loanCallRatio: 1.25 });
  expect(saysSomething({ loanCallRatio: null })).toBe(true);
  expect(loanSaidAs({ ...blank, loan: '1.25' }, 'loan-to-value')).toEqual({ loan: '80', loanAs: 'loan-to-value' });
  expect(loanSaidAs({ ...blank, loan: '80', loanAs: 'loan-to-value' }, 'level')).toEqual({
    loan: '1.25',
    loanAs: 'level',
  });
  for (const loan of ['', '0', 'x'])
    expect(loanSaidAs({ ...blank, loan }, 'loan-to-value')).toEqual({ loan, loanAs: 'loan-to-value' });
  expect(loanSaidAs({ ...blank, loan: '2' }, 'level')).toEqual({ loan: '2', loanAs: 'level' });
});

test('rows of one coin are one table; what is no number is named by its row', () => {
  const read = change({ collateral: [coin(0, ' ETH ', '', '95'), coin(1, '', '', ''), coin(2, 'ETH', '3', '50')] });
  expect(read).toEqual({
    collateral: [
      {
        asset: 'ETH',
        tiers: [
          { floor: 0, ratio: 0.95 },
          { floor: 3, ratio: 0.5 },
        ],
      },
    ],
    openInterest: [],
  });
  expect(typeof read === 'string' || saysSomething(read)).toBe(true);
  expect(change({ collateral: [coin(0, 'BTC', '0', '')] })).toContain('Collateral, row 1, counts:');
  expect(change({ collateral: [coin(0, 'BTC', 'x', '5')] })).toContain('Collateral, row 1, from:');
  expect(change({ collateral: [coin(0, 'BTC', '', '1'), coin(1, '', '1', '1')] })).toBe(
    'Collateral, row 2: the coin is missing.',
  );
  expect(change({ loan: 'a' })).toContain('Loan called at:');
  expect(change({ closingFee: 'a' })).toContain('Closing fee:');
});

test('open interest needs its market and all three amounts', () => {
  const market = (instrument: string, openInterest: string, lowerCap: string, upperCap: string) =>
    change({ openInterest: [{ key: 0, cells: { instrument, openInterest, lowerCap, upperCap } }] });
  const read = market(' A ', '3', '1', '2');
  expect(read).toEqual({
    collateral: [],
    openInterest: [{ instrument: 'A', scale: { openInterest: 3, lowerCap: 1, upperCap: 2 } }],
  });
  expect(typeof read === 'string' || saysSomething(read)).toBe(true);
  expect(market('', '3', '1', '2')).toBe('Open interest, row 1: the market is missing.');
  expect(market('A', '', '1', '2')).toContain('row 1, open interest:');
  expect(market('A', '1', '', '2')).toContain('row 1, lower cap:');
  expect(market('A', '1', '1', '')).toContain('row 1, upper cap:');
});
