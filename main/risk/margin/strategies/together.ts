import type { ValuedAccount, ValuedPosition } from '../../../../shared/book/valued-book.ts';
import { known, missing, type MissingData } from '../../../../shared/measures/outcome.ts';
import type { EpochMs } from '../../../../shared/units/unit.ts';
import { tickerOf } from '../../../../shared/book/listed-asset.ts';
import type { ListedKindTable } from '../../../../shared/book/listed-kind.ts';
import { tierAt } from '../maintenance-segments.ts';
import type { JointRequirement } from '../margin-table.ts';
import { nothingTogether, type MarginTogether } from '../margin-together.ts';
import type { Strategy } from './candidate.ts';
import { recogniseWithStock } from './recognise.ts';
import { seriesOf } from './series.ts';
import type { StockStrategy } from './stock-strategy.ts';
import type { OptionLeg, Underlying } from './strategy-legs.ts';

const dayMs = 86_400_000;

/** Whose words the rules are; the day on which the rule in its present numbering took effect. */
const rule = {
  source:
    'FINRA Rule 4210(c) and (f)(2), Regulation T 12 CFR 220.12, Cboe Margin Manual, entered from memory: the least that a broker may ask for',
  validFrom: '2010-12-02',
} as const;

/**
 * Options and the stock they are on, asked for together as the strategies of Regulation T and FINRA Rule 4210. What of a
 * group cannot be figured is named in `missing`, and every sum with it is missing.
 *
 * Stock without options keeps its own rule. An option held long has no loan value: it asks for all that it is worth.
 * Requirements hold at the marks; no price moves them, and the options in the pool keep every price path missing.
 */
export function strategiesTogether(
  { balances, listedKinds }: Pick<ValuedAccount, 'balances' | 'listedKinds'>,
  positions: readonly ValuedPosition[],
  asOfMs: EpochMs,
): MarginTogether {
  const options = positions.filter(({ instrument }) => instrument.kind === 'option');
  if (options.length === 0) return nothingTogether;
  const cash = new Map(
    balances.flatMap(({ asset, amount }) => (amount.status === 'value' ? [[asset, amount.value] as const] : [])),
  );
  const groups = Map.groupBy(options, ({ instrument }) => `${instrument.asset} ${instrument.settleAsset}`);
  const found = [...groups.values()].map((held) =>
    groupTogether(held, stockOf(held, positions), listedKinds, cash, asOfMs),
  );
  const joint = found.flatMap((one) => one.joint);
  return {
    joint,
    taken: new Set(joint.flatMap((one) => one.positions)),
    missing: found.find((one) => one.missing !== null)?.missing ?? null,
    flags: found.flatMap(({ flags }) => flags),
  };
}

interface Group {
  readonly joint: readonly JointRequirement[];
  readonly missing: MissingData | null;
  readonly flags: readonly string[];
}

function without(gap: MissingData): Group {
  return { joint: [], missing: gap, flags: [] };
}

function stockOf([first]: readonly ValuedPosition[], positions: readonly ValuedPosition[]): ValuedPosition | null {
  const { asset, settleAsset } = (first as ValuedPosition).instrument;
  return (
    positions.find(
      ({ instrument: one }) => one.kind === 'stock' && one.asset === asset && one.settleAsset === settleAsset,
    ) ?? null
  );
}

function groupTogether(
  options: readonly ValuedPosition[],
  stock: ValuedPosition | null,
  kinds: ListedKindTable | undefined,
  cash: Map<string, number>,
  asOfMs: EpochMs,
): Group {
  const held = stock === null ? options : [...options, stock];
  for (const { incomplete, mark, settleRate } of held) {
    const gap = incomplete ?? [mark, settleRate].find((one) => one.status === 'missing-data');
    if (gap?.status === 'missing-data') return without(gap);
  }
  const [{ instrument, settleRate, underlyingMark }] = options as [ValuedPosition];
  const { asset, settleAsset } = instrument;
  const onlyLong = options.every(({ side }) => side === 'long');
  if (tickerOf(asset) === null && !onlyLong) return without(byAnotherRule(options));
  const seen = stock === null ? underlyingMark : stock.mark;
  const price = seen?.status === 'value' ? seen.value : null;
  if (price === null && !onlyLong) return without(priceUnknown(options));
  const listed = kinds?.kinds.find(({ ticker }) => ticker === tickerOf(asset));
  const underlying: Underlying = {
    price: price === null ? 0 : price.price,
    kind: listed?.kind === 'broad-index' ? 'broad' : 'equity',
    leverageFactor: listed?.leverage ?? 1,
    house: houseRates(stock),
  };
  const legs = options.map((one) => legOf(one, asOfMs));
  const { stock: shares, options: alone } = recogniseWithStock(
    legs,
    stock === null ? 0 : stock.quantity,
    underlying,
    Infinity,
  );
  // Stock that no option is paired with keeps its own rule, down to the row of its table.
  const paired = shares.some((one) => one.options.length > 0) ? shares : [];
  const rate = valueIn(settleRate);
  const requirement = (
    strategy: Strategy | StockStrategy,
    used: readonly OptionLeg[],
    name: string,
    initial: number,
  ): JointRequirement => ({
    label: labelOf(name, asset, used),
    ...linesOf(strategy, asset, rate),
    positions: [
      ...options.filter((_, at) => used.some((leg) => seriesOf(leg) === seriesOf(legs[at] as OptionLeg))),
      ...(stock !== null && 'shares' in strategy ? [stock] : []),
    ],
    initial: known(Math.max(0, initial, strategy.maintenance) * rate),
    rule: houseRule(stock, strategy),
  });
  return {
    missing: null,
    flags: [
      'option-rules-from-memory',
      // What a sold option asks for depends on what it is on: a share, an index, a leveraged fund.
      ...(listed === undefined && alone.some((one) => one.legs.every(({ quantity }) => Math.sign(quantity) === -1))
        ? ['underlying-kind-assumed']
        : []),
      ...(price?.stale === true ? ['mark-stale'] : []),
    ],
    joint: [
      // The rule reserves before the proceeds; our equity has taken the sold option off already.
      ...paired.map((one) => requirement(one, one.options, one.name, one.initial + soldWorth(one.options))),
      ...alone.map((one) => requirement(one, one.legs, securedName(one, settleAsset, cash), one.maintenance)),
    ],
  };
}

