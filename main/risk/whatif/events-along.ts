import type { ValuedBook } from '../../../shared/book/valued-book.ts';
import type { CalledPool, CalledPools } from '../../../shared/contract/whatif.ts';
import { known, missing } from '../../../shared/measures/outcome.ts';
import { assetBetas } from '../assessment/asset-betas.ts';
import type { CascadeEvent } from '../cascade/cascade-event.ts';
import { cascadeLadder } from '../cascade/cascade-ladder.ts';
import { compileBook } from '../margin/compile-pools.ts';

/** Along which asset, and what the others do. */
export interface EventAxis {
  readonly asset: string;
  readonly beta: 0 | 1 | 'estimated';
}

/** Who is called on each side of the marks, in which order, and what comes of it. */
export interface EventsAlong {
  readonly down: EventsOnSide;
  readonly up: EventsOnSide;
}

export interface EventsOnSide {
  readonly pools: CalledPools;
  /** Shock at which the first pool owes, which need not be the one that is called first; null where none does. */
  readonly firstDebt: number | null;
}

/** Between which shocks events are looked for: those of the ladder where none are asked for. */
export const eventRange = { from: -0.5, to: 0.5 } as const;

/**
 * The order of events of a book along one asset, by the engine of the ladder's cascade: sales at the mark, which move no price.
 * Pools whose figures are not known are named apart.
 */
export function eventsAlong(book: ValuedBook, { asset, beta }: EventAxis): EventsAlong {
  const betaOf = assetBetas(book, asset);
  const found = cascadeLadder(
    compileBook(book),
    // Nobody looks at a rung: only the two ends.
    { kind: 'asset', asset, beta, ...eventRange, step: eventRange.to },
    { sale: { kind: 'at-mark' }, salesMovePrice: false, sigmaOf: () => missing('Not asked at the mark.', '') },
    () => false,
    (other) => {
      const of = betaOf(other);
      return of.status === 'value' ? known(of.value.beta) : of;
    },
  );
  if (found.status !== 'value') throw new RangeError('a sale at the mark costs nothing');
  const unknown = found.value.missing.map(({ account, pool }) => ({ account, pool }));
  const [down, up] = found.value.sides.map(({ events, firstDebt }) => ({
    pools: { order: calledPools(events), unknown },
    firstDebt,
  }));
  return { down: down as EventsOnSide, up: up as EventsOnSide };
}

/** One for each pool, by its first event. */
function calledPools(events: readonly CascadeEvent[]): CalledPool[] {
  const pools = new Map<string, CalledPool>();
  for (const { account, pool, shockFraction, kind } of events) {
    const key = `${account}/${pool}`;
    const before = pools.get(key) ?? { account, pool, shockFraction, events: 0, debtShockFraction: null };
    const debtShockFraction = kind === 'debt' ? shockFraction : before.debtShockFraction;
    pools.set(key, { ...before, events: before.events + 1, debtShockFraction });
  }
  return [...pools.values()];
}
