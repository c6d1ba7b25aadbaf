import type { CollateralTerm } from '../margin/margin-table.ts';

/** Stands for money in the base currency whatever that is: no path moves it. */
export const baseMoney = '';

/** Money in the base currency that counts in full and moves with no price; owed where it is below 0. */
export function moneyTerm(value: number): CollateralTerm {
  return {
    asset: baseMoney,
    amount: value,
    posted: 0,
    rate: { price: 1, asOfMs: 0 as CollateralTerm['rate']['asOfMs'], origin: 'unit', stale: false, via: null },
    value,
    haircut: 0,
    maintenance: 0,
    origin: 'wallet',
    isCash: true,
  };
}
