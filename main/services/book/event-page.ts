import { isEventKind } from '../../../db/stores/event-codes.ts';
import type { PagedEvent } from '../../../db/stores/event-pages.ts';
import { isCashMovement, isFill, type BookedEvent } from '../../../shared/book/event.ts';
import type { editCalls, PageRow } from '../../../shared/contract/edits.ts';
import type { Output } from '../../../shared/contract/core.ts';
import type { z } from 'zod';
import { tellsFee, type Cancellation } from '../../ledger/cancellations.ts';
import { coverageOf } from '../../ledger/fill-periods.ts';
import type { ServiceContext } from '../context.ts';
import { fixedMend } from '../edits/edit-faults.ts';
import { ledgerSettings } from './fold-book.ts';
import { isoTimeOf } from '../iso-time.ts';

type Query = z.output<(typeof editCalls)['book.eventPage']['input']>;

/** Rows of the book, newest first, with what became of each: one page, so that a book of millions is never sent at once. */
export function eventPage(context: ServiceContext, query: Query): Output<(typeof editCalls)['book.eventPage']> {
  const { account, instrument, kind, withdrawn, afterId, limit } = query;
  const words = query.text.split(/\s+/).filter((word) => word !== '');
  const isKind = kind === null || isEventKind(kind);
  const asked = { account, instrument, kind: isKind ? kind : null, words, withdrawn, afterId, limit: limit + 1 };
  const found = isKind ? context.vault.eventPages.page(asked) : [];
  const rows = found.slice(0, limit);
  const read = createRowReader(context, rows);
  return {
    rows: rows.map(read),
    total: afterId === null ? (isKind ? context.vault.eventPages.count(asked) : 0) : null,
    hasMore: found.length > limit,
  };
}

function createRowReader(context: ServiceContext, rows: readonly PagedEvent[]): (row: PagedEvent) => PageRow {
  const { cancellations, fillPeriods } = ledgerSettings(context, context.now(), null);
  const byFill = new Map(cancellations.map((one) => [one.fill.id, one]));
  const isCovered = rows.some(({ event }) => isCashMovement(event) && event.grain === 'ledger')
    ? coverageOf(fillPeriods)
    : () => false;
  const files = new Map<number, string | null>();
  const fileOf = (importId: number): string | null => {
    const known = files.get(importId);
    if (known !== undefined) return known;
    const path = context.vault.imports.find(importId)?.path ?? null;
    files.set(importId, path);
    return path;
  };
  return ({ event, changeId, withdrawn }) => {
    const cancellation = byFill.get(event.id);
    const state = withdrawn ? 'withdrawn' : cancellation === undefined ? 'standing' : 'cancelled';
    const fixed = fixedReason(event, state, isCashMovement(event) && isCovered(event.account, event));
    return {
      id: event.id,
      time: isoTimeOf(event.timeMs),
      timeMs: event.timeMs,
      kind: event.kind,
      account: event.account,
      ...figuresOf(event),
      flags: [...event.flags],
      changeId,
      file: event.provenance === null ? null : fileOf(event.provenance.importId),
      line: event.provenance === null ? null : event.provenance.line,
      state,
      replacedBy: cancellation === undefined ? null : replacementOf(context, cancellation),
      editable: fixed !== '' ? null : isFill(event) ? 'fill' : 'amount',
      fixed,
    };
  };
}

/** Why a row cannot be corrected by itself; empty where it can. */
function fixedReason(event: BookedEvent, state: PageRow['state'], isCovered: boolean): string {
  if (state === 'withdrawn') return 'This row was taken back; put its import or change back first.';
  if (state === 'cancelled') return 'This trade is taken back already; correct the one that stands in its place.';
  if (isCovered) return 'This row repeats what the trades of the account say and moves nothing: correct the trade.';
  if (isFill(event) || isCashMovement(event)) return '';
  return `A row of the kind "${event.kind}" cannot be corrected by itself. ${fixedMend}`;
}

type Figures = Pick<PageRow, 'instrument' | 'side' | 'positionSide' | 'quantity' | 'price' | 'amount' | 'fee'>;

function figuresOf(event: BookedEvent): Figures {
  const none = { side: null, positionSide: null, quantity: null, price: null, amount: null, fee: null };
  if (isFill(event)) {
    const { instrument, side, positionSide, quantity, price, fee } = event;
    return { ...none, instrument, side, positionSide, quantity, price, fee };
  }
  switch (event.kind) {
    case 'opening-position':
    case 'reported-position':
      return {
        ...none,
        instrument: event.instrument,
        positionSide: event.positionSide,
        quantity: event.quantity,
        price: event.averagePrice,
      };
    case 'cancel':
      return {
        ...none,
        instrument: event.instrument,
        side: event.side,
        quantity: event.quantity,
        price: event.price,
      };
    case 'split':
      return { ...none, instrument: event.instrument };
    case 'opening-balance':
    case 'reported-balance':
      return { ...none, instrument: null, amount: { asset: event.asset, amount: event.amount } };
    default:
      return { ...none, instrument: event.instrument, amount: { asset: event.asset, amount: event.amount } };
  }
}

/** The fill that stands right behind a cancellation in its change: see `planTrade`. */
function replacementOf({ vault }: ServiceContext, { cancelId, fill }: Cancellation): PageRow['replacedBy'] {
  const cancel = vault.eventPages.find(cancelId);
  const next = vault.eventPages.find(cancelId + 1);
  if (cancel === null || next === null || next.changeId !== cancel.changeId) return null;
  const hasReplacement = cancel.event.flags.includes('stated') || tellsFee(cancel.event);
  if (!hasReplacement || !isFill(next.event) || next.event.instrument !== fill.instrument) return null;
  const { id, side, quantity, price } = next.event;
  return { id, side, quantity, price };
}
