import type { AccountSettings } from '../../../shared/book/account.ts';
import type { Instrument, InstrumentSymbol } from '../../../shared/book/instrument.ts';
import type { MarginTierTable } from '../../../shared/book/margin-tier.ts';
import { nothingStated, type StatedRules } from '../../../shared/book/stated-rules.ts';
import type { ValuedAccount, ValuedBook } from '../../../shared/book/valued-book.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { DailyStates } from '../../ledger/daily-states.ts';
import type { LedgerReading } from '../../ledger/fold-events.ts';
import { markBookOf, type Mark, type MarkBook } from '../../valuation/mark-book.ts';
import { valueBook } from '../../valuation/value-book.ts';
import { withStatedRules } from '../../venues/apply-stated-rules.ts';
import { findTierTable } from '../../venues/find-tier-table.ts';
import { findVenueRules } from '../../venues/find-venue-rules.ts';
import { allAccounts } from '../edits/account-settings.ts';
import { ruleAssumptions } from '../edits/stated-rules.ts';
import type { ServiceContext } from '../context.ts';
import { createInstrumentReader } from './fold-book.ts';
import { walkBook } from './running-state.ts';
import { baseCurrency } from '../vaults/vault-overview.ts';

/** Everything that the vault says at one instant, gathered once. */
export interface BookAt {
  readonly asOfMs: EpochMs;
  readonly base: string;
  readonly settings: readonly AccountSettings[];
  readonly ledger: LedgerReading;
  readonly daily: DailyStates;
  readonly marks: MarkBook;
  readonly valued: ValuedBook;
  readonly instrumentOf: (symbol: string) => Instrument;
}

/** Folds and values the book at an instant; kept until the vault changes. */
export function bookAt(context: ServiceContext, asOfMs: EpochMs): BookAt {
  return cached(context, asOfMs, 'book', () => gatherBook(context, asOfMs));
}

function gatherBook(context: ServiceContext, asOfMs: EpochMs): BookAt {
  const readInstrument = createInstrumentReader(context);
  const instrumentOf = (symbol: string) => readInstrument(symbol as InstrumentSymbol);
  const settings = allAccounts(context);
  const { reading: ledger, daily } = walkBook(context, asOfMs);
  const base = baseCurrency(context);
  const marks = markBookOf(context.vault.marks.read(asOfMs) as readonly Mark[], ledger.splits);
  const stated = context.vault.statedRules.read();
  const shipped = valueBook({
    positions: ledger.positions,
    balances: ledger.balances,
    settings,
    accounts: ledger.accounts,
    marks,
    instrumentOf,
    tierTableOf: tierTableReader(context),
    venueRulesOf: findVenueRules,
    asOfMs,
    base,
    // Failed rows and stray funding are left out, not assumed: the risk picture names them among the excluded.
    remarks: [
      ...ledger.notes.flatMap(({ kind, text }) =>
        kind === 'timezone-assumed' || kind === 'time-ambiguous' ? [text] : [],
      ),
      ...settings.flatMap((account) => ruleAssumptions(account, stated.get(account.name) ?? nothingStated)),
    ],
  });
  const valued = { ...shipped, accounts: shipped.accounts.map((account) => underStatedRules(account, stated, ledger)) };
  return { asOfMs, base, settings, ledger, daily, marks, valued, instrumentOf };
}

function underStatedRules(
  account: ValuedAccount,
  stated: ReadonlyMap<string, StatedRules>,
  { balances }: LedgerReading,
): ValuedAccount {
  const rules = stated.get(account.name);
  if (rules === undefined) return account;
  const assets = balances.filter((balance) => balance.account === account.name).map(({ asset }) => asset);
  return withStatedRules(account, rules, assets);
}

/** The table that holds for an instrument at an instant: the trader's own, else a shipped one, else a flat rate. */
export function tierTableReader({
  vault,
}: ServiceContext): (
  venue: string | null,
  instrument: Instrument,
  side: 'long' | 'short',
  asOfMs: EpochMs,
) => MarginTierTable {
  const imported = vault.marginTables.list();
  return (venue, { symbol, kind }, side, asOfMs) => {
    const stockSide = kind === 'stock' ? side : null;
    return findTierTable({ venue, instrument: symbol, stockSide, asOfMs }, imported);
  };
}

/** How long "now" stays the same for reading, so that panels that are painted together tell of one instant. */
const nowHoldsMs = 30_000;

/** The instant that a reading is of: the one asked for, else now. */
export function instantOf(context: ServiceContext, asOfMs: number | null): EpochMs {
  if (asOfMs !== null) return asOfMs as EpochMs;
  const shelf = shelfOf(context);
  const now = context.now();
  if (shelf.now === null || now < shelf.now || now - shelf.now >= nowHoldsMs) shelf.now = now;
  return shelf.now;
}

interface Shelf {
  readonly state: string;
  now: EpochMs | null;
  readonly entries: Map<string, unknown>;
}

const shelves = new WeakMap<object, Shelf>();

/** A handful of instants is enough: the window asks for one, a slider for a few. */
const mostEntries = 12;

/** Keeps what was computed from the book at an instant until the live state of the vault is another. */
export function cached<T>(context: ServiceContext, asOfMs: EpochMs, what: string, compute: () => T): T {
  const shelf = shelfOf(context);
  const key = `${what}@${asOfMs}`;
  if (shelf.entries.has(key)) {
    const found = shelf.entries.get(key) as T;
    // What is asked for again stays longest.
    shelf.entries.delete(key);
    shelf.entries.set(key, found);
    return found;
  }
  const value = compute();
  if (shelf.entries.size >= mostEntries) {
    const [oldest] = shelf.entries.keys();
    if (oldest !== undefined) shelf.entries.delete(oldest);
  }
  shelf.entries.set(key, value);
  return value;
}

function shelfOf(context: ServiceContext): Shelf {
  const state = context.vault.changes.liveState();
  const known = shelves.get(context.vault);
  if (known !== undefined && known.state === state) return known;
  const made: Shelf = { state, now: null, entries: new Map() };
  shelves.set(context.vault, made);
  return made;
}
