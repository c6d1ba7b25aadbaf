import type { ValuedBook, ValuedPosition } from '../../../shared/book/valued-book.ts';
import type { Note } from '../../../shared/contract/common.ts';
import type { MissingData } from '../../../shared/measures/outcome.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { AssessedPool } from './assessed-pool.ts';
import { deltaMissing } from '../exposure/position-terms.ts';
import { maintenanceGap } from '../margin/compile-leg.ts';
import { firstGap, type MarginTable } from '../margin/margin-table.ts';
import { tierTableAgeDays, tierTableFlags } from '../margin/tier-table-age.ts';

/** What the engine leaves out, what is stale, what it assumes: each once, with what mends it. */
export function notesOf(book: ValuedBook, pools: readonly AssessedPool[]): readonly Note[] {
  const notes = [
    ...book.assumptions.map((text) => assumed(text, '', null)),
    ...pools.flatMap((pool) => poolNotes(pool, book.asOfMs)),
  ];
  const seen = new Map(notes.map((note) => [`${note.kind} ${note.account ?? ''} ${note.text}`, note]));
  return [...seen.values()];
}

function poolNotes(pool: AssessedPool, asOfMs: EpochMs): readonly Note[] {
  const { table } = pool;
  const { account } = table;
  const gap = firstGap(table);
  const notes: Note[] = [];
  if (gap !== null) notes.push(excluded(gap.reason, gap, account));
  for (const position of table.positions) notes.push(...positionNotes(position, account, table));
  notes.push(...deltaNotes(table.positions, account));
  if (table.kind !== 'spot')
    notes.push(
      ...tierTableNotes(
        table.positions.filter((one) => !isTogether(one, table)),
        account,
        asOfMs,
      ),
    );
  for (const { asset, amount, rate } of table.balances) {
    if (amount.status === 'missing-data') notes.push(excluded(amount.reason, amount, account));
    else if (rate.status === 'missing-data') notes.push(excluded(rate.reason, rate, account));
    else if (rate.value.stale) notes.push(stale(`The price of ${asset} is more than a day old.`, asset, account));
  }
  if (table.equityFlags.includes('isolated-margin-assumed'))
    notes.push(
      assumed(
        `${whose(table)}: the margin posted is taken as entry notional over leverage.`,
        'State the isolated margin that the venue shows.',
        account,
      ),
    );
  if (table.equityFlags.includes('collateral-ratio-unknown'))
    notes.push(
      assumed(
        `${whose(table)}: coins count as collateral in full, the venue may take less.`,
        'Keep in mind that liquidation can come earlier than shown.',
        account,
      ),
    );
  if (table.equityFlags.includes('venue-rules-unknown'))
    notes.push(
      assumed(
        `The rules of the venue of ${account} are not known: pools by settlement asset, maintenance on the mark.`,
        'State the venue of the account.',
        account,
      ),
    );
  notes.push(...regimeNotes(table, account));
  return notes;
}

/** A note is read beside those of other accounts. */
function whose({ account, pool }: MarginTable): string {
  return pool === 'cross' ? account : `${account} (${pool})`;
}

/** What the rules of the venue leave open, in the trader's words. */
function regimeNotes(table: MarginTable, account: string): readonly Note[] {
  const flags = new Set([...table.equityFlags, ...table.maintenanceFlags]);
  const texts: readonly (readonly [flag: string, text: string, mend: string])[] = [
    [
      'needs-table',
      `${whose(table)}: Ballast knows how this venue margins, but has no table of its rates.`,
      "Import the venue's margin table; of a loan, state the ratio at which it is called (Rules… of the account).",
    ],
    [
      'quantity-in-dollars',
      `${whose(table)}: quantities of coin contracts are taken in dollars; a contract of this venue is worth 100 dollars of BTC or 10 of another coin.`,
      'State the quantity in dollars: contracts times what one is worth.',
    ],
    [
      'closing-fee-unknown',
      `${whose(table)}: the fee of closing counts in the maintenance; 0.1 % of the value is taken for it.`,
      'State the closing fee (Rules… of the account); the venue may take less, so that liquidation comes later than shown.',
    ],
    [
      'funding-margin-left-out',
      `${whose(table)}: the next funding, which this venue adds to the maintenance, is left out.`,
      'Keep in mind that liquidation can come earlier than shown while you pay funding.',
    ],
    [
      'option-rules-from-memory',
      `${whose(table)}: the margin of its options is the least of FINRA Rule 4210 and Regulation T, for ${table.joint.map(({ label }) => label).join(', ')}.`,
      'Compare it with the statement of the broker: he may ask for more.',
    ],
    [
      'portfolio-moves-least',
      `${whose(table)}: portfolio margin is figured with the least moves of FINRA Rule 4210(g), 15 % up and down for each share, times the multiple of a leveraged fund that it knows.`,
      'Compare it with the statement of the broker: he may move thin shares and single large holdings further.',
    ],
    [
      'underlying-kind-assumed',
      `${whose(table)}: its options are taken as options on plain shares; an index or a leveraged fund asks for another share of its price.`,
      'Keep in mind that options on leveraged funds ask for more than shown.',
    ],
    [
      'collateral-table-old',
      `${whose(table)}: what the venue counts of coins as collateral comes from an old page, it may take less today.`,
      "Compare the collateral ratios with the venue's present page.",
    ],
  ];
  return texts.filter(([flag]) => flags.has(flag)).map(([, text, mend]) => assumed(text, mend, account));
}

