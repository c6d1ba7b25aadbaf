import type { AccountSettings } from '../../../shared/book/account.ts';
import { isCash } from '../../../shared/book/asset.ts';
import type { Instrument } from '../../../shared/book/instrument.ts';
import type { LedgerPosition } from '../../../shared/book/position.ts';
import { nothingStated } from '../../../shared/book/stated-rules.ts';
import type { DatedPrice, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { missing, type Maybe } from '../../../shared/measures/outcome.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import type { TicketDesk } from '../../risk/whatif/ticket.ts';
import { rateOf } from '../../valuation/rates.ts';
import { valueBalance } from '../../valuation/value-balance.ts';
import { valuePosition } from '../../valuation/value-position.ts';
import { withOpenInterest } from '../../venues/apply-stated-rules.ts';
import { unstatedAccount } from '../../../db/stores/accounts.ts';
import { tierTableReader, type BookAt } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';

/** A desk that answers from the book as it is valued, and what it assumed for that. */
export interface BookDesk extends TicketDesk {
  /** Rates at par and the like that the book itself did not need, in the trader's words. */
  readonly assumptions: () => readonly string[];
}

/** What a what-if needs of instruments and assets that the book does not hold: valued exactly as if it held them. */
export function bookDesk(context: ServiceContext, book: BookAt): BookDesk {
  const { asOfMs, base, marks, ledger } = book;
  const assumptions = new Set<string>();
  const tierTableOf = tierTableReader(context);
  const stated = context.vault.statedRules.read();
  const rate = (asset: string): Maybe<DatedPrice> => {
    const found = rateOf(asset, base, asOfMs, marks);
    for (const text of found.assumptions) assumptions.add(text);
    return found.rate;
  };
  const settingsOf = (account: string): AccountSettings =>
    book.settings.find(({ name }) => name === account) ?? unstatedAccount(account);
  return {
    flatPosition: (account, instrument, leg, side) => {
      const settings = settingsOf(account);
      const valued = valuePosition(flatIn(book, account, instrument, leg), {
        instrument,
        settings,
        settleRate: rate(instrument.settleAsset),
        // Only a strike is named in the quote asset: no other position may note what that rate assumes.
        quoteRate: rate(instrument.kind === 'option' ? instrument.quoteAsset : instrument.settleAsset),
        tierTable: withOpenInterest(
          tierTableOf(settings.venue, instrument, side, asOfMs),
          stated.get(account) ?? nothingStated,
        ),
        marks,
        asOfMs,
      });
      return { ...valued, side, entryMissing: null };
    },
    unlistedBalance: (account, asset) => {
      const row = ledger.balances.find((one) => one.account === account && one.asset === asset);
      if (row !== undefined) return { balance: valueBalance(row, rate(asset)), untouched: false };
      const amount = missing(
        `The ${asset} wallet of ${account} is not known.`,
        `State the wallet of ${account}: its ${asset} balance without unrealised profit.`,
      );
      return { balance: { asset, amount, rate: rate(asset), isCash: isCash(asset) }, untouched: true };
    },
    assumptions: () => [...assumptions],
  };
}

/** What was held before and is closed goes on with its profit and funding; what never was held begins. */
function flatIn(
  { ledger, asOfMs }: BookAt,
  account: string,
  { symbol }: Instrument,
  leg: ValuedPosition['leg'],
): LedgerPosition {
  const closed = ledger.positions.find(
    (one) => one.account === account && one.instrument === symbol && one.leg === leg && one.status === 'closed',
  );
  if (closed !== undefined) return closed;
  const nothing = '0' as Decimal;
  return {
    account,
    instrument: symbol,
    leg,
    quantity: nothing,
    averagePrice: null,
    realizedPnl: nothing,
    fees: [],
    funding: nothing,
    status: 'closed',
    incomplete: null,
    flags: [],
    openedMs: null,
    lastEventMs: asOfMs,
  };
}
