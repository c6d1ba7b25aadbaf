import type { CalledPools, ComparedEvents, OrderOfEvents } from '../../../shared/contract/whatif.ts';
import { known, missing, type PriceOutcome } from '../../../shared/measures/outcome.ts';
import { compare, outcomeCell } from './compare-figures.ts';
import { eventRange, type EventAxis, type EventsAlong, type EventsOnSide } from './events-along.ts';

/** The order of events as it is and as it would be, along the same axis: the first call, how much happens, the first debt. */
export function compareEvents({ asset, beta }: EventAxis, actual: EventsAlong, whatIf: EventsAlong): OrderOfEvents {
  return {
    hypothetical: true,
    asset,
    beta,
    ...eventRange,
    sides: (['down', 'up'] as const).map((side) => comparedSide(side, actual[side], whatIf[side])),
  };
}

function comparedSide(side: 'down' | 'up', actual: EventsOnSide, whatIf: EventsOnSide): ComparedEvents {
  const by = (of: (events: EventsOnSide) => PriceOutcome) =>
    compare(outcomeCell(proved(actual, of)), outcomeCell(proved(whatIf, of)));
  return {
    side,
    firstCall: by(firstCallOf),
    events: by(({ pools: { order } }) => known(order.reduce((total, { events }) => total + events, 0))),
    firstDebt: by(firstDebtOf),
    actual: actual.pools,
    whatIf: whatIf.pools,
    isReordered: namesOf(actual.pools) !== namesOf(whatIf.pools),
  };
}

/** What happens to a pool whose figures are not known may come sooner, and adds to it. */
function proved(events: EventsOnSide, of: (events: EventsOnSide) => PriceOutcome): PriceOutcome {
  const [hidden] = events.pools.unknown;
  if (hidden === undefined) return of(events);
  return missing(`What happens to ${hidden.account} (${hidden.pool}) is not known.`, 'Mend what its figures lack.');
}

function firstCallOf({
  pools: {
    order: [first],
  },
}: EventsOnSide): PriceOutcome {
  return first === undefined
    ? { status: 'none', reason: 'No pool is called on this side, up to half the price.' }
    : known(first.shockFraction);
}

function firstDebtOf({ firstDebt }: EventsOnSide): PriceOutcome {
  return firstDebt === null
    ? { status: 'none', reason: 'No pool owes on this side, up to half the price.' }
    : known(firstDebt);
}

function namesOf({ order }: CalledPools): string {
  return order.map(({ account, pool }) => `${account}/${pool}`).join('\n');
}
