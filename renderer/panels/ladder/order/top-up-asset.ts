import { isCash } from '../../../../shared/book/asset.ts';
import type { AccountView } from '../../../../shared/contract/views.ts';

/** Money that an account can be topped up with. */
export interface TopUpMoney {
  readonly asset: string;
  /** Whole units, rounded up so that it is enough. */
  readonly amount: number;
}

/**
 * An amount of the base currency in the money that the account works with: its largest balance of money, at that balance's own
 * rate; null where it holds none whose rate is known, for then nobody can say what would count.
 */
export function topUpMoney(account: AccountView | undefined, amount: number): TopUpMoney | null {
  const known = (account?.balances ?? []).flatMap(({ asset, amount: held, value }) =>
    isCash(asset) && value.value !== null && Number(held) !== 0
      ? [{ asset, held: Number(held), value: value.value }]
      : [],
  );
  const [largest] = known.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  return largest === undefined
    ? null
    : { asset: largest.asset, amount: Math.ceil((amount * largest.held) / largest.value) };
}
