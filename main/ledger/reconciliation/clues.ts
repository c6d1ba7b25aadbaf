import { isCashMovement, isFill, type BookedEvent } from '../../../shared/book/event.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { Line } from './line.ts';
import type { InstrumentOf } from './row-effects.ts';

/** What of an account may explain a difference. */
export interface Clues {
  /** Rows between the check before and this one that stand, in the order of the book. */
  readonly rows: readonly BookedEvent[];
  readonly failedRows: readonly FailedClue[];
  readonly spans: readonly ImportSpan[];
  /** The other lines of the account. */
  readonly lines: readonly Line[];
  readonly instrumentOf: InstrumentOf;
}

/** A row that could not be read, dismissed or not. */
export interface FailedClue {
  readonly importId: number;
  readonly line: number;
  readonly raw: string;
  readonly instrument: string | null;
  readonly dismissed: boolean;
}

/** From when to when the rows of one import are. */
export interface ImportSpan {
  readonly importId: number;
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/** Over a weekend with holidays nothing may happen; more than that looks like a file that is missing. */
const quietMs = 5 * 86_400_000;

/** The longest time within a window that lies between the rows of two imports; null where none is long. */
export function gapBetweenFiles(
  spans: readonly ImportSpan[],
  sinceMs: EpochMs | null,
  untilMs: EpochMs,
): { readonly fromMs: EpochMs; readonly untilMs: EpochMs } | null {
  let longest: { readonly fromMs: EpochMs; readonly untilMs: EpochMs } | null = null;
  let covered: EpochMs | null = null;
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    if (
      covered !== null &&
      span.fromMs - covered > quietMs &&
      covered < untilMs &&
      span.fromMs > (sinceMs ?? covered)
    ) {
      const length = span.fromMs - covered;
      if (longest === null || length > longest.untilMs - longest.fromMs)
        longest = { fromMs: covered, untilMs: span.fromMs };
    }
    covered = covered === null || span.toMs > covered ? span.toMs : covered;
  }
  return longest;
}

/** An equal row that was booked before it, within a day (two exports may differ in the time zone); the later one is too much. */
export function doubleOf(row: BookedEvent, rows: readonly BookedEvent[]): BookedEvent | null {
  const content = contentOf(row);
  if (content === null) return null;
  return rows.find((other) => other.id < row.id && contentOf(other) === content && isNear(other, row)) ?? null;
}

function isNear(a: BookedEvent, b: BookedEvent): boolean {
  return Math.abs(a.timeMs - b.timeMs) <= 86_400_000;
}

/** By what a row would be known again but for its instant and its ids. */
function contentOf(event: BookedEvent): string | null {
  if (isFill(event)) return [event.instrument, event.side, event.quantity, event.price].join('|');
  if (isCashMovement(event)) return [event.kind, event.asset, event.instrument ?? '', event.amount].join('|');
  return null;
}
