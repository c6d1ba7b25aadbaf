import {
  known,
  missing,
  notApplicable,
  type Maybe,
  type MissingData,
  type PriceOutcome,
} from '../../../shared/measures/outcome.ts';
import type { DatedPrice, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { firstGap, growsWithSize, type MarginTable } from '../margin/margin-table.ts';
import { firstCrossing, type Crossing } from './first-crossing.ts';
import { firstPowerCrossing, type PowerCrossing } from './first-power-crossing.ts';
import { optionGap } from './option-gap.ts';
import { indexPool, poolMovedBy, type PoolIndex } from './pool-index.ts';
import { powerPath } from './power-path.ts';
import { instrumentPath, type PoolLines } from './price-path.ts';

/** What ends the pool of a position when its own price moves and all others stand. */
export interface LiquidationPrices {
  /** Nearest below the mark, in the instrument's quote asset. */
  readonly lower: PriceOutcome;
  readonly upper: PriceOutcome;
  /** Where the pool's equity is 0, before fees. */
  readonly bankruptcy: PriceOutcome;
}

/**
 * The nearest prices of one instrument below and above its mark at which its pool is liquidated (equity <= maintenance on the
 * regime's own base), the other instruments at their marks, balances in its own base asset moving along.
 * Both legs of a hedge move together, so both sides can have a price.
 * Source: solved from the margin table; for one leg it is P = (W + U - MM + c - s q E) / (q (m - s)), Binance support article
 * b3c689c1f50a44cabb3a84e663b81d93.
 * @param index the pool prepared, for asking about many of its positions
 */
export function liquidationPrices(
  table: MarginTable,
  position: ValuedPosition,
  index: PoolIndex = indexPool(table),
): LiquidationPrices {
  if (table.kind === 'spot') {
    const none = { status: 'none', reason: 'It is paid in full: no price liquidates it.' } as const;
    return { lower: none, upper: none, bankruptcy: none };
  }
  const gap = position.incomplete ?? firstGap(table) ?? optionBeside(index, position) ?? ownPriceGap(table, position);
  if (gap !== null) return { lower: gap, upper: gap, bankruptcy: gap };
  if (position.mark.status === 'missing-data') throw new RangeError('a known pool has a position without a mark');
  const mark = position.mark.value.price;
  const path = poolMovedBy(index, position.instrument);
  const crossing = growsWithSize(table)
    ? alongPowers(table, position)
    : (side: 'below' | 'above') => firstCrossing(path, side);
  return {
    lower: priceOf(crossing('below'), mark, 'below'),
    upper: priceOf(crossing('above'), mark, 'above'),
    bankruptcy: bankruptcyPrice(path, mark),
  };
}

function alongPowers(table: MarginTable, { instrument }: ValuedPosition): (side: 'below' | 'above') => PowerCrossing {
  const path = powerPath(table, instrumentPath(instrument));
  return (side) => firstPowerCrossing(path, side);
}

/** An option on what moves, other than the one that moves itself: its value is not known along the way. */
function optionBeside({ options }: PoolIndex, { instrument }: ValuedPosition): MissingData | null {
  return optionGap(
    options,
    ({ asset, position }) => asset === instrument.asset && position.instrument.symbol !== instrument.symbol,
  );
}

/**
 * A sold option gets dear because its share moves, and what is asked for it moves with the share: its price alone, the share at
 * its mark, liquidates nothing. The same of an option held as part of a strategy. One that is held alone asks for what it is worth.
 */
function ownPriceGap({ joint }: MarginTable, position: ValuedPosition): MissingData | null {
  const { instrument, side } = position;
  if (instrument.kind !== 'option') return null;
  const isPart = joint.some(({ positions }) => positions.length > 1 && positions.includes(position));
  if (side === 'long' && !isPart) return null;
  return missing(
    `${instrument.symbol} is an option: its price moves with ${instrument.asset}, and so does what is asked for it; that is not calculated yet.`,
    'Look at the figures at the marks.',
  );
}

/** The liquidation prices below and above as fractions of the mark, signed; where there is none, the reason. */
export function distancesOf(
  { lower, upper }: LiquidationPrices,
  mark: Maybe<DatedPrice>,
): readonly [PriceOutcome, PriceOutcome] {
  const distance = (outcome: PriceOutcome): PriceOutcome => {
    if (outcome.status !== 'value') return outcome;
    return mark.status === 'value' ? known(outcome.value / mark.value.price - 1) : mark;
  };
  return [distance(lower), distance(upper)];
}

/** The nearer of the two; the reason why there is none otherwise. */
export function nearestDistance(prices: LiquidationPrices, mark: Maybe<DatedPrice>): PriceOutcome {
  const [lower, upper] = distancesOf(prices, mark);
  if (lower.status === 'value' && upper.status === 'value')
    return Math.abs(lower.value) <= Math.abs(upper.value) ? lower : upper;
  return upper.status === 'value' ? upper : lower;
}

function priceOf(crossing: Crossing | PowerCrossing, mark: number, side: 'below' | 'above'): PriceOutcome {
  switch (crossing.kind) {
    case 'at':
      return known(mark * crossing.factor);
    case 'none':
      return { status: 'none', reason: `No price ${side} the mark liquidates the pool.` };
    case 'already':
      return { status: 'already-liquidatable', reason: 'Equity is at or below maintenance at the marks already.' };
  }
}

function bankruptcyPrice({ equity }: PoolLines, mark: number): PriceOutcome {
  if (equity.slope === 0) return { status: 'none', reason: 'The equity of the pool does not depend on this price.' };
  const factor = -equity.constant / equity.slope;
  return factor > 0
    ? known(mark * factor)
    : { status: 'none', reason: 'No price above 0 brings the equity of the pool to 0.' };
}

/** |ln(liquidation / mark)| over the daily sigma of the asset. */
export function distanceInSigmas(distance: PriceOutcome, sigma: Maybe): PriceOutcome {
  if (distance.status !== 'value') return distance;
  if (sigma.status === 'missing-data') return sigma;
  if (sigma.value === 0) return notApplicable('The price did not move in the days that sigma looks at.');
  return known(Math.abs(Math.log1p(distance.value)) / sigma.value);
}
