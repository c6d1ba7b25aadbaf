import { tickerOf } from '../../shared/book/listed-asset.ts';
import { noInstrumentSettings, type AccountSettings } from '../../shared/book/account.ts';
import type { Instrument } from '../../shared/book/instrument.ts';
import type { MarginTierTable } from '../../shared/book/margin-tier.ts';
import type { LedgerPosition } from '../../shared/book/position.ts';
import type { DatedPrice, ValuedPosition } from '../../shared/book/valued-book.ts';
import { known, missing, type Maybe, type MissingData } from '../../shared/measures/outcome.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { markAt, type MarkBook } from './mark-book.ts';
import { toNumber } from './to-number.ts';

/** What a position is valued with beside itself. */
export interface PositionContext {
  readonly instrument: Instrument;
  readonly settings: AccountSettings;
  readonly settleRate: Maybe<DatedPrice>;
  readonly quoteRate: Maybe<DatedPrice>;
  readonly tierTable: MarginTierTable;
  readonly marks: MarkBook;
  readonly asOfMs: EpochMs;
}

/** A position as float64 with its own mark. Figures of an incomplete one are 0 and must not be read. */
export function valuePosition(position: LedgerPosition, context: PositionContext): ValuedPosition {
  const { instrument, settings, settleRate, quoteRate, tierTable, marks, asOfMs } = context;
  const said = settings.instruments[position.instrument] ?? noInstrumentSettings;
  const incomplete = incompleteAt(position, instrument, asOfMs);
  const trusted = incomplete === null;
  const realizedMissing = trusted && position.flags.includes('realised-without-cost') ? entryUnknown(position) : null;
  return {
    instrument,
    leg: position.leg,
    side: sideOf(position),
    quantity: trusted ? toNumber(position.quantity) : 0,
    multiplier: toNumber(instrument.multiplier),
    entryPrice: trusted && position.averagePrice !== null ? toNumber(position.averagePrice) : 0,
    entryMissing: trusted && position.averagePrice === null ? entryUnknown(position) : null,
    mark: markOf(instrument, marks, asOfMs),
    settleRate,
    strike: instrument.kind === 'option' ? { price: toNumber(instrument.strike), rate: quoteRate } : null,
    ...underlyingOf(instrument, marks, asOfMs),
    incomplete,
    marginMode: said.marginMode ?? (settings.marginMode === 'isolated' ? 'isolated' : 'cross'),
    leverage: said.leverage,
    isolatedMargin: said.isolatedMargin === null ? null : toNumber(said.isolatedMargin),
    tierTable,
    realizedPnl: trusted && realizedMissing === null ? toNumber(position.realizedPnl) : 0,
    realizedMissing,
    funding: toNumber(position.funding),
  };
}

function entryUnknown({ instrument, account }: LedgerPosition): MissingData {
  return missing(
    `No entry price of ${instrument} in ${account} is known: only a report without one says that it is held.`,
    `State the position of ${instrument} in ${account} with its average price, or import the trades.`,
  );
}

/** Why an open position cannot be valued: its history, or its expiry. */
function incompleteAt(position: LedgerPosition, instrument: Instrument, asOfMs: EpochMs): MissingData | null {
  return position.incomplete ?? pastExpiry(position, instrument, asOfMs);
}

/** Why a position that the book holds beyond its expiry is not certain; null before it, and for what never expires. */
export function pastExpiry(
  position: Pick<LedgerPosition, 'account'>,
  instrument: Instrument,
  asOfMs: EpochMs,
): MissingData | null {
  const { symbol } = instrument;
  if (instrument.kind === 'future' && instrument.expiryMs <= asOfMs)
    return missing(
      `${symbol} in ${position.account} has expired, but nothing known closes it.`,
      `State the position of ${symbol} in ${position.account} (0 if it was settled), or import the settlement.`,
    );
  // Brokers print the removal up to some days later: until then nobody knows whether it was delivered.
  if (instrument.kind === 'option' && instrument.expiryMs <= asOfMs)
    return missing(
      `${symbol} in ${position.account} has expired, but no expiry, assignment or exercise of it is known yet.`,
      `Import the rows of the days after its expiry, or state the position of ${symbol} in ${position.account} as 0.`,
    );
  return null;
}

/** The price of the share that a listed option is on: its margin rests on it, whether the share is held or not. */
function underlyingOf(
  { kind, asset }: Instrument,
  marks: MarkBook,
  asOfMs: EpochMs,
): Pick<ValuedPosition, 'underlyingMark'> {
  const ticker = kind === 'option' ? tickerOf(asset) : null;
  if (ticker === null) return {};
  const found = markAt(marks, ticker, asOfMs);
  const gap = missing(`There is no price of ${ticker}.`, `Give a price of ${ticker}.`);
  return { underlyingMark: found === null ? gap : known(found) };
}

/** The newest price of the instrument itself: the price of another market is not its mark. */
function markOf(instrument: Instrument, marks: MarkBook, asOfMs: EpochMs): Maybe<DatedPrice> {
  const found = markAt(marks, instrument.symbol, asOfMs);
  if (found !== null) return known(found);
  return missing(
    `There is no mark of ${instrument.symbol}.`,
    `Give a price of ${instrument.symbol}, or import a price history of it.`,
  );
}

export function sideOf(position: LedgerPosition): 'long' | 'short' {
  if (position.leg !== 'net') return position.leg;
  return position.quantity.startsWith('-') ? 'short' : 'long';
}
