import type { LedgerEvent } from '../../shared/book/event.ts';
import type { Instrument, InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Fault } from '../../shared/result/result.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import type { EpochMs } from '../../shared/units/unit.ts';

/** One non-blank record of a file as its fields, with where it stands. */
export interface RawRecord {
  /** Fields with quotes resolved and byte order marks removed; not trimmed. */
  readonly fields: readonly string[];
  /** 1-based line on which it begins. */
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  /** The leaf element that the record is, in an XML file; `fields` is then empty. */
  readonly element?: XmlElement;
}

/** An element of an XML file with its attributes, values as written. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The element that it stands in; null for the outermost. */
  readonly parent: XmlElement | null;
}

/** What a format sees when it decides whether a file is its own: the name, the first records, and one from the end. */
export interface FileHead {
  readonly name: string;
  /** The first non-blank records, at most 40. */
  readonly records: readonly RawRecord[];
  /** The last non-blank record of a table; null of an XML file, where it says nothing without those around it. */
  readonly last: RawRecord | null;
}

/** The zone in which a file writes its times. */
export type Zone =
  { readonly kind: 'offset'; readonly minutes: number } | { readonly kind: 'iana'; readonly name: string };

export type DateOrder = 'DMY' | 'MDY';

/** What the file could not say and the trader (or an assumption) did. */
export interface Answers {
  readonly zone: Zone;
  readonly dateOrder: DateOrder | null;
  /** The instrument of a price history. */
  readonly instrument: string | null;
}

/** A daily close read from a price history. */
export interface DailyClose {
  /** UTC day, in days since the epoch. */
  readonly day: number;
  readonly open: Decimal | null;
  readonly high: Decimal | null;
  readonly low: Decimal | null;
  readonly close: Decimal;
}

/** What one record turns out to be. Every record gets exactly one outcome, so rows always add up. */
export type RowOutcome =
  | {
      readonly kind: 'event';
      readonly event: LedgerEvent;
      /** Further lines that this event is made of. */
      readonly joined: readonly number[];
      /** Further events that the same row states (a fee in another currency, a balance beside a movement). */
      readonly also?: readonly LedgerEvent[];
      /** What the row says of instruments beyond their symbols; kept with the import. */
      readonly terms?: readonly Instrument[];
      /** Prices and rates that the row states. */
      readonly marks?: readonly RowMark[];
      /** The id by which the broker knows the account, where one file may hold several. */
      readonly brokerAccount?: string;
    }
  /** A row that states prices or rates and moves nothing. */
  | { readonly kind: 'marks'; readonly marks: readonly RowMark[] }
  | { readonly kind: 'close'; readonly close: DailyClose }
  /** Accepted as part of an event that another record carries (the second leg of a spot trade), or held until its partner comes. */
  | { readonly kind: 'part' }
  /** Header, preamble, total, footer, or a row that moves nothing. The reason is printed with a count. */
  | { readonly kind: 'ignored'; readonly reason: string }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly message: string;
      /** Unified symbol where it could still be read: only this instrument is then incomplete, else the account is. */
      readonly instrument: string | null;
      readonly brokerAccount?: string;
    };

/** A price that a row states. */
export interface RowMark {
  readonly instrument: InstrumentSymbol;
  readonly price: Decimal;
  readonly timeMs: EpochMs;
}

/** An outcome that was held back (a leg whose partner never came), for the record that it belongs to. */
export interface LateOutcome {
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly outcome: RowOutcome;
}

export interface RecordReader {
  readonly row: (record: RawRecord) => RowOutcome;
  /** After the last record: events completed late and parts left over (a part that is left over must become failed). */
  readonly finish: () => readonly LateOutcome[];
  /**
   * Asked after `finish`: why the file as a whole must not be read, although its rows look right (every single amount
   * contradicts its price and quantity). Absent or null: nothing is wrong with the whole.
   */
  readonly refuse?: () => Fault | null;
}

/** A file recognised: what it is, what must be asked before it can be read, and how to read it. */
export interface Recognition {
  /** The layout in a few words, such as "13 columns, with Uid". */
  readonly layout: string;
  /** Where the zone of the times comes from; `none` must be asked (or is assumed UTC, and said). */
  readonly zone: { readonly kind: 'known'; readonly zone: Zone; readonly from: string } | { readonly kind: 'none' };
  /** `undecided`: both readings, named in the question. `decided` or `not-needed` need no answer. */
  readonly dateOrder:
    | { readonly kind: 'not-needed' }
    | { readonly kind: 'decided'; readonly order: DateOrder }
    | { readonly kind: 'undecided'; readonly readings: readonly [string, string] };
  /** Newest record first: the rows are then put into the book in reverse. */
  readonly newestFirst: boolean;
  readonly reader: (answers: Answers) => RecordReader;
}

/** One export of one broker: a file of data and small functions, pure. */
export interface Format {
  readonly id: string;
  readonly broker: string;
  readonly export: string;
  /** By what it is recognised, in the trader's words. */
  readonly detects: string;
  /** What evidence the format rests on: real files seen, vendor documentation. */
  readonly seen: string;
  /** Venue id of the account it belongs to; null for a price history. */
  readonly venue: string | null;
  /** Fills make positions; a ledger moves balances; prices are marks. */
  readonly grain: 'fills' | 'ledger' | 'fills-and-ledger' | 'prices';
  /** Null when the file is not this format. Must not look at the name to decide what it is, only for a zone. */
  readonly recognise: (head: FileHead) => Recognition | null;
}

/** An event with the rows it was read from. */
export interface DraftEvent {
  readonly event: LedgerEvent;
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  /** How many rows of the file it accounts for; 0 for a further event of a row. */
  readonly rows: number;
  readonly brokerAccount: string | null;
  readonly terms: readonly Instrument[];
}
