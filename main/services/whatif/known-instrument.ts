import { failure } from '../../../shared/result/result.ts';
import type { Ticket } from '../../risk/whatif/ticket.ts';
import type { BookAt } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';
import type { BookDesk } from './ticket-desk.ts';

/**
 * Refuses a ticket of which nobody knows the instrument: no file and no statement named it, it has no price, and no margin table
 * holds it. A slip of the pen would otherwise be a trade without a single figure. null where all are known.
 * Fault: `instrument-unknown`.
 */
export function unknownInstrument(context: ServiceContext, book: BookAt, tickets: readonly Ticket[], desk: BookDesk) {
  const { vault } = context;
  for (const ticket of tickets) {
    if (ticket.kind === 'top-up' || book.valued.accounts.every(({ name }) => name !== ticket.account)) continue;
    const { account, instrument } = ticket;
    const { symbol, kind } = instrument;
    const { mark, tierTable } = desk.flatPosition(account, instrument, 'net', 'long');
    // The rules of a stock broker hold for every ticker.
    const hasTable = tierTable.origin !== 'flat-rate' && (kind === 'perpetual' || kind === 'future');
    if (hasTable || mark.status === 'value' || vault.instrumentTerms.read().has(symbol)) continue;
    if (vault.events.count({ instrument: symbol }) > 0) continue;
    return failure(
      'instrument-unknown',
      `Nothing is known of ${symbol}: no file names it, it has no mark, and no margin table holds it.`,
      `Look at how it is written, or enter a mark of ${symbol}.`,
    );
  }
  return null;
}
