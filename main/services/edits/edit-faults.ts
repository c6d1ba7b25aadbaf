import type { Instrument } from '../../../shared/book/instrument.ts';
import { failure } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../context.ts';

/** A quantity or price of a fill is above 0. Faults: `quantity-not-positive`, `price-not-positive`. */
export function numberFault(what: 'quantity' | 'price' | 'rate', amount: string) {
  if (amount !== '0' && !amount.startsWith('-')) return null;
  return failure(
    `${what}-not-positive`,
    `A ${what} of ${amount} says nothing.`,
    what === 'quantity' ? 'Give a quantity above 0; the side says which way.' : `Give a ${what} above 0.`,
  );
}

/** What is yet to be has not happened. Fault: `time-in-future`. */
export function instantFault(context: ServiceContext, timeMs: number) {
  if (timeMs <= context.now()) return null;
  return failure('time-in-future', 'This time has not come yet.', 'Give the time at which it happened.');
}

/** Whether a contract is delivered in something that can be traded: a stock under its own symbol. */
export function deliversStock(instrument: Instrument): boolean {
  // `/ESZ5`-like underlyings are futures, and coins' options are settled in money.
  return (
    instrument.kind === 'option' &&
    instrument.payoff === 'linear' &&
    !instrument.symbol.includes('/') &&
    !instrument.baseAsset.startsWith('/')
  );
}

/** Of a row that states something as a whole, such as a position report. */
export const fixedMend = 'State the position or the wallet anew, or take back the import or change that brought it.';
