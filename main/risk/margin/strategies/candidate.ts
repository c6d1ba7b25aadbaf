import { sum } from '../../numerics/sum.ts';
import { shortOption } from './short-option.ts';
import { greatestLoss, netDebit } from './spread.ts';
import { isLong, type OptionLeg, type Underlying } from './strategy-legs.ts';

/** A strategy and what it asks for, settlement currency. */
export interface Strategy {
  readonly name: string;
  readonly legs: readonly OptionLeg[];
  /** Margin account, in the manual's terms: before the proceeds of an uncovered short option, after those of a spread. */
  readonly initial: number;
  /** Cash account. */
  readonly cash: number;
  /** Against equity that counts every option at its market value, long > 0 and short < 0; < 0 is loan value. */
  readonly maintenance: number;
}

/** From how many days a long option has loan value (25 %): the manual says more than 9 months. */
export type LoanValueDays = number;

/** What a group of legs asks for as one strategy; null where the rule knows none. Quantities count. */
export function strategyOf(
  legs: readonly OptionLeg[],
  underlying: Underlying,
  loanValueDays: LoanValueDays,
): Strategy | null {
  const [first, second] = legs;
  if (first === undefined) return null;
  if (second === undefined) return isShort(first) ? uncovered(first, underlying) : longOption(first, loanValueDays);
  if (legs.length === 2 && isShort(first) && isShort(second)) return shortStraddle(first, second, underlying);
  return spread(legs);
}

function isShort({ quantity }: OptionLeg): boolean {
  return !isLong(quantity);
}

function longOption(leg: OptionLeg, loanValueDays: LoanValueDays): Strategy {
  const cash = netDebit([leg]);
  const initial = leg.daysToExpiry >= loanValueDays ? 0.75 * cash : cash;
  return { name: `long ${leg.right}`, legs: [leg], initial, cash, maintenance: initial };
}

function uncovered(leg: OptionLeg, underlying: Underlying): Strategy {
  const shares = -leg.quantity * leg.multiplier;
  const initial = shares * shortOption(leg, underlying).requirement;
  const delivered = leg.right === 'put' ? leg.strike : cashForCall(leg, underlying);
  const maintenance = initial - shares * leg.price;
  return { name: `uncovered ${leg.right}`, legs: [leg], initial, cash: shares * (delivered - leg.price), maintenance };
}

/** A share a call is secured by buying it; no share of a broad index can be bought, so the greater of index and strike stands in. */
function cashForCall({ strike }: OptionLeg, { kind, price }: Underlying): number {
  return kind === 'broad' ? Math.max(price, strike) : price;
}

/** The greater side and the premium of the other: 4210(f)(2)(G). */
function shortStraddle(one: OptionLeg, other: OptionLeg, underlying: Underlying): Strategy | null {
  const shares = -one.quantity * one.multiplier;
  if (one.right === other.right || shares !== -other.quantity * other.multiplier) return null;
  const [a, b] = [uncovered(one, underlying), uncovered(other, underlying)];
  const maintenance = Math.max(a.maintenance, b.maintenance);
  const name = one.strike === other.strike ? 'short straddle' : 'short strangle';
  const initial = maintenance - netDebit([one, other]);
  return { name, legs: [one, other], initial, cash: a.cash + b.cash, maintenance };
}

/** Greatest loss at the strikes and the net debit: 4210(f)(2)(H). Every long leg must outlast every short one. */
function spread(legs: readonly OptionLeg[]): Strategy | null {
  if (!matched(legs)) return null;
  const shorts = legs.filter(isShort);
  if (legs.some((long) => isLong(long.quantity) && shorts.some((short) => long.daysToExpiry < short.daysToExpiry)))
    return null;
  const loss = greatestLoss(legs);
  const initial = loss + netDebit(legs);
  return { name: spreadName(legs), legs, initial, cash: initial, maintenance: initial };
}

/** A spread is of as many long as short contracts of each right: a long call covers no short put. */
function matched(legs: readonly OptionLeg[]): boolean {
  return [...Map.groupBy(legs, ({ right }) => right).values()].every(
    (calls) => sum(calls.map(({ quantity, multiplier }) => quantity * multiplier)) === 0,
  );
}

function spreadName(legs: readonly OptionLeg[]): string {
  const rights = new Set(legs.map(({ right }) => right)).size;
  const strikes = new Set(legs.map(({ strike }) => strike)).size;
  const expiries = new Set(legs.map(({ daysToExpiry }) => daysToExpiry)).size;
  if (legs.length === 2)
    return expiries > 1 ? (strikes > 1 ? 'diagonal spread' : 'calendar spread') : 'vertical spread';
  if (rights === 2 && strikes === 2) return 'box spread';
  if (rights === 2) return strikes === 3 ? 'iron butterfly' : 'iron condor';
  return strikes === 3 ? 'butterfly' : 'condor';
}
