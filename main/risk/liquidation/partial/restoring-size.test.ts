import { expect, test } from 'vitest';
import { parseScaled, type Scaled } from '../../../../shared/units/decimal.ts';
import { restoringSize, type RestoringSize } from './restoring-size.ts';

const exact = (text: string): Scaled => parseScaled(text) as Scaled;

/** A shortage of 7 on something at 50, whose margin ratio is 5 %. */
function sizeWith(
  { quoteRate = '1', marginRatio = '0.05', liquidationFee = '0', insuranceFee = '0' },
  decimals = 9,
): RestoringSize {
  return restoringSize(
    {
      shortage: exact('7'),
      price: exact('50'),
      quoteRate: exact(quoteRate),
      marginRatio: exact(marginRatio),
      liquidationFee: exact(liquidationFee),
      insuranceFee: exact(insuranceFee),
    },
    decimals,
  );
}

const closing = (size: string): RestoringSize => ({ kind: 'close', size: exact(size) });

test('each unit closed frees its margin less what the closing costs', () => {
  // 7 / (50 x 5 %); 7 / (50 x 3 %), rounded down; 7 / (50 x 3 % - 50 x 1 %)
  expect(sizeWith({})).toEqual(closing('2.8'));
  expect(sizeWith({ liquidationFee: '0.02' })).toEqual(closing('4.666666666'));
  expect(sizeWith({ liquidationFee: '0.02', insuranceFee: '0.01' })).toEqual(closing('7'));
});

test('a quote asset below par lowers what is freed, not the insurance fee; the size is rounded down where it is told', () => {
  // 7 / (50 x 0.9 x 3 % - 50 x 1 %) = 7 / 0.85 = 8.23529411764...
  const terms = { quoteRate: '0.9', liquidationFee: '0.02', insuranceFee: '0.01' };
  expect(sizeWith(terms)).toEqual(closing('8.235294117'));
  expect(sizeWith(terms, 3)).toEqual(closing('8.235'));
  expect(sizeWith(terms, 0)).toEqual(closing('8'));
});

test('no size restores the margin where closing costs as much as it frees, or more', () => {
  expect(sizeWith({ liquidationFee: '0.05' })).toEqual({ kind: 'cannot-restore' });
  expect(sizeWith({ liquidationFee: '0.03', insuranceFee: '0.03' })).toEqual({ kind: 'cannot-restore' });
});

test('however little a unit frees, enough of them restore the margin', () => {
  const least = exact('1e-18');
  const terms = { shortage: least, price: least, quoteRate: least, marginRatio: least };
  expect(restoringSize({ ...terms, liquidationFee: 0n, insuranceFee: 0n }, 0)).toEqual(closing('1e36'));
});