/**
 * An option held long asks for what it is worth, so it asks for less as it falls: where nothing else of its share is held
 * it is followed by its own price. No other strategy is followed along a price.
 */
function linesOf(
  { maintenance, ...strategy }: Strategy | StockStrategy,
  asset: string,
  rate: number,
): Pick<JointRequirement, 'asset' | 'lines'> {
  const isLong = 'legs' in strategy && strategy.legs.every(({ quantity }) => Math.sign(quantity) === 1);
  return isLong
    ? { asset, lines: [{ constant: 0, slope: maintenance * rate }] }
    : { asset: null, lines: [{ constant: maintenance * rate, slope: 0 }] };
}

/** What the broker asks for the stock itself, where the trader imported his table. */
function houseRates(stock: ValuedPosition | null): NonNullable<Underlying['house']> | null {
  if (stock === null || stock.tierTable.origin === 'flat-rate') return null;
  const value = Math.abs(stock.quantity) * valueIn(stock.mark);
  const tier = tierAt(stock.tierTable.tiers, value);
  const maintenanceRate = tier.maintenanceRate - tier.deduction / value;
  return {
    maintenanceRate,
    initialRate: Math.max(maintenanceRate, tier.maxLeverage === null ? 0.5 : 1 / tier.maxLeverage),
  };
}

function houseRule(
  stock: ValuedPosition | null,
  strategy: Strategy | StockStrategy,
): NonNullable<JointRequirement['rule']> {
  if (stock === null || !('shares' in strategy) || stock.tierTable.origin === 'flat-rate') return rule;
  const { source, validFrom } = stock.tierTable;
  return { source: `${source} (the stock); ${rule.source} (the option)`, validFrom };
}

/** A sold put whose strike lies there in cash, each dollar counted once. A margin account asks for no more than for an uncovered one. */
function securedName({ name, legs }: Strategy, currency: string, cash: Map<string, number>): string {
  const free = cash.get(currency);
  if (name !== 'uncovered put' || free === undefined) return name;
  const owed = legs.reduce((sum, { strike, quantity, multiplier }) => sum - strike * quantity * multiplier, 0);
  if (owed > free) return name;
  cash.set(currency, free - owed);
  return 'cash-secured put';
}

function legOf({ instrument, quantity, multiplier, mark }: ValuedPosition, asOfMs: EpochMs): OptionLeg {
  if (instrument.kind !== 'option') throw new TypeError(`${instrument.symbol} is no option`);
  const { right, strike, expiryMs } = instrument;
  const daysToExpiry = (expiryMs - asOfMs) / dayMs;
  return { right, strike: Number(strike), daysToExpiry, quantity, multiplier, price: valueIn(mark) };
}

/** What the options sold are worth, <= 0. */
function soldWorth(legs: readonly OptionLeg[]): number {
  return legs.reduce((sum, { quantity, multiplier, price }) => sum + Math.min(0, quantity) * multiplier * price, 0);
}

function labelOf(name: string, asset: string, legs: readonly OptionLeg[]): string {
  const strikes = [...new Set(legs.map(({ strike }) => strike))].toSorted((a, b) => a - b);
  return strikes.length === 0 ? `${name} ${asset}` : `${name} ${asset} ${strikes.join('/')}`;
}

/** Of a price whose group was proven to have all of them. */
function valueIn(price: ValuedPosition['mark']): number {
  if (price.status === 'missing-data') throw new TypeError(price.reason);
  return price.value.price;
}

function priceUnknown([first]: readonly ValuedPosition[]): MissingData {
  const { symbol, asset } = (first as ValuedPosition).instrument;
  return missing(
    `The margin of ${symbol} and of what is sold beside it rests on the price of ${asset}, which is not known.`,
    `Give a price of ${asset}.`,
  );
}

function byAnotherRule(options: readonly ValuedPosition[]): MissingData {
  const { symbol } = (options.find(({ side }) => side === 'short') as ValuedPosition).instrument;
  return missing(
    `The margin of the short option ${symbol} goes by the scenarios of its futures exchange, which Ballast does not have.`,
    'Read the margin on the statement of the broker; every sum with it is missing.',
  );
}
