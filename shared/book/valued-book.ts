import type { Maybe, MissingData } from '../measures/outcome.ts';
import type { EpochMs } from '../units/unit.ts';
import type { AccountMarginMode, MarginMode, PositionMode } from './account.ts';
import type { Instrument } from './instrument.ts';
import type { MarginTierTable } from './margin-tier.ts';
import type { Leg } from './position.ts';
import type { ListedKindTable } from './listed-kind.ts';
import type { ScenarioArrayTable } from './scenario-array.ts';
import type { CollateralTable, LiquidationRules } from './venue-rules.ts';

/** A price or rate with its instant and where it comes from. */
export interface DatedPrice {
  readonly price: number;
  readonly asOfMs: EpochMs;
  /** `mark` stated or imported as such, `close` of a price history, `par` of a stablecoin, `unit` of the base currency itself. */
  readonly origin: 'mark' | 'close' | 'par' | 'unit';
  /** Older than a day at the time of the assessment. */
  readonly stale: boolean;
  /** The instrument whose mark gave it, as the trader knows it; null for par and unit. */
  readonly via: string | null;
}

/** One position as float64: the engine's side of the one crossing from exact to float. */
export interface ValuedPosition {
  readonly instrument: Instrument;
  readonly leg: Leg;
  readonly side: 'long' | 'short';
  /** Signed contracts or coins. */
  readonly quantity: number;
  /** The instrument's multiplier as a number. */
  readonly multiplier: number;
  /** Average entry per coin or share in the quote asset, gross of fees; 0 and not to be read where `entryMissing` says why. */
  readonly entryPrice: number;
  /** Why the entry is not known though the position is (a position report prints none); null where it is known. */
  readonly entryMissing: MissingData | null;
  readonly mark: Maybe<DatedPrice>;
  /** Base currency per unit of the settlement asset. */
  readonly settleRate: Maybe<DatedPrice>;
  /** The strike of an option with the base currency per unit of the asset in which it is named; null for what has none. */
  readonly strike: { readonly price: number; readonly rate: Maybe<DatedPrice> } | null;
  /** The price of the share that a listed option is on; absent for any other instrument and where it is not asked for. */
  readonly underlyingMark?: Maybe<DatedPrice>;
  /** Missing when the history of the instrument is incomplete: every figure built on it is then missing. */
  readonly incomplete: MissingData | null;
  readonly marginMode: MarginMode;
  /** Leverage stated by the trader; null when not stated. */
  readonly leverage: number | null;
  /** Isolated margin stated by the trader, in the settlement asset; null when not stated. */
  readonly isolatedMargin: number | null;
  /** The table that holds for it at the time of the assessment (shipped, imported or flat-rate). */
  readonly tierTable: MarginTierTable;
  /** In the settlement asset; 0 and not to be read where `realizedMissing` says why. */
  readonly realizedPnl: number;
  /** Why the realised profit is not known though the position is (some was closed whose entry nobody states); else null. */
  readonly realizedMissing: MissingData | null;
  /** In the settlement asset, received > 0. */
  readonly funding: number;
}

export interface ValuedBalance {
  readonly asset: string;
  /** Missing when nothing says where the balance began. */
  readonly amount: Maybe;
  /** Base currency per unit. */
  readonly rate: Maybe<DatedPrice>;
  /** Cash or a stablecoin taken at par: no exposure, not moved by a shock. */
  readonly isCash: boolean;
}

export interface ValuedAccount {
  readonly name: string;
  /** See shared/book/venue.ts; null when not stated. */
  readonly venue: string | null;
  readonly marginMode: AccountMarginMode;
  readonly positionMode: PositionMode;
  /** How its venue liquidates, as known at the time of the assessment; null where Ballast does not know. */
  readonly liquidationRules: LiquidationRules | null;
  /** What its venue counts of coins as collateral; nothing for a coin of which no table is known. */
  readonly collateralTables: readonly CollateralTable[];
  /** The scenarios by which a broker of stocks figures portfolio margin; absent where none are known. */
  readonly scenarioArrays?: ScenarioArrayTable;
  /** What a broker of stocks' underlyings are known to be; absent where nothing is. */
  readonly listedKinds?: ListedKindTable;
  /** Open and history-incomplete positions in stocks, options and contracts; spot holdings are balances. */
  readonly positions: readonly ValuedPosition[];
  readonly balances: readonly ValuedBalance[];
  /** Newest event or statement of the account. */
  readonly dataAsOfMs: EpochMs | null;
}

/** What the risk engine is given: values only. */
export interface ValuedBook {
  readonly asOfMs: EpochMs;
  /** The base currency: every figure in money is in it. */
  readonly base: string;
  readonly accounts: readonly ValuedAccount[];
  /** Daily closes per asset, for sigma; see `CloseSeries`. */
  readonly closes: Readonly<Record<string, CloseSeries>>;
  /** Assumptions made while valuing (a stablecoin at par, a zone read as UTC), in the trader's words. */
  readonly assumptions: readonly string[];
}

/** Daily closes of one asset, oldest first, one entry a UTC day without gaps; null on a day without a real close. */
export interface CloseSeries {
  /** UTC day of the first entry, in days since the epoch. */
  readonly firstDay: number;
  readonly closes: readonly (number | null)[];
}

/** One UTC day of an account's or the book's equity, for the drawdown: all in the base currency. */
export interface EquityDay {
  readonly day: number;
  /** Equity at the end of the day, after its flows. */
  readonly equity: number;
  /** Money that came in on this day, >= 0; counts at its start. */
  readonly deposits: number;
  /** Money that went out on this day, >= 0; counts at its end. */
  readonly withdrawals: number;
  /** A mark was carried from an earlier day. */
  readonly stale: boolean;
}

/** The observations for the drawdown, from the first day with a position on. */
export interface EquityPath {
  /** What was funded before the first position, in the base currency: the first peak. */
  readonly initialWealth: number;
  readonly days: readonly EquityDay[];
}
