import type { InsolvencyEnding } from '../../../shared/contract/insolvency.ts';
import { amountText } from '../../../shared/format/hidden-amounts.ts';
import { numberText } from '../../../shared/format/number-text.ts';
import { distanceText } from '../../../shared/format/ratio.ts';

/** A billionth makes up for floats. */
const almost = 1e-9;

/** What the trader has: whole units, rounded down, so that a debt reads larger and a buffer smaller. */
export function ownText(amount: number): string {
  return amountText(() => numberText(Math.floor(amount + almost * Math.max(1, Math.abs(amount))), 0));
}

/** What the trader owes or loses: whole units, rounded up. */
export function owedText(amount: number): string {
  return amountText(() => numberText(Math.ceil(amount - almost * Math.max(1, Math.abs(amount))), 0));
}

/** A room in per cent, one decimal, rounded towards 0: never further off than it is. */
export function roomText(fraction: number): string {
  return numberText(Math.trunc(fraction * 1000 + Math.sign(fraction) * almost) / 10, 1);
}

/** How far a price must go, in per cent with its sign, rounded like a room; far off as the multiple of today's price. */
export function wayText(fraction: number): string {
  if (fraction >= 10) return distanceText(fraction);
  return fraction > 0 ? `+${roomText(fraction)}` : roomText(fraction);
}

/** How an account is called where its pools stand beside each other. */
export function poolText({ account, pool }: Pick<InsolvencyEnding, 'account' | 'pool'>): string {
  return pool === 'cross' ? account : `${account} (${pool})`;
}
