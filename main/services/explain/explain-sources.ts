import { isFill, type BookedEvent } from '../../../shared/book/event.ts';
import type { LedgerPosition } from '../../../shared/book/position.ts';
import type { DatedPrice } from '../../../shared/book/valued-book.ts';
import { formatScaled, scaledOf, type Scaled } from '../../../shared/units/decimal.ts';
import type { Origin } from '../../risk/explain/nodes.ts';
import { priceOrigin, type Part, type PositionOrigin, type Sources } from '../../risk/explain/sources.ts';
import { toNumber } from '../../valuation/to-number.ts';
import type { BookAt } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';
import { balanceOrigins } from './explain-balances.ts';
import { mostRowsWalked, vaultOrigins, type VaultOrigins } from './explain-origins.ts';
import { isoTimeOf } from '../iso-time.ts';

/** Where the inputs of a book come from: files with their lines, statements with their dates, rows counted. */
export function vaultSources(context: ServiceContext, book: BookAt): Sources {
  const origins = vaultOrigins(context);
  const positions = new Map<string, PositionOrigin>();
  const balances = balanceOrigins(context, book, origins);
  return {
    position: (account, instrument, side) => {
      const key = `${account}/${instrument}/${side}`;
      const seen = positions.get(key);
      if (seen !== undefined) return seen;
      const found = book.ledger.positions.find(
        (one) =>
          one.account === account && one.instrument === instrument && one.status === 'open' && sideOf(one) === side,
      );
      const made = found === undefined ? unknownPosition : positionOrigin(context, book, origins, found);
      positions.set(key, made);
      return made;
    },
    balance: balances,
    price: (price) => withFile(price, context, origins),
    leverage: (account, instrument) => statement(context, origins, account, 'leverage', instrument),
    isolatedMargin: (account, instrument) => statement(context, origins, account, 'isolated-margin', instrument),
  };
}

const ledger: Origin = { source: 'ledger of the account', asOf: null };
const unknownPosition: PositionOrigin = { held: ledger, rows: null, realized: ledger, funding: ledger };

function sideOf({ leg, quantity }: LedgerPosition): 'long' | 'short' {
  if (leg !== 'net') return leg;
  return quantity.startsWith('-') ? 'short' : 'long';
}

/** A mark with the file or statement that gave it. */
function withFile(price: DatedPrice, { vault }: ServiceContext, origins: VaultOrigins): Origin {
  const plain = priceOrigin(price);
  const { origin, via, asOfMs } = price;
  if (via === null || (origin !== 'mark' && origin !== 'close')) return plain;
  const from = origins.ofChange(vault.marks.changeOf({ instrument: via, timeMs: asOfMs, origin }));
  return from === null ? plain : { ...plain, source: `${plain.source}, ${from}` };
}

function statement(
  { vault }: ServiceContext,
  origins: VaultOrigins,
  account: string,
  key: 'leverage' | 'isolated-margin',
  instrument: string,
): Origin {
  const changeId = vault.accounts.changeOf(account, key, instrument);
  const change = changeId === null ? null : vault.changes.find(changeId);
  return {
    source: origins.ofChange(changeId) ?? 'stated by the trader',
    asOf: change === null ? null : isoTimeOf(change.madeMs),
  };
}

/** What a walk over the rows of one position finds. */
interface Walk {
  opening: { readonly event: BookedEvent; readonly quantity: Scaled } | null;
  bought: Side;
  sold: Side;
  funding: Side;
  /** The last row that moved the position. */
  last: BookedEvent | null;
  /** Something else than openings and fills moved it. */
  mixed: boolean;
}

interface Side {
  count: number;
  amount: Scaled;
  last: BookedEvent | null;
}

