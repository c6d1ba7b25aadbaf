import type { ValuedBook } from '../../../shared/book/valued-book.ts';
import type { WhatIfTicket } from '../../../shared/contract/whatif.ts';
import { missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import { findMeasure, type Assessment } from '../../risk/assessment/assessment.ts';
import { applyTickets, type AppliedTickets } from '../../risk/whatif/apply-tickets.ts';
import type { Ticket } from '../../risk/whatif/ticket.ts';
import type { BookAt } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';
import { unknownInstrument } from './known-instrument.ts';
import { readTickets } from './read-tickets.ts';
import { bookDesk } from './ticket-desk.ts';

/** The book as it would be after what the trader thinks of doing. */
export interface HypotheticalBook {
  readonly tickets: readonly Ticket[];
  readonly applied: AppliedTickets;
  readonly book: ValuedBook;
  /** The same with other tickets. */
  readonly apply: (tickets: readonly Ticket[]) => Result<AppliedTickets>;
}

/** @param actual the assessment of the book as it stands */
export function hypotheticalBook(
  context: ServiceContext,
  book: BookAt,
  actual: Assessment,
  said: readonly WhatIfTicket[],
): Result<HypotheticalBook> {
  const tickets = readTickets(context, said);
  if (!tickets.ok) return tickets;
  const desk = bookDesk(context, book);
  const apply = (these: readonly Ticket[]): Result<AppliedTickets> =>
    applyTickets(book.valued, these, equityOf(actual), desk);
  const stranger = unknownInstrument(context, book, tickets.value, desk);
  if (stranger !== null) return stranger;
  const applied = apply(tickets.value);
  if (!applied.ok) return applied;
  const after = withAssumptions(applied.value.book, desk.assumptions());
  return success({ tickets: tickets.value, applied: applied.value, book: after, apply });
}

function equityOf(actual: Assessment): Maybe {
  const found = findMeasure(actual, 'equity', 'book');
  if (found !== null && found.value !== null) return { status: 'value', value: found.value };
  return missing(found?.reason ?? 'The equity of the book is not known.', found?.mend ?? 'State the wallets.');
}

function withAssumptions(book: ValuedBook, more: readonly string[]): ValuedBook {
  return { ...book, assumptions: [...new Set([...book.assumptions, ...more])] };
}
