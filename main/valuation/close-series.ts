import type { Instrument } from '../../shared/book/instrument.ts';
import type { CloseSeries } from '../../shared/book/valued-book.ts';
import { utcDay, type EpochMs } from '../../shared/units/unit.ts';
import type { MarkBook } from './mark-book.ts';
import { priceInLaterShares } from './split-prices.ts';

interface Candidate {
  readonly instrument: Instrument;
  readonly closes: ReadonlyMap<number, number>;
}

/**
 * Daily closes per asset, for sigma: of one instrument each, so that a return never runs from one market to another. The
 * instrument with the most closes stands for its asset; among equals spot, then the first symbol. Marks are no closes.
 *
 * @param asOfMs closes stamped later are not known yet
 */
export function closesByAsset(
  marks: MarkBook,
  instrumentOf: (symbol: string) => Instrument | null,
  asOfMs: EpochMs,
): Readonly<Record<string, CloseSeries>> {
  const best = new Map<string, Candidate>();
  for (const symbol of [...marks.marks.keys()].sort()) {
    const instrument = instrumentOf(symbol);
    if (instrument === null || instrument.kind === 'option') continue;
    const closes = new Map<number, number>();
    const splits = marks.splits.get(symbol) ?? [];
    for (const one of marks.marks.get(symbol) ?? []) {
      if (one.origin !== 'close' || one.timeMs > asOfMs || !(one.price > 0)) continue;
      // A split is no move: closes before it are told in the shares of today.
      const today = priceInLaterShares(one, splits, asOfMs);
      if (today !== null) closes.set(utcDay(one.timeMs), today.price);
    }
    const candidate = { instrument, closes };
    const other = best.get(instrument.asset);
    if (closes.size > 0 && (other === undefined || isBetter(candidate, other))) best.set(instrument.asset, candidate);
  }
  return Object.fromEntries([...best].map(([asset, { closes }]) => [asset, seriesOf(closes)]));
}

function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.closes.size !== other.closes.size) return one.closes.size > other.closes.size;
  return one.instrument.kind === 'spot' && other.instrument.kind !== 'spot';
}

function seriesOf(closes: ReadonlyMap<number, number>): CloseSeries {
  const [firstDay, lastDay] = [Math.min(...closes.keys()), Math.max(...closes.keys())];
  const filled: (number | null)[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) filled.push(closes.get(day) ?? null);
  return { firstDay, closes: filled };
}
