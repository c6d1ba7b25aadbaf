import type { ValuedAccount, ValuedBook } from '../../../shared/book/valued-book.ts';
import { known } from '../../../shared/measures/outcome.ts';
import { assertNever, failure, success, type Result } from '../../../shared/result/result.ts';
import { applyHolding, closeHolding } from './apply-holding.ts';
import { applyTrade, closePositions } from './apply-trade.ts';
import { moveBalance } from './move-balance.ts';
import type { Ticket, TicketDesk, TradeEffect } from './ticket.ts';

/** A book as it would be, and what the ticket does. */
export interface AppliedTicket {
  readonly book: ValuedBook;
  /** One for each position or holding that it trades; none for a top-up. */
  readonly effects: readonly TradeEffect[];
}

/** An account as it would be, and what the ticket does to it. */
export interface AppliedToAccount {
  readonly account: ValuedAccount;
  readonly effects: readonly TradeEffect[];
}

/**
 * The book after a ticket, all else as it is. Entry, realised profit, fee and cash move as the ledger moves them (gross entry,
 * harmonic for inverse contracts; what is paid outright changes hands in cash), so that assessing this book and folding the
 * same trade give the same figures. What is not known stays missing: a wallet, an entry, a rate.
 * Faults: `account-unknown`, `history-incomplete`, `price-missing`, `rate-missing`, `leg-missing`, `leg-unknown`,
 * `leg-too-small`, `leverage-beyond-tier`, `nothing-held`, `size-unknown`, `stop-side`.
 */
export function applyTicket(book: ValuedBook, ticket: Ticket, desk: TicketDesk): Result<AppliedTicket> {
  const account = book.accounts.find((one) => one.name === ticket.account);
  if (account === undefined)
    return failure(
      'account-unknown',
      `There is no account ${ticket.account}.`,
      book.accounts.length === 0
        ? 'State one first.'
        : `Name one of ${book.accounts.map(({ name }) => name).join(', ')}.`,
    );
  const applied = applyToAccount(account, ticket, desk);
  if (!applied.ok) return applied;
  const { account: after, effects } = applied.value;
  return success({ book: { ...book, accounts: book.accounts.map((one) => (one === account ? after : one)) }, effects });
}

function applyToAccount(account: ValuedAccount, ticket: Ticket, desk: TicketDesk): Result<AppliedToAccount> {
  switch (ticket.kind) {
    case 'trade':
      return ticket.instrument.kind === 'spot'
        ? applyHolding(account, ticket, desk)
        : applyTrade(account, ticket, desk);
    case 'close':
      return ticket.instrument.kind === 'spot'
        ? closeHolding(account, ticket, desk)
        : closePositions(account, ticket, desk);
    case 'top-up':
      return success({
        account: moveBalance(account, ticket.asset, known(ticket.amount), 'deposit', desk),
        effects: [],
      });
    default:
      return assertNever(ticket);
  }
}
