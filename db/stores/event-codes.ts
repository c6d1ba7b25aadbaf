import { isFill, type EventFlag, type EventKind, type LedgerEvent } from '../../shared/book/event.ts';

/** Codes of `event.kind_code`. Never renumber: vaults hold them. */
const kindCodes = {
  trade: 1,
  liquidation: 2,
  funding: 3,
  interest: 4,
  fee: 5,
  transfer: 6,
  deposit: 7,
  withdrawal: 8,
  settlement: 9,
  dividend: 10,
  tax: 11,
  adjustment: 12,
  'opening-position': 13,
  'opening-balance': 14,
  'reported-balance': 15,
  expiry: 16,
  assignment: 17,
  cancel: 18,
  exercise: 19,
  split: 20,
  'reported-position': 21,
} as const satisfies Record<EventKind, number>;

/** Codes of the kinds that are fills, as SQL lists them. */
export const fillKindCodes = (['trade', 'liquidation', 'expiry', 'assignment', 'exercise'] as const)
  .map((kind) => kindCodes[kind])
  .join(', ');

/** Codes of what a broker reports of an instant. */
export const reportKindCodes = (['reported-balance', 'reported-position'] as const)
  .map((kind) => kindCodes[kind])
  .join(', ');

const kindsByCode = new Map<number, EventKind>(
  Object.entries(kindCodes).map(([kind, code]) => [code, kind as EventKind]),
);

/** Codes of the kinds in whose name a word stands; -1 where there is none, so that SQL has something to list. */
export function kindsLike(word: string): readonly number[] {
  const codes = Object.entries(kindCodes).flatMap(([kind, code]) => (kind.includes(word.toLowerCase()) ? [code] : []));
  return codes.length === 0 ? [-1] : codes;
}

export function isEventKind(text: string): text is EventKind {
  return Object.hasOwn(kindCodes, text);
}

export function kindCode(kind: EventKind): number {
  return kindCodes[kind];
}

export function kindOfCode(code: number): EventKind {
  const kind = kindsByCode.get(code);
  if (kind === undefined) throw new Error(`unknown event kind code ${code}`);
  return kind;
}

/** Bits of `event.detail_bits`. Never renumber. */
const flagBits = {
  'timezone-assumed': 1 << 0,
  'time-ambiguous': 1 << 1,
  stated: 1 << 2,
  'amount-differs': 1 << 3,
  'side-from-position': 1 << 4,
  'fee-unknown': 1 << 5,
} as const satisfies Record<EventFlag, number>;

export function flagBit(flag: EventFlag): number {
  return flagBits[flag];
}

const effectBits = { open: 1 << 8, close: 2 << 8, flip: 3 << 8 } as const;
const effectMask = 3 << 8;
const positionSideBits = { long: 1 << 10, short: 2 << 10 } as const;
const positionSideMask = 3 << 10;
const netOfFeeBit = 1 << 12;
const ledgerGrainBit = 1 << 13;

/** What of an event has no column of its own. */
export interface EventDetail {
  readonly flags: readonly EventFlag[];
  readonly effect: 'open' | 'close' | 'flip' | null;
  readonly positionSide: 'long' | 'short' | null;
  readonly pnlBasis: 'gross' | 'net-of-fee';
  readonly grain: 'own' | 'ledger';
}

export function detailBits(event: LedgerEvent): number {
  let bits = 0;
  for (const flag of event.flags) bits |= flagBits[flag];
  if (isFill(event)) {
    if (event.effect !== null) bits |= effectBits[event.effect];
    if (event.positionSide !== null) bits |= positionSideBits[event.positionSide];
    if (event.reportedPnl?.basis === 'net-of-fee') bits |= netOfFeeBit;
  } else if (event.kind === 'opening-position' || event.kind === 'reported-position') {
    if (event.positionSide !== null) bits |= positionSideBits[event.positionSide];
  } else if ('grain' in event && event.grain === 'ledger') bits |= ledgerGrainBit;
  return bits;
}

const details = new Map<number, EventDetail>();

/** The few combinations that occur are decoded once. */
export function detailOfBits(bits: number): EventDetail {
  const seen = details.get(bits);
  if (seen !== undefined) return seen;
  const effect = bits & effectMask;
  const positionSide = bits & positionSideMask;
  const detail: EventDetail = {
    flags: (Object.keys(flagBits) as EventFlag[]).filter((flag) => (bits & flagBits[flag]) !== 0),
    effect: (['open', 'close', 'flip'] as const).find((name) => effectBits[name] === effect) ?? null,
    positionSide: (['long', 'short'] as const).find((name) => positionSideBits[name] === positionSide) ?? null,
    pnlBasis: (bits & netOfFeeBit) === 0 ? 'gross' : 'net-of-fee',
    grain: (bits & ledgerGrainBit) === 0 ? 'own' : 'ledger',
  };
  details.set(bits, detail);
  return detail;
}
