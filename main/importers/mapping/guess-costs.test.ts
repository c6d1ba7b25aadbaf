import { expect, test } from 'vitest';
import { openFile } from '../open-file.ts';
import { guessCosts, type CostsGuess, type KnownParts } from './guess-costs.ts';
import { sampleTable } from './sample-table.ts';
import { tableNumbers } from './table-numbers.ts';

/** What is guessed of the costs of a table with `time,price,qty` before the given columns; each row is 100 x 2. */
function guess(columns: string, rows: readonly string[], part: Partial<KnownParts> = {}): CostsGuess {
  const lines = rows.map((row, at) => `2026-01-0${at + 1},100,2,${row}`);
  const file = openFile('t.csv', Buffer.from([`time,price,qty,${columns}`, ...lines].join('\n')));
  if (!file.ok) throw new Error(file.fault.message);
  const table = sampleTable(file.value);
  if (table === null) throw new Error('no table');
  const numbers = tableNumbers(table, { decimal: '.', thousands: null }, new Set(['time']));
  const sides = rows.map(() => 'buy' as const);
  return guessCosts(table, numbers, { price: 'price', quantity: 'qty', value: null, sides, isSpot: false, ...part });
}
const doubtsOf = ({ doubts }: CostsGuess) => doubts.map(({ text }) => text);

test('columns named fee or commission are added up; of those that only sound like it one alone is taken', () => {
  expect(guess('fee,commission,maker fee', ['1,2,3', '1,2,3']).fee?.columns).toEqual(['fee', 'commission']);
  expect(guess('maker fee', ['3', '3']).fee?.columns).toEqual(['maker fee']);
  const two = guess('maker fee,taker fee', ['3,0', '0,3']);
  expect(two.fee).toBeNull();
  expect(doubtsOf(two)).toEqual(['No fee is taken over; it may be "maker fee" or "taker fee".']);
  expect(doubtsOf(guess('fee note', ['none', 'none']))).toEqual(['No fee is taken over; it may be "fee note".']);
  expect(guess('note', ['none', 'none'])).toEqual({ fee: null, profit: null, proofs: [], doubts: [] });
});

test('the money that moved proves the sign of a cost, with the value or with price x quantity', () => {
  const proved = guess('fee,net', ['-3,203', '-4,204']);
  expect(proved.fee).toMatchObject({ cost: 'negative', onCash: null });
  expect(proved.proofs).toEqual([
    { parts: ['fee'], text: '"net" is the value and the fee together, so a cost is negative', held: 2, of: 2 },
  ]);
  expect(doubtsOf(proved)).toEqual([]);
  // A contract is on ten coins: the value is 2000.
  const value = guess('value,fee,net', ['2000,3,2003', '2000,4,2004'], { value: 'value' });
  expect(value.proofs).toMatchObject([{ text: '"net" is the value and the fee together, so a cost is positive' }]);
  expect(guess('fee,net', ['3,203', '4,204'], { price: null }).proofs).toEqual([]);
  expect(guess('fee,net', ['3,203', '4,204'], { quantity: null }).proofs).toEqual([]);
});

test('without a proof fees of one sign are costs; a minus is told, and so is a sign that shows nothing', () => {
  const told = (...fees: readonly string[]) => {
    const made = guess('fee', fees);
    return [made.fee?.cost, ...doubtsOf(made)];
  };
  expect(told('1', '1')).toEqual(['positive']);
  expect(told('3', '', '0')).toEqual(['positive']);
  expect(told('-3', '-0.5', '0')).toEqual(['negative', 'All fees are negative: they are taken as costs.']);
  expect(told('0', '0')).toEqual([null, 'All fees are 0: they do not show how a cost is written.']);
  expect(told('3', '-1')).toEqual([
    null,
    'Some fees are positive and some negative: they do not show which are costs.',
  ]);
});

test('the currency of fees stands beside them, in a column, in their name, or is that of the instrument', () => {
  const asset = (columns: string, row: string, isSpot = false) => {
    const made = guess(columns, [row, row], { isSpot });
    return [made.fee?.asset, ...doubtsOf(made)];
  };
  expect(asset('fee,fee currency', '1 BNB,USDT')).toEqual([{ from: 'beside' }]);
  expect(asset('fee,fee currency', '1,USDT')).toEqual([{ from: 'column', column: 'fee currency' }]);
  expect(asset('fee (bnb),fee currency,quote', '1,12.5,USDT')).toEqual([{ from: 'fixed', asset: 'BNB' }]);
  expect(asset('fee,quote', '1,USDT')).toEqual([{ from: 'instrument' }]);
  expect(asset('fee,quote', '1,USDT', true)).toEqual([null, 'Nothing says the currency of the fees.']);
});

test('a printed profit has the fee taken off where an opening fill shows its fee as a loss, else it shows 0', () => {
  const basis = (rows: readonly string[], columns = 'fee,pnl') => {
    const made = guess(columns, rows);
    return made.profit?.basis ?? doubtsOf(made).at(-1);
  };
  const nothing = (column: string) =>
    `Nothing shows whether "${column}" has the fee taken off already, so it is not used as evidence.`;
  expect(basis(['3,0', '4,55'])).toBe('gross');
  expect(basis(['3,-3', '4,55'])).toBe('net-of-fee');
  expect(basis(['-3,-3', '-4,55'])).toBe('net-of-fee');
  // The profit is printed to whole units: one away is its rounding, two are not.
  expect(basis(['3.9,-3', '4,55'])).toBe('net-of-fee');
  expect(basis(['4,-3', '4,55'])).toBe('net-of-fee');
  expect(basis(['5,-3', '4,55'])).toBe(nothing('pnl'));
  expect(basis(['3,3', '4,55'])).toBe(nothing('pnl'));
  expect(basis(['3,1', '4,55'])).toBe(nothing('pnl'));
  // Both show: neither is proved.
  expect(basis(['3,0', '4,-4'])).toBe(nothing('pnl'));
  // Rows without a fee or a profit show nothing, nor do fees of which the sign of a cost is not known.
  for (const silent of [',0.0', ',-1.0', '4,', '0,0.0']) {
    expect(basis([silent, '4,55.5']), silent).toBe(nothing('pnl'));
    expect(basis([silent, '3,0.0', '4,55.5']), silent).toBe('gross');
  }
  expect(basis(['3,0', '-4,55'])).toBe(nothing('pnl'));
  expect(basis(['1,0.0', '1,55.5'])).toBe('gross');
  expect(basis(['1,2,-3', '1,2,55'], 'fee,commission,pnl')).toBe('net-of-fee');
  expect(basis(['3,7', '4,55'], 'fee,net pnl')).toBe('net-of-fee');
  expect(basis(['3,7', '4,55'], 'fee,gross pnl')).toBe('gross');
});

test('a column that means something else already is no number', () => {
  const file = openFile('t.csv', Buffer.from('a,b,c\n1,2.50,x\n3,,y\n'));
  if (!file.ok) throw new Error(file.fault.message);
  const table = sampleTable(file.value);
  if (table === null) throw new Error('no table');
  const numbers = tableNumbers(table, { decimal: '.', thousands: null }, new Set(['a']));
  expect(numbers.columns).toEqual(['b']);
  expect(numbers.of('b')).toEqual([{ value: 2.5, step: 0.01, asset: null }, null]);
  expect(numbers.of('a')).toEqual([]);
});
