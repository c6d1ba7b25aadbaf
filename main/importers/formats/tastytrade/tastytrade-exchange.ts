import type { SplitEvent } from '../../../../shared/book/event.ts';
import { formatScaled, scaledOne, type Decimal, type Scaled } from '../../../../shared/units/decimal.ts';
import type { InstrumentRow } from './tastytrade-fill.ts';
import { sideAfter } from './tastytrade-held-side.ts';

/** Both rows of an exchange: units of one instrument taken out, units of another (or of the same) put in. */
export interface TastyExchange {
  readonly out: InstrumentRow;
  readonly into: InstrumentRow;
}

/** Whether a row is one half of a split, a change of symbol or a merger for shares. */
export function isExchange(subType: string): boolean {
  return ['forward split', 'reverse split', 'symbol change', 'stock merger'].includes(subType);
}

/**
 * Finds the two rows that belong together: one closes what the other opens again, and what both must say is the same. Of
 * several that fit, those with one symbol belong together, then those with one strike; the rest must stand in the file
 * couple by couple, else it is not told which became which.
 * @param rows those of `isExchange` with a quantity above zero, in the order of the file
 */
export function pairExchanges(rows: readonly InstrumentRow[]): readonly TastyExchange[] {
  return [...Map.groupBy(rows, sharedTerms).values()].flatMap(pairsIn);
}

/**
 * What both rows of an exchange say alike: its instant and sub type, the side that is held, the money (so the cost is
 * carried over and nothing is realised), the kind of instrument and its currency, of an option what it is a right to.
 */
function sharedTerms(row: InstrumentRow): string {
  const { instrument } = row.instrument;
  const carried = isOut(row) ? row.value : -row.value;
  const quantity = row.subType === 'symbol change' ? row.quantity : '';
  const right = instrument.kind === 'option' ? `${instrument.right}|${instrument.expiryMs}` : '';
  const { kind, quoteAsset } = instrument;
  return [row.time.ms, row.subType, sideAfter(row), carried, quantity, kind, quoteAsset, right].join('|');
}

function isOut({ action }: InstrumentRow): boolean {
  return ['sell to close', 'buy to close'].includes(action);
}

function isInto({ action }: InstrumentRow): boolean {
  return ['buy to open', 'sell to open'].includes(action);
}

function pairsIn(rows: readonly InstrumentRow[]): readonly TastyExchange[] {
  const pairs: TastyExchange[] = [];
  for (const mark of [symbolOf, strikeOf, () => null]) {
    const paired = new Set(pairs.flatMap(({ out, into }) => [out, into]));
    const left = Map.groupBy(
      rows.filter((row) => !paired.has(row)),
      mark,
    );
    for (const couple of [...left.values()].flatMap(couplesOf)) pairs.push(couple);
  }
  return pairs;
}

function symbolOf({ instrument: { instrument } }: InstrumentRow): string {
  return instrument.symbol;
}

function strikeOf({ instrument: { instrument } }: InstrumentRow): Decimal | null {
  return instrument.kind === 'option' ? instrument.strike : null;
}

/** The rows two by two as they stand, each couple one row out and one in; none where they do not stand so. */
function couplesOf(rows: readonly InstrumentRow[]): readonly TastyExchange[] {
  const couples: TastyExchange[] = [];
  for (let at = 0; at < rows.length; at += 2) {
    const couple = rows.slice(at, at + 2);
    const out = couple.find(isOut);
    const into = couple.find(isInto);
    if (out === undefined || into === undefined) return [];
    couples.push({ out, into });
  }
  return couples;
}

/** 54 shares out and 108 in are a split of 1 for 2, whatever the account held. */
export function exchangeEvent({ out, into }: TastyExchange): SplitEvent {
  const divisor = greatestCommonDivisor(out.quantity, into.quantity);
  const [from, to] = [out.instrument.instrument.symbol, into.instrument.instrument.symbol];
  const part = (quantity: Scaled): Decimal => formatScaled((quantity / divisor) * scaledOne);
  return {
    kind: 'split',
    timeMs: out.time.ms,
    sourceId: null,
    flags: out.time.ambiguous ? ['time-ambiguous'] : [],
    instrument: from,
    from: part(out.quantity),
    to: part(into.quantity),
    into: from === to ? null : to,
  };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
