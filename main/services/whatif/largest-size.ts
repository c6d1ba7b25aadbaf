import type { LargestSize, WhatIfTicket } from '../../../shared/contract/whatif.ts';
import type { Instrument } from '../../../shared/book/instrument.ts';
import type { Judgement } from '../../../shared/contract/limits.ts';
import type { Result } from '../../../shared/result/result.ts';
import { formatScaled, scaledOf, scaledOne, type Decimal, type Scaled } from '../../../shared/units/decimal.ts';
import { largestPassingCount } from '../../risk/whatif/largest-passing-count.ts';
import { brokenBy } from '../../risk/whatif/limits.ts';
import type { Ticket, TradeTicket } from '../../risk/whatif/ticket.ts';
import { toNumber } from '../../valuation/to-number.ts';

/** Holds tickets against the limits: what they judge. Faults: those of `applyTickets`. */
export type JudgeTickets = (tickets: readonly Ticket[]) => Result<readonly Judgement[]>;

/**
 * The largest size of the only trade of a what-if at which no limit fails that passed before and none that fails already gets worse,
 * the other tickets as they are: the ticket's own size where that passes, else in whole steps, see `largestPassingCount` for how it
 * is looked for. null where the what-if holds no trade, or several.
 */
export function largestSize(
  said: readonly WhatIfTicket[],
  tickets: readonly Ticket[],
  before: readonly Judgement[],
  judge: JudgeTickets,
  step: Decimal | null,
): LargestSize | null {
  const [asked, ...others] = said.filter((one) => one.kind === 'trade');
  const trade = tickets.find((one) => one.kind === 'trade');
  if (asked === undefined || trade === undefined || others.length > 0) return null;
  const { unit } = asked.size;
  const whole = scaledOf(asked.size.amount as Decimal);
  const stride = step === null ? usualStep(whole, unit, trade.instrument) : scaledOf(step);
  const answer = { unit, step: formatScaled(stride) };
  const asAsked = judge(tickets);
  if (passes(asAsked, before)) return { ...answer, amount: formatScaled(whole), reason: null, stoppedBy: [] };
  // A last count of the whole size is judged already.
  const most = Number((whole - 1n) / stride);
  const judged = (count: number): Result<readonly Judgement[]> => judge(withSize(tickets, trade, count, stride));
  const count = largestPassingCount(most, (steps) => passes(judged(steps), before));
  if (count === null) {
    const stopped = stopOf(judged(0), before);
    return { ...answer, amount: null, ...stopped, reason: stopped.reason ?? 'A limit fails without the trade too.' };
  }
  const further = stopOf(count < most ? judged(count + 1) : asAsked, before);
  return { ...answer, amount: formatScaled(stride * BigInt(count)), ...further };
}

function passes(found: Result<readonly Judgement[]>, before: readonly Judgement[]): boolean {
  return found.ok && brokenBy(found.value, before).length === 0;
}

function stopOf(
  found: Result<readonly Judgement[]>,
  before: readonly Judgement[],
): Pick<LargestSize, 'reason' | 'stoppedBy'> {
  if (!found.ok) return { reason: found.fault.message, stoppedBy: [] };
  return { reason: null, stoppedBy: brokenBy(found.value, before).map((one) => ({ ...one })) };
}

/** A size of nothing is no trade. */
function withSize(tickets: readonly Ticket[], trade: TradeTicket, count: number, stride: Scaled): readonly Ticket[] {
  if (count === 0) return tickets.filter((one) => one !== trade);
  const amount = toNumber(formatScaled(stride * BigInt(count)));
  return tickets.map((one) => (one === trade ? { ...trade, size: { ...trade.size, amount } } : one));
}

/** Whole ones of what is traded only whole; of anything else between a thousandth and a ten-thousandth of the size. */
function usualStep(whole: Scaled, unit: 'contracts' | 'base', instrument: Instrument): Scaled {
  if (unit === 'contracts' && isTradedWhole(instrument)) return scaledOne;
  const leading = 10n ** BigInt(whole.toString().length - 1);
  return leading < 1000n ? 1n : leading / 1000n;
}

/** Options, and contracts counted in money of the quote asset. */
function isTradedWhole({ kind, payoff }: Instrument): boolean {
  return kind === 'option' || payoff === 'inverse';
}
