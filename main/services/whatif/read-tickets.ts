import type { WhatIfTicket } from '../../../shared/contract/whatif.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import type { Ticket } from '../../risk/whatif/ticket.ts';
import { toNumber } from '../../valuation/to-number.ts';
import type { ServiceContext } from '../context.ts';
import { namedInstrument } from '../edits/named-instrument.ts';

/**
 * Tickets as the engine takes them. Faults: those of the symbol, `size-not-positive`, `price-not-positive`, `stop-not-positive`,
 * `amount-zero`.
 */
export function readTickets(context: ServiceContext, tickets: readonly WhatIfTicket[]): Result<readonly Ticket[]> {
  const read: Ticket[] = [];
  for (const ticket of tickets) {
    const one = readTicket(context, ticket);
    if (!one.ok) return one;
    read.push(one.value);
  }
  return success(read);
}

function readTicket(context: ServiceContext, ticket: WhatIfTicket): Result<Ticket> {
  if (ticket.kind === 'top-up') {
    const { kind, account, amount } = ticket;
    if (amount === '0') return failure('amount-zero', 'Nothing is paid in or out.', 'Name an amount; out is below 0.');
    return success({ kind, account, asset: ticket.asset.trim().toUpperCase(), amount: numberOf(amount) });
  }
  const instrument = namedInstrument(context, ticket.instrument.trim());
  if (!instrument.ok) return instrument;
  const fault = positiveFault('price', ticket.price);
  if (fault !== null) return fault;
  const price = ticket.price === null ? null : numberOf(ticket.price);
  if (ticket.kind === 'close') return success({ ...ticket, instrument: instrument.value, price });
  const { size, stop } = ticket;
  const wrong = positiveFault('size', size.amount) ?? positiveFault('stop', stop);
  if (wrong !== null) return wrong;
  return success({
    ...ticket,
    instrument: instrument.value,
    price,
    size: { unit: size.unit, amount: numberOf(size.amount) },
    stop: stop === null ? null : numberOf(stop),
  });
}

function positiveFault(what: 'size' | 'price' | 'stop', amount: string | null) {
  if (amount === null || (amount !== '0' && !amount.startsWith('-'))) return null;
  return failure(`${what}-not-positive`, `A ${what} of ${amount} says nothing.`, `Give a ${what} above 0.`);
}

function numberOf(amount: string): number {
  return toNumber(amount as Decimal);
}
