import { expect, test } from 'vitest';
import { constantRatio, proveFeeSign, proveProducts } from './prove-amounts.ts';
import type { Figure, TableNumbers } from './table-numbers.ts';

/** A number as it is written, or null for a blank; the worth of its last digit is that of its decimals. */
const figure = (text: string | null): Figure | null =>
  text === null ? null : { value: Number(text), step: 10 ** -(text.split('.')[1] ?? '').length, asset: null };

function numbersOf(columns: Readonly<Record<string, readonly (string | null)[]>>): TableNumbers {
  const known = new Map(Object.entries(columns).map(([name, cells]) => [name, cells.map(figure)]));
  return { columns: [...known.keys()], of: (column) => known.get(column) ?? [] };
}

type Row = readonly [price: string | null, quantity: string | null, value: string | null];

/** The proof that value = price x quantity, `held of of`; null where there is none. */
function proofOf(...rows: readonly Row[]): string | null {
  const column = (at: 0 | 1 | 2) => rows.map((row) => row[at]);
  const proofs = proveProducts(numbersOf({ price: column(0), quantity: column(1), value: column(2) }));
  const found = proofs.find(({ product }) => product === 'value');
  return found === undefined ? null : `${found.held} of ${found.of}`;
}

const good: readonly Row[] = [
  ['20', '3', '60'],
  ['25', '4', '-100'],
];

test('a column that is the product of two others in every row is proved once, to within its last digit', () => {
  const table = numbersOf({ price: ['20.55', '21.5'], quantity: ['3', '-4'], value: ['61.6', '86.0'] });
  // 20.55 x 3 = 61.65, printed as 61.6.
  expect(proveProducts(table)).toEqual([{ factors: ['price', 'quantity'], product: 'value', held: 2, of: 2 }]);
  expect(proofOf(['20.75', '3', '61.5'], ['21.5', '4', '86'])).toBeNull();
  // One whole digit away is rounding.
  expect(proofOf(['20', '3', '61'], ['25', '4', '100'])).toBe('2 of 2');
  // Of a large product a billionth is the noise of the check.
  expect(proofOf(['40000000000', '3', '120000000100'], ['25', '4', '100'])).toBe('2 of 2');
  expect(proofOf(['40000000000', '3', '120000000200'], ['25', '4', '100'])).toBeNull();
});

test('a factor is never the product as well', () => {
  const table = numbersOf({ rate: ['1.00005', '0.99996'], money: ['100.00', '120.00'] });
  expect(proveProducts(table)).toEqual([]);
});

test('one row proves nothing, nor does a product with one or one that its rounding swallows', () => {
  expect(proofOf(['20', '3', '60'])).toBeNull();
  expect(proofOf(...good)).toBe('2 of 2');
  expect(proofOf(['20', '3', '60'], ['1', '40', '40'])).toBeNull();
  expect(proofOf(['20', '3', '60'], ['40', '-1', '40'])).toBeNull();
  expect(proofOf(['2', '30', '60'], ['2', '40', '80'])).toBe('2 of 2');
  expect(proofOf(['30', '2', '60'], ['40', '2', '80'])).toBe('2 of 2');
  expect(proofOf(['4', '5', '20'], ['25', '4', '100'])).toBeNull();
  expect(proofOf(['3', '7', '21'], ['25', '4', '100'])).toBe('2 of 2');
});

test('a row without a number, or with nothing traded, says nothing; a false one speaks against', () => {
  for (const blank of [
    [null, '3', '60'],
    ['20', null, '60'],
    ['20', '3', null],
    ['0', '3', '60'],
    ['20', '0', '60'],
  ] as const)
    expect(proofOf(...good, blank), blank.join()).toBe('2 of 2');
  expect(proofOf(...good, ['1', '40', '50'])).toBeNull();
  expect(proofOf(...good, ['40', '1', '50'])).toBeNull();
  // Nineteen of twenty are enough, eighteen of nineteen are not.
  const many = (count: number): readonly Row[] => Array.from({ length: count }, () => good[0] ?? ['1', '1', '1']);
  expect(proofOf(...many(19), ['20', '3', '99'])).toBe('19 of 20');
  expect(proofOf(...many(18), ['20', '3', '99'])).toBeNull();
});

