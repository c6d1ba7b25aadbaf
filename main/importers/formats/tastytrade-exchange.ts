import type { SplitEvent } from '../../../shared/book/event.ts';
import { formatScaled, scaledOne, type Decimal, type Scaled } from '../../../shared/units/decimal.ts';
import type { InstrumentRow } from './tastytrade-fill.ts';

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
 * Finds the two rows that belong together: one instant and sub type, one closing what the other opens again, for the
 * same money (so the cost is carried over and nothing is realised). Of several that fit, one with the same symbol comes
 * first, then one with the same strike, then the neighbour in the file.
 * @param rows those of `isExchange`, in the order of the file
 */
export function pairExchanges(rows: readonly InstrumentRow[]): readonly TastyExchange[] {
  const exchanges: TastyExchange[] = [];
  const taken = new Set<InstrumentRow>();
  rows.forEach((out, at) => {
    if (!out.action.endsWith('to close')) return;
    const fitting = rows.filter((row) => !taken.has(row) && belongs(out, row));
    const alike = narrowed(fitting, (row) => row.instrument.instrument.symbol === out.instrument.instrument.symbol);
    const likely = narrowed(alike, (row) => strikeOf(row) === strikeOf(out));
    const [into, ...others] = narrowed(likely, (row) => row === rows[at - 1] || row === rows[at + 1]);
    if (into === undefined || others.length > 0) return;
    taken.add(into);
    exchanges.push({ out, into });
  });
  return exchanges;
}

/** Those that pass, or all where none does. */
function narrowed(rows: readonly InstrumentRow[], passes: (row: InstrumentRow) => boolean): readonly InstrumentRow[] {
  const passing = rows.filter(passes);
  return passing.length === 0 ? rows : passing;
}

function strikeOf({ instrument: { instrument } }: InstrumentRow): Decimal | null {
  return instrument.kind === 'option' ? instrument.strike : null;
}

function belongs(out: InstrumentRow, into: InstrumentRow): boolean {
  const opens = out.action === 'sell to close' ? 'buy to open' : 'sell to open';
  const [before, after] = [out.instrument.instrument, into.instrument.instrument];
  if (into.action !== opens || into.time.ms !== out.time.ms || into.subType !== out.subType) return false;
  if (before.kind !== after.kind || before.quoteAsset !== after.quoteAsset) return false;
  if (out.quantity <= 0n || into.quantity <= 0n || out.value + into.value !== 0n) return false;
  if (out.subType === 'symbol change' && out.quantity !== into.quantity) return false;
  if (before.kind !== 'option' || after.kind !== 'option') return true;
  return before.right === after.right && before.expiryMs === after.expiryMs;
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