function positionOrigin(
  context: ServiceContext,
  book: BookAt,
  origins: VaultOrigins,
  position: LedgerPosition,
): PositionOrigin {
  const { account, instrument, lastEventMs, quantity, funding } = position;
  const { events } = context.vault;
  const dated: Origin = { ...ledger, asOf: isoTimeOf(lastEventMs), flags: position.flags };
  if (events.count({ account, instrument }) > mostRowsWalked)
    return { held: dated, rows: null, realized: dated, funding: dated };
  const walk = walkRows(events.read({ account, instrument, untilMs: book.asOfMs }), position);
  const { opening, bought, sold } = walk;
  const made = (opening === null ? 0n : opening.quantity) + bought.amount - sold.amount;
  const isWhole = !walk.mixed && made === scaledOf(quantity);
  const held: Origin = {
    source: walk.last === null ? dated.source : origins.ofEvent(walk.last),
    asOf: walk.last === null ? dated.asOf : isoTimeOf(walk.last.timeMs),
    why: isWhole ? rowsText(walk) : 'More than openings and fills made it: see the rows of the account.',
    flags: position.flags,
  };
  const paid = walk.funding;
  return {
    held,
    rows: isWhole
      ? { opening: openingPart(walk, origins), bought: part(bought, held, origins), sold: part(sold, held, origins) }
      : null,
    realized: {
      ...held,
      why: `Of ${fills(bought.count + sold.count)} by average cost; a reduction releases cost in proportion.`,
    },
    funding: {
      source: paid.last === null ? 'no funding row' : origins.ofEvent(paid.last),
      asOf: paid.last === null ? null : isoTimeOf(paid.last.timeMs),
      why: `${paid.count} funding rows, ${funding} in all.`,
    },
  };
}

function walkRows(rows: Iterable<BookedEvent>, { leg }: LedgerPosition): Walk {
  const none = (): Side => ({ count: 0, amount: 0n, last: null });
  const walk: Walk = { opening: null, bought: none(), sold: none(), funding: none(), last: null, mixed: false };
  for (const row of rows) {
    if (isFill(row)) {
      if (leg !== 'net' && row.positionSide !== leg) {
        if (row.positionSide === null) walk.mixed = true;
        continue;
      }
      add(row.side === 'buy' ? walk.bought : walk.sold, row, scaledOf(row.quantity));
      walk.last = row;
    } else if (row.kind === 'opening-position') {
      if (row.positionSide !== null && row.positionSide !== leg) continue;
      if (leg !== 'net' && row.positionSide === null) walk.mixed = true;
      walk.opening = { event: row, quantity: scaledOf(row.quantity) };
      walk.bought = none();
      walk.sold = none();
      walk.last = row;
    } else if (row.kind === 'funding') add(walk.funding, row, scaledOf(row.amount));
    else if (row.kind === 'split' || row.kind === 'cancel') walk.mixed = true;
  }
  return walk;
}

function add(side: Side, row: BookedEvent, amount: Scaled): void {
  side.count += 1;
  side.amount += amount;
  side.last = row;
}

function openingPart({ opening }: Walk, origins: VaultOrigins): Part | null {
  if (opening === null) return null;
  const { event, quantity } = opening;
  return {
    amount: toNumber(formatScaled(quantity)),
    origin: {
      source: origins.ofEvent(event),
      asOf: isoTimeOf(event.timeMs),
      why: 'From this instant on the position was this.',
    },
  };
}

function part({ count, amount, last }: Side, held: Origin, origins: VaultOrigins): Part {
  return {
    amount: toNumber(formatScaled(amount)),
    origin: {
      source: last === null ? 'no fill' : `${fills(count)}, the last: ${origins.ofEvent(last)}`,
      asOf: last === null ? held.asOf : isoTimeOf(last.timeMs),
    },
  };
}

function rowsText({ opening, bought, sold }: Walk): string {
  const since = opening === null ? '' : `Stated as ${formatScaled(opening.quantity)}; since then `;
  const text = `bought ${formatScaled(bought.amount)} in ${fills(bought.count)}, sold ${formatScaled(sold.amount)} in ${fills(sold.count)}.`;
  return `${since}${since === '' ? text.charAt(0).toUpperCase() + text.slice(1) : text}`;
}

function fills(count: number): string {
  return `${count} ${count === 1 ? 'fill' : 'fills'}`;
}
