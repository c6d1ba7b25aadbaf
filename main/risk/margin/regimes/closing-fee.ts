import type { ValuedAccount } from '../../../../shared/book/valued-book.ts';

/**
 * What is taken for a closing fee that stands inside the maintenance where no page says it: more than the taker fees that
 * venues of contracts print, so that nothing looks safer than it is.
 */
const assumedClosingFeeRate = 0.001;

/** The closing fee inside the maintenance of a venue's positions, a fraction of their value. */
export function closingFeeRate({ liquidationRules }: ValuedAccount): number {
  return liquidationRules?.feeRate ?? assumedClosingFeeRate;
}

/** `closing-fee-unknown` where the fee is the assumed one. */
export function closingFeeFlags({ liquidationRules }: ValuedAccount): readonly string[] {
  return typeof liquidationRules?.feeRate === 'number' ? [] : ['closing-fee-unknown'];
}
