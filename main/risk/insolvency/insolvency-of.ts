import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import {
  known,
  notApplicable,
  type Maybe,
  type MissingData,
  type Outcome,
  type PriceOutcome,
} from '../../../shared/measures/outcome.ts';
import { isGoneNow } from '../cascade/working-pool.ts';
import { distanceInSigmas, liquidationPrices } from '../liquidation/liquidation-price.ts';
import { poolMovedBy, type PoolIndex } from '../liquidation/pool-index.ts';
import type { Line } from '../liquidation/price-path.ts';
import { delayedDebt } from './delay-put.ts';
import { liquidatedAt, type LiquidatedAt } from './liquidated-at.ts';
import { withInstrumentAt } from './move-instrument.ts';

/** What the trader chooses. */
export interface InsolvencyOptions {
  /** How far the price jumps against the pool, a fraction of the mark, 0..1. */
  readonly gapFraction: number;
  /** Time from the call to the exit, days. */
  readonly delayDays: number;
  readonly lossOf: (asset: string, value: number) => Maybe;
  readonly sigmaOf: (asset: string) => Maybe;
}

/** How a pool ends along the price of one of its instruments, the others at their marks. Money in the base currency. */
export interface Insolvency {
  /** In which direction of the price the pool loses; null where its price does not matter or nothing is known. */
  readonly side: 'down' | 'up' | null;
  readonly liquidationPrice: PriceOutcome;
  /** Where the pool's equity is 0, before fees. */
  readonly bankruptcyPrice: PriceOutcome;
  /** The gap between the two as a fraction of the liquidation price, and the equity that is left there; >= 0. */
  readonly bufferFraction: PriceOutcome;
  readonly bufferMoney: PriceOutcome;
  /** From the mark to the bankruptcy price, signed. */
  readonly distanceFraction: PriceOutcome;
  readonly distanceSigma: PriceOutcome;
  /** Called and closed at the liquidation price; < 0 is a debt. */
  readonly equityAfter: PriceOutcome;
  /** Owed on average when the exit comes a delay after the call, before fees. */
  readonly expectedDebt: PriceOutcome;
  readonly debtProbability: PriceOutcome;
  readonly waterfall: Outcome<Waterfall>;
}

/** From the equity at the mark to what is left after a jump. equity + toLiquidation + beyond - fees - saleLoss - forfeited = after. */
export interface Waterfall {
  /** Of the instrument after the jump, quote asset. */
  readonly price: number;
  readonly isCalled: boolean;
  readonly equity: number;
  /** Lost on the way to the liquidation price (or to the jump's end, where it comes first), signed as P&L. */
  readonly toLiquidation: number;
  /** Lost beyond the liquidation price. */
  readonly beyond: number;
  readonly fees: number;
  readonly feeUnknown: boolean;
  readonly saleLoss: number;
  readonly forfeited: number;
  readonly after: number;
  /** max(0, -after). */
  readonly debt: number;
}

/** The pool of an index along one of its positions' instruments. */
export function insolvencyOf(index: PoolIndex, position: ValuedPosition, options: InsolvencyOptions): Insolvency {
  const { table } = index;
  const prices = liquidationPrices(table, position, index);
  if (prices.bankruptcy.status === 'missing-data') return nothingKnown(prices.bankruptcy);
  const { instrument } = position;
  const mark = markOf(position);
  const { equity } = poolMovedBy(index, instrument);
  const direction = Math.sign(equity.slope);
  if (direction === 0)
    return { ...same(prices.bankruptcy), liquidationPrice: prices.lower, waterfall: notApplicable(noSide) };
  const side = direction === 1 ? 'down' : 'up';
  const liquidationPrice = side === 'down' ? prices.lower : prices.upper;
  const bankruptcyPrice = prices.bankruptcy;
  const distance: PriceOutcome =
    bankruptcyPrice.status === 'value' ? known(bankruptcyPrice.value / mark - 1) : bankruptcyPrice;
  const sigma = options.sigmaOf(instrument.asset);
  const onBoth = <Found>(fold: (liquidation: number, bankruptcy: number) => Found): PriceOutcomeOf<Found> => {
    if (liquidationPrice.status !== 'value') return liquidationPrice;
    return bankruptcyPrice.status === 'value'
      ? known(fold(liquidationPrice.value, bankruptcyPrice.value))
      : bankruptcyPrice;
  };
  const debt: PriceOutcomeOf<{ readonly money: number; readonly probability: number }> =
    sigma.status === 'value'
      ? onBoth((liquidation, bankruptcy) => {
          const exit = {
            liquidationPrice: liquidation,
            bankruptcyPrice: bankruptcy,
            side: side === 'down' ? ('long' as const) : ('short' as const),
            volatility: sigma.value,
          };
          // Of a day both times: only volatility x sqrt(time) counts.
          const { expectedDebt, probability } = delayedDebt(exit, options.delayDays);
          return { money: (Math.abs(equity.slope) / mark) * expectedDebt, probability };
        })
      : sigma;
  return {
    side,
    liquidationPrice,
    bankruptcyPrice,
    bufferFraction: onBoth((liquidation, bankruptcy) => Math.abs(liquidation - bankruptcy) / liquidation),
    bufferMoney: mapped(liquidationPrice, (price) => equityAt(equity, price / mark)),
    distanceFraction: distance,
    distanceSigma: distanceInSigmas(distance, sigma),
    equityAfter:
      liquidationPrice.status === 'value'
        ? remaining(liquidatedAt(table, instrument, justBeyond(liquidationPrice.value / mark, side), options.lossOf))
        : liquidationPrice,
    expectedDebt: mapped(debt, ({ money }) => money),
    debtProbability: mapped(debt, ({ probability }) => probability),
    waterfall: waterfallOf(index, position, { equity, side, liquidationPrice, mark }, options),
  };
}

