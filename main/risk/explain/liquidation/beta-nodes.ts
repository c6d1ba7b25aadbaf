import { isCash } from '../../../../shared/book/asset.ts';
import type { ValuedBook } from '../../../../shared/book/valued-book.ts';
import type { MeasureId } from '../../../../shared/measures/measure.ts';
import { known, notApplicable } from '../../../../shared/measures/outcome.ts';
import { isoDateOfDay } from '../../../../shared/units/iso-day.ts';
import { assetBetas, closesOf, lastDayOver, type AssetBetas } from '../../assessment/asset-betas.ts';
import { closedOn, windowDays } from '../../numerics/beta.ts';
import type { DailyClose } from '../../numerics/close-series.ts';
import { branch, family, fixed, unknownLeaf, type Draft } from '../nodes.ts';
import type { ShownFigure } from '../position-figures.ts';
import { closeLeaf } from '../price-nodes.ts';

/** The estimated beta of an asset to that of an axis, or its standard error; null for any other figure. */
export function betaFigure(id: MeasureId, asset: string, axis: string, book: ValuedBook): ShownFigure | null {
  if (id !== 'beta' && id !== 'betaError') return null;
  if (asset === axis) return { outcome: notApplicable(`${axis} is the asset that is shocked.`), draft: null };
  const found = assetBetas(book, axis)(asset);
  if (found.status === 'missing-data') return { outcome: found, draft: null };
  const { beta, standardError } = found.value;
  return id === 'beta'
    ? { outcome: known(beta), draft: slopeNode(asset, axis, book) }
    : { outcome: known(standardError), draft: errorNode(asset, axis, book) };
}

/** By which power of the factor of an axis an asset moves: the axis itself once, cash (null) not at all, others by their beta. */
export function powerNode(asset: string | null, axis: string, book: ValuedBook, betaOf: AssetBetas): Draft {
  const head = { symbol: 'beta', label: `Beta of ${asset ?? 'cash'} to ${axis}`, unit: 'index' };
  if (asset === axis) return fixed(head, 1, 'it is the asset that is shocked');
  if (asset === null || isCash(asset)) return fixed(head, 0, 'cash and stablecoins at par stay where they are');
  const found = betaOf(asset);
  return found.status === 'value' ? slopeNode(asset, axis, book) : unknownLeaf(head, found.reason);
}

/** Least squares with intercept over the returns of the days on which both closed. */
function slopeNode(asset: string, axis: string, book: ValuedBook): Draft {
  const returns = returnPairs(asset, axis, book);
  return branch(
    {
      symbol: 'beta',
      label: `Beta of ${asset} to ${axis}`,
      unit: 'index',
      why: `Over ${returns.length / 2} daily returns of the last ${windowDays} days: what ${asset} and ${axis} did beside their means.`,
    },
    'exactSum((axis - mean(axis)) * (own - mean(own))) / exactSum((axis - mean(axis)) ^ 2)',
    returns,
  );
}

function errorNode(asset: string, axis: string, book: ValuedBook): Draft {
  const returns = returnPairs(asset, axis, book);
  const count = fixed(
    { symbol: 'days', label: 'Days on which both closed', unit: 'days' },
    returns.length / 2,
    `price histories of ${asset} and ${axis}`,
  );
  return branch(
    {
      symbol: 'betaError',
      label: `Standard error of the beta of ${asset} to ${axis}`,
      unit: 'index',
      why: 'What the line leaves unexplained, over two days less than there are, against how much the axis moved.',
    },
    'sqrt(exactSum((own - mean(own) - beta * (axis - mean(axis))) ^ 2) / (days - 2) / exactSum((axis - mean(axis)) ^ 2))',
    [slopeNode(asset, axis, book), count, ...returns],
  );
}

/** For each day the return of the axis and that of the asset, each between two closes of days on which both closed. */
function returnPairs(asset: string, axis: string, book: ValuedBook): readonly Draft[] {
  const lastDay = lastDayOver(book);
  const [own, other] = [closesOf(book, asset), closesOf(book, axis)];
  const axisDays = closedOn(other);
  const days = [...closedOn(own)].filter((day) => axisDays.has(day));
  const [ownCloses, axisCloses] = [closeByDay(own), closeByDay(other)];
  const inWindow = days.flatMap((day, place) => {
    const before = days[place - 1];
    return before === undefined || day <= lastDay - windowDays || day > lastDay ? [] : [{ day, before }];
  });
  const of = (name: string, closes: ReadonlyMap<number, number>) =>
    inWindow.map(({ day, before }) =>
      branch(
        { symbol: 'return', label: `${name} on ${isoDateOfDay(day)}`, unit: 'log return' },
        'ln(close / closeBefore)',
        [
          closeLeaf('close', name, { day, close: closes.get(day) as number }),
          closeLeaf('closeBefore', name, { day: before, close: closes.get(before) as number }),
        ],
      ),
    );
  const ownReturns = family('own', of(asset, ownCloses));
  return family('axis', of(axis, axisCloses)).flatMap((one, place) => [one, ownReturns[place] as Draft]);
}

function closeByDay(closes: readonly DailyClose[]): ReadonlyMap<number, number> {
  return new Map(closes.flatMap(({ day, close }) => (close === null ? [] : [[day, close] as const])));
}