test('a value that is always the same multiple of price x quantity tells of contracts', () => {
  const ratio = (...rows: readonly Row[]) => {
    const column = (at: 0 | 1 | 2) => rows.map((row) => figure(row[at]));
    return constantRatio(column(0), column(1), column(2));
  };
  expect(ratio(['20', '3', '0.06'], ['25', '-4', '0.1'])).toBeCloseTo(0.001, 12);
  expect(ratio(['20', '3', '6000'], ['25', '4', '10000'])).toBe(100);
  expect(ratio(['20', '3', '90'], ['25', '4', '150'])).toBe(1.5);
  expect(ratio(['20', '3', '600'], ['25', '4', '1500'])).toBeNull();
  expect(ratio(['20', '3', '6000'])).toBeNull();
  for (const blank of [
    [null, '3', '60'],
    ['20', null, '60'],
    ['20', '3', null],
    ['0', '3', '60'],
    ['20', '0', '60'],
    ['20', '3', '0'],
  ] as const)
    expect(ratio(['20', '3', '6000'], blank, ['25', '4', '10000']), blank.join()).toBe(100);
  // The same to within a ten-thousandth, and other than one by more than a thousandth.
  expect(ratio(['1', '1', '10000'], ['1', '1', '10001'])).toBe(10_000);
  expect(ratio(['1', '1', '10000'], ['1', '1', '10002'])).toBeNull();
  expect(ratio(['1000', '1', '1001'], ['1000', '1', '1001'])).toBeNull();
  expect(ratio(['1000', '1', '1002'], ['1000', '1', '1002'])).toBe(1.002);
  expect(ratio(['1000', '1', '998'], ['1000', '1', '998'])).toBe(0.998);
});

type Fee = readonly [value: number | null, fee: number | null, side: 'buy' | 'sell' | null, net: string | null];

/** How a cost is proved to be written, `positive 2 of 2`; null where it is not. */
function feeSign(...rows: readonly Fee[]): string | null {
  const numbers = numbersOf({ other: rows.map(() => '7'), net: rows.map((row) => row[3]) });
  const proof = proveFeeSign(
    rows.map((row) => row[0]),
    rows.map((row) => row[1]),
    rows.map((row) => row[2]),
    numbers,
    ['other', 'net'],
  );
  if (proof === null) return null;
  expect(proof.net).toBe('net');
  return `${proof.cost} ${proof.held} of ${proof.of}`;
}

const costs: readonly Fee[] = [
  [100, 5, 'buy', '-105'],
  [200, 6, 'sell', '194'],
];

test('a purchase costs its value and the fee, a sale brings its value less the fee: so a cost shows its sign', () => {
  expect(feeSign(...costs)).toBe('positive 2 of 2');
  expect(feeSign([100, -5, 'buy', '105'], [-200, -6, 'sell', '194'])).toBe('negative 2 of 2');
  // A rebate is received: less is paid, more comes in.
  expect(feeSign([100, -5, 'buy', '95'], [200, -6, 'sell', '206'])).toBe('positive 2 of 2');
  expect(feeSign([100, 5, 'buy', '105'], [200, 6, 'sell', '206'])).toBeNull();
});

test('the sign of a fee is proved by two rows at least, and by nineteen of twenty', () => {
  expect(feeSign([100, 5, 'buy', '105'])).toBeNull();
  const many = (count: number): readonly Fee[] => Array.from({ length: count }, () => costs[0] ?? [0, 0, null, null]);
  expect(feeSign(...many(19), [100, 5, 'buy', '150'])).toBe('positive 19 of 20');
  expect(feeSign(...many(18), [100, 5, 'buy', '150'])).toBeNull();
  for (const silent of [
    [null, 5, 'buy', '105'],
    [100, null, 'buy', '100'],
    [100, 5, null, '95'],
    [100, 5, 'buy', null],
    // A fee no larger than the last digit of the money cannot be seen in it.
    [100, 1, 'buy', '101'],
  ] as const)
    expect(feeSign(...costs, silent), silent.join()).toBe('positive 2 of 2');
});

test('money that is rounded proves a fee to within two last digits, where not both signs would fit', () => {
  expect(feeSign([100, 5, 'buy', '107'], [200, 6, 'sell', '194'])).toBe('positive 2 of 2');
  expect(feeSign([100, 5, 'buy', '108'], [200, 6, 'sell', '194'])).toBeNull();
  // 101.5 and 98.5 are both two at most from 100.
  expect(feeSign([100, 1.5, 'buy', '100'], [200, 6, 'sell', '194'])).toBeNull();
  expect(feeSign([100, 1.5, 'buy', '100'], ...costs)).toBe('positive 3 of 3');
});
