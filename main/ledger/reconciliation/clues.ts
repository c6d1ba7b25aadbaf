import { isCashMovement, isFill, type BookedEvent } from '../../../shared/book/event.ts';
import type { Line } from './line.ts';
import type { InstrumentOf } from './row-effects.ts';

/** What of an account may explain a difference. */
export interface Clues {
  /** Rows between the check before and this one that stand, in the order of the book. */
  readonly rows: readonly BookedEvent[];
  readonly failedRows: readonly FailedClue[];
  /** The report is the balance with which a file begins, and no other file reaches over the time before it. */
  readonly beginsFile: boolean;
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
