import type { AccountSettings } from '../../shared/book/account.ts';
import type { Instrument } from '../../shared/book/instrument.ts';
import type { MarginTierTable } from '../../shared/book/margin-tier.ts';
import type { LedgerBalance, LedgerPosition } from '../../shared/book/position.ts';
import type { DatedPrice, ValuedAccount, ValuedBalance, ValuedBook } from '../../shared/book/valued-book.ts';
import type { Maybe } from '../../shared/measures/outcome.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { closesByAsset } from './close-series.ts';
import { markBookOf, type Mark, type MarkBook } from './mark-book.ts';
import { rateOf, type Rate } from './rates.ts';
import { isStrayFee, valueBalance } from './value-balance.ts';
import { sideOf, valuePosition } from './value-position.ts';

export interface ValueBookInput {
  readonly positions: readonly LedgerPosition[];
  readonly balances: readonly LedgerBalance[];
  /** What the trader said of the accounts; one of which nothing was said is cross, one-way, without a venue. */
  readonly settings: readonly AccountSettings[];
  /** Newest event or statement of each account that the ledger knows. */
  readonly accounts: readonly { readonly account: string; readonly lastEventMs: EpochMs }[];
  /** Marks and daily closes, also those after `asOfMs` (they are not looked at), or the book made of them. */
  readonly marks: readonly Mark[] | MarkBook;
  readonly instrumentOf: (symbol: string) => Instrument;
  readonly tierTableOf: (
    venue: string | null,
    instrument: Instrument,
    side: 'long' | 'short',
    asOfMs: EpochMs,
  ) => MarginTierTable;
  /** How a venue liquidates and what it counts of coins, as known at an instant. */
  readonly venueRulesOf: (
    venue: string | null,
    asOfMs: EpochMs,
  ) => Pick<ValuedAccount, 'liquidationRules' | 'collateralTables' | 'scenarioArrays' | 'listedKinds'>;
  readonly asOfMs: EpochMs;
  readonly base: string;
  /** Remarks of the ledger that are assumptions, in the trader's words. */
  readonly remarks: readonly string[];
}

/**
 * Values a book: the one crossing from exact amounts to float64. Every figure that its inputs do not prove is
 * missing-data with one way to mend it; every assumption is named. Closed positions are not valued.
 */
export function valueBook(input: ValueBookInput): ValuedBook {
  const marks = 'marks' in input.marks ? input.marks : markBookOf(input.marks);
  const assumptions = new Set(input.remarks);
  const rates = new Map<string, Rate>();
  const rate = (asset: string): Maybe<DatedPrice> => {
    const found = rates.get(asset) ?? rateOf(asset, input.base, input.asOfMs, marks);
    rates.set(asset, found);
    for (const text of found.assumptions) assumptions.add(text);
    return found.rate;
  };
  const accounts = namesOf(input).map((name) => valueAccount(name, input, { marks, rate, assumptions }));
  return {
    asOfMs: input.asOfMs,
    base: input.base,
    accounts,
    closes: closesByAsset(marks, (symbol) => input.instrumentOf(symbol), input.asOfMs),
    assumptions: [...assumptions],
  };
}

interface Desk {
  readonly marks: MarkBook;
  readonly rate: (asset: string) => Maybe<DatedPrice>;
  readonly assumptions: Set<string>;
}

function valueAccount(name: string, input: ValueBookInput, desk: Desk): ValuedAccount {
  const settings = input.settings.find((one) => one.name === name) ?? unspoken(name);
  const positions = input.positions
    .filter((one) => one.account === name && one.status !== 'closed')
    .map((position) => ({ position, instrument: input.instrumentOf(position.instrument) }))
    .filter(({ instrument }) => instrument.kind !== 'spot');
  const settled = new Set(positions.map(({ instrument }) => instrument.settleAsset));
  return {
    name,
    venue: settings.venue,
    marginMode: settings.marginMode,
    positionMode: settings.positionMode,
    ...input.venueRulesOf(settings.venue, input.asOfMs),
    positions: positions.map(({ position, instrument }) =>
      valuePosition(position, {
        instrument,
        settings,
        settleRate: desk.rate(instrument.settleAsset),
        // Only a strike is named in the quote asset: no other position may note what that rate assumes.
        quoteRate: desk.rate(instrument.kind === 'option' ? instrument.quoteAsset : instrument.settleAsset),
        tierTable: input.tierTableOf(settings.venue, instrument, sideOf(position), input.asOfMs),
        marks: desk.marks,
        asOfMs: input.asOfMs,
      }),
    ),
    balances: input.balances
      .filter((one) => one.account === name)
      .flatMap((balance) => valuedBalance(balance, settled.has(balance.asset), desk)),
    dataAsOfMs: input.accounts.find((one) => one.account === name)?.lastEventMs ?? null,
  };
}

/** Nothing of an asset needs no price, unless it is the wallet of a position: that it is empty is then known. */
function valuedBalance(balance: LedgerBalance, isWallet: boolean, desk: Desk): readonly ValuedBalance[] {
  if (isStrayFee(balance)) {
    desk.assumptions.add(
      `${balance.asset} fees of ${balance.account} are left out: no deposit of ${balance.asset} is known.`,
    );
    return [];
  }
  if (balance.status === 'known' && balance.amount === '0' && !isWallet) return [];
  return [valueBalance(balance, desk.rate(balance.asset))];
}

function namesOf(input: ValueBookInput): readonly string[] {
  const names = [input.positions, input.balances, input.accounts].flatMap((rows) => rows.map((row) => row.account));
  return [...new Set([...names, ...input.settings.map((one) => one.name)])].sort();
}

function unspoken(name: string): AccountSettings {
  return { name, venue: null, marginMode: 'cross', positionMode: 'one-way', instruments: {} };
}
