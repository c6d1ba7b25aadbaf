import { isFill, isStatement, type AssetAmount, type BookedEvent } from '../../../shared/book/event.ts';
import { parseInstrument } from '../../../shared/book/parse-instrument.ts';
import type { EventRow } from '../../../shared/contract/book.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import type { ServiceContext } from '../context.ts';
import { isoTimeOf } from '../iso-time.ts';
import { keptText } from '../imports/stored-file.ts';

export interface EventQuery {
  readonly account: string | null;
  readonly instrument: string | null;
  readonly limit: number | null;
}

/** Live events in the order of the book. */
export function eventsDocument(
  context: ServiceContext,
  query: EventQuery,
): { readonly events: EventRow[]; readonly total: number } {
  const { account, instrument } = query;
  const events = Array.from(context.vault.events.read(query), eventRow);
  return { events, total: context.vault.events.count({ account, instrument }) };
}

/** The raw text of the row behind an event; null for what was stated by hand. */
export function rawRow(context: ServiceContext, eventId: number): string | null {
  const provenance = context.vault.eventPages.find(eventId)?.event.provenance;
  if (provenance === undefined || provenance === null) return null;
  const file = context.vault.imports.find(provenance.importId);
  return file === null
    ? null
    : keptText(context.vault.files, file.fileId, provenance.byteOffset, provenance.byteLength);
}

function eventRow(event: BookedEvent): EventRow {
  const common = {
    id: event.id,
    time: isoTimeOf(event.timeMs),
    kind: event.kind,
    account: event.account,
    importId: event.provenance === null ? null : event.provenance.importId,
    line: event.provenance === null ? null : event.provenance.line,
    flags: [...event.flags],
  };
  if (isFill(event))
    return {
      ...common,
      instrument: event.instrument,
      amounts: fillAmounts(event),
      quantity: event.quantity,
      price: event.price,
      side: event.side,
    };
  if (event.kind === 'opening-position' || event.kind === 'reported-position')
    return {
      ...common,
      instrument: event.instrument,
      amounts: [],
      quantity: event.quantity,
      price: event.averagePrice,
      side: event.positionSide,
    };
  if (event.kind === 'cancel')
    return {
      ...common,
      instrument: event.instrument,
      amounts: [],
      quantity: event.quantity,
      price: event.price,
      side: event.side,
    };
  if (event.kind === 'split')
    return { ...common, instrument: event.instrument, amounts: [], quantity: null, price: null, side: null };
  return {
    ...common,
    instrument: isStatement(event) ? null : event.instrument,
    amounts: [{ asset: event.asset, amount: event.amount }],
    quantity: null,
    price: null,
    side: null,
  };
}

/** The movements that the row itself states: coins of a spot trade, and the fee as what leaves the account. */
function fillAmounts(
  event: BookedEvent & { readonly fee: AssetAmount | null; readonly instrument: string },
): AssetAmount[] {
  const amounts: AssetAmount[] = [];
  const instrument = parseInstrument(event.instrument);
  if (instrument.ok && instrument.value.kind === 'spot' && isFill(event))
    amounts.push({
      asset: instrument.value.baseAsset,
      amount: event.side === 'buy' ? event.quantity : negated(event.quantity),
    });
  if (event.fee !== null) amounts.push({ asset: event.fee.asset, amount: negated(event.fee.amount) });
  return amounts;
}

function negated(amount: Decimal): Decimal {
  if (amount === '0') return amount;
  return (amount.startsWith('-') ? amount.slice(1) : `-${amount}`) as Decimal;
}