function positionNotes(position: ValuedPosition, account: string, table: MarginTable): readonly Note[] {
  const { incomplete } = position;
  if (incomplete !== null) return [excluded(incomplete.reason, incomplete, account)];
  const margin = isTogether(position, table) ? null : maintenanceGap(position);
  // A short option that belongs to no strategy has no margin that is known.
  const left = margin === null ? [] : [excluded(margin.reason, margin, account)];
  const entry =
    position.entryMissing === null ? [] : [excluded(position.entryMissing.reason, position.entryMissing, account)];
  return [...left, ...entry, ...markNotes(position, account)];
}

function isTogether(position: ValuedPosition, { joint }: MarginTable): boolean {
  return joint.some(({ positions }) => positions.includes(position));
}

/** One note for all options on an asset. */
function deltaNotes(positions: readonly ValuedPosition[], account: string): readonly Note[] {
  const options = positions.filter(({ instrument, incomplete }) => instrument.kind === 'option' && incomplete === null);
  return [...Map.groupBy(options, ({ instrument }) => instrument.asset)].map(([asset, held]) => {
    const [first] = held as [ValuedPosition];
    const delta = deltaMissing(first);
    const several = `${held.length} options on ${asset} in ${account}: their deltas, and so their exposure to ${asset}, are not calculated yet.`;
    return held.length === 1
      ? excluded(delta.reason, delta, account)
      : {
          kind: 'excluded',
          text: several,
          mend: 'Read their market values and strike notionals; every sum with their exposure is missing.',
          account,
        };
  });
}

function markNotes({ instrument, mark }: ValuedPosition, account: string): readonly Note[] {
  if (mark.status === 'missing-data') return [excluded(mark.reason, mark, account)];
  if (!mark.value.stale) return [];
  return [stale(`The mark of ${instrument.symbol} is more than a day old.`, instrument.symbol, account)];
}

/** One note for all instruments without a table, and one for each date of an old one: forty lines alike tell nothing. */
function tierTableNotes(positions: readonly ValuedPosition[], account: string, asOfMs: EpochMs): readonly Note[] {
  const withFlag = (flag: string): readonly ValuedPosition[] =>
    positions.filter(
      ({ tierTable, instrument }) => instrument.kind !== 'option' && tierTableFlags(tierTable, asOfMs).includes(flag),
    );
  const flat = withFlag('flat-rate-tiers');
  const notes: Note[] = [];
  if (flat.length > 0)
    notes.push(
      assumed(
        `${symbolsText(flat)} in ${account}: maintenance is taken as a flat rate of notional, no margin table of the venue is known.`,
        "Import the venue's margin table.",
        account,
      ),
    );
  const old = Map.groupBy(withFlag('tier-table-old'), ({ tierTable }) => tierTable.validFrom);
  for (const [validFrom, held] of old) {
    const [{ tierTable }] = held as [ValuedPosition, ...ValuedPosition[]];
    notes.push({
      kind: 'stale',
      text: `${symbolsText(held)} in ${account}: the margin table of ${validFrom} is ${tierTableAgeDays(tierTable, asOfMs)} days old.`,
      mend: "Import the venue's present margin table.",
      account,
    });
  }
  return notes;
}

function symbolsText(positions: readonly ValuedPosition[]): string {
  const symbols = [...new Set(positions.map(({ instrument }) => instrument.symbol))].toSorted();
  const [first, ...others] = symbols;
  if (others.length < 3) return symbols.join(', ');
  return `${first}, ${others[0]} and ${others.length - 1} more`;
}

function assumed(text: string, mend: string, account: string | null): Note {
  return { kind: 'assumed', text, mend, account };
}

function excluded(text: string, { mend }: MissingData, account: string): Note {
  return { kind: 'excluded', text, mend, account };
}

function stale(text: string, what: string, account: string): Note {
  return { kind: 'stale', text, mend: `Give a newer price of ${what}.`, account };
}