type PriceOutcomeOf<Found> = Exclude<PriceOutcome, { readonly status: 'value' }> | Outcome<Found>;

const noSide = 'The equity of the pool does not depend on this price.';

function waterfallOf(
  { table }: PoolIndex,
  { instrument }: ValuedPosition,
  along: {
    readonly equity: Line;
    readonly side: 'down' | 'up';
    readonly liquidationPrice: PriceOutcome;
    readonly mark: number;
  },
  { gapFraction, lossOf }: InsolvencyOptions,
): Outcome<Waterfall> {
  const { equity, side, liquidationPrice, mark } = along;
  const x = side === 'down' ? 1 - gapFraction : 1 + gapFraction;
  const [start, end] = [equityAt(equity, 1), equityAt(equity, x)];
  const isCalled = isGoneNow(withInstrumentAt(table, instrument, x));
  const found: Maybe<LiquidatedAt> = isCalled ? liquidatedAt(table, instrument, x, lossOf) : known(untouched(end));
  if (found.status !== 'value') return found;
  const called = !isCalled
    ? end
    : liquidationPrice.status === 'value'
      ? equityAt(equity, liquidationPrice.value / mark)
      : start;
  const { fees, feeUnknown, saleLoss, forfeited, after } = found.value;
  return known({
    price: mark * x,
    isCalled,
    equity: start,
    toLiquidation: called - start,
    beyond: end - called,
    fees,
    feeUnknown,
    saleLoss,
    forfeited,
    after,
    debt: Math.max(0, -after),
  });
}

function untouched(equity: number): LiquidatedAt {
  return { before: equity, fees: 0, feeUnknown: false, saleLoss: 0, forfeited: 0, after: equity };
}

function remaining(found: Maybe<LiquidatedAt>): Maybe {
  return found.status === 'value' ? known(found.value.after) : found;
}

/** A factor of the price moved on by a hair: at the very price rounding may still find the cheaper of two tiers. */
export function justBeyond(x: number, side: 'down' | 'up'): number {
  return side === 'down' ? x * (1 - 1e-12) : x * (1 + 1e-12);
}

function equityAt({ constant, slope }: Line, x: number): number {
  return constant + slope * x;
}

function markOf({ mark }: ValuedPosition): number {
  if (mark.status !== 'value') throw new RangeError('a known pool has a position without a mark');
  return mark.value.price;
}

function mapped<Found>(outcome: PriceOutcomeOf<Found>, fold: (value: Found) => number): PriceOutcome {
  return outcome.status === 'value' ? known(fold(outcome.value)) : outcome;
}

function same(outcome: PriceOutcome): Omit<Insolvency, 'waterfall'> {
  return {
    side: null,
    liquidationPrice: outcome,
    bankruptcyPrice: outcome,
    bufferFraction: outcome,
    bufferMoney: outcome,
    distanceFraction: outcome,
    distanceSigma: outcome,
    equityAfter: outcome,
    expectedDebt: outcome,
    debtProbability: outcome,
  };
}

function nothingKnown(gap: MissingData): Insolvency {
  return { ...same(gap), waterfall: gap };
}
