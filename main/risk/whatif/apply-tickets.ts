import type { ValuedAccount, ValuedBalance, ValuedBook } from '../../../shared/book/valued-book.ts';
import { notApplicable, type Maybe, type Outcome } from '../../../shared/measures/outcome.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import { applyTicket } from './apply-ticket.ts';
import type { TradeLoss } from './limited-figures.ts';
import { riskOfTicket } from './risk-of-ticket.ts';
import type { Ticket, TicketDesk, TradeEffect } from './ticket.ts';

/** A book after several tickets. */
export interface AppliedTickets {
  readonly book: ValuedBook;
  /** What each trade does, with its loss at the stop in the base currency. */
  readonly effects: readonly (TradeEffect & { readonly loss: Outcome })[];
  /** What each trade may cost; a close opens nothing and is not among them. */
  readonly losses: readonly TradeLoss[];
}

/**
 * Several tickets, each on the book that the one before leaves.
 * @param equity of the book before the first, base currency: the losses are shares of it
 * Faults: the first one's, see `applyTicket`.
 */
export function applyTickets(
  book: ValuedBook,
  tickets: readonly Ticket[],
  equity: Maybe,
  desk: TicketDesk,
): Result<AppliedTickets> {
  let applied: AppliedTickets = { book, effects: [], losses: [] };
  for (const ticket of tickets) {
    const next = applyTicket(applied.book, ticket, desk);
    if (!next.ok) return next;
    const effects = next.value.effects.map((effect) => ({ effect, risk: riskOf(ticket, effect, equity, desk) }));
    applied = {
      book: next.value.book,
      effects: [...applied.effects, ...effects.map(({ effect, risk }) => ({ ...effect, loss: lossOf(risk) }))],
      losses: [...applied.losses, ...effects.flatMap(({ risk }) => risk ?? [])],
    };
  }
  return success({ ...applied, book: { ...applied.book, accounts: applied.book.accounts.map(withoutEmptyBalances) } });
}

function riskOf(ticket: Ticket, effect: TradeEffect, equity: Maybe, desk: TicketDesk): TradeLoss | null {
  if (ticket.kind !== 'trade') return null;
  return { instrument: effect.instrument, ...riskOfTicket(ticket, effect, equity, desk) };
}

function lossOf(risk: TradeLoss | null): Outcome {
  return risk === null ? notApplicable('The trade opens nothing.') : risk.loss;
}

/** A book lists nothing of an asset only where a position settles in it. */
function withoutEmptyBalances(account: ValuedAccount): ValuedAccount {
  const isWallet = ({ asset }: ValuedBalance): boolean =>
    account.positions.some(({ instrument }) => instrument.settleAsset === asset);
  const isEmpty = ({ amount }: ValuedBalance): boolean => amount.status === 'value' && amount.value === 0;
  return { ...account, balances: account.balances.filter((one) => !isEmpty(one) || isWallet(one)) };
}
