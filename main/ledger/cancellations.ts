import {
  isFill,
  type AssetAmount,
  type BookedEvent,
  type CancelEvent,
  type EventFlag,
  type FillEvent,
  type Provenance,
} from '../../shared/book/event.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import type { EpochMs } from '../../shared/units/unit.ts';

type BookedCancel = BookedEvent & CancelEvent;

/** What of a fill tells whether a cancellation means it. */
export interface CancellableFill {
  readonly id: number;
  readonly account: string;
  readonly instrument: string;
  readonly side: 'buy' | 'sell';
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly timeMs: EpochMs;
  readonly fee: AssetAmount | null;
  readonly flags: readonly EventFlag[];
  /** Null for what was stated by hand. */
  readonly importId: number | null;
}

/** A fill and the row that takes it back: both are as if they had never been. */
export interface Cancellation {
  readonly fill: CancellableFill;
  readonly cancelId: number;
  readonly cancelMs: EpochMs;
}

/** A fill that stood for a while: the figures that the broker printed between the two instants count it in. */
export interface TakenBack {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Signed. */
  readonly quantity: Decimal;
}

/**
 * Finds the fill that each cancellation takes back: of the same account, instrument, side, quantity and price and not taken
 * back already; the one at the instant that the row names, else the newest at or before the row itself. Of equal fills at
 * one instant the one with the fee that is given back, else the first of the book. Before all of them go the fills in whose
 * place a fuller row stands. The order in which files were imported does not matter.
 *
 * @param fills in the order of the book
 */
export function matchCancels(
  cancels: readonly BookedCancel[],
  fills: Iterable<CancellableFill>,
): readonly Cancellation[] {
  if (cancels.length === 0) return [];
  const candidates = Map.groupBy(fills, contentOf);
  const taken = new Set<number>();
  const found: Cancellation[] = [];
  const take = (cancel: BookedCancel, fill: CancellableFill | undefined): boolean => {
    if (fill === undefined) return false;
    taken.add(fill.id);
    found.push({ fill, cancelId: cancel.id, cancelMs: cancel.timeMs });
    return true;
  };
  const open = (cancel: BookedCancel): readonly CancellableFill[] =>
    (candidates.get(contentOf(cancel)) ?? []).filter((fill) => !taken.has(fill.id));
  const [tellingFees, others] = [cancels.filter(tellsFee), cancels.filter((cancel) => !tellsFee(cancel))];
  for (const cancel of tellingFees)
    take(
      cancel,
      open(cancel).find(
        (fill) =>
          fill.timeMs === cancel.cancelledMs && fill.flags.includes('fee-unknown') && wasThere(fill, cancel.provenance),
      ),
    );
  // Those that name their fill's instant first: what is left may be any of the others.
  const vague = others.filter(
    (cancel) =>
      !take(
        cancel,
        meant(
          cancel,
          open(cancel).filter((fill) => fill.timeMs === cancel.cancelledMs),
        ),
      ),
  );
  for (const cancel of vague.toSorted((a, b) => a.timeMs - b.timeMs))
    take(cancel, meant(cancel, newestUntil(open(cancel), cancel.timeMs)));
  return found;
}

/**
 * Whether it is no word of the broker, but takes out a fill whose file did not say what it cost, because another file does
 * (BOOK section 4). Where that fill is not in the book it means nothing.
 */
export function tellsFee(event: BookedEvent): boolean {
  return event.kind === 'cancel' && event.flags.includes('fee-unknown');
}

/**
 * Whether a fill was in the book when a fuller row was imported: a later one is another, of which that row says nothing.
 * Both are rows of files: what is stated by hand says what it cost.
 */
export function wasThere(fill: Pick<CancellableFill, 'importId'>, fuller: BookedEvent['provenance']): boolean {
  return (fill.importId as number) < (fuller as Provenance).importId;
}

/** The same for events that can be walked twice. */
export function cancellationsIn(events: readonly BookedEvent[]): readonly Cancellation[] {
  const cancels = events.filter((event): event is BookedCancel => event.kind === 'cancel');
  if (cancels.length === 0) return [];
  const fills = events.filter((event): event is BookedFill => isFill(event));
  return matchCancels(
    cancels,
    fills.map((fill) => ({ ...fill, importId: fill.provenance === null ? null : fill.provenance.importId })),
  );
}

type BookedFill = BookedEvent & FillEvent;

/** The ids of all rows that are as if they had never been. */
export function voidedIds(cancellations: readonly Cancellation[]): ReadonlySet<number> {
  return new Set(cancellations.flatMap(({ fill, cancelId }) => [fill.id, cancelId]));
}

/** The fills of one instrument that stood for a while. */
export function takenBackOf(
  cancellations: readonly Cancellation[],
  account: string,
  instrument: string,
): readonly TakenBack[] {
  return cancellations.flatMap(({ fill, cancelMs }) =>
    fill.account === account && fill.instrument === instrument
      ? [
          {
            fromMs: fill.timeMs,
            untilMs: cancelMs,
            quantity: fill.side === 'buy' ? fill.quantity : (`-${fill.quantity}` as Decimal),
          },
        ]
      : [],
  );
}

/** Of equal fills at one instant: what is booked again may differ from what is taken back by its fee alone. */
function meant({ fee = null }: BookedCancel, fills: readonly CancellableFill[]): CancellableFill | undefined {
  const withFee = fills.find((fill) => fee !== null && fill.fee?.asset === fee.asset && fill.fee.amount === fee.amount);
  return withFee ?? fills[0];
}

function newestUntil(fills: readonly CancellableFill[], untilMs: EpochMs): readonly CancellableFill[] {
  const before = fills.filter(({ timeMs }) => timeMs <= untilMs);
  const newestMs = before.reduce<number>((newest, { timeMs }) => Math.max(newest, timeMs), Number.NEGATIVE_INFINITY);
  return before.filter(({ timeMs }) => timeMs === newestMs);
}

function contentOf(row: Pick<CancellableFill, 'account' | 'instrument' | 'side' | 'quantity' | 'price'>): string {
  return [row.account, row.instrument, row.side, row.quantity, row.price].join('\0');
}
