import type { ValuedAccount, ValuedBalance, ValuedBook, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import {
  deltaMissing,
  marketValue,
  positionTerms,
  signedNotional,
  strikeNotional,
  type PositionTerms,
} from './position-terms.ts';

/** One thing whose price matters: a position, or a balance that is no cash. */
export interface Exposure {
  readonly account: string;
  readonly venue: string | null;
  readonly asset: string;
  readonly source: ValuedPosition | ValuedBalance;
  readonly position: ValuedPosition | null;
  /** null for balances and where the position cannot be valued. */
  readonly terms: PositionTerms | null;
  readonly side: 'long' | 'short';
  /** Signed contracts or coins; null when not known. */
  readonly quantity: number | null;
  readonly mark: number | null;
  /** Signed, base currency: quantity x multiplier x mark; of an option by its delta, which is missing yet. */
  readonly value: Maybe;
  /** Base currency; null for a balance. */
  readonly unrealizedPnl: Maybe | null;
  /** Signed, base currency; null for what is not paid outright. */
  readonly marketValue: Maybe | null;
  /** Signed, base currency; null for what has no strike. */
  readonly strikeNotional: Maybe | null;
  readonly flags: readonly string[];
}

/** Every exposure of the book. Cash and stablecoins at par are none; a balance of 0 is none. */
export function exposuresOf(book: ValuedBook): readonly Exposure[] {
  return book.accounts.flatMap((account) => [
    ...account.positions.map((position) => positionExposure(account, position)),
    ...account.balances
      .filter((balance) => !balance.isCash && !(balance.amount.status === 'value' && balance.amount.value === 0))
      .map((balance) => balanceExposure(account, balance)),
  ]);
}

function positionExposure(account: ValuedAccount, position: ValuedPosition): Exposure {
  const terms = positionTerms(position);
  const isKnown = terms.status === 'value';
  return {
    account: account.name,
    venue: account.venue,
    asset: position.instrument.asset,
    source: position,
    position,
    terms: isKnown ? terms.value : null,
    side: position.side,
    quantity: position.incomplete === null ? position.quantity : null,
    mark: position.mark.status === 'value' ? position.mark.value.price : null,
    value: exposureOf(position, terms),
    unrealizedPnl: isKnown ? terms.value.unrealized : terms,
    marketValue: marketValue(position),
    strikeNotional: strikeNotional(position),
    flags: position.mark.status === 'value' && position.mark.value.stale ? ['mark-stale'] : [],
  };
}

function exposureOf(position: ValuedPosition, terms: Maybe<PositionTerms>): Maybe {
  if (position.incomplete !== null) return position.incomplete;
  if (position.instrument.kind === 'option') return deltaMissing(position);
  return terms.status === 'value' ? known(signedNotional(position, terms.value)) : terms;
}

function balanceExposure(account: ValuedAccount, balance: ValuedBalance): Exposure {
  const { asset, amount, rate } = balance;
  return {
    account: account.name,
    venue: account.venue,
    asset,
    source: balance,
    position: null,
    terms: null,
    side: amount.status === 'value' && amount.value < 0 ? 'short' : 'long',
    quantity: amount.status === 'value' ? amount.value : null,
    mark: rate.status === 'value' ? rate.value.price : null,
    value: balanceValue(balance),
    unrealizedPnl: null,
    marketValue: null,
    strikeNotional: null,
    flags: rate.status === 'value' && rate.value.stale ? ['mark-stale'] : [],
  };
}

function balanceValue({ amount, rate }: ValuedBalance): Maybe {
  if (amount.status === 'missing-data') return amount;
  return rate.status === 'missing-data' ? rate : known(amount.value * rate.value.price);
}
