import { isCash } from '../../shared/book/asset.ts';
import type { LedgerBalance } from '../../shared/book/position.ts';
import type { DatedPrice, ValuedBalance } from '../../shared/book/valued-book.ts';
import { known, missing, type Maybe } from '../../shared/measures/outcome.ts';
import { toNumber } from './to-number.ts';

/** A balance as float64, missing where nothing says where it began. */
export function valueBalance(balance: LedgerBalance, rate: Maybe<DatedPrice>): ValuedBalance {
  return { asset: balance.asset, amount: amountOf(balance), rate, isCash: isCash(balance.asset) };
}

/** A fee paid in an asset of which no deposit is known: missing history, but no debt, and nothing else is missing for it. */
export function isStrayFee(balance: LedgerBalance): boolean {
  return balance.status === 'unknown' && balance.flags.includes('fee-asset-never-deposited');
}

function amountOf(balance: LedgerBalance): Maybe {
  if (balance.status === 'known') return known(toNumber(balance.amount));
  const { account, asset, flags } = balance;
  return missing(
    `The ${asset} balance of ${account} is not known: ${causeOf(flags)}.`,
    `State the ${asset} wallet of ${account}.`,
  );
}

function causeOf(flags: readonly string[]): string {
  if (flags.includes('row-failed')) return 'a row that could not be read may have moved it';
  if (flags.includes('derived-from-incomplete-history')) return 'the profit of an incomplete history went through it';
  if (flags.includes('fee-unknown')) return 'a file does not say what its trades cost';
  if (flags.includes('sold-more-than-bought')) return 'more of it was sold than is known to have been bought';
  return 'nothing says where it began';
}
