import type { ValuedPosition } from '../../../../shared/book/valued-book.ts';
import { isoDateOfDay } from '../../../../shared/units/iso-day.ts';
import type { MarginTable } from '../../margin/margin-table.ts';
import { logReturns, type DailyClose } from '../../numerics/close-series.ts';
import type { Desk } from '../desk.ts';
import { liquidationNode } from './liquidation-nodes.ts';
import { branch, family, fixed, unknownLeaf, type Draft } from '../nodes.ts';
import { closeLeaf, priceNode } from '../price-nodes.ts';

/** The nearer liquidation price over the mark, less 1; null when neither side has one. */
export function distanceNode(table: MarginTable, position: ValuedPosition, desk: Desk): Draft | null {
  const { symbol, quoteAsset } = position.instrument;
  const mark = priceNode({ symbol: 'mark', label: `Mark of ${symbol}`, unit: quoteAsset }, position.mark, desk);
  const head = { symbol: 'distance', label: `From the mark of ${symbol} to its liquidation`, unit: 'fraction' };
  const sides = (['below', 'above'] as const).flatMap((side) => {
    const price = liquidationNode(table, position, side, desk);
    return price === null ? [] : [branch(head, 'liquidationPrice / mark - 1', [price, mark])];
  });
  return sides.toSorted((a, b) => Math.abs(a.value ?? 0) - Math.abs(b.value ?? 0))[0] ?? null;
}

/** How many daily sigmas the nearer liquidation price is away. */
export function distanceSigmaNode(table: MarginTable, position: ValuedPosition, desk: Desk): Draft | null {
  const distance = distanceNode(table, position, desk);
  if (distance === null) return null;
  const head = {
    symbol: 'distanceSigma',
    label: `Daily sigmas to the liquidation of ${position.instrument.symbol}`,
    unit: 'sigma',
  };
  return branch(head, 'abs(ln(1 + distance)) / sigma', [distance, sigmaNode(position.instrument.asset, desk)]);
}

/** The daily sigma of an asset from its closes: a part for each return, the newest first. */
export function sigmaNode(asset: string, { book }: Desk): Draft {
  const head = { symbol: 'sigma', label: `Daily volatility of ${asset}`, unit: 'fraction' };
  const series = Object.hasOwn(book.closes, asset) ? book.closes[asset] : undefined;
  if (series === undefined) return unknownLeaf(head, `There is no price history of ${asset}.`);
  const closes = series.closes.map((close, index) => ({ day: series.firstDay + index, close }));
  const parts = family('part', returnParts(asset, closes));
  const count = fixed(
    { symbol: 'returns', label: 'Returns between real closes', unit: 'days' },
    parts.length,
    `price history of ${asset}`,
  );
  if (parts.length === 0) return unknownLeaf(head, `There is no return of ${asset} between two real closes.`);
  const why = 'Each return weighs 0.94 of the next newer one; the divisor makes the weights add to one.';
  return branch({ ...head, why }, 'sqrt(sum(part) / (1 - 0.94 ^ returns))', [count, ...parts]);
}

function returnParts(asset: string, closes: readonly DailyClose[]): readonly Draft[] {
  const real = closes.filter((one): one is DailyClose & { readonly close: number } => one.close !== null);
  // The n-th return leads from the n-th real close to the next.
  return logReturns(closes)
    .map(({ day }, place, all) => {
      const [before, now] = [real[place], real[place + 1]] as [(typeof real)[number], (typeof real)[number]];
      const age = all.length - 1 - place;
      return branch(
        { symbol: 'part', label: `${asset} on ${isoDateOfDay(day)}`, unit: 'squared' },
        '0.06 * 0.94 ^ age * ln(close / before) ^ 2',
        [
          closeLeaf('close', asset, now),
          closeLeaf('before', asset, before),
          fixed({ symbol: 'age', label: 'Returns that are newer', unit: 'days' }, age, 'place in the series'),
        ],
      );
    })
    .toReversed();
}
