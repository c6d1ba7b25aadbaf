import type { ValuedBook } from '../../../shared/book/valued-book.ts';
import type { Note } from '../../../shared/contract/common.ts';
import { missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { epochMs, utcDay } from '../../../shared/units/unit.ts';
import { estimateBeta, type Beta } from '../numerics/beta.ts';
import type { DailyClose } from '../numerics/close-series.ts';

/** How each asset moved with one of them, over the 90 days up to the assessment. */
export type AssetBetas = (asset: string) => Maybe<Beta>;

/** Betas to the asset of an axis; computed once an asset, when asked for. */
export function assetBetas(book: ValuedBook, axis: string): AssetBetas {
  const lastDay = lastDayOver(book);
  const found = new Map<string, Maybe<Beta>>();
  return (asset) => {
    const before = found.get(asset);
    if (before !== undefined) return before;
    const beta = betaOf(book, asset, axis, lastDay);
    found.set(asset, beta);
    return beta;
  };
}

/** The last day that is over: a close is stamped with its day's last millisecond. */
export function lastDayOver({ asOfMs }: Pick<ValuedBook, 'asOfMs'>): number {
  return utcDay(epochMs(asOfMs + 1)) - 1;
}

/** What a ladder by estimated betas rests on: each with its standard error; and what is left out for want of one. */
export function betaNotes(assets: readonly string[], axis: string, betaOf: AssetBetas): readonly Note[] {
  return assets.flatMap((asset): readonly Note[] => {
    if (asset === axis) return [];
    const beta = betaOf(asset);
    if (beta.status === 'missing-data')
      return [{ kind: 'excluded', text: beta.reason, mend: beta.mend, account: null }];
    const { beta: times, standardError, observations } = beta.value;
    const text =
      `${asset} is taken to move ${times.toFixed(2)} (± ${standardError.toFixed(2)}) times as ${axis} does, ` +
      `by ${observations} daily returns of the last 90 days.`;
    return [
      { kind: 'assumed', text, mend: 'Take beta 0 or 1 to see the others stand still or move alike.', account: null },
    ];
  });
}

function betaOf(book: ValuedBook, asset: string, axis: string, lastDay: number): Maybe<Beta> {
  const [own, other] = [closesOf(book, asset), closesOf(book, axis)];
  for (const [name, closes] of [
    [asset, own],
    [axis, other],
  ] as const)
    if (closes.length === 0)
      return missing(
        `Beta of ${asset} to ${axis}: there is no price history of ${name}.`,
        `Import daily prices of ${name}, at least 61 days.`,
      );
  const beta = estimateBeta(own, other, lastDay);
  if (beta.status === 'value') return beta;
  const mend = beta.status === 'missing-data' ? beta.mend : `Take beta 0 or 1, or shock another asset than ${axis}.`;
  return missing(`Beta of ${asset} to ${axis}: ${beta.reason}`, mend);
}

/** The price history of an asset; empty where there is none. */
export function closesOf({ closes }: ValuedBook, asset: string): readonly DailyClose[] {
  const series = Object.hasOwn(closes, asset) ? closes[asset] : undefined;
  return series === undefined ? [] : series.closes.map((close, index) => ({ day: series.firstDay + index, close }));
}
