import { isCashMovement, isFill, isStatement, type FillEvent, type LedgerEvent } from '../../shared/book/event.ts';

/**
 * By what an event is known when files overlap (BOOK section 4), within one account: the id of its source where it has
 * one, else its normalised content. Never the raw text: two exports of one fill differ in zone, digits of the year and
 * the writing of the fee. Events with equal content keys are told apart by their ordinal in the file, which the store
 * counts; an id is never given an ordinal.
 */
export function keyOf(event: LedgerEvent): string {
  if (event.sourceId === null) return contentKeyOf(event);
  // A trade with oneself has two sides under one id; one ledger id may move two assets.
  if (isFill(event)) return `fill#${event.instrument}|${sideIn(event)}|${event.sourceId}`;
  if (isStatement(event)) return `statement#${event.kind}|${event.sourceId}`;
  if (!isCashMovement(event)) return `${event.kind}#${event.instrument}|${event.sourceId}`;
  return `cash#${event.instrument ?? ''}|${event.asset}|${event.sourceId}`;
}

/** The key that the event would have without an id, by which an older export without ids can be held against it. */
export function contentKeyOf(event: LedgerEvent): string {
  if (isFill(event))
    return `fill=${event.timeMs}|${event.instrument}|${sideIn(event)}|${event.price}|${event.quantity}`;
  if (isCashMovement(event)) {
    return `${event.kind}=${event.timeMs}|${event.instrument ?? ''}|${event.asset}|${event.amount}`;
  }
  if (event.kind === 'opening-position') {
    return `${event.kind}=${event.timeMs}|${event.instrument}|${event.positionSide ?? ''}`;
  }
  switch (event.kind) {
    case 'split':
      return `split=${event.timeMs}|${event.instrument}|${event.into ?? ''}|${event.from}|${event.to}`;
    case 'cancel':
      return `cancel=${event.timeMs}|${event.instrument}|${event.side}|${event.price}|${event.quantity}`;
    case 'reported-position':
      return `reported-position=${event.timeMs}|${event.instrument}|${event.positionSide ?? ''}|${event.quantity}`;
    case 'reported-balance':
      return `reported-balance=${event.timeMs}|${event.asset}|${event.amount}`;
    case 'opening-balance':
      return `opening-balance=${event.timeMs}|${event.asset}`;
  }
}

/** One file shows on which side an option that expired was held, another does not: it is the same row. */
function sideIn({ kind, side }: FillEvent): string {
  return kind === 'expiry' ? 'out' : side;
}

/** Whether equal keys mean the same event (an id), or only equal content, of which a file may hold several. */
export function isIdentity(key: string): boolean {
  return identity.test(key);
}

const identity = /^[a-z-]+#/;
