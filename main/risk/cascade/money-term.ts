import type { CollateralTerm } from '../margin/margin-table.ts';

/** Money in the base currency that counts in full and moves with no price; owed where it is below 0. */
export function moneyTerm(value: number): CollateralTerm {
  return {
    asset: '',
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
